"""Preferences of an account: language, text messages, quiet hours, and a confirmed e-mail address."""

import secrets as random
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib import config
from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.errors import FieldError, Invalid, NotFound, Unauthenticated
from chalicelib.features.login import by_code, challenges, code_requests, credentials, proofs
from chalicelib.features.login.challenges import ChallengeRecord
from chalicelib.features.messages import channels, devices, wechat_agreements
from chalicelib.http.time_zones import checked_zone
from chalicelib.identity.email import mask_email, plain_email
from chalicelib.person import accounts, shelf, telling
from chalicelib.person import records as people
from chalicelib.person.accounts import AccountItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.scoring.quiet import LONGEST, Quiet
from chalicelib.store import limits, secrets, vault
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Lost

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Hours:
    """Quiet hours as they were typed: HH:MM, and a time zone's name."""

    start: str
    end: str
    timezone: str


def show(actor: Actor, now: datetime) -> dict[str, Any]:
    """The account's preferences. One read; with devices for push messages a query and a batch read more, and with
    agreements to messages by WeChat a read more."""
    account, bound, left = _with_devices(actor, now)
    address = vault.unseal(account.id, "email", account.email) if account.email else None
    return {
        "language": account.language,
        "sms": account.sms,
        "channels": channels.of(account),
        "available_channels": channels.bound(account),
        "push_key": devices.key(),
        "push_here": actor.session in bound,
        "wechat_left": left if wechat_agreements.offered() else None,
        "quiet_hours": account.quiet,
        "default_quiet_hours": _default_hours(now),
        "email": mask_email(address) if address else None,
    }


def _with_devices(actor: Actor, now: datetime) -> tuple[AccountItem, list[str], int]:
    """The account, in memory without push messages where no device gets them any more, and without WeChat where no
    agreement is left; the sessions on those devices, and how many agreements."""
    account = _account(actor)
    bound = [session.id for session in devices.reached(account, now)]
    left = wechat_agreements.left(account)
    account.pushes, account.wechat = bool(bound), bool(left)
    return account, bound, left


def _default_hours(now: datetime) -> dict[str, str] | None:
    """The quiet hours of whoever set none, by the rules of the moment."""
    book = shelf.current().book
    hours = book.at(now).quiet.of(book.zone)
    if hours is None:
        return None
    return {"from": f"{hours.start:%H:%M}", "until": f"{hours.end:%H:%M}", "timezone": str(book.zone)}


def _account(actor: Actor) -> AccountItem:
    account = accounts.find(actor.account_id)
    if account is None:
        raise NotFound()
    return account


@dataclass(frozen=True)
class Ways:
    """How somebody wants to be told: `order` the channels one after the other; None where only `sms` is switched."""

    sms: bool
    order: list[str] | None = None


def prefer(
    actor: Actor, language: str, *, ways: Ways, hours: Hours | None, keeps_hours: bool, now: datetime
) -> dict[str, Any]:
    """Keeps how the account wants to be told. One read and write, and one more of each for each of its people.

    Raises Invalid for hours that cannot be, and for channels that lead nowhere. Safe to repeat.
    """
    account, _, _ = _with_devices(actor, now)
    quiet = account.quiet if keeps_hours else _checked(hours)
    order, sms = _ordered(account, ways)
    try:
        telling.set_preferences(actor.account_id, language, sms=sms, channels=order, quiet=quiet)
    except Lost:
        raise NotFound() from None
    for link in accounts.links(actor.account_id):
        _copy_quiet_hours(link.person_id, quiet, now)
    return show(actor, now)


def _ordered(account: AccountItem, ways: Ways) -> tuple[dict[str, list[str]] | None, bool]:
    """The order as it is kept, and whether text messages are among it."""
    if ways.order is None:
        return channels.with_sms(account, sms=ways.sms), ways.sms
    return channels.chosen(account, ways.order), channels.SMS in ways.order


