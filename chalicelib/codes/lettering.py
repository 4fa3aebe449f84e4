"""Letters on the poster and the saved picture: which font on board has a character, and 〓 for those that none has."""

from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_FOLDER: Final = Path(__file__).parent / "fonts"
CARD: Final = "card"
FONTS: Final = {CARD: _FOLDER / "card.otf", "tibetan": _FOLDER / "tibetan.ttf", "uyghur": _FOLDER / "uyghur.ttf"}
"""Chinese and Latin letters; those of the two scripts in which letters stack and join, and need shaping."""
_GETA: Final = "〓"
_UNSEEN: Final = frozenset(" \u00a0\u200c\u200d")


def printable(text: str) -> str:
    """`text` with 〓 for each character that no font on board has."""
    return "".join(sign if sign in _UNSEEN or font_of(sign) else _GETA for sign in text)


def needs_shaping(text: str) -> bool:
    """Whether letters of `text` stack or join."""
    return any(font not in (None, CARD) for font in map(font_of, text))


def runs(text: str) -> list[tuple[str, str]]:
    """`text` in pieces, each with the name of its font; blanks go with what stands before them."""
    fonts: list[str] = []
    for sign in text:
        kept = fonts[-1] if fonts and sign in _UNSEEN else font_of(sign)
        fonts.append(kept or CARD)
    pieces = groupby(zip(fonts, text, strict=True), key=lambda pair: pair[0])
    return [(font, "".join(sign for _, sign in piece)) for font, piece in pieces]


@lru_cache(maxsize=4096)
def font_of(sign: str) -> str | None:
    """The first font that has the character; None where none has."""
    return next((name for name in FONTS if _has(name, sign)), None)


def _has(name: str, sign: str) -> bool:
    font = opened(name, 24)
    return bytes(font.getmask(sign)) != bytes(font.getmask("\uffff"))


@lru_cache(maxsize=16)
def opened(name: str, size: int) -> "FreeTypeFont":
    """A font at a size in pixels; letters that join are shaped where the library can."""
    from PIL import ImageFont, features

    raqm = name != CARD and features.check("raqm")
    layout = ImageFont.Layout.RAQM if raqm else ImageFont.Layout.BASIC
    return ImageFont.truetype(str(FONTS[name]), size, layout_engine=layout)
