"""The fonts of the poster and the saved picture, cut from the Noto family to what names and places are written with.

    python -m local.fonts NotoSansCJK-Bold.ttc NotoSerifTibetan-Bold.ttf NotoSansArabic-Bold.ttf

Lambda has no fonts. The files are Debian's (fonts-noto-cjk, fonts-noto-core); all are under the SIL Open Font License.
"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

from chalicelib.identity.text import is_han
from local.paths import ROOT

FOLDER = ROOT / "chalicelib" / "codes" / "fonts"
_SIMPLIFIED = 2
"""The place of the font for the mainland in Noto's collection."""
_MARKS = "°·•—…→■○●✓✗、。〇《》〓！（），：；？“”‘’"
_UNITS = 500
"""Half the grid is still finer than any size drawn, and numbers take a byte less."""


def _is_tibetan(sign: str) -> bool:
    return "\u0f00" <= sign <= "\u0fff" or sign in " \u00a0\u25cc"


def _is_uyghur(sign: str) -> bool:
    """The Arabic blocks, and what stands between words."""
    return "\u0600" <= sign <= "\u077f" or "\u08a0" <= sign <= "\u08ff" or sign in " \u00a0\u25cc\u200c\u200d"


def _is_chinese_or_latin(sign: str) -> bool:
    latin = " " <= sign <= "~" or "\u00a0" <= sign <= "\u024f" or "\u1e00" <= sign <= "\u1eff"
    return is_han(sign) or latin or sign in _MARKS


def cut(source: Path, wanted: Callable[[str], bool], target: Path, *, number: int = -1, shaped: bool = False) -> None:
    """Writes the font with the characters that are `wanted`; `shaped` keeps what joins and stacks letters."""
    font = TTFont(source, fontNumber=number)
    options = Options()
    options.layout_features = ["*"] if shaped else []
    options.hinting = options.glyph_names = False
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_codes(font.getBestCmap(), wanted))
    subsetter.subset(font)
    if not shaped:
        scale_upem(font, _UNITS)
    font.save(target)


def _codes(known: Iterable[int], wanted: Callable[[str], bool]) -> list[int]:
    return [code for code in known if wanted(chr(code))]


def main(chinese: str, tibetan: str, arabic: str) -> None:
    """Makes the three files anew."""
    cut(Path(chinese), _is_chinese_or_latin, FOLDER / "card.otf", number=_SIMPLIFIED)
    cut(Path(tibetan), _is_tibetan, FOLDER / "tibetan.ttf", shaped=True)
    cut(Path(arabic), _is_uyghur, FOLDER / "uyghur.ttf", shaped=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