def _checked(hours: Hours | None) -> dict[str, str] | None:
    if hours is None:
        return None
    problems = [
        *_of_clock(hours.start, "quiet_hours.from"),
        *_of_clock(hours.end, "quiet_hours.until"),
        *_of_zone(hours.timezone),
    ]
    if problems:
        raise Invalid(None, *problems)
    quiet = Quiet(time.fromisoformat(hours.start), time.fromisoformat(hours.end), ZoneInfo(hours.timezone))
    if quiet.length > LONGEST:
        most = int(LONGEST.total_seconds() // 3600)
        raise Invalid(None, FieldError("quiet_hours.until", "quiet_too_long", {"most": most}))
    return {"from": hours.start, "until": hours.end, "timezone": hours.timezone}


def _of_clock(text: str, field: str) -> list[FieldError]:
    hour, colon, minute = text.partition(":")
    digits = len(hour) == 2 and len(minute) == 2 and (hour + minute).isascii() and (hour + minute).isdigit()
    if colon and digits and int(hour) < 24 and int(minute) < 60:
        return []
    return [FieldError(field, "clock_form")]


def _of_zone(name: str) -> list[FieldError]:
    try:
        checked_zone(name, "quiet_hours.timezone")
    except Invalid as wrong:
        return list(wrong.fields)
    return []


def _copy_quiet_hours(person_id: str, quiet: dict[str, str] | None, now: datetime) -> None:
    """Copies the hours into a person's state and moves what is due accordingly."""

    def change(attempt: Attempt) -> None:
        state = people.state(person_id)
        if state is not None and state.quiet != quiet:
            attempt.person(state).keep_quiet(quiet)

    changing(now, change)


def require_proof(actor: Actor, email: str | None, proof: str | None, now: datetime) -> None:
    """Raises Unauthenticated `proof_required` without a proof, where the account's address is to be another or none."""
    if email is not None or _account(actor).email is not None:
        proofs.require(actor, proof, now)


def offer_email(
    actor: Actor, typed: str, address: str, language: str, key: Once | None, now: datetime
) -> dict[str, Any]:
    """Sends a code to an e-mail address; it counts only once the code came back. Capped as text messages are.

    Raises Refused `invalid_email`, TooMany. Whoever calls has asked for the proof (`require_proof`).
    """
    email = plain_email(typed)
    email_hash = secrets.lookup_hash("email", email)
    record = limits.sends(email_hash)
    sent = code_requests.room(record.strangers, known=False, now=now)
    challenge = _challenge(actor, email, email_hash, language, now)
    day = Window("emails", actor.account_id, config.EMAILS_PER_ACCOUNT_DAY, _DAY)
    hour = Window("codes", address, config.CODES_PER_ADDRESS_HOUR)

    def write(attempt: Attempt) -> None:
        attempt.write(day.step(now), hour.step(now), limits.sends_step(record, known=False, at=sent))
        attempt.write(challenges.put(challenge))
        attempt.once(key, challenge.challenge_id)

    changing(now, write)
    code_requests.hand_over(challenge.challenge_id, now)
    return code_requests.challenge_answer(challenge.challenge_id, now)


def replay_answer(actor: Actor, challenge_id: str, now: datetime) -> dict[str, Any]:
    """The answer to a request that sent this code. Raises NotFound for an account that is no more."""
    _account(actor)
    return code_requests.replay_code(challenge_id, now)


def _challenge(actor: Actor, email: str, email_hash: str, language: str, now: datetime) -> ChallengeRecord:
    slot = secrets.keyed("pepper", "slot", actor.account_id, "email").hex()[:32]
    challenge_id = f"{slot}.{random.token_hex(16)}"
    return challenges.make(
        challenge_id,
        now,
        purpose="email",
        via="email",
        phone_hash=email_hash,
        phone=vault.seal(challenge_id, "phone", email, now),
        prefix="86" if language == "zh-CN" else "",
        language=language,
        account_id=actor.account_id,
    )


def confirm_email(actor: Actor, challenge_id: str, code: str, address: str, now: datetime) -> None:
    """Takes the address that the code was sent to as the account's. Two transactions.

    Only whoever gave a proof had the code sent. Raises Unauthenticated, TooMany as a login code does.
    """
    record = by_code.verify(challenge_id, code, ("email",), address, now)
    if record.account_id != actor.account_id:
        raise Unauthenticated("invalid_code")
    credentials.change_email(actor, vault.unseal(challenge_id, "phone", record.phone), record, now)


def drop_email(actor: Actor, now: datetime) -> None:
    """Takes the address away, if there is one. Whoever calls has asked for the proof."""
    if _account(actor).email is not None:
        credentials.change_email(actor, None, None, now)
