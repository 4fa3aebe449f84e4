"""Every sentence a person may read, in Chinese and English, looked up by its code."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

LANGUAGES = ("zh-CN", "en")


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


def language_of(accept: str | None) -> str:
    """The language for an `Accept-Language` header: `en` if it is preferred, otherwise `zh-CN`."""
    ranked = sorted(_weighted(accept or ""), key=lambda pair: -pair[1])
    for tag, weight in ranked:
        if weight > 0 and tag[:2] in ("zh", "en"):
            return "en" if tag[:2] == "en" else "zh-CN"
    return "zh-CN"


def _weighted(accept: str) -> list[tuple[str, float]]:
    pairs = []
    for part in accept.split(",")[:20]:
        tag, _, weight = part.strip().partition(";q=")
        pairs.append((tag.lower(), _number(weight)))
    return pairs


def _number(weight: str) -> float:
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0


def say(code: str, language: str, /, **params: Any) -> str:
    """The sentence for `code`, its placeholders filled. Raises KeyError for a code without a sentence."""
    return _catalogue()[code][0 if language == "zh-CN" else 1].format(**params)


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
