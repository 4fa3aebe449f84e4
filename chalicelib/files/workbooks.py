"""Workbooks (xlsx), read by calamine. Its memory grows with the sheet, so both sizes have an end."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from chalicelib.files.cells import Quantity
from chalicelib.files.rows import Row
from chalicelib.files.unreadable import UnreadableFile

MOST_BYTES: Final = 50 * 1024 * 1024
MOST_UNPACKED: Final = 1024**3
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


def _check_size(path: Path) -> None:
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableFile("workbook_too_large")
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableFile("no_workbook") from error
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
