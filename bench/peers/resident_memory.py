"""Memory of this process that lies in RAM, as Linux counts it; None elsewhere. bench/comparison/resident-memory.ts does the same."""
from pathlib import Path


def resident_bytes() -> int | None:
    return _status("VmRSS")


def peak_bytes() -> int | None:
    return _status("VmHWM")


def reset_peak() -> None:
    """From here on the peak counts anew, so that reading the benchmark's files is no part of it."""
    if Path("/proc/self/clear_refs").exists():
        Path("/proc/self/clear_refs").write_text("5")


def _status(key: str) -> int | None:
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    (line,) = (line for line in status.read_text().splitlines() if line.startswith(f"{key}:"))
    return int(line.split()[1]) * 1024
