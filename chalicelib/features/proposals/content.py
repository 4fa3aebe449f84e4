"""Content of a proposal: plain JSON values, and the hash that says which content somebody agreed to."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

Content = Mapping[str, Any]
"""JSON values. People stand in it by id or by their document's hash; what else identifies them its kind has sealed."""


def hash_of(content: Content) -> str:
    """SHA-256 of the canonical content: the same for the same values, in whatever order they were written."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Touched:
    """How many people it touches, and how many of them turn red or yellow by it; `estimated`: from counters."""

    people: int = 0
    to_red: int = 0
    to_yellow: int = 0
    estimated: bool = False

    def as_json(self, at: datetime) -> dict[str, Any]:
        """As it is kept and shown, counted at `at`."""
        return asdict(self) | {"at": at.isoformat()}


def has_grown(shown: int, people: int) -> bool:
    """Whether it touches other people than were shown: over a tenth and over ten more or fewer."""
    difference = abs(people - shown)
    return difference > 10 and difference * 10 > shown
