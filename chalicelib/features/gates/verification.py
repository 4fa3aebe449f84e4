"""Verification of a code at a gate: the signature, its validity, and what is known now."""

import secrets as random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from chalicelib.access import idempotency
from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.codes.token import Checked, check
from chalicelib.config import CHECKS_AHEAD, REVOCATION_LAG, settings
from chalicelib.errors import NotFound, Unavailable
from chalicelib.features.gates import anomalies, anomaly_records, guard_post, recognition
from chalicelib.features.gates.anomalies import Reading
from chalicelib.features.gates.recognition import Foreign
from chalicelib.person import colour as person_colour
from chalicelib.person import records as people
from chalicelib.person import revocations, shelf, signing, sunset
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.records import StateRecord

Recognised = Callable[[str, datetime], Foreign | None]


@dataclass(frozen=True)
class Asked:
    """What a gate was shown, and what its guard measured or reports."""

    text: str
    venue_id: str | None = None
    temperature: Decimal | None = None
    anomaly: str | None = None


def verify(actor: Actor, asked: Asked, key: Once | None, now: datetime) -> dict[str, Any]:
    """What a gate is told of a shown text. One read, of the index, and none for what is no code of ours.

    A code of a partner in mode `convert` is asked about at its platform. An anomaly costs two reads and a transaction
    more. It counts only with a code that is valid and not a stale picture of one. Raises Unavailable if it cannot be
    kept now, Gone `ended` after the end of all codes.
    """
    known = shelf.current()
    sunset.require_standing(known.ends, known.book, now)
    reading = Reading(random.token_hex(10), now, actor, asked.venue_id, asked.temperature, asked.anomaly)
    if not anomalies.is_anomalous(reading):
        return _judged_by(asked.text, now, recognition.asked)
    checked = check_token(asked.text, now)
    if checked.reason == "unknown_key":
        return _judged_by(asked.text, now, recognition.asked)
    reading = replace(reading, by=guard_post.at(actor, asked.venue_id)[0])
    earlier = idempotency.replayed(key, now)
    if earlier is not None:
        return _again(checked, earlier, now)
    if checked.presentation == "stale":
        return _judged(checked, now)
    return _judged(checked, now, lambda state: _with_anomaly(checked, state, reading, key, now))


def judged(text: str, now: datetime) -> dict[str, Any]:
    """What a partner is told of a shown text: of our codes, and of partners'. No other platform is asked for it."""
    return _judged_by(text, now, recognition.judged)


def _judged_by(text: str, now: datetime, recognised: Recognised) -> dict[str, Any]:
    checked = check_token(text, now)
    foreign = recognised(text, now) if checked.reason == "unknown_key" else None
    return _answer(foreign.checked, now) | foreign.verdict if foreign is not None else _judged(checked, now)


def elsewhere(text: str, at: datetime) -> dict[str, Any] | None:
    """The same of a code that a partner made; None for one that is no partner's either."""
    foreign = recognition.judged(text, at)
    return _answer(foreign.checked, at) | foreign.verdict if foreign is not None else None


def check_token(text: str, now: datetime) -> Checked:
    """A shown text checked at `now`, with keys read anew where it names an unknown one."""
    checked = check(text, signing.ring("health_code"), now, settings().issuer)
    if checked.reason == "unknown_key":
        checked = check(text, signing.renewed_ring("health_code"), now, settings().issuer)
    return checked


def check_token_at_gate(text: str, at: datetime, now: datetime) -> Checked:
    """The same by a gate's own clock, which may be a minute behind: a code made just now is valid there too."""
    checked = check_token(text, at)
    if checked.reason != "not_yet_valid" or checked.issued_at is None or checked.issued_at - at > CHECKS_AHEAD:
        return checked
    return check_token(text, min(now, checked.issued_at))


def _judged(
    checked: Checked, now: datetime, then: Callable[[StateRecord | None], dict[str, Any]] | None = None
) -> dict[str, Any]:
    """The verdict; for a good code that of `then` about its state, where given."""
    if not checked.valid or checked.payload is None:
        return refused(checked, checked.reason, now)
    state = people.by_code_id(checked.payload.code_id)
    if state is None and is_settled(checked, now):
        return refused(checked, "revoked", now)
    return then(state) if then else accepted(checked, state, now)


def is_settled(checked: Checked, now: datetime) -> bool:
    """Whether the token is old enough for an unknown code id to mean that it has ended."""
    return checked.issued_at is not None and now - checked.issued_at > REVOCATION_LAG


def _with_anomaly(
    checked: Checked, state: StateRecord | None, reading: Reading, key: Once | None, now: datetime
) -> dict[str, Any]:
    if state is None and checked.payload and revocations.find(checked.payload.code_id):
        return refused(checked, "revoked", now)
    if state is None:
        raise Unavailable(retry_after=2)  # Issued a moment ago: the index does not show it yet.
    try:
        state = _keep(state.person_id, reading, key, now)
    except NotFound:
        return refused(checked, "revoked", now)
    return accepted(checked, state, now) | {"anomaly": anomalies.view(state, reading, now)}


def _keep(person_id: str, reading: Reading, key: Once | None, now: datetime) -> StateRecord:
    """Keeps a reading by itself; the state that follows. One consistent read and a transaction.

    Raises NotFound for a person who is gone, Conflict where a request with this key was quicker.
    """

    def keep(attempt: Attempt) -> StateRecord:
        person = attempt.person(person_id)
        anomalies.keep(attempt, person, reading)
        attempt.once(key, reading.id)
        return person.state

    return changing(now, keep)


def _again(checked: Checked, anomaly_id: str, now: datetime) -> dict[str, Any]:
    """The answer to a report that an earlier request with this key made; its code may have ended by it."""
    record = anomaly_records.find(anomaly_id)
    state = people.state(record.person_id) if record else None
    if record is None or state is None or checked.payload is None:
        return refused(checked, checked.reason or "revoked", now)
    return accepted(checked, state, now) | {"anomaly": anomalies.shown(record)}


def accepted(checked: Checked, state: StateRecord | None, now: datetime) -> dict[str, Any]:
    """The answer for a good code: the colour of this moment where the state was found."""
    payload = checked.payload
    if payload is None:
        return refused(checked, checked.reason, now)
    colour: str | None = payload.colour
    certification = payload.certification
    if state is not None:
        colour = person_colour.decision(state, payload.scheme, now).colour
        certification = state.certification
    found = {"valid": True, "reason": None, "colour": colour, "certification": certification}
    notes = people.notes_of(state, now) if state is not None else []
    return _answer(checked, now) | found | {"live": state is not None, "notes": notes}


def refused(checked: Checked, reason: str | None, now: datetime) -> dict[str, Any]:
    """The answer for what does not count, and why."""
    said = {"valid": False, "reason": reason, "colour": None, "certification": None, "live": reason == "revoked"}
    return _answer(checked, now) | said


def _answer(checked: Checked, now: datetime) -> dict[str, Any]:
    payload = checked.payload
    return {
        "name_masked": payload.name_masked if payload else None,
        "document_last4": payload.document_last4 if payload else None,
        "scheme": payload.scheme if payload else None,
        "issued_at": checked.issued_at,
        "expires_at": checked.expires_at,
        "checked_at": now,
        "presentation": checked.presentation,
        "anomaly": None,
        "issuer": None,
        "notes": [],
    }
