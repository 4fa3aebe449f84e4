"""Cells: what spreadsheets write around and into them, and how they go out so that none runs as a formula."""

import re
from typing import Final


class Quantity(str):
    """A cell that was a number and not a text: a spreadsheet may have dropped zeros in front, or digits behind."""

    __slots__ = ()


FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", *"＝＋－＠")
"""With what a cell begins that a spreadsheet may take for a formula; in Chinese ones the full-width signs do too."""
_AS_TEXT: Final = re.compile(r"=\"(.*)\"", re.DOTALL)
_WHOLE: Final = re.compile(r"([0-9]+)\.0+")


def as_text(cell: str) -> str:
    """A cell of an export: what a spreadsheet would take for a formula has an apostrophe before it, and is text."""
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA) else cell


def read_back(cell: str) -> str:
    """A cell that `as_text` wrote, as it was before."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def bare(cell: str) -> str:
    """What somebody meant by a cell: without blanks around it, ="…" or the apostrophe that says that it is text."""
    stripped = cell.strip()
    if stripped[:1] == "=":
        marked = _AS_TEXT.fullmatch(stripped)
        return marked[1].strip() if marked else stripped
    return stripped.lstrip("'’‘＇`").strip() if stripped[:1] in "'’‘＇`" else stripped


def whole(text: str) -> str:
    """A number that a spreadsheet wrote with a decimal point, without it: 340102.0 is 340102."""
    found = _WHOLE.fullmatch(text)
    return found[1] if found else text
