"""The error file: the bad lines as they were, in the list's own columns, delimiter and encoding, with one column more.

The column stands in front, so that a line with too many cells has it too. Whoever sends the mended file again need not
take it out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from chalicelib.files.cells import read_back
from chalicelib.files.columns import ERRORS, is_errors
from chalicelib.files.encodings import codec_of, mark_of
from chalicelib.files.lists import CSV, WORKBOOK, Heading, csv_line

_WITH_MARK: Final = "utf-8-sig"


@dataclass(frozen=True)
class BadRow:
    """Cells of a bad line as they were, and what is wrong with it in words."""

    cells: list[str]
    says: str


def written(heading: Heading, rows: Iterable[BadRow]) -> Iterator[bytes]:
    """The error file's lines, behind its list's own mark. Of a workbook it is a csv in UTF-8 with a mark; of JSON lines
    a csv in their own encoding, where that is UTF-8 with a mark."""
    own = next((at for at, name in enumerate(heading.names) if is_errors(name)), None)
    encoding = _encoding(heading)
    yield mark_of(encoding) + _line(heading, [ERRORS, *_without(heading.names, own)], encoding)
    for row in rows:
        yield _line(heading, [row.says, *_without(row.cells, own)], encoding)


def _encoding(heading: Heading) -> str:
    """That of the list. A spreadsheet knows UTF-8 by its mark alone, so that a csv made of another form has it."""
    if heading.format == CSV:
        return heading.encoding
    return _WITH_MARK if heading.format == WORKBOOK or heading.encoding == "utf-8" else heading.encoding


def _without(cells: list[str], at: int | None) -> list[str]:
    return [cell for place, cell in enumerate(cells) if place != at]


def _line(heading: Heading, cells: list[str], encoding: str) -> bytes:
    return csv_line([read_back(str(cell)) for cell in cells], heading.delimiter).encode(codec_of(encoding))
