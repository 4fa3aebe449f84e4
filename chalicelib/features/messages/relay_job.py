"""The relay of the outbox, every minute: what its queue did not take is handed to it again.

Login codes, and notices of changed credentials.
"""

from datetime import datetime

from chalicelib.config import CODE_HANDED_OVER, CODE_SHARDS
from chalicelib.features.login import challenges, code_requests, credentials, undo_records
from chalicelib.features.login.challenges import ChallengeRecord
from chalicelib.features.messages import login_codes

_AT_ONCE = 500
"""Codes of a shard that one run hands over; what it leaves the next one finds."""


def relay(now: datetime) -> int:
    """Hands over what has waited for longer than a queue takes, and closes what ended. Returns how many it found."""
    found = [
        each for shard in range(CODE_SHARDS) for each in challenges.unsent(shard, now - CODE_HANDED_OVER, _AT_ONCE)
    ]
    for record in found:
        _relay(record, now)
    untold = undo_records.untold(now - CODE_HANDED_OVER, _AT_ONCE)
    for change in untold:
        credentials.hand_over(change, now)
    return len(found) + len(untold)


def _relay(record: ChallengeRecord, now: datetime) -> None:
    if record.expires_at >= now:
        code_requests.hand_over(record.challenge_id, now)
    elif challenges.close(record):
        login_codes.give_place_back(record)
