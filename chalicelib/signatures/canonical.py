"""JSON in the one form of RFC 8785, over which `gateway-sm` signs: no blanks, names in the order of UTF-16."""

import json
from typing import Any

_LARGEST = 2**53


def canonical(value: Any) -> bytes:
    """The canonical form of a JSON value. Raises ValueError for what has none: infinities, integers beyond 2^53."""
    return _text(value).encode()


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return _object(value)
    if isinstance(value, list):
        return f"[{','.join(map(_text, value))}]"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _LARGEST:
        raise ValueError("no number of JavaScript")
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _object(value: dict[str, Any]) -> str:
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return f"{{{','.join(f'{_text(name)}:{_text(value[name])}' for name in names)}}}"


def _number(value: float) -> str:
    """A number as ECMAScript writes it: plain from 1e-6 up to 1e21, else with an exponent."""
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError("no number of JSON")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    digits, point = _digits(abs(value))
    if -6 < point <= 21:
        return sign + _plain(digits, point)
    exponent = point - 1
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{fraction}e{'+' if exponent > 0 else '-'}{abs(exponent)}"


def _digits(value: float) -> tuple[str, int]:
    """The shortest digits of a positive number, and how many of them stand before the point."""
    mantissa, _, exponent = repr(value).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = whole + fraction
    leading = len(digits) - len(digits.lstrip("0"))
    return digits.strip("0"), len(whole) + int(exponent or 0) - leading


def _plain(digits: str, point: int) -> str:
    if point <= 0:
        return f"0.{'0' * -point}{digits}"
    if len(digits) <= point:
        return digits + "0" * (point - len(digits))
    return f"{digits[:point]}.{digits[point:]}"
