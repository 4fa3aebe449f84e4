"""Lines of a list checked one by one: each is good, repeated, or bad with what is wrong with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from chalicelib.files.cells import bare
from chalicelib.files.columns import is_errors
from chalicelib.files.kinds import FileField, FileKind
from chalicelib.files.lists import Heading
from chalicelib.files.rows import Row
from chalicelib.files.seen import Seen, digest_of
from chalicelib.files.unreadable import UnreadableFile
from chalicelib.files.values import LineError, Reading
from chalicelib.identity.text import Unreadable

MOST_LINES: Final = 1_000_000
_EMPTY_CELLS: Final = frozenset({"", "-", "--", "/", "无", "n/a", "null", "none"})


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line: its column by the file's own name, a code, the sentence and what fills it."""

    column: str
    code: str
    sentence: str
    said: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was checked: `found` of a good one, `faults` of a bad one; one with neither is repeated."""

    row: Row
    found: dict[str, Any] | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def number(self) -> int:
        return self.row.line

    @property
    def digest(self) -> bytes | None:
        """What tells a good line from all others of its list."""
        return digest_of(self.found) if self.found is not None else None


class Checker:
    """Checks the rows of one list. What it has seen is told from what it sees, in memory that never grows."""

    def __init__(self, kind: FileKind, heading: Heading, reading: Reading, most: int = MOST_LINES) -> None:
        self._kind, self._reading = kind, reading
        self._most, self._lines, self._seen = most, 0, Seen(most)
        self._width = len(heading.names)
        named = list(enumerate(heading.names))
        fields = [(at, heading.mapped.get(name), name) for at, name in named]
        self._columns = [(at, field, kind.fields[field], name) for at, field, name in fields if field]
        self._names = {field: name for _, field, _, name in self._columns}
        self._errors = next((at for at, name in named if is_errors(name)), None)

    def lines(self, rows: Iterator[Row]) -> Iterator[Line]:
        """Each row as a line. Raises UnreadableFile `too_many_lines`."""
        for row in rows:
            if self._is_empty(row):
                continue
            self._lines += 1
            if self._lines > self._most:
                raise UnreadableFile("too_many_lines", limit=self._most)
            yield self.line(row)

    def skip(self, rows: Iterator[Row], lines: int, seen: Iterable[bytes]) -> None:
        """Goes past so many lines that were checked before; `seen` are the digests that they left (`Line.digest`)."""
        for _ in islice((row for row in rows if not self._is_empty(row)), lines):
            self._lines += 1
        for digest in seen:
            self._seen.add(digest)

    def _is_empty(self, row: Row) -> bool:
        """Whether only the column of an error file says anything."""
        if self._errors is None or row.broken or self._errors >= len(row.cells):
            return False
        return not any(cell.strip() for at, cell in enumerate(row.cells) if at != self._errors)

    def line(self, row: Row) -> Line:
        """One row as a line."""
        if row.broken:
            return Line(row, None, (Fault("", row.broken, f"line_{row.broken}", {}),))
        if len(row.cells) > self._width and any(cell.strip() for cell in row.cells[self._width :]):
            return Line(row, None, (Fault("", "cells", "line_cells", {"expected": self._width}),))
        found: dict[str, Any] = {}
        faults = [fault for each in self._columns if (fault := self._read(each, row.cells, found)) is not None]
        if not faults:
            faults = self._whole(found)
        if faults:
            return Line(row, None, tuple(faults))
        return Line(row, found if self._seen.add(digest_of(found)) else None)

    def _read(self, column: tuple[int, str, FileField, str], cells: list[str], found: dict[str, Any]) -> Fault | None:
        at, field, reader, name = column
        written = cells[at] if at < len(cells) else ""
        cell = bare(written)
        if cell.lower() in _EMPTY_CELLS:
            return Fault(name, "required", "required", {}) if reader.required else None
        if cell[0] in "=#" and not cell.startswith("# "):
            return Fault(name, "formula", "line_formula", {})
        try:
            found[field] = reader.read(type(written)(cell), self._reading)
        except LineError as error:
            return Fault(name, error.code, error.sentence, error.said)
        except Unreadable as error:
            return Fault(name, error.code, error.code, {})
        return None

    def _whole(self, found: dict[str, Any]) -> list[Fault]:
        try:
            for look in self._kind.wholes:
                look(found, self._reading)
        except LineError as error:
            return [Fault(self._names.get(error.field, error.field), error.code, error.sentence, error.said)]
        return []
