"""Where a stage of the tests keeps its files: in memory where there is room, else where temporary files are.

A stage unpacks its code for each function and each copy of one, some thirty thousand files, and on a disk that others
use too their removal takes minutes.
"""

import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 12 * 1024**3
"""Bytes: a stage needs one to six, the more the busier it is, and several run at the same time."""


def folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes with its `with`."""
    return tempfile.TemporaryDirectory(prefix="kangma-", dir=_MEMORY if _has_room() else None)


def _has_room() -> bool:
    return _MEMORY.is_dir() and min(shutil.disk_usage(_MEMORY).free, _available()) > _ROOM


def _available() -> int:
    """Bytes of memory that nobody uses."""
    told = dict(line.split(":") for line in Path("/proc/meminfo").read_text().splitlines())
    return int(told["MemAvailable"].split()[0]) * 1024
