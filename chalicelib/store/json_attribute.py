"""Attributes that hold JSON. Most of a state's are empty, and an empty one needs neither encoder nor decoder."""

import json
from typing import Any

from pynamodb.attributes import JSONAttribute

_encode = json.JSONEncoder(separators=(",", ":")).encode
_decode = json.JSONDecoder().decode
_EMPTY = {"{}": dict, "[]": list}
_EMPTY_TEXT: dict[type[Any], str] = {dict: "{}", list: "[]"}


class LeanJSONAttribute(JSONAttribute):
    """PynamoDB's, with one encoder and one decoder for all values."""

    def serialize(self, value: Any) -> str | None:
        """The value as JSON; None for None."""
        if value is None:
            return None
        return _encode(value) if value else _EMPTY_TEXT.get(type(value)) or _encode(value)

    def deserialize(self, value: str) -> Any:
        """The value of a JSON text, a new one each time."""
        empty = _EMPTY.get(value)
        return empty() if empty else _decode(value)
