"""The queue of login codes, which has no other messages: each at most once, until it ends."""

from datetime import datetime
from typing import Any

from chalicelib.features.messages import login_codes


def work(message: dict[str, Any], at: datetime) -> None:
    """Sends the code that a message names. Raises what says that another try may do, so that the queue tries again."""
    login_codes.send(message["challenge_id"], at)
