"""CSV lists of venues as offices make them: each line a registration, or what is wrong with it.

Spreadsheets write 13812345678.0 for a number, put an apostrophe before one or ="…" around it, part cells with
semicolons or tabs, say so in a line before the header, and fill the ends of lines with empty cells.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any, Final

from pydantic import ValidationError

from chalicelib.config import VENUES_PER_UPLOAD
from chalicelib.errors import FieldError, Invalid, KangmaError, invalid
from chalicelib.features.venues.registering import Registration
from chalicelib.features.venues.shapes import AskedVenue
from chalicelib.http.problems import invalid_of
from chalicelib.identity import text

COLUMNS: Final = ("name", "type", "region", "credit_code", "address", "lat", "lon", "contact_name", "contact_phone")
OPTIONAL: Final = ("asks_temperature",)
_YES: Final = ("1", "1.0", "true", "yes", "y", "是")
_NUMBERS: Final = {"region": "region", "credit_code": "credit_code", "contact_phone": "contact.phone"}
"""Columns of digits that spreadsheets take for quantities, and their fields."""
_AS_TEXT: Final = re.compile(r"=\"(.*)\"|['’‘＇`](.*)", re.DOTALL)
_QUANTITY: Final = re.compile(r"([0-9]+)\.0*")
_ROUNDED: Final = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+", re.IGNORECASE)


def lines_of(content: str) -> list[tuple[int, Registration | KangmaError]]:
    """Each line with its number, the file's first being 1. Raises Invalid for the file as a whole.

    A byte order mark, blank lines and columns in another order are accepted.
    """
    plain = content.removeprefix("\ufeff")
    hint = re.match(r"sep=(.)\r?\n", plain, re.IGNORECASE)
    rows = csv.reader(io.StringIO(plain, newline=""), delimiter=hint[1] if hint else _delimiter(plain))
    try:
        if hint:
            next(rows)
        header = _without_empty_end([text.line(name).lower() for name in next(rows, [])])
        _check_header(header)
        found = [(rows.line_num, row) for row in rows if any(cell.strip() for cell in row)]
    except (csv.Error, text.Unreadable):
        raise invalid("csv", "bad_csv") from None
    if len(found) > VENUES_PER_UPLOAD:
        raise invalid("csv", "too_many_lines", limit=VENUES_PER_UPLOAD)
    return [(number, _form(header, row)) for number, row in found]


def _delimiter(content: str) -> str:
    """What parts the header's cells: a comma, or what stands there more often."""
    header = content.partition("\n")[0]
    return max(",;\t", key=header.count)


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _check_header(header: list[str]) -> None:
    missing = [name for name in COLUMNS if name not in header]
    if missing or len(set(header)) < len(header) or set(header) - {*COLUMNS, *OPTIONAL}:
        raise invalid("csv", "csv_header", expected=",".join(COLUMNS))


def _form(header: list[str], row: list[str]) -> Registration | KangmaError:
    filled = row[: len(header)] + _without_empty_end(row[len(header) :])
    if len(filled) != len(header):
        return Invalid(None, FieldError("", "csv_cells", {"expected": len(header)}))
    cells = {name: _plain(name, cell.strip()) for name, cell in zip(header, filled, strict=True)}
    rounded = [FieldError(field, "excel_number") for name, field in _NUMBERS.items() if _ROUNDED.fullmatch(cells[name])]
    if rounded:
        return Invalid(None, *rounded)
    try:
        venue: AskedVenue = AskedVenue.model_validate(_as_json(cells))
        return venue.form()
    except ValidationError as error:
        return invalid_of(error)


def _plain(name: str, cell: str) -> str:
    """What somebody meant by a cell: without the signs that tell a spreadsheet to leave it alone."""
    marked = _AS_TEXT.fullmatch(cell)
    plain = (marked[1] or marked[2] or "").strip() if marked else cell
    if name not in _NUMBERS:
        return plain
    shown = text.decimal(plain)
    quantity = _QUANTITY.fullmatch(shown)
    return quantity[1] if quantity else plain


def _as_json(cells: dict[str, str]) -> dict[str, Any]:
    """A line's cells as the JSON body of one venue."""
    return {
        "name": cells["name"],
        "type": cells["type"].lower(),
        "region": text.number(cells["region"]),
        "credit_code": cells["credit_code"],
        "address": cells["address"],
        "location": dict(_degrees(cells)),
        "contact": {"name": cells["contact_name"], "phone": cells["contact_phone"]},
        "asks_temperature": cells.get("asks_temperature", "").lower() in _YES,
    }


def _degrees(cells: dict[str, str]) -> Iterator[tuple[str, Any]]:
    for name in ("lat", "lon"):
        try:
            yield name, float(text.decimal(cells[name]))
        except ValueError:
            yield name, cells[name]
