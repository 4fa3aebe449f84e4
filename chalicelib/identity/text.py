"""Text as people write it, by kind: what of it is stripped, folded to one spelling, refused.

A *line* is a venue's name, a login, a guard's words; *prose* an address, a reason, an appeal; a *name* a person's; a
*number* whatever is told apart by digits and capitals; a *code* what a phone shows. The pages do the same
(`web/src/shared/text/kinds.ts`), and one table of examples holds both to it (`tests/identity/text_kinds.json`).

`text_folds.json`, which both read, says how one and the same sign is written otherwise; its classes are the inside of a
regular expression's brackets. `invisible` is Unicode's Default_Ignorable_Code_Point with interlinear and object marks,
`private_use` GBK's codes as GB 18030-2022 maps them, `radicals` Unicode's EquivalentUnifiedIdeograph but for those of
Kangxi, which are compatibility characters.
"""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any, Final


class Unreadable(ValueError):
    """Text that cannot be kept. `code` names the sentence: control_character, decoding_accident."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


_FOLDS: Final[dict[str, Any]] = json.loads((Path(__file__).parent / "text_folds.json").read_text("utf-8"))


def _any_of(*kinds: str) -> re.Pattern[str]:
    return re.compile(f"[{''.join(_FOLDS[kind] for kind in kinds)}]")


_INVISIBLE: Final = _any_of("invisible")
_UNSEEN_IN_LINES: Final = _any_of("unseen_in_lines")
# The flags of regions are spelt with marks that mean nothing anywhere else.
_UNSEEN_IN_PROSE: Final = re.compile(
    f"(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[{_FOLDS['unseen_in_prose']}]"  # a black flag, its region, the end
)
_JOINERS: Final = "\u200c\u200d"
_SPACES: Final = re.compile(f"[{_FOLDS['blanks']}{_FOLDS['breaks']}]+")
_BREAK: Final = re.compile(f"\r\n|[{_FOLDS['breaks']}]")
_DOTS: Final = _any_of("dots")
_FULL_STOPS: Final = re.compile("[。．｡﹒․]")
_BESIDE_NUMBERS: Final = _any_of(
    "blanks", "breaks", "dots", "dashes", "apostrophes", "opening", "closing", "beside_numbers"
)
_APOSTROPHES: Final = _any_of("apostrophes")
_ONE_SIGN: Final = [
    (_any_of("dashes"), "-"),
    (_APOSTROPHES, "'"),
    (_any_of("opening"), "("),
    (_any_of("closing"), ")"),
    (_any_of("slashes"), "/"),
    (_any_of("ats"), "@"),
]
_STANDARD: Final = str.maketrans(_FOLDS["private_use"])
_KANGXI: Final = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_RADICALS: Final = str.maketrans(_FOLDS["radicals"] | _KANGXI)
_LOOK_ALIKES: Final = str.maketrans(_FOLDS["look_alikes"])
# What a decoder writes in place of bytes that it cannot read, and what that becomes when it is read as GBK.
_ACCIDENTS: Final = re.compile("\ufffd|锟斤拷")
MIDDLE_DOT: Final = "·"


def line(text: str) -> str:
    """One line in NFC, trimmed, its blanks and line breaks single spaces; empty where nothing can be seen.

    Raises Unreadable.
    """
    found = _UNSEEN_IN_LINES.sub("", _readable(text)).translate(_RADICALS)
    if _ACCIDENTS.search(found):
        raise Unreadable("decoding_accident")
    return _seen(_SPACES.sub(" ", _composed(found)).strip(" " + _JOINERS))


def prose(text: str) -> str:
    """Any script in NFC, its rows kept and ended by one line feed each; empty where nothing can be seen.

    Raises Unreadable.
    """
    found = _UNSEEN_IN_PROSE.sub(lambda kept: kept[1] or "", _BREAK.sub("\n", _readable(text)))
    if "\ufffd" in found:
        raise Unreadable("decoding_accident")
    rows = (row.replace("\t", " ").rstrip() for row in _composed(found).split("\n"))
    return _seen("\n".join(rows).strip())


def name(text: str) -> str:
    """A person's name in one spelling: Chinese parts joined by ·, one apostrophe, one hyphen, plain brackets.

    Raises Unreadable. Whether it can be a name is for `names.check_name` to say.
    """
    found = _half_width(_INVISIBLE.sub("", _readable(text)))
    for written, sign in _ONE_SIGN:
        found = written.sub(sign, found)
    found = _composed(found).translate(_RADICALS)
    if _ACCIDENTS.search(found):
        raise Unreadable("decoding_accident")
    return _dotted(_SPACES.sub(" ", found).strip(" "))


def _dotted(tidy: str) -> str:
    if any(map(is_han, tidy)):
        return _DOTS.sub(MIDDLE_DOT, tidy.replace(" ", ""))
    return _DOTS.sub(lambda dot: dot[0] if dot[0] == "." else MIDDLE_DOT, _FULL_STOPS.sub(".", tidy))


def number(text: str) -> str:
    """Digits and capitals alone, in ASCII where they have a place there; + and / stay.

    Spaces, dashes, dots, apostrophes, brackets and what cannot be seen are dropped. Never raises for any str.
    """
    if text.isascii() and text.isalnum():
        return text.upper().translate(_LOOK_ALIKES)
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _BESIDE_NUMBERS.sub("", digits(plain)).upper().translate(_LOOK_ALIKES)


def zone_line(text: str) -> str:
    """A line of a machine-readable zone: capitals, and `<` for whatever a scanner or a keyboard made of it."""
    plain = _SPACES.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)))
    return re.sub("[‹〈]", "<", re.sub("[«《]", "<<", plain)).upper()


def digits(text: str) -> str:
    """`text` with the decimal digits of every script in ASCII."""
    return "".join(str(unicodedata.decimal(each, each)) for each in text)


def decimal(text: str) -> str:
    """A decimal number as it is typed: 36,5 and ٣٦٫٥ are 36.5, −1 is -1. Never raises for any str."""
    plain = digits(unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)))
    return _ONE_SIGN[0][0].sub("-", re.sub("[,。٫、]", ".", plain)).strip()


def code(text: str) -> str:
    """What a phone shows, without what mail, chat and clipboards put around it and broke it with.

    A blank inside stays: it is a character of the code's own alphabet. Never raises for any str.
    """
    return re.sub("[\t-\r\x85\u2028\u2029]", "", _INVISIBLE.sub("", text)).strip(" \xa0\u3000")


def address(text: str) -> str:
    """An e-mail address as it is sent: nothing around it, full-width signs and curly apostrophes made plain.

    The joiners stay, which in a domain tell one owner from another. Never raises for any str.
    """
    shown = re.sub(f"(?![{_JOINERS}])[{_FOLDS['invisible']}]", "", text)
    local, at, domain = _SPACES.sub(" ", _half_width(shown)).strip(" " + _JOINERS).rpartition("@")
    return _composed(_APOSTROPHES.sub("'", local) + at + domain)


def is_han(sign: str) -> bool:
    """Whether `sign` is a Chinese character: 〇, the unified and compatibility blocks, planes 2 and 3 whole."""
    return (
        "\u4e00" <= sign <= "\u9fff"
        or "\u3400" <= sign <= "\u4dbf"
        or sign == "〇"
        or "\uf900" <= sign <= "\ufaff"
        or "\U00020000" <= sign <= "\U0003fffd"
    )


def _half_width(text: str) -> str:
    """Full-width ASCII and the ligatures of printers as plain letters and signs."""
    return "".join(
        unicodedata.normalize("NFKC", each) if "！" <= each <= "～" or "ﬀ" <= each <= "ﬆ" else each for each in text
    )


def _readable(text: str) -> str:
    """`text` with GBK's private codes as what they stand for. Raises Unreadable for what nobody can read."""
    standard = text.translate(_STANDARD)
    if any(_is_unreadable(each) for each in standard):
        raise Unreadable("control_character")
    return standard


def _is_unreadable(sign: str) -> bool:
    """Controls but blanks and breaks, lone surrogates, private use, noncharacters; not what a newer Unicode names."""
    kind = unicodedata.category(sign)
    if kind == "Cc":
        return not _SPACES.match(sign)
    return kind in ("Cs", "Co") or ord(sign) & 0xFFFE == 0xFFFE or "\ufdd0" <= sign <= "\ufdef"


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _seen(text: str) -> str:
    return text if _INVISIBLE.sub("", text).strip() else ""
