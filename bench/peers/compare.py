"""PyTorch's side of bench/compare.ts: one process, one row of the table.

python3 bench/peers/compare.py JOB

JOB is the JSON file that bench/comparison/side.ts describes. The first line of output says what this side runs on; then every line
of input, a JSON object, asks for one turn and is answered by one line of JSON.
"""
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import torch
from resident_memory import peak_bytes, reset_peak, resident_bytes

IDLE_BYTES = resident_bytes()  # with the library loaded, and nothing done yet


def main() -> None:
    job = SimpleNamespace(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    torch.set_num_threads(job.threads)
    torch.set_flush_denormal(True)  # as TensorFlow does in its threads
    if job.work == "training":
        from training import Training as Work
    elif job.work == "extraction":
        from extraction import Extraction as Work
    elif job.work == "distillation":
        from distillation import Distillation as Work
    else:
        from epoch import Epoch as Work
    work = Work(job)
    reset_peak()
    versions = {"torch": torch.__version__, "python": sys.version.split()[0]}
    device = "gpu" if job.device == "cuda" else "cpu"
    answer({"idleBytes": IDLE_BYTES, "device": device, "versions": versions, "mode": work.mode})
    for line in sys.stdin:
        turn = work.turn(**json.loads(line))
        answer({"peakBytes": peak_bytes()} | turn)  # where other processes help, the work says itself


def answer(value: dict) -> None:
    print(json.dumps(value), flush=True)


main()
