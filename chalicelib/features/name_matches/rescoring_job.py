"""Comparisons of names in the rescoring queue."""

from datetime import datetime
from typing import Any

from chalicelib.features.name_matches import settling


def work(message: dict[str, Any], at: datetime) -> None:
    """Settles what waited for the names that a message means. Safe to repeat."""
    settling.work_off(str(message["match"]), at, message.get("after"))
