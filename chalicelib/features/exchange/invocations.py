"""Somebody's code or status elsewhere: asked for by a partner, shown only once the person has said yes here."""

from base64 import b64encode
from datetime import datetime
from hashlib import sha256
from typing import Any

from chalicelib.access.actor import Actor, require_own
from chalicelib.desk import partners
from chalicelib.desk.exchange_limits import INVOCATION_LIFETIME
from chalicelib.errors import Conflict, Forbidden, Gone, NotFound
from chalicelib.features.exchange import invocation_records, receiving, subjects
from chalicelib.features.exchange.invocation_records import CONFIRMED, OPEN, REFUSED, USED, InvocationRecord
from chalicelib.features.exchange.receiving import Message
from chalicelib.features.exchange.subjects import Subject
from chalicelib.features.name_matches import naming
from chalicelib.features.showing import code
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.records import StateRecord

_SHOWN = 50


def ask(message: Message) -> dict[str, Any]:
    """Takes a partner's request; whoever it is about is told. That nobody has the document is not said."""
    subject = subjects.of(message.payload.subject, message.now)
    name = sha256(f"{message.partner.id}\n{message.record.id}".encode()).hexdigest()[:20]

    def change(attempt: Attempt) -> InvocationRecord:
        known = invocation_records.find(name)
        return known or _asked(attempt, message, name, subject)

    record = changing(message.now, change)
    message.status = 202
    return {"invocation": record.id, "expires_at": record.until}


def _asked(attempt: Attempt, message: Message, name: str, subject: Subject) -> InvocationRecord:
    until = message.now + INVOCATION_LIFETIME
    state = _theirs(subject)
    told: dict[str, Any] = {"purpose": message.payload.purpose, "wanted": message.payload.for_}
    told |= {"partner_id": message.partner.id, "document_hash": subject.hash}
    if state is not None:
        told |= {"person_id": state.person_id, "account_id": state.account_id}
        said = {"partner": str(message.partner["name"]), "due_at": until.isoformat()}
        attempt.person(state).notify(f"inbox_{message.payload.for_}_asked", urgent=True, **said)  # type: ignore[arg-type]
    record = invocation_records.make(name, message.now, until, **told)
    attempt.write(invocation_records.put(record))
    return record


def _theirs(subject: Subject) -> StateRecord | None:
    """Whoever has the document under this name. Two or three reads."""
    state = subjects.holder(subject)
    if state is None:
        return None
    profile = people.profile(state.person_id)
    return None if naming.differing(subject.hash, state.person_id, subject.name, profile) else state


def listed(actor: Actor, now: datetime) -> dict[str, Any]:
    """The account's own, the latest first."""
    return {"items": [_view(each, now) for each in invocation_records.of_account(actor.account_id, _SHOWN)]}


def decide(actor: Actor, invocation_id: str, *, accept: bool, now: datetime) -> dict[str, Any]:
    """The person's yes or no, once. Raises NotFound for another's, Gone `lapsed`, Conflict where it was decided."""

    def change(attempt: Attempt) -> InvocationRecord:
        record = invocation_records.find(invocation_id)
        if record is None or record.account_id is None:
            raise NotFound()
        require_own(actor, record.account_id)
        wanted = CONFIRMED if accept else REFUSED
        if record.status == wanted:
            return record
        if record.status != OPEN:
            raise Conflict("invocation_decided")
        if now >= record.until:
            raise Gone("lapsed")
        record.status, record.until = wanted, now + INVOCATION_LIFETIME
        attempt.write(invocation_records.put(record))
        attempt.audit(actor, f"invocation.{wanted}", str(record.person_id), invocation=record.id)
        return record

    return _view(changing(now, change), now)


def _view(record: InvocationRecord, now: datetime) -> dict[str, Any]:
    over = record.status in (OPEN, CONFIRMED) and now >= record.until
    return {
        "id": record.id,
        "person_id": record.person_id,
        "partner": record.partner_id,
        "partner_name": partners.named(record.partner_id),
        "purpose": record.purpose,
        "for": record.wanted,
        "status": "lapsed" if over else record.status,
        "at": record.at,
        "expires_at": record.until,
    }


def authorised(message: Message, invocation_id: str, wanted: str, *, used: bool = False) -> InvocationRecord:
    """The request that the person said yes to, while that yes counts. One read. `used`: by this very message.

    Raises Forbidden `not_authorised` for none of this partner's and for a no, Conflict `invocation_open` before either,
    Gone `lapsed`.
    """
    record = invocation_records.find(invocation_id)
    if record is None or record.partner_id != message.partner.id or record.wanted != wanted:
        raise Forbidden("not_authorised")
    if record.status == REFUSED:
        raise Forbidden("not_authorised")
    if message.now >= record.until or (record.status == USED and not used):
        raise Gone("lapsed")
    if record.status == OPEN:
        raise Conflict("invocation_open")
    return record


def give(message: Message) -> dict[str, Any]:
    """Our token of whoever said yes, once for a yes. Raises as `authorised`, Conflict `no_code`."""

    def change(attempt: Attempt) -> dict[str, Any]:
        first = receiving.first_time(attempt, message)
        record = authorised(message, message.payload.invocation, "display", used=not first)
        state = people.state(str(record.person_id))
        issued = code.issued(state, message.now) if state is not None else None
        if state is None or issued is None:
            raise Conflict("no_code")
        given: dict[str, Any] = {"token": issued[0], "expires_at": issued[1]}
        if message.payload.png:
            given["png"] = b64encode(code.drawn(state, issued)).decode()
        if not first:
            return given
        record.status = USED
        attempt.write(invocation_records.put(record))
        ids = {"message": message.record.id, "invocation": record.id, "partner": message.partner.id}
        attempt.audit(Actor(message.actor_id, frozenset()), "code.given", str(record.person_id), **ids)
        return given

    return changing(message.now, change)
