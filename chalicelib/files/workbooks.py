"""Workbooks (xlsx), read by calamine. Its memory grows with the sheet, so both sizes have an end."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, Final

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from chalicelib.files.cells import Quantity
from chalicelib.files.rows import Row
from chalicelib.files.unreadable import UnreadableFile

MOST_BYTES: Final = 50 * 1024 * 1024
MOST_UNPACKED: Final = 1024**3
MOST_CELLS: Final = 6_000_000
"""Rows times columns of a sheet. calamine makes room for each place up to the last cell, 30 bytes, and takes about 110
for one that is filled: a single cell far away would else end the worker."""
_BLOCK: Final = 1 << 20
_PLACE: Final = re.compile(rb"[ \t\r\n]r=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_LONGEST: Final = 16
"""Bytes of a place as it is written."""
_NO_SHEETS: Final = ("sharedstrings.xml", "styles.xml")
_NOT_PLAIN: Final = 0x1 | 0x20 | 0x40
"""Flags of an entry behind a password, of a patch, and of one behind a stronger password (APPNOTE 4.4.4)."""
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError, NotImplementedError)
"""What `zipfile` raises of an archive that is damaged, or of a later version than it knows."""
_EXACT: Final = 1e15
"""Whole numbers from here on have lost digits: a spreadsheet keeps fifteen of them."""


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of the first sheet that is shown. Raises UnreadableFile `no_workbook`, `workbook_too_large`."""
    _check_size(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError) as error:
        raise UnreadableFile("no_workbook") from error
    shown = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
    if not shown:
        raise UnreadableFile("no_workbook")
    # calamine gives the empty rows in front of a sheet too, so that the first is the sheet's own.
    try:
        for number, cells in enumerate(book.get_sheet_by_name(shown[0]).iter_rows(), 1):
            yield Row(number, [_cell(each) for each in cells])
    except CalamineError as error:
        raise UnreadableFile("no_workbook") from error


def check_cells(path: Path) -> None:
    """Raises UnreadableFile `workbook_spread` where a sheet reaches over too many cells, `no_workbook` for what is no
    archive. It goes through the whole workbook, packed as it is."""
    _check_size(path)
    with _archive(path) as packed:
        for name in packed.namelist():
            if name.lower().endswith(".xml") and not name.lower().endswith(_NO_SHEETS):
                with packed.open(name) as sheet:
                    _check_sheet(sheet)


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """A workbook as the archive that it is. Raises UnreadableFile `no_workbook` for what is none: damaged, with a
    password, or packed in a way that no spreadsheet uses."""
    try:
        with zipfile.ZipFile(path) as packed:
            if not all(map(_is_plain, packed.infolist())):
                raise UnreadableFile("no_workbook")
            yield packed
    except _DAMAGED as error:
        raise UnreadableFile("no_workbook") from error


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    return not entry.flag_bits & _NOT_PLAIN and entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def _check_sheet(sheet: IO[bytes]) -> None:
    rows = columns = filled = 0
    behind = b""
    while block := sheet.read(_BLOCK):
        places = _PLACE.findall(behind + block)
        rows = max([rows, *(int(row) for _, row in places)])
        columns = max([columns, *map(_column, {name for name, _ in places})])
        filled += block.count(b"</c>") + block.count(b":c>")
        if max(rows * columns, filled) > MOST_CELLS:
            raise UnreadableFile("workbook_spread", limit=MOST_CELLS, rows=rows, columns=columns)
        behind = block[-_LONGEST:]


def _column(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_size(path: Path) -> None:
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableFile("workbook_too_large")
    with _archive(path) as packed:
        unpacked = sum(each.file_size for each in packed.infolist())
    if unpacked > MOST_UNPACKED:
        raise UnreadableFile("workbook_too_large")


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: float) -> Quantity:
    if abs(value) >= _EXACT:
        return Quantity(f"{value:.5E}")
    return Quantity(int(value) if value == int(value) else value)
