"""Columns found by their names, in Chinese or English, in any order; and what parts the cells of a line."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from chalicelib.files.cells import bare
from chalicelib.files.kinds import FileKind
from chalicelib.files.unreadable import UnreadableFile
from chalicelib.identity import text

ERRORS: Final = "错误 error"
"""The column that an error file has more than its list; a list that has it is read without."""
DELIMITERS: Final = ",;\t"
_HINT: Final = re.compile(r"sep=([,;|\t])\s*\Z", re.IGNORECASE)
_ASIDE: Final = re.compile(r"[(（\[【].*?[)）\]】]|[\s*_:：.·-]+")

Mapped = Mapping[str, str | None]
"""Each name of the heading, and the field that it stands for (None: the column is not read)."""


def hinted(line: str) -> str | None:
    """The delimiter that a spreadsheet says in a line before the heading (`sep=;`); None for any other line."""
    found = _HINT.match(line)
    return found[1] if found else None


def delimiter_of(heading: str, kind: FileKind) -> str:
    """What parts the cells of a heading: that by which most of its names are known, or which stands there most."""

    def rank(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([heading], delimiter=delimiter), [])
        return len(set(found_by_name(names, kind).values()) - {None}), len(names)

    return max(DELIMITERS, key=rank)


def found_by_name(names: Iterable[str], kind: FileKind) -> dict[str, str | None]:
    """The field of each column, by its name; None for what no field is called."""
    known = {_plain(each): name for name, fld in kind.fields.items() for each in (name, *fld.names)}
    return {name: known.get(_plain(name)) for name in names if not is_errors(name)}


def shown(names: Sequence[str], kind: FileKind) -> list[str]:
    """The names by which the columns are kept and shown. Where none that each line needs is among them they may be a
    line of the list, with somebody's number and name: what is no name of a field is called by its place then."""
    found = found_by_name(names, kind)
    if any(field is not None and kind.fields[field].required for field in found.values()):
        return list(names)
    return [
        name if not name.strip() or is_errors(name) or found.get(name) else f"列 {place} column"
        for place, name in enumerate(names, 1)
    ]


def is_errors(name: str) -> bool:
    """Whether a column is that of an error file."""
    return bare(name) == ERRORS


def check(mapped: Mapped, names: Sequence[str], kind: FileKind) -> None:
    """Raises UnreadableFile `columns_missing`, `columns_twice` with the names of fields or columns."""
    fields = [each for each in mapped.values() if each is not None]
    missing = [name for name, fld in kind.fields.items() if fld.required and name not in fields]
    if missing:
        raise UnreadableFile("columns_missing", columns=", ".join(missing))
    twice = {each for each in fields if fields.count(each) > 1}
    twice |= {each for each in names if each.strip() and names.count(each) > 1 and mapped.get(each)}
    if twice:
        raise UnreadableFile("columns_twice", columns=", ".join(sorted(twice)))


def _plain(name: str) -> str:
    """A column's name without what offices put around it: (必填), *, blanks, underscores."""
    try:
        readable = text.line(name)
    except text.Unreadable:
        return ""
    return _ASIDE.sub("", readable).lower()
