"""Spreads in the rescoring queue: what a decision about a case or a list means for each of its contacts."""

from datetime import datetime
from typing import Any

from chalicelib.features.epidemic import spreading


def work(message: dict[str, Any], at: datetime) -> None:
    """Tells the next contacts of the spread that a message names. Safe to repeat."""
    spreading.work_off(str(message["spread"]), at)
