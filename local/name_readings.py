"""How Chinese characters are read and which are variants of one another: `python -m local.name_readings`.

Made from the dictionaries of pypinyin (MIT) and OpenCC (Apache-2.0). Both read tens of megabytes or bring a compiled
library: the service needs one syllable for each character and one spelling for each variant, in a few milliseconds.
"""

import opencc
from pypinyin import lazy_pinyin

from local.paths import ROOT

FILE = ROOT / "chalicelib" / "identity" / "name_readings.txt"
CHARACTERS = [chr(code) for code in (*range(0x4E00, 0xA000), *range(0x3400, 0x4DC0))]


def made() -> str:
    """A line for each syllable with its characters; after an empty line those of two characters: variant, usual."""
    readings: dict[str, str] = {}
    for sign in CHARACTERS:
        for syllable in lazy_pinyin(sign, errors="ignore"):
            readings[syllable] = readings.get(syllable, "") + sign
    usual = opencc.OpenCC("t2s").convert
    variants = [sign + usual(sign) for sign in CHARACTERS if usual(sign) != sign]
    lines = [f"{syllable} {signs}" for syllable, signs in sorted(readings.items())]
    return "\n".join([*lines, "", *variants]) + "\n"


if __name__ == "__main__":
    FILE.write_text(made(), encoding="utf-8")
