"""Namesakes: when two names are one, and by what those who may share one are found.

Names are equal when they are after folding: case, accents, marks between words, variants of characters, the family
name before or behind. A Chinese and a Latin name are equal when the Chinese one is read as the other is written.
`name_readings.txt` is made by `python -m local.name_readings`.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from chalicelib.identity.names import has_han

_MARKS: Final = re.compile(r"[^\w]|_")
_LATIN: Final = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
# Ü after L and N is V or YU in passports and U where the dots were lost.
_ROUNDED: Final = re.compile(r"(?<=[ln])(?:v|yu)")
# Families whose name is read otherwise than the character.
_FAMILIES: Final = """
万俟moqi 尉迟yuchi 长孙zhangsun 澹台tantai 单shan 仇qiu 解xie 查zha 曾zeng 区ou 朴piao 盖ge 任ren 华hua 么yao 幺yao
员yun 折she 缪miao 纪ji 繁po 冼xian 召shao 翟zhai 种chong 秘bi 覃qin 葛ge 祭zhai 谌chen 应ying 宁ning 那na 燕yan 洗xian
都du 车che 石shi 盛sheng 沈shen 尉wei 黑he 贾jia 乐yue 逄pang 隗wei 宓fu 佘she 郇xun
"""
_FAMILY_NAMES: Final = {re.sub("[a-z]", "", each): re.sub("[^a-z]", "", each) for each in _FAMILIES.split()}


def place(name: str, born: date) -> str:
    """Under what those who may be one person are kept: the letters of the name in any order, and the day of birth.

    The order is that of no name: passports print the family name first, people write it last.
    """
    return f"{''.join(sorted(_letters(name)))}:{born.isoformat()}"


def is_same(one: str, other: str) -> bool:
    """Whether two names, as `check_name` gives them, may be one person's."""
    if has_han(one) == has_han(other):
        return not set(_spellings(one)).isdisjoint(_spellings(other))
    chinese, latin = (one, other) if has_han(one) else (other, one)
    return _read(chinese) in {_ROUNDED.sub("u", each) for each in _spellings(latin)}


def folded(name: str) -> str:
    """One spelling of a name, as `check_name` gives it, for all that differ in case, accents, marks, variants of
    characters, or in which of its words stands in front."""
    return min(_spellings(name), default="")


def _letters(name: str) -> str:
    return _read(name) if has_han(name) else _ROUNDED.sub("u", "".join(_words(name)))


def _spellings(name: str) -> Iterator[str]:
    """A Chinese name as it is; a Latin one with each of its words in front."""
    words = [_folded(name)] if has_han(name) else _words(name)
    return ("".join(words[first:] + words[:first]) for first in range(len(words)))


def _folded(chinese: str) -> str:
    usual, text = _dictionary()[1], unicodedata.normalize("NFKC", chinese)
    return "".join(usual.get(sign, sign) for sign in _MARKS.sub("", text))


def _words(latin: str) -> list[str]:
    text = unicodedata.normalize("NFKD", "".join(_LATIN.get(sign, sign) for sign in latin.casefold()))
    plain = "".join(sign for sign in text if not unicodedata.combining(sign))
    # A hyphen or an apostrophe stands within a name, and is left out as often as not.
    return [word for word in (_MARKS.sub("", each) for each in re.split(r"[\s,]+", plain)) if word]


def _read(chinese: str) -> str:
    """The name read without tones, a family name as families read it."""
    text, syllables = _folded(chinese), _dictionary()[0]
    family = next((text[:size] for size in (2, 1) if text[:size] in _FAMILY_NAMES), "")
    read = _FAMILY_NAMES.get(family, "") + "".join(syllables.get(sign, sign) for sign in text[len(family) :])
    return read.replace("v", "u") if read.isascii() else read


@cache
def _dictionary() -> tuple[dict[str, str], dict[str, str]]:
    """The syllable of each character, and the usual form of each variant."""
    text = (Path(__file__).parent / "name_readings.txt").read_text(encoding="utf-8")
    readings, _, variants = text.partition("\n\n")
    rows = (row.split(" ") for row in readings.splitlines())
    return {sign: syllable for syllable, signs in rows for sign in signs}, {
        pair[0]: pair[1] for pair in variants.splitlines()
    }
