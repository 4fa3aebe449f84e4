"""The messages queue: login codes at most once, reminders at least once."""

from datetime import datetime
from typing import Any

from chalicelib.features.messages import sending


def work(message: dict[str, Any], at: datetime) -> None:
    """Sends what a message names. Raises what the provider raises, so that the queue tries again."""
    if message["kind"] == "login_code":
        sending.login_code(message["challenge_id"], at)
    elif message["kind"] == "second_way":
        sending.second_way(message["account_id"], message["entry"], at)
    else:
        sending.inbox_entry(message["account_id"], message["entry"], at)
