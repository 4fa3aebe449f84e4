"""Requests of login codes: counted, put into the outbox and taken from the country's budget, all in one transaction.

Who is told that a code was accepted has it queued: the challenge itself is the outbox, and what the queue did not
take is handed to it again (messages/relay_job.py).
"""

import secrets as random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib import config, instants
from chalicelib.access.idempotency import Once
from chalicelib.config import settings
from chalicelib.errors import TooMany
from chalicelib.features.login import challenges, known_devices, proofs_of_work
from chalicelib.features.login.challenges import ChallengeRecord
from chalicelib.identity.phone import Phone, normalise
from chalicelib.observability import aws_code, logger
from chalicelib.person import accounts
from chalicelib.person.changing import Attempt, changing
from chalicelib.store import limits, queues, secrets, sms_budgets, vault
from chalicelib.store.failures import AWS_FAILURES
from chalicelib.store.limits import SendRecord, Window
from chalicelib.store.reading import read_together
from chalicelib.store.sms_budgets import BudgetRecord, Counters

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CodeRequest:
    """Who wants a code, for what, from where; `work` is the solved challenge that a phone worked for."""

    phone: str
    purpose: str
    address: str
    language: str
    device_token: str | None = None
    via: str = "sms"
    work: str | None = None


@dataclass(frozen=True)
class _Wanted:
    """A request with what is made of it once, however often it is decided."""

    request: CodeRequest
    phone: Phone
    phone_hash: str
    known: bool
    """Whether the device has logged in with this phone before."""
    challenge: ChallengeRecord


def request_code(request: CodeRequest, key: Once | None, now: datetime) -> dict[str, Any]:
    """Makes a challenge and queues its message. Two batch reads, one transaction of seven items at most.

    The answer is the same for any number, as long as its country's budget has room for strangers. Raises Refused
    `invalid_phone`, TooMany, its Spent, and WorkRequired.
    """
    phone = normalise(request.phone)
    phone_hash = secrets.lookup_hash("phone", phone.e164)
    known = known_devices.knows(request.device_token, phone_hash)
    wanted = _Wanted(request, phone, phone_hash, known, _challenge(request, phone, phone_hash, now))

    def count(attempt: Attempt) -> None:
        _count(attempt, wanted)
        attempt.once(key, wanted.challenge.challenge_id)

    changing(now, count)
    hand_over(wanted.challenge.challenge_id, now)
    return challenge_answer(wanted.challenge.challenge_id, now)


def _count(attempt: Attempt, wanted: _Wanted) -> None:
    """Takes what the code uses up, with the outbox: of the address, of the phone, of the country, last of all."""
    sends, has_account, budget = _read(wanted)
    known, now = wanted.known, attempt.now
    sent = room(sends.known if known else sends.strangers, known=known, now=now)
    address = Window("codes", wanted.request.address, config.CODES_PER_ADDRESS_HOUR)
    attempt.write(address.step(now), limits.sends_step(sends, known=known, at=sent))
    if wanted.request.via == "sms":
        counters = _budgeted(wanted, budget, known=known or has_account, now=now)
        if counters.pressed and not known:
            attempt.write(proofs_of_work.spend(wanted.request.work, now))
        attempt.write(*counters.steps(known=known or has_account, now=now))
        wanted.challenge.budget_shard = counters.shard
    attempt.write(challenges.put(wanted.challenge))


def _read(wanted: _Wanted) -> tuple[SendRecord, bool, BudgetRecord | None]:
    """The phone's latest codes, whether it has an account, and the country's numbers."""
    keys = (
        limits.sends_key(wanted.phone_hash),
        accounts.phone_key(wanted.phone_hash),
        sms_budgets.key_of(wanted.phone.country_code),
    )
    sends, holder, budget = read_together(keys)
    return sends or limits.no_sends(wanted.phone_hash), holder is not None, budget


def _budgeted(wanted: _Wanted, record: BudgetRecord | None, *, known: bool, now: datetime) -> Counters:
    country = wanted.phone.country_code
    start = int(wanted.phone_hash[:8], 16)
    return sms_budgets.chosen(sms_budgets.of(record, country), country, start, known=known, now=now)


def hand_over(challenge_id: str, now: datetime) -> None:
    """Hands a code to its queue. Where the queue does not answer the outbox keeps it, and the relay hands it over."""
    try:
        queues.send(settings().codes_queue_url, "login_code", now, challenge_id=challenge_id)
    except AWS_FAILURES as error:
        logger.warning("code left to the outbox", cause=aws_code(error))


def challenge_answer(challenge_id: str, now: datetime) -> dict[str, Any]:
    """What the person is told of a challenge made at `now`."""
    return {
        "challenge_id": challenge_id,
        "expires_at": now + config.CODE_LIFETIME,
        "resend_after": now + config.CODE_RESEND,
    }


def replay_code(challenge_id: str, now: datetime) -> dict[str, Any]:
    """The answer for a challenge that an earlier request made; what is still in the outbox is handed over again."""
    record = challenges.find(challenge_id)
    if record and record.gsi2pk:
        hand_over(challenge_id, now)
    made_at = record.expires_at - config.CODE_LIFETIME if record else now
    return challenge_answer(challenge_id, made_at)


def room(sent: list[int], *, known: bool, now: datetime) -> list[int]:
    """The phone's instants with this one added. Raises TooMany with the seconds until there is room."""
    at = instants.millis(now)
    recent = [each for each in sent if at - each < _DAY // instants.MILLISECOND]
    hour = config.KNOWN_DEVICE_RESERVE if known else config.CODES_PER_HOUR
    limits = ((1, config.CODE_RESEND), (hour, timedelta(hours=1)), (config.CODES_PER_DAY, _DAY))
    waits = [_wait(recent, most, length, at) for most, length in limits]
    if max(waits) > 0:
        raise TooMany(retry_after=max(waits))
    return [*recent, at]


def _wait(recent: list[int], most: int, length: timedelta, at: int) -> int:
    """Seconds until fewer than `most` of `recent` lie within `length`; 0 if there is room now."""
    if len(recent) < most:
        return 0
    frees = sorted(recent)[-most] + length // instants.MILLISECOND
    return max(0, -(-(frees - at) // 1000))


def _challenge(request: CodeRequest, phone: Phone, phone_hash: str, now: datetime) -> ChallengeRecord:
    requester = request.device_token or request.address
    slot = secrets.keyed("pepper", "slot", phone_hash, request.purpose, requester).hex()[:32]
    challenge_id = f"{slot}.{random.token_hex(16)}"
    return challenges.make(
        challenge_id,
        now,
        purpose=request.purpose,
        phone_hash=phone_hash,
        phone=vault.seal(challenge_id, "phone", phone.e164, now),
        prefix=str(phone.country_code),
        language=request.language,
        via=request.via,
    )


def delivery_of(challenge_id: str, now: datetime) -> dict[str, Any]:
    """What became of a code. One read; the same for any unknown one.

    waiting, delayed, sent, delivered, uncertain, or failed: also what ended before it could be sent.
    """
    record = challenges.find(challenge_id)
    if record is None:
        return {"delivery": "waiting"}
    unsent = record.delivery in (None, "delayed")
    return {"delivery": "failed" if unsent and now > record.expires_at else record.delivery or "waiting"}
