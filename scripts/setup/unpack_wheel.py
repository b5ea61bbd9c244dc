"""Unpacks the entries of a wheel that match a pattern and prints the share done, one number a line.

A wheel is a zip file; Python is here already because pip fetches the wheels. File modes are kept (ptxas must stay executable).
Usage: unpack_wheel.py WHEEL FOLDER PATTERN
"""

import re
import sys
import zipfile
from pathlib import Path

CHUNK = 8 << 20


def unpack(wheel: str, folder: str, pattern: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        entries = [entry for entry in archive.infolist() if re.match(pattern, entry.filename) and not entry.is_dir()]
        if not entries:
            raise SystemExit(f"nothing in {wheel} matches {pattern}")
        total = sum(entry.file_size for entry in entries) or 1
        done = 0
        for entry in entries:
            place = safe_place(Path(folder), entry.filename)
            place.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry) as source, open(place, "wb") as sink:
                while chunk := source.read(CHUNK):
                    sink.write(chunk)
                    done += len(chunk)
                    print(f"{done / total:.4f}", flush=True)
            mode = (entry.external_attr >> 16) & 0o777
            if mode:
                place.chmod(mode)


def safe_place(folder: Path, name: str) -> Path:
    place = (folder / name).resolve()
    if not place.is_relative_to(folder.resolve()):
        raise SystemExit(f"{name} would leave {folder}")
    return place


unpack(*sys.argv[1:4])
