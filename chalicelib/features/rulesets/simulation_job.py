"""The simulation queue: lanes of simulations, by workers who can write nothing about anybody."""

from datetime import datetime
from typing import Any

from chalicelib.features.campaigns import working


def work(message: dict[str, Any], at: datetime) -> None:
    """Works on the lane that a message names. Safe to repeat: a unit says how far it is."""
    working.work(str(message["campaign_id"]), int(message["lane"]), at)
