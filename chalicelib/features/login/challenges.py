"""Login challenges: one for each phone, requester and purpose; a newer one takes its place."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.config import CODE_GUESSES, CODE_LIFETIME
from chalicelib.errors import Unauthenticated
from chalicelib.store import leases
from chalicelib.store.indexes import index
from chalicelib.store.leases import Leased
from chalicelib.store.tables import AccountRecord, ttl
from chalicelib.store.transactions import Change, Lost, Put, conditional


class ChallengeRecord(Leased, AccountRecord, discriminator="challenge"):
    """`CH#<slot>`. The code itself is nowhere: it is derived from `challenge_id`."""

    sent_index = index("gsi1")
    """What was sent, by the carrier's id."""
    challenge_id = UnicodeAttribute()
    purpose = UnicodeAttribute()
    phone_hash = UnicodeAttribute()
    phone = UnicodeAttribute()
    """Sealed for the challenge id."""
    prefix = UnicodeAttribute()
    language = UnicodeAttribute()
    account_id = UnicodeAttribute(null=True)
    via = UnicodeAttribute(default="sms")
    """How the code goes out: `sms`, or `email` to the address that the phone's account has confirmed."""
    delivery = UnicodeAttribute(null=True)
    """sent, delivered or failed; absent before it was sent."""
    expires_at = UTCDateTimeAttribute()
    attempts = NumberAttribute(default=0)
    used = BooleanAttribute(default=False)


def slot_of(challenge_id: str) -> str:
    """Where a challenge lies: its id begins with its slot."""
    return f"CH#{challenge_id.partition('.')[0]}"


def make(challenge_id: str, now: datetime, **content: Any) -> ChallengeRecord:
    """A challenge from `now` on, not yet written; `content` its other attributes."""
    return ChallengeRecord(
        slot_of(challenge_id),
        "challenge",
        challenge_id=challenge_id,
        expires_at=now + CODE_LIFETIME,
        ttl=ttl(CODE_LIFETIME),
        **content,
    )


def put(record: ChallengeRecord) -> Put:
    """The step that makes a challenge, ending an older one of the same requester."""
    return Put(record)


def find(challenge_id: str) -> ChallengeRecord | None:
    """The challenge if it is still its requester's latest. One read."""
    record: ChallengeRecord | None = ChallengeRecord.find(slot_of(challenge_id), "challenge")
    return record if record and record.challenge_id == challenge_id else None


def try_once(challenge_id: str) -> ChallengeRecord:
    """Uses up one of the tries before the guess is looked at, so that parallel guesses count. One write.

    Raises Lost if the challenge is unknown, used, replaced, or has no tries left.
    """
    record = ChallengeRecord(slot_of(challenge_id), "challenge")
    condition = (
        (ChallengeRecord.challenge_id == challenge_id)
        & (ChallengeRecord.used == False)  # noqa: E712  (an expression, not a comparison)
        & (ChallengeRecord.attempts < CODE_GUESSES)
    )
    with conditional():
        record.update(actions=[ChallengeRecord.attempts.add(1)], condition=condition)
    return record


def sent(record: ChallengeRecord, delivery: str, provider_id: str = "") -> None:
    """Records that the code was handed over, or that it cannot be. One write, for this challenge only."""
    actions: list[Any] = [ChallengeRecord.delivery.set(delivery)]
    if provider_id:
        actions += [ChallengeRecord.gsi1pk.set(f"SENT#{provider_id}"), ChallengeRecord.gsi1sk.set("challenge")]
    with suppress(Lost), conditional():
        record.update(actions=actions, condition=ChallengeRecord.challenge_id == record.challenge_id)


def by_provider_id(provider_id: str) -> ChallengeRecord | None:
    """The challenge whose code was sent under this id. One read of the index."""
    found = list(
        ChallengeRecord.sent_index.query(f"SENT#{provider_id}", ChallengeRecord.gsi1sk == "challenge", limit=1)
    )
    return found[0] if found else None


def use_step(record: ChallengeRecord) -> Change:
    """The step by which a challenge is used: once; Unauthenticated `invalid_code` where it was, or was replaced."""
    unused = (ChallengeRecord.challenge_id == record.challenge_id) & (ChallengeRecord.used == False)  # noqa: E712
    return Change(record, (ChallengeRecord.used.set(True),), unused, Unauthenticated("invalid_code"))


def claim(challenge_id: str, now: datetime) -> ChallengeRecord | None:
    """For the worker that sends: the challenge, once. None if it was sent, replaced or has ended."""
    record = ChallengeRecord(slot_of(challenge_id), "challenge")
    if not leases.hold(record, ChallengeRecord.challenge_id == challenge_id, None):
        return None
    return record if record.expires_at >= now else None
