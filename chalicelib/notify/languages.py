"""Languages: those in which people are spoken to, and which of them somebody who asks is given."""

from typing import Final, Literal, get_args

Language = Literal["zh-CN", "en", "ja", "ko", "fr", "es", "ru", "ar"]
LANGUAGES: Final[tuple[str, ...]] = get_args(Language)
WRITTEN: Final = LANGUAGES[:2]
"""Those in which every sentence is written; into the others travellers' and residents' are translated."""
FROM_THE_RIGHT: Final = ("ar",)

_BY_TAG = {language.partition("-")[0]: language for language in LANGUAGES}


def language_of(accept: str | None) -> str:
    """The one of ours that an `Accept-Language` header prefers, whatever its region; Chinese where it names none."""
    ranked = sorted(_weighted(accept or ""), key=lambda pair: -pair[1])
    wanted = (_BY_TAG.get(tag.partition("-")[0]) for tag, weight in ranked if weight > 0)
    return next(filter(None, wanted), LANGUAGES[0])


def written_for(language: str) -> str:
    """The language in which somebody reads what is not translated."""
    return language if language in WRITTEN else "en"


def _weighted(accept: str) -> list[tuple[str, float]]:
    pairs = []
    for part in accept.split(",")[:20]:
        tag, _, weight = part.partition(";")
        pairs.append((tag.strip().lower(), _number(weight.strip().removeprefix("q="))))
    return pairs


def _number(weight: str) -> float:
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0
