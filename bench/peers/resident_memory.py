"""Memory of this process that lies in RAM, as Linux counts it; None elsewhere. bench/comparison/resident-memory.ts does the same."""
from pathlib import Path


def resident_bytes() -> int | None:
    return _status("VmRSS")


def peak_bytes() -> int | None:
    return _status("VmHWM")


def own_bytes_of(processes: list[int]) -> int:
    """What these processes hold for themselves, without the pages that they share with the one that forked them."""
    total = 0
    for process in processes:
        rollup = Path(f"/proc/{process}/smaps_rollup")
        lines = rollup.read_text().splitlines() if rollup.exists() else []
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(("Private_Dirty:", "Private_Clean:")))
    return total


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
