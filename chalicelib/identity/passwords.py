"""Strength of passwords: how many guesses one takes of somebody who knows the person and the service.

zxcvbn estimates them, here and on the pages with the same dictionaries; tests/identity/passwords.json tests both.
"""

from collections.abc import Iterable

LEAST = 10
"""Characters, at least."""
STRONG = 3
"""zxcvbn's score from 10^8 guesses on: safe for a while even where the hashes are lost."""
JUDGED = 40
"""So many characters are judged; more cost time and change nothing."""

SERVICE_WORDS = (
    "kangma",
    "康码",
    "健康码",
    "jiankangma",
    "jiankang",
    "healthcode",
    "health",
    "code",
    "qinghai",
    "青海",
    "xining",
    "西宁",
    "yiqing",
    "woaini",
    "520",
    "1314",
    "5201314",
    "1314520",
    "woaini1314",
    "woaini520",
)
"""What comes to mind of this service, and what everybody here writes: "I love you for ever" in digits."""


def is_strong(password: str, own_words: Iterable[str] = ()) -> bool:
    """Whether a password is long and takes many guesses of whoever knows `own_words`."""
    if len(password) < LEAST:
        return False
    from zxcvbn import zxcvbn

    return int(zxcvbn(password[:JUDGED], [*SERVICE_WORDS, *own_words])["score"]) >= STRONG


def own_words(phone: str | None = None, name: str | None = None, number: str | None = None) -> list[str]:
    """What somebody would try who knows the phone (E.164), the name and the document's number."""
    found: list[str] = []
    if phone:
        found += [phone, phone[1:], phone[1:].removeprefix("86"), phone[-8:], phone[-6:], phone[-4:]]
    if name:
        parts = name.split()
        latin = [part for part in parts if part.isascii()]
        found += [name, *parts, "".join(parts), "".join(latin), "".join(reversed(latin))]
    if number:
        found += [number, number[-8:], number[-6:], number[-4:], number[6:14]]
    return [word for word in dict.fromkeys(found) if len(word) > 1]
