"""Login challenges: one for each phone, requester and purpose; a newer one takes its place."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from zlib import crc32

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.config import CODE_GUESSES, CODE_LIFETIME, CODE_SHARDS
from chalicelib.errors import Unauthenticated
from chalicelib.instants import stamp
from chalicelib.store import leases
from chalicelib.store.indexes import index
from chalicelib.store.leases import Leased
from chalicelib.store.set_aside import first
from chalicelib.store.tables import AccountRecord, ttl
from chalicelib.store.transactions import Change, Lost, Put, conditional


class ChallengeRecord(Leased, AccountRecord, discriminator="challenge"):
    """`CH#<slot>`. The code itself is nowhere: it is derived from `challenge_id`."""

    sent_index = index("gsi1")
    """What was sent, by the carrier's id."""
    outbox = index("gsi2")
    """What no worker has taken yet, in shards, the oldest first."""
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
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
    """sent, delivered, failed, delayed (the provider takes none now), uncertain (it gave no answer); absent before."""
    budget_shard = NumberAttribute(null=True)
    """Where its place in the country's budget was taken; absent for e-mails."""
    expires_at = UTCDateTimeAttribute()
    attempts = NumberAttribute(default=0)
    used = BooleanAttribute(default=False)


_LEAVE_OUTBOX = (ChallengeRecord.gsi2pk.remove(), ChallengeRecord.gsi2sk.remove())


def slot_of(challenge_id: str) -> str:
    """Where a challenge lies: its id begins with its slot."""
    return f"CH#{challenge_id.partition('.')[0]}"


def make(challenge_id: str, now: datetime, **content: Any) -> ChallengeRecord:
    """A challenge from `now` on, in the outbox and not yet written; `content` its other attributes."""
    return ChallengeRecord(
        slot_of(challenge_id),
        "challenge",
        challenge_id=challenge_id,
        expires_at=now + CODE_LIFETIME,
        ttl=ttl(CODE_LIFETIME),
        gsi2pk=_outbox_of(crc32(challenge_id.encode()) % CODE_SHARDS),
        gsi2sk=f"{stamp(now)}#{challenge_id}",
        **content,
    )


def _outbox_of(shard: int) -> str:
    return f"UNSENT#{shard}"


def unsent(shard: int, until: datetime, limit: int) -> list[ChallengeRecord]:
    """What was asked for up to `until` and no worker has taken, the oldest first. One query."""
    keys = ChallengeRecord.gsi2sk < stamp(until)
    return first(ChallengeRecord.outbox.query(_outbox_of(shard), keys, page_size=limit), limit)


def close(record: ChallengeRecord) -> bool:
    """Takes a code from the outbox that ended unsent; whether it was there still. One write."""
    waiting = (ChallengeRecord.challenge_id == record.challenge_id) & ChallengeRecord.gsi2pk.exists()
    try:
        with conditional():
            record.update(actions=list(_LEAVE_OUTBOX), condition=waiting)
    except Lost:
        return False
    return True


def put(record: ChallengeRecord) -> Put:
    """The step that makes a challenge, ending an older one of the same requester."""
    return Put(record)


def find(challenge_id: str) -> ChallengeRecord | None:
    """The challenge if it is still its requester's latest. One read."""
    record: ChallengeRecord | None = ChallengeRecord.find(slot_of(challenge_id), "challenge")
    return record if record and record.challenge_id == challenge_id else None


def try_step(record: ChallengeRecord) -> Change:
    """The step that uses up one of the tries before the guess is looked at, so that parallel guesses count.

    Lost where the challenge was used, replaced, or has no tries left.
    """
    condition = (
        (ChallengeRecord.challenge_id == record.challenge_id)
        & (ChallengeRecord.used == False)  # noqa: E712  (an expression, not a comparison)
        & (ChallengeRecord.attempts < CODE_GUESSES)
    )
    return Change(record, (ChallengeRecord.attempts.add(1),), condition)


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


def claim(challenge_id: str) -> ChallengeRecord | None:
    """For the worker that sends: the challenge, once, out of the outbox. None if it was claimed or replaced."""
    record = ChallengeRecord(slot_of(challenge_id), "challenge")
    same = ChallengeRecord.challenge_id == challenge_id
    return record if leases.hold(record, same, None, *_LEAVE_OUTBOX) else None


def give_back(record: ChallengeRecord, delivery: str) -> None:
    """The provider did not take the code: a worker may try it again, whoever waits is told `delivery`. One write."""
    leases.release(record, ChallengeRecord.delivery.set(delivery))
