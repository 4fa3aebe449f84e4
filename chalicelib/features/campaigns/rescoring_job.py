"""The rescoring queue: lanes of campaigns."""

from datetime import datetime
from typing import Any

from chalicelib.features.campaigns import working


def work(message: dict[str, Any], at: datetime) -> None:
    """Works on the lane that a message names. Safe to repeat: what was done is marked."""
    working.work(str(message["campaign_id"]), int(message["lane"]), at)
