"""Files as offices make them, with every fault: rows, encodings, workbooks."""

import random
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import IO

from chalicelib.identity.check_characters import resident_check

HEADING = ["姓名", "证件号码", "接触类型", "最后接触日期", "县区代码"]
LOST = "4.40524E+17"


def number(serial: int) -> str:
    """A resident's number of Xining, another one for each serial below 10 million."""
    born = date(1950, 1, 1) + timedelta(days=serial // 1000)
    plain = f"630102{born:%Y%m%d}{serial % 1000:03d}"
    return plain + resident_check(plain)


def good(serial: int) -> list[str]:
    return ["阿依古丽·买买提", number(serial), "密接", f"2020-03-{serial % 8 + 1:02d}", "630102"]


def _with(at: int, cell: str) -> Callable[[int], list[str]]:
    return lambda serial: [cell if place == at else each for place, each in enumerate(good(serial))]


def _wrong_check(serial: int) -> list[str]:
    name, document, *others = good(serial)
    return [name, document[:-1] + ("0" if document[-1] != "0" else "1"), *others]


def _wide(serial: int) -> list[str]:
    name, document, *others = good(serial)
    return [f" {name.replace('·', '•')} ", document.translate(_WIDE), *others]


ENCODINGS = {
    "utf-8": ("", "utf-8"),
    "utf-8-sig": ("\ufeff", "utf-8"),
    "utf-16": ("\ufeff", "utf-16-le"),
    "utf-16-be": ("\ufeff", "utf-16-be"),
    "gb18030": ("", "gb18030"),
    "gb18030-sig": ("\ufeff", "gb18030"),
}
"""Encodings of files by their names: the mark before the first letter, and Python's codec behind it."""
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
BAD = {
    "number_lost_digits": _with(1, LOST),
    "invalid_document": _wrong_check,
    "ambiguous_date": _with(3, "43891"),
    "not_allowed": _with(2, "亲戚"),
    "formula": _with(0, "=A1"),
    "unknown_region": _with(4, "999999"),
    "required": _with(1, ""),
    "in_future": _with(3, "2021-03-01"),
}
"""A row that is bad by each code, made from a serial."""
LOOKED_UP = {"region_outside": _with(4, "340102"), "known": _with(3, "2019-11-01")}
"""The same of what a file alone does not tell: an office of 63 in March 2020 finds a region and a day of no effect."""


def rows(
    lines: int, seed: int = 1, bad: float = 0.02, others: Mapping[str, Callable[[int], list[str]]] = BAD
) -> Iterator[tuple[str, list[str]]]:
    """So many rows, each with what becomes of it: good, repeated, or the code that it is bad by, one of `others`."""
    drawn, last, codes = random.Random(seed), None, list(others)
    for serial in range(lines):
        draw = drawn.random()
        if draw < bad:
            code = codes[serial % len(codes)]
            yield code, others[code](serial)
        elif draw < bad + 0.01 and last is not None:
            yield "repeated", last
        else:
            last = _wide(serial) if draw > 0.95 else good(serial)
            yield "good", last


def write_csv(file: IO[bytes], lines: Iterable[Sequence[str]], encoding: str = "gb18030", delimiter: str = ";") -> None:
    """A heading and lines, and an empty line in their midst, ended as Windows does. `encoding`: one of `ENCODINGS`."""
    mark, behind = ENCODINGS[encoding]
    file.write((mark + delimiter.join(HEADING) + "\r\n").encode(behind))
    for at, cells in enumerate(lines):
        file.write((delimiter.join(cells) + "\r\n").encode(behind))
        if at == 1:
            file.write("\r\n".encode(behind))


def write_workbook(path: Path, lines: Iterable[Sequence[str | float]], more: str = "") -> None:
    """A workbook of one sheet: texts as texts, numbers as numbers; and `more` rows as they are written."""
    body = "".join(f'<row r="{at}">{"".join(_cells(at, line))}</row>' for at, line in enumerate(lines, 1))
    body += more
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in _PARTS.items():
            packed.writestr(name, _HEAD + content.replace("BODY", body))


def _cells(row: int, line: Sequence[str | float]) -> Iterator[str]:
    for at, cell in enumerate(line):
        place = f"{chr(65 + at)}{row}"
        if isinstance(cell, str):
            yield f'<c r="{place}" t="inlineStr"><is><t>{cell}</t></is></c>'
        else:
            yield f'<c r="{place}"><v>{cell}</v></c>'


_HEAD = '<?xml version="1.0"?>'
_SCHEMA = "http://schemas.openxmlformats.org"
_TYPE = "application/vnd.openxmlformats"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_SCHEMA}/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{_TYPE}-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/w.xml" ContentType="{_TYPE}-officedocument.spreadsheetml.sheet.main+xml"/>'
    f'<Override PartName="/s.xml" ContentType="{_TYPE}-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_SCHEMA}/package/2006/relationships">'
    f'<Relationship Id="r" Type="{_SCHEMA}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{_SCHEMA}/spreadsheetml/2006/main" '
    f'xmlns:r="{_SCHEMA}/officeDocument/2006/relationships">'
    '<sheets><sheet name="S" sheetId="1" r:id="r"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_SCHEMA}/package/2006/relationships">'
    f'<Relationship Id="r" Type="{_SCHEMA}/officeDocument/2006/relationships/worksheet" Target="s.xml"/>'
    "</Relationships>",
    "xl/s.xml": f'<worksheet xmlns="{_SCHEMA}/spreadsheetml/2006/main"><sheetData>BODY</sheetData></worksheet>',
}
