"""Where a stage of the tests keeps its files: in memory where there is room, else where temporary files are.

A stage unpacks its code for each function and each copy of one, and on a disk that others use too their removal takes
minutes. What a run left that was killed goes with the next: half a dozen of those filled a machine's memory.
"""

import os
import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 8 * 1024**3
"""Bytes: a stage needs one to three, the more the busier it is, and several run at the same time."""


def folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes with its `with`, and says in its name whose it is."""
    place = _MEMORY if _MEMORY.is_dir() else Path(tempfile.gettempdir())
    remove_left(place)
    return tempfile.TemporaryDirectory(prefix=f"kangma-{os.getpid()}-", dir=place if _has_room() else None)


def remove_left(place: Path) -> None:
    """Removes the folders in `place` whose process has ended without removing them."""
    for left in place.glob("kangma-*-*"):
        owner = left.name.split("-")[1]
        if owner.isdigit() and not _runs(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _has_room() -> bool:
    return _MEMORY.is_dir() and min(shutil.disk_usage(_MEMORY).free, _available()) > _ROOM


def _available() -> int:
    """Bytes of memory that nobody uses."""
    told = dict(line.split(":") for line in Path("/proc/meminfo").read_text().splitlines())
    return int(told["MemAvailable"].split()[0]) * 1024
