"""Log-in by SMS code. The code is derived, never stored; what an attacker uses up is the challenge."""

import secrets as random
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any

from chalicelib import config, instants
from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.config import settings
from chalicelib.errors import Conflict, FieldError, TooMany, Unauthenticated
from chalicelib.features.login import challenges, known_devices, sessions
from chalicelib.features.login.challenges import ChallengeRecord
from chalicelib.features.login.session_records import SessionRecord
from chalicelib.features.login.sessions import Owner
from chalicelib.identity.phone import Phone, normalise
from chalicelib.observability import logger, measure
from chalicelib.person import accounts
from chalicelib.person.accounts import AccountItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.places import adoption
from chalicelib.store import limits, queues, secrets, vault
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Lost

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CodeRequest:
    """Who wants a code, for what, from where."""

    phone: str
    purpose: str
    address: str
    language: str
    device_token: str | None = None
    via: str = "sms"


def request_code(request: CodeRequest, key: Once | None, now: datetime) -> dict[str, Any]:
    """Makes a challenge and queues its message. One read, one update, one transaction of four items at most.

    The answer is the same for any number. Raises Refused `invalid_phone`, TooMany.
    """
    phone = normalise(request.phone)
    phone_hash = secrets.lookup_hash("phone", phone.e164)
    known = known_devices.knows(request.device_token, phone_hash)
    record = limits.sends(phone_hash)
    sent = room(record.known if known else record.strangers, known=known, now=now)
    _take_budget(phone, phone_hash, now)
    challenge = _challenge(request, phone, phone_hash, now)
    window = Window("codes", request.address, config.CODES_PER_ADDRESS_HOUR)

    def write(attempt: Attempt) -> None:
        attempt.write(window.step(now), limits.sends_step(record, known=known, at=sent), challenges.put(challenge))
        attempt.once(key, challenge.challenge_id)

    changing(now, write)
    queues.send(settings().messages_queue_url, "login_code", now, challenge_id=challenge.challenge_id)
    return challenge_answer(challenge.challenge_id, now)


def challenge_answer(challenge_id: str, now: datetime) -> dict[str, Any]:
    """What the person is told of a challenge made at `now`."""
    return {
        "challenge_id": challenge_id,
        "expires_at": now + config.CODE_LIFETIME,
        "resend_after": now + config.CODE_RESEND,
    }


def replay_code(challenge_id: str, now: datetime) -> dict[str, Any]:
    """The answer for a challenge that an earlier request made."""
    record = challenges.find(challenge_id)
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


def _take_budget(phone: Phone, phone_hash: str, now: datetime) -> None:
    """The day's text messages to one country. Raises TooMany when they are used up, warns before."""
    limit = config.SMS_BUDGET.get(phone.country_code, config.SMS_BUDGET_DEFAULT)
    window = Window("sms", str(phone.country_code), limit, _DAY)
    start = int(phone_hash[:8], 16) % config.SMS_BUDGET_SHARDS
    try:
        share = limits.take_sharded(window, config.SMS_BUDGET_SHARDS, start, now)
    except Lost:
        measure("SmsBudgetUsed", "Percent", 100)
        raise TooMany(retry_after=window.left_seconds(now)) from None
    if share >= config.SMS_BUDGET_WARNING:
        measure("SmsBudgetUsed", "Percent", share * 100)
        logger.warning("sms budget nearly used", country_code=phone.country_code)


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


def delivery_of(challenge_id: str) -> dict[str, Any]:
    """What became of a code: waiting, sent, delivered or failed. One read; the same for any unknown one."""
    record = challenges.find(challenge_id)
    return {"delivery": (record.delivery if record else None) or "waiting"}


def code_of(challenge_id: str) -> str:
    """The six digits of a challenge: derived where it is asked for and where it is sent."""
    return f"{int.from_bytes(secrets.keyed('otp', challenge_id)[:8], 'big') % 1_000_000:06d}"


def verify(challenge_id: str, code: str, purposes: tuple[str, ...], address: str, now: datetime) -> ChallengeRecord:
    """The challenge if `code` is its code. One write, a second for a wrong guess.

    Raises Unauthenticated `invalid_code` or `code_expired`, TooMany `attempts_exhausted`.
    """
    try:
        record = challenges.try_once(challenge_id)
    except Lost:
        raise _unusable(challenge_id) from None
    right = compare_digest(code_of(challenge_id).encode(), code.encode())
    if not right or record.purpose not in purposes:
        _count_guess(address, now)
        raise Unauthenticated("invalid_code")
    if now > record.expires_at:
        raise Unauthenticated("code_expired")
    return record


def _unusable(challenge_id: str) -> Exception:
    record = challenges.find(challenge_id)
    if record and not record.used and record.attempts >= config.CODE_GUESSES:
        return TooMany("attempts_exhausted", retry_after=int(config.CODE_RESEND.total_seconds()))
    return Unauthenticated("invalid_code")


def _count_guess(address: str, now: datetime) -> None:
    window = Window("guesses", address, config.GUESSES_PER_ADDRESS_HOUR)
    try:
        window.take(now)
    except Lost:
        raise TooMany(retry_after=window.left_seconds(now)) from None


def log_in(challenge_id: str, code: str, address: str, key: Once | None, now: datetime) -> dict[str, Any]:
    """A session for the challenge's phone; its account is made if there is none. Two writes."""
    record = verify(challenge_id, code, ("login", "reset_password"), address, now)
    session, is_new = changing(now, lambda attempt: _begin(attempt, record, key))
    if is_new:
        adoption.adopt(session.account_id, record.phone_hash)
    return sessions.issued(session, now) | {"device_token": known_devices.token(record.phone_hash)}


def _begin(attempt: Attempt, record: ChallengeRecord, key: Once | None) -> tuple[SessionRecord, bool]:
    """The session, and whether its account is made with it; one that another request made meanwhile is found."""
    known_id = accounts.id_of_phone(record.phone_hash)
    account_id = known_id or random.token_hex(10)
    session, step = sessions.begin(Owner(account_id), attempt.now)
    attempt.write(challenges.use_step(record), step)
    if known_id is None:
        attempt.write(*accounts.create_steps(_new_account(account_id, record, attempt.now)))
    attempt.once(key, session.id)
    return session, known_id is None


def _new_account(account_id: str, record: ChallengeRecord, now: datetime) -> AccountItem:
    phone = vault.unseal(record.challenge_id, "phone", record.phone)
    sealed = vault.seal(account_id, "phone", phone, now)
    return accounts.created(account_id, record.phone_hash, sealed, record.language, now)


def change_phone(actor: Actor, challenge_id: str, code: str, address: str, now: datetime) -> None:
    """Binds the phone that the code was sent to. Two writes.

    Raises Unauthenticated, TooMany, and Conflict `phone_taken` if the phone is another account's: whoever holds
    the phone may know.
    """
    record = verify(challenge_id, code, ("change_phone",), address, now)
    phone = vault.unseal(record.challenge_id, "phone", record.phone)

    def change(attempt: Attempt) -> None:
        account = accounts.find(actor.account_id)
        if account is None:
            raise Unauthenticated()
        if account.phone_hash == record.phone_hash:
            return
        sealed, taken = vault.seal(account.id, "phone", phone, now), Conflict(None, FieldError("phone", "phone_taken"))
        attempt.write(challenges.use_step(record))
        attempt.write(*accounts.move_phone_steps(account, record.phone_hash, sealed, taken))

    changing(now, change)
