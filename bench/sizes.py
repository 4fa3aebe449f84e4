"""How large a run is: samples for `make bench`, and for `make bench-full` the sizes that take longer."""

import os

FULL = "BENCH_FULL"
"""The environment's variable that asks for the full sizes."""


def sized[Size](sample: Size, full: Size) -> Size:
    """`full` in a run of the full sizes, otherwise `sample`."""
    return full if os.environ.get(FULL) else sample
