"""Lists of offices checked: lines a second and memory, against Python's csv module reading the same file.

The list has every fault that `tests/support/office_files.py` makes; each line must become what it was made as. Looking
lines up in the store is not in it.
"""

import csv
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.rows import Row, at_most, cpu_seconds, measured
from bench.sizes import sized
from chalicelib.files import lists
from chalicelib.files.checking import MOST_LINES, Checker, Line
from chalicelib.files.kinds import KINDS
from chalicelib.files.values import Reading
from tests.support.office_files import HEADING, rows, write_csv, write_workbook

TODAY = date(2020, 3, 10)
CONTACTS = KINDS["contacts"]


def run() -> Iterator[Row]:
    """Every line accounted for; CPU time as a ratio to the csv module's, and memory as the list grows tenfold."""
    lines = sized(20_000, MOST_LINES)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        made = _write(path, lines)
        found: Counter[str] = Counter()
        ours = cpu_seconds(lambda: found.update(_checked(path)))
        plain = cpu_seconds(lambda: _read(path))
        wrong = sum(((made - found) + (found - made)).values())
        yield at_most("lines of a list that became something else", wrong, 0, unit=f"of {lines:,}", baseline="as made")
        speed = {"csv_lines_s": lines / plain, "minutes_for_a_million": ours / lines * MOST_LINES / 60}
        yield measured("lines checked a second of CPU", lines / ours, unit="lines/s", baseline="csv module", **speed)
        yield at_most("checking / the csv module reading", ours / plain, 200, unit="times as long", baseline="csv")
        yield _memory(Path(folder))
        yield _workbook(Path(folder) / "list.xlsx", sized(20_000, 400_000))


def _memory(folder: Path) -> Row:
    """The peak over a list, and over one of ten times its lines, with the table that both have."""
    small, large = (_peak(folder / str(lines), lines) for lines in (2_000, 20_000))
    unit, more = "times", {"MB": large / 1e6}
    return at_most("memory of ten times the lines", large / small, 1.1, unit=unit, baseline="a tenth of them", **more)


def _workbook(path: Path, lines: int) -> Row:
    """What a process holds at most that checks a workbook, which is not flat: calamine has the whole sheet."""
    write_workbook(path, [HEADING, *(cells for _, cells in rows(lines, bad=0))])
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        peak = pool.submit(_held, str(path)).result()
    told = {"lines": lines, "file_MB": path.stat().st_size / 1e6}
    return measured("memory of a process that checks a workbook", peak / 1024, unit="MB", baseline="", **told)


def _held(path: str) -> int:
    """The most that this process ever held, in KB, once the workbook was checked."""
    heading = lists.heading_of(Path(path), "xlsx", CONTACTS)
    for _ in Checker(CONTACTS, heading, Reading(TODAY, workbook=True)).lines(lists.rows_after(Path(path), heading)):
        pass
    # What getrusage says would be at least what the process held that began this one.
    told = Path("/proc/self/status").read_text().partition("VmHWM:")[2]
    return int(told.split()[0])


def _peak(path: Path, lines: int) -> int:
    _write(path, lines)
    tracemalloc.start()
    for _ in _checked(path):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _write(path: Path, lines: int) -> Counter[str]:
    """Writes a list of every fault in GB18030, parted by semicolons; how many lines become what."""
    made: Counter[str] = Counter()

    def noted() -> Iterator[list[str]]:
        for code, cells in rows(lines):
            made[code] += 1
            yield cells

    with path.open("wb") as file:
        write_csv(file, noted())
    return made


def _checked(path: Path) -> Iterator[str]:
    heading = lists.heading_of(path, "csv", CONTACTS)
    return map(_become, Checker(CONTACTS, heading, Reading(TODAY)).lines(lists.rows_after(path, heading)))


def _become(line: Line) -> str:
    return line.faults[0].code if line.faults else "good" if line.found else "repeated"


def _read(path: Path) -> int:
    with path.open(encoding="gb18030", newline="") as text:
        return sum(1 for _ in csv.reader(text, delimiter=";"))
