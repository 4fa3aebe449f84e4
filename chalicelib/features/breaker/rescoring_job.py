"""Releases in the rescoring queue."""

from datetime import datetime
from typing import Any

from chalicelib.features.breaker import releasing


def work(message: dict[str, Any], at: datetime) -> None:
    """Lets go of the next of what a message names. Safe to repeat."""
    releasing.work_off(str(message["county"]), str(message["what"]), at, message.get("after"))
