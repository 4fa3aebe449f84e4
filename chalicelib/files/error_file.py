"""The error file: the bad lines as they were, in the list's own columns, delimiter and encoding, with one column more.

The column stands in front, so that a line with too many cells has it too. Whoever sends the mended file again need not
take it out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chalicelib.files.cells import read_back
from chalicelib.files.columns import ERRORS, is_errors
from chalicelib.files.lists import WORKBOOK, Heading, csv_line


@dataclass(frozen=True)
class BadRow:
    """Cells of a bad line as they were, and what is wrong with it in words."""

    cells: list[str]
    says: str


def written(heading: Heading, rows: Iterable[BadRow]) -> Iterator[bytes]:
    """The error file's lines. Of a workbook it is a csv in UTF-8 with a mark; of JSON lines a csv in their own
    encoding, where that is UTF-8 with a mark."""
    own = next((at for at, name in enumerate(heading.names) if is_errors(name)), None)
    encoding = heading.encoding if heading.format != WORKBOOK and heading.encoding != "utf-8" else "utf-8-sig"
    encoding = "utf-8" if heading.format == "csv" and heading.encoding == "utf-8" else encoding
    yield _line(heading, [ERRORS, *_without(heading.names, own)], encoding)
    # A mark stands before the first line alone.
    behind = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
    for row in rows:
        yield _line(heading, [row.says, *_without(row.cells, own)], behind)


def _without(cells: list[str], at: int | None) -> list[str]:
    return [cell for place, cell in enumerate(cells) if place != at]


def _line(heading: Heading, cells: list[str], encoding: str) -> bytes:
    text = csv_line([read_back(str(cell)) for cell in cells], heading.delimiter)
    if encoding == "utf-16":
        return b"\xff\xfe" + text.encode("utf-16-le")
    return text.encode(encoding)
