"""English names of Chinese places by the official romanisation: pinyin in joined syllables, ethnic names as gazetted.

The rules are those of 1984 for Chinese names: the name itself is one word, an apostrophe stands before a syllable that
begins with a vowel, a name of one syllable keeps the word for what it is (Peixian County). Names in minority languages,
characters with a reading of their own, Shaanxi, Hong Kong and Macao stand in `place_names.yaml`.
"""

import re
from typing import Any, NamedTuple

import yaml
from pypinyin import lazy_pinyin

from local.paths import ROOT

_SAID: dict[str, dict[Any, Any]] = yaml.safe_load((ROOT / "local" / "place_names.yaml").read_text("utf-8"))
_KINDS: dict[str, str] = _SAID["kinds"]
_PEOPLES: dict[str, str] = _SAID["peoples"]
_ANY = "|".join(sorted(_PEOPLES, key=len, reverse=True))
# 蒙古, 哈萨克 and a few others do without the word for a people.
_PEOPLE_AT_END = re.compile(rf"(?:({_ANY})族|(蒙古|哈萨克|锡伯|塔吉克|柯尔克孜|维吾尔))$")
_AUTONOMOUS = re.compile(r"自治([区州县旗])$")


class Place(NamedTuple):
    """What a place is called: in Chinese, in English, and its name alone in pinyin, a blank between syllables."""

    chinese: str
    english: str
    pinyin: str


def place(code: str, chinese: str) -> Place:
    """The place of this code."""
    stem, peoples, kind = _parts(chinese)
    syllables = _syllables(code, chinese, stem)
    given = _SAID["english"].get(int(code)) or _SAID["names"].get(chinese)
    name = given or _word(code, stem, syllables, kind)
    return Place(chinese, _with_kind(code, name, peoples, kind), " ".join(syllables))


def _parts(chinese: str) -> tuple[str, list[str], str]:
    """The name alone, the peoples that an autonomous place is of, and the word for what it is."""
    autonomous = _AUTONOMOUS.search(chinese)
    if autonomous:
        stem, peoples = _peoples(chinese[: autonomous.start()])
        return stem, peoples, autonomous[0]
    kind = next((each for each in _KINDS if chinese.endswith(each) and chinese not in (each, "神农架林区")), "")
    return chinese.removesuffix(kind), [], kind


def _peoples(text: str) -> tuple[str, list[str]]:
    """The name before the peoples, which is that of the people itself where nothing stands before them."""
    found: list[str] = []
    while last := _PEOPLE_AT_END.search(text):
        people = last[1] or last[2]
        found.insert(0, _PEOPLES[people])
        if last.start() == 0:
            return people, found
        text = text[: last.start()]
    return text, found


def _syllables(code: str, chinese: str, stem: str) -> list[str]:
    said = _SAID["readings"].get(chinese) or _SAID["readings"].get(stem) or _SAID["readings"].get(int(code))
    if said:
        return str(said).split()
    read = lazy_pinyin(list(stem))
    return [_SAID["characters"].get(sign, syllable) for sign, syllable in zip(stem, read, strict=True)]


def _word(code: str, stem: str, syllables: list[str], kind: str) -> str:
    if stem in _SAID["stems"]:
        return str(_SAID["stems"][stem])
    if len(syllables) == 1 and kind in ("县", "区", "旗", "市"):
        syllables = [*syllables, lazy_pinyin(kind)[0]]
    return joined(syllables)


def joined(syllables: list[str]) -> str:
    """One word: xi an is Xi'an, lv shun is Lüshun."""
    word = syllables[0] + "".join(f"'{each}" if each[0] in "aeo" else each for each in syllables[1:])
    return word.replace("v", "ü").capitalize()


def _with_kind(code: str, name: str, peoples: list[str], kind: str) -> str:
    if code.endswith("0000") or (code.endswith("00") and kind in ("市", "地区", "盟") and not peoples):
        return name
    if not kind.startswith("自治"):
        return f"{name} {_KINDS[kind]}".strip() if kind else name
    whose = " and ".join(filter(None, (", ".join(peoples[:-1]), *peoples[-1:])))
    return " ".join(filter(None, (name if name != whose else "", whose, _SAID["autonomous"][kind])))
