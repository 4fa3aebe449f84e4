"""Every sentence a person may read, in Chinese and English, looked up by its code; in other languages beside it.

`../translations/<language>.json` holds what residents and travellers read: `{code: sentence}`. What only staff read is
English in those languages.
"""

import json
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from chalicelib.notify.languages import FROM_THE_RIGHT, LANGUAGES, WRITTEN

_TRANSLATIONS = Path(__file__).parent.with_name("translations")


@cache
def _catalogue() -> dict[str, tuple[str, str]]:
    """All features' `TEXTS` in one table. A code defined twice is a mistake in the code."""
    merged: dict[str, tuple[str, str]] = {}
    for module in iter_modules(__path__):
        texts = import_module(f"{__name__}.{module.name}").TEXTS
        twice = merged.keys() & texts.keys()
        if twice:
            raise ValueError(f"texts defined twice: {sorted(twice)}")
        merged.update(texts)
    return merged


@cache
def _translated(language: str) -> dict[str, str]:
    """The sentences of one more language; none of one that we do not have."""
    if language in WRITTEN or language not in LANGUAGES:
        return {}
    found: dict[str, str] = json.loads((_TRANSLATIONS / f"{language}.json").read_text("utf-8"))
    return found


def say(code: str, language: str, /, **params: Any) -> str:
    """The sentence for `code`, its placeholders filled; in English where the language has none.

    Raises KeyError for a code without a sentence.
    """
    chinese, english = _catalogue()[code]
    said = chinese if language == LANGUAGES[0] else _translated(language).get(code, english)
    return said.format(**(_isolated(params) if language in FROM_THE_RIGHT else params))


def _isolated(params: dict[str, Any]) -> dict[str, Any]:
    """A value with blanks or signs keeps its own order, between U+2068 and U+2069; a word or address needs none."""

    def kept(value: Any) -> Any:
        plain = not isinstance(value, str) or value.isalnum() or "://" in value
        return value if plain else f"\u2068{value}\u2069"

    return {name: kept(value) for name, value in params.items()}


def sentence(code: str) -> str:
    """The Chinese sentence for `code` with its places as they are. Raises KeyError for a code without a sentence."""
    return _catalogue()[code][0]


def texted() -> list[str]:
    """Codes of all sentences that may go out as a text message by themselves and name no address of the web."""
    codes = [code for code in _catalogue() if code.startswith("inbox_") or code in ("sms_code", "sms_look_inside")]
    return [code for code in (*codes, "changed_to_here") if "{link}" not in sentence(code)]


def has(code: str) -> bool:
    """Whether there is a sentence for `code`."""
    return code in _catalogue()
