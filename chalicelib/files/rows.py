"""Rows of files: csv, JSON lines and workbooks, one at a time, each with the number of the line on which it begins.

What cannot be parsed is a row too, with the code of what is wrong with it, so that no line is lost.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TextIO

from chalicelib.files.cells import Quantity

MOST_CHARACTERS: Final = 65_536
"""Of one physical line; whatever is longer is no list."""
_MOST_PHYSICAL: Final = 20
"""Physical lines of one row. A quotation mark that nobody closed would else swallow the rest of the file."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line on which it begins (the file's first is 1), its cells, and a code where it cannot be parsed."""

    line: int
    cells: list[str]
    broken: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.broken and not any(cell.strip() for cell in self.cells)


class _OpenQuote(Exception):
    pass


class _Physical:
    """The physical lines of a text, with those that the row at hand has taken."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._waiting: list[str] = []
        self.taken: list[str] = []
        self.line = 0
        """The number of the line that was taken last."""
        self.cut = False
        """Whether the line that was taken last was cut, being too long."""

    def __iter__(self) -> "_Physical":
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _MOST_PHYSICAL:
            raise _OpenQuote
        found = self._waiting.pop() if self._waiting else self._read()
        if not found:
            raise StopIteration
        self.line += 1
        self.taken.append(found)
        return found

    def _read(self) -> str:
        found = self._text.readline(MOST_CHARACTERS)
        if len(found) < MOST_CHARACTERS or found[-1] in "\r\n":
            return found
        self.cut = True
        while (more := self._text.readline(MOST_CHARACTERS)) and more[-1] not in "\r\n":
            pass
        return found[:200]

    def give_back(self) -> str:
        """Returns the first line of the row at hand, and has the others taken anew."""
        first, *others = self.taken
        self._waiting += reversed(others)
        self.line -= len(others)
        return first


def csv_rows(text: TextIO, delimiter: str) -> Iterator[Row]:
    """The rows of a csv, opened with `newline=""`; the heading is the first of them."""
    lines = _Physical(text)
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.taken, lines.cut = [], False
        begins = lines.line + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (_OpenQuote, csv.Error):
            yield Row(begins, [lines.give_back().rstrip("\r\n")], "open_quote")
            reader = csv.reader(lines, delimiter=delimiter)
            continue
        if lines.cut:
            yield Row(begins, [lines.taken[0]], "line_too_long")
        elif len(lines.taken) > 1 and sum(each.count('"') for each in lines.taken) % 2:
            yield Row(begins, [lines.give_back().rstrip("\r\n")], "open_quote")
            reader = csv.reader(lines, delimiter=delimiter)
        else:
            yield Row(begins, cells)


def json_rows(text: TextIO) -> Iterator[tuple[int, dict[str, str] | str]]:
    """The objects of a file of JSON lines with their lines; in place of what is no object of plain values its text.

    Empty lines are left out.
    """
    lines = _Physical(text)
    for written in lines:
        lines.taken.clear()
        if written.strip():
            yield lines.line, _object(written) or written.strip()


def _object(written: str) -> dict[str, str] | None:
    try:
        found = json.loads(written, parse_float=Quantity, parse_int=Quantity, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not found:
        return None
    if not all(value is None or isinstance(value, str) for value in found.values()):
        return None
    return {name: value or "" for name, value in found.items()}
