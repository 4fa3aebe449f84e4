"""The messages queue: entries of inboxes, at least once."""

from datetime import datetime
from typing import Any

from chalicelib.features.messages import credential_notices, sending, staff_invitations


def work(message: dict[str, Any], at: datetime) -> None:
    """Sends what a message names. Raises what the provider raises, so that the queue tries again."""
    if message["kind"] == "credential_changed":
        credential_notices.tell(message["account_id"], int(message["generation"]), at)
    elif message["kind"] == "second_way":
        sending.second_way(message["account_id"], message["entry"], at)
    elif message["kind"] == "staff_invitation":
        staff_invitations.send(message["invitation_id"], at)
    else:
        sending.inbox_entry(message["account_id"], message["entry"], at)
