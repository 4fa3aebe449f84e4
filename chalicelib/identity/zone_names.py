"""Names in machine-readable zones: whether the name that somebody typed is the one printed there.

ICAO 9303 part 3, section 6: states choose letter by letter how they print Ä, Ö, Ü, Ñ and Å, drop apostrophes, print
hyphens as fillers, and leave out aliases and what stands between the parts of a Malaysian name, or do not.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, product
from typing import Final

# Letters that are no plain letter with an accent, and those that have several transliterations.
_LETTERS: Final[dict[str, tuple[str, ...]]] = {
    "Ä": ("AE", "A", "AXX"),
    "Å": ("AA", "A", "AXX"),
    "Æ": ("AE",),
    "Đ": ("D",),
    "Ð": ("D",),
    "Ħ": ("H",),
    "Ĳ": ("IJ",),
    "ĸ": ("Q", "K"),
    "Ŀ": ("L",),
    "Ł": ("L",),
    "Ñ": ("N", "NXX"),
    "Ŋ": ("N",),
    "Ö": ("OE", "O", "OXX"),
    "Ø": ("OE", "O"),
    "Œ": ("OE",),
    "Þ": ("TH",),
    "ẞ": ("SS",),
    "Ŧ": ("T",),
    "Ü": ("UE", "U", "UXX"),
    "Ə": ("E",),
}
_MOST_SPELLINGS: Final = 729
"""Six letters with three transliterations; no word has more."""
_RELATION: Final = r"\b[ASD]/[LPO]\b"
"""Son or daughter of, as Malaysian and Singapore passports print it: A/L, A/P, S/O, D/O."""
_ALIASES: Final = ((r"", ""), (r"\(.*?\)", ""), (r"@.*", ""), (r"\(.*?\)|@.*", ""))
_SLASHES: Final = ((r"/", " "), (r"/", ""), (_RELATION, " "))
_HYPHENS: Final = ((r"-", " "), (r"-", ""))
_APOSTROPHES: Final = ((r"'", ""), (r"'", " "))


def is_printed(typed: str, printed: list[str], *, cut: bool) -> bool:
    """Whether the words of `printed` are those of `typed`, in any order; a name in Chinese characters is not compared.

    With `cut` the zone had no more room: its words may be beginnings of the typed ones.
    """
    readings = [words for words in _readings(typed.upper().replace("’", "'")) if words]
    if not readings:
        return True
    return any(_paired(printed, words) or (cut and _begun(printed, words)) for words in readings)


def _readings(typed: str) -> Iterator[list[frozenset[str]]]:
    """The words of each way to print the name, each word with all its spellings."""
    found = {re.sub("[.·\u0300-\u036f]", "", unicodedata.normalize("NFC", typed))}
    for ways in (_ALIASES, _SLASHES, _HYPHENS, _APOSTROPHES):
        found = {re.sub(pattern, sign, name) for name in found for pattern, sign in ways}
    for name in sorted(found):
        words = map(_spellings, re.findall(r"[^\W\d_]+", name))
        yield [word for word in words if word]


def _spellings(word: str) -> frozenset[str]:
    ways = product(*map(_transliterations, word))
    return frozenset(filter(None, ("".join(letters) for letters in islice(ways, _MOST_SPELLINGS))))


def _transliterations(letter: str) -> tuple[str, ...]:
    if letter in _LETTERS:
        return _LETTERS[letter]
    taken_apart = unicodedata.normalize("NFD", letter)
    base = _LETTERS.get(taken_apart[0], (taken_apart[0],))
    return tuple(each for each in base if re.fullmatch("[A-Z]+", each)) or ("",)


def _paired(printed: list[str], typed: list[frozenset[str]]) -> bool:
    """Whether each printed word is another typed one (a matching in a graph of words)."""
    taken: dict[int, int] = {}

    def place(word: int, tried: set[int]) -> bool:
        for other, spellings in enumerate(typed):
            if printed[word] in spellings and other not in tried:
                tried.add(other)
                if other not in taken or place(taken[other], tried):
                    taken[other] = word
                    return True
        return False

    return len(printed) == len(typed) and all(place(word, set()) for word in range(len(printed)))


def _begun(printed: list[str], typed: list[frozenset[str]]) -> bool:
    return all(any(spelt.startswith(part) for words in typed for spelt in words) for part in printed)
