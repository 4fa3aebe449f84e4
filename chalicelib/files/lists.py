"""A file as a list: how it is written, its heading, and the rows behind it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

from chalicelib.files import columns, encodings, workbooks
from chalicelib.files.cells import as_text, read_back
from chalicelib.files.columns import Mapped
from chalicelib.files.kinds import FileKind
from chalicelib.files.rows import Row, csv_rows, json_rows
from chalicelib.files.unreadable import UnreadableFile

CSV, WORKBOOK, JSON_LINES = "csv", "xlsx", "jsonl"
FORMATS: Final = (CSV, WORKBOOK, JSON_LINES)
_MOST_COLUMNS: Final = 200


@dataclass(frozen=True)
class Heading:
    """How a list is written, the names of its columns, and which field each stands for."""

    format: str
    encoding: str
    delimiter: str
    names: list[str]
    mapped: Mapped
    rows_before: int
    """Rows up to the heading and with it."""


def heading_of(path: Path, format: str, kind: FileKind, chosen: Mapped | None = None) -> Heading:
    """The heading of a list; `chosen` is by which name of it which field is meant, in place of what is found by name.

    Raises UnreadableFile: `encoding`, `no_workbook`, `workbook_too_large`, `workbook_spread`, `empty`, `columns_many`.
    """
    if format == WORKBOOK:
        workbooks.check_cells(path)
    encoding = "" if format == WORKBOOK else encodings.detect(lambda: path.open("rb"))
    delimiter = _delimiter(path, encoding, kind) if format == CSV else ","
    names, before = _names(path, format, encoding, delimiter)
    if not any(name.strip() for name in names):
        raise UnreadableFile("empty")
    if len(names) > _MOST_COLUMNS:
        raise UnreadableFile("columns_many", limit=_MOST_COLUMNS)
    names = columns.shown(names, kind)
    mapped = columns.found_by_name(names, kind) if chosen is None else {n: chosen.get(n) for n in names}
    return Heading(format, encoding, delimiter, names, mapped, before)


def require_columns(heading: Heading, kind: FileKind) -> None:
    """Raises UnreadableFile `columns_missing`, `columns_twice` for a heading without what each line needs."""
    columns.check(heading.mapped, heading.names, kind)


def _delimiter(path: Path, encoding: str, kind: FileKind) -> str:
    with _text(path, encoding) as text:
        for line in islice(iter(lambda: text.readline(1 << 16), ""), 1000):
            hinted = columns.hinted(line)
            if hinted or line.strip():
                return hinted or columns.delimiter_of(line, kind)
    return ","


def _names(path: Path, format: str, encoding: str, delimiter: str) -> tuple[list[str], int]:
    if format == JSON_LINES:
        return _keys(path, encoding), 0
    rows = workbooks.rows_of(path) if format == WORKBOOK else _csv(path, encoding, delimiter)
    for before, row in enumerate(rows, 1):
        if not row.is_empty and not (len(row.cells) < 3 and columns.hinted(delimiter.join(row.cells).strip())):
            return [read_back(cell) for cell in _without_empty_end(row.cells)], before
    return [], 0


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _keys(path: Path, encoding: str) -> list[str]:
    """Every key of a file of JSON lines, in the order of its first use."""
    keys: dict[str, None] = {}
    with _text(path, encoding) as text:
        for _, found in json_rows(text):
            if isinstance(found, dict):
                keys.update(dict.fromkeys(found))
            if len(keys) > _MOST_COLUMNS:
                break
    return list(keys)


def rows_after(path: Path, heading: Heading) -> Iterator[Row]:
    """The rows behind a heading; empty ones are no rows."""
    if heading.format == JSON_LINES:
        return _json(path, heading)
    rows = workbooks.rows_of(path) if heading.format == WORKBOOK else _csv(path, heading.encoding, heading.delimiter)
    return (row for row in islice(rows, heading.rows_before, None) if not row.is_empty)


def _csv(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    with _text(path, encoding) as text:
        yield from csv_rows(text, delimiter)


def _json(path: Path, heading: Heading) -> Iterator[Row]:
    with _text(path, heading.encoding) as text:
        for line, found in json_rows(text):
            if isinstance(found, str):
                yield Row(line, [found], "no_object")
            else:
                yield Row(line, [found.get(name, "") for name in heading.names])


def _text(path: Path, encoding: str) -> TextIO:
    """The file's letters without a mark before them."""
    file = path.open("rb")
    file.seek(len(encodings.mark_of(encoding)))
    return TextIOWrapper(file, encoding=encodings.codec_of(encoding), newline="")


def csv_line(cells: list[str], delimiter: str) -> str:
    """A row of an export: as a csv writes it, with every cell as text. Nothing else here writes csv."""
    line = _Line()
    csv.writer(line, delimiter=delimiter).writerow([as_text(cell) for cell in cells])
    return line.written


class _Line:
    written = ""

    def write(self, text: str) -> None:
        self.written += text
