"""The relay of the outboxes, every minute: login codes and messages that no worker took go to their queues again."""

from collections.abc import Callable, Sequence
from datetime import datetime

from chalicelib import batch
from chalicelib.config import CHANGE_TOLD, CODE_HANDED_OVER, CODE_SHARDS
from chalicelib.features.login import challenges, code_requests
from chalicelib.features.login.challenges import ChallengeRecord
from chalicelib.features.messages import login_codes
from chalicelib.observability import failure
from chalicelib.store import outboxes
from chalicelib.store.failures import AWS_FAILURES

_AT_ONCE = 500
"""How much of a shard one run hands over; what it leaves the next one finds."""


def relay(now: datetime) -> int:
    """Hands over what has waited for longer than a queue takes, and closes what ended. Returns how many it found."""
    works = {"codes": _codes, "messages": _messages}
    return sum(batch.parts(now, works).values())


def _codes(now: datetime) -> int:
    found = [
        each for shard in range(CODE_SHARDS) for each in challenges.unsent(shard, now - CODE_HANDED_OVER, _AT_ONCE)
    ]
    return _each(found, lambda record: _relay(record, now))


def _messages(now: datetime) -> int:
    untold = outboxes.untold(now - CHANGE_TOLD, _AT_ONCE)
    return _each(untold, lambda each: outboxes.hand_over(each, now))


def _each[R](found: Sequence[R], hand_over: Callable[[R], None]) -> int:
    """One that fails waits for the next minute, and keeps no other waiting. Raises what AWS raises: all would fail."""
    for record in found:
        try:
            hand_over(record)
        except AWS_FAILURES:
            raise
        except Exception as error:
            failure("not handed over", error)
    return len(found)


def _relay(record: ChallengeRecord, now: datetime) -> None:
    if record.expires_at >= now:
        code_requests.hand_over(record.challenge_id, now)
    elif challenges.close(record):
        login_codes.give_place_back(record)
