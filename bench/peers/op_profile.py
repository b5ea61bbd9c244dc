"""Where the time of some steps goes, by operation, on stderr."""
import sys
import time
from collections.abc import Callable

import torch


def profile_steps(step: Callable[[], object], steps: int) -> float:
    """@returns seconds"""
    begun = time.perf_counter()
    with torch.profiler.profile() as profiler:
        for _ in range(steps):
            step()
    table = profiler.key_averages().table(sort_by="self_cpu_time_total", row_limit=20, max_name_column_width=45)
    print(table, file=sys.stderr, flush=True)
    return time.perf_counter() - begun
