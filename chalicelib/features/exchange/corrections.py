"""Corrections: what a partner takes back goes at once, by its one hand; what it says is wrong here is an appeal.

A message with `in_reply_to` answers an appeal that went to it: `withdrawn` upholds it, `stands` rejects it.
"""

from collections.abc import Iterable
from hashlib import sha256
from itertools import groupby
from typing import Any

from chalicelib.desk.exchange_limits import PARTNER_APPEAL_DEADLINE
from chalicelib.errors import NotFound, invalid
from chalicelib.features.appeals import appealing
from chalicelib.features.appeals import records as appeals
from chalicelib.features.appeals.departments import DISEASE_CONTROL
from chalicelib.features.exchange import attested, fact_records, forwarding, journal, stays, subjects, suspending
from chalicelib.features.exchange.fact_records import RATING, STAY, WITHDRAWN, PartnerFactRecord
from chalicelib.features.exchange.receiving import Message
from chalicelib.features.exchange.subjects import Subject
from chalicelib.person.changing import Attempt, changing
from chalicelib.store import vault

_STANDS, _ERASED = "stands", "erased"


def take(message: Message) -> dict[str, Any]:
    """Takes one. Raises Invalid for what it cannot be about, NotFound for no message or appeal of this partner's."""
    if message.head.in_reply_to is not None:
        return _answer(message, message.head.in_reply_to)
    if message.payload.kind == WITHDRAWN:
        return _withdraw(message, _named(message))
    if message.payload.kind == _ERASED:
        return {"ticket": message.record.id, "due_at": message.now}
    if message.payload.kind == _STANDS:
        raise invalid("message.in_reply_to", "required")
    return _appeal(message)


def _named(message: Message) -> list[PartnerFactRecord]:
    """The partner's own facts that it means: those of a message, or those about somebody."""
    about, partner_id = message.payload.about, message.partner.id
    if not isinstance(about, str):
        return fact_records.of_document(partner_id, subjects.of(about, message.now).hash)
    if journal.find(partner_id, about) is None:
        raise NotFound()
    facts, item = fact_records.of_message(partner_id, about), message.payload.item
    return facts if item is None else [each for each in facts if _is_of_item(each, f"{about}/{item}")]


def _is_of_item(fact: PartnerFactRecord, reference: str) -> bool:
    """Whether a fact has no reference of its own but its record's in the message, or a stay's in that."""
    return str(fact.source_ref) == reference or str(fact.source_ref).startswith(f"{reference}/")


def _withdraw(message: Message, facts: Iterable[PartnerFactRecord]) -> dict[str, Any]:
    """Each fact in a transaction of its own, a person's stays in one; twice is like once."""
    known = sorted(facts, key=lambda each: (each.what != STAY, str(each.document_hash), each.id))
    for (is_stay, _), some in groupby(known, key=lambda each: (each.what == STAY, str(each.document_hash))):
        ids = [each.id for each in some]
        for page in [ids] if is_stay else [[each] for each in ids]:
            changing(message.now, lambda attempt, page=page: _gone(attempt, message, page))  # type: ignore[misc]
    _forget_notes(message)
    return {"ticket": message.record.id, "due_at": message.now}


def _gone(attempt: Attempt, message: Message, ids: list[str]) -> None:
    facts = [fact for each in ids if (fact := fact_records.find(each)) is not None and fact.status != WITHDRAWN]
    if not facts or facts[0].what == RATING:
        return
    if facts[0].what == STAY:
        stays.withdraw(attempt, facts)
        return
    attested.withdraw(attempt, facts[0], message.actor_id)
    attempt.write(fact_records.put(facts[0]))


def _forget_notes(message: Message) -> None:
    """A bare colour that was about somebody is taken back with the rest."""
    if isinstance(message.payload.about, str):
        return
    subject = subjects.of(message.payload.about, message.now)

    def change(attempt: Attempt) -> None:
        state = subjects.holder(subject)
        if state is not None and message.partner.id in (state.notes or {}):
            attempt.person(state).forget_partner_note(message.partner.id)

    changing(message.now, change)


def _answer(message: Message, ticket: str) -> dict[str, Any]:
    appeal = appeals.find(ticket)
    fact = fact_records.find(str(appeal.hold)) if appeal is not None and appeal.hold else None
    if fact is None or fact.partner_id != message.partner.id or fact.ticket != ticket:
        raise NotFound()
    upheld = message.payload.kind == WITHDRAWN
    if upheld:
        changing(message.now, lambda attempt: _gone(attempt, message, [fact.id]))
    else:
        changing(message.now, lambda attempt: suspending.stands(attempt, fact.id, message.actor_id))
    by, reason = message.actor_id, message.payload.text
    changing(message.now, lambda attempt: appealing.answered(attempt, ticket, by, upheld=upheld, reason=reason))
    return {"ticket": ticket, "due_at": message.now}


def _appeal(message: Message) -> dict[str, Any]:
    """What a partner says is wrong here of somebody of its own: an appeal, answered to it within our deadline.

    Of nobody's document there is none, which is not said.
    """
    if isinstance(message.payload.about, str):
        raise invalid("payload.about", "subject_needed")
    subject = subjects.of(message.payload.about, message.now)
    ticket = changing(message.at, lambda attempt: _filed(attempt, message, subject))
    return {"ticket": ticket, "due_at": message.at + PARTNER_APPEAL_DEADLINE}


def _filed(attempt: Attempt, message: Message, subject: Subject) -> str:
    name = sha256(f"{message.partner.id}\n{message.record.id}".encode()).hexdigest()
    state = subjects.holder(subject)
    person_id, region = (state.person_id, state.county) if state is not None else (name[12:32], "")
    told: dict[str, Any] = {"category": "partner", "region": region, "department": DISEASE_CONTROL}
    told["asked_by"] = forwarding.asked_by(message.partner.id, message.record.id)
    due = message.at + PARTNER_APPEAL_DEADLINE
    record = appeals.make(person_id, name[:12], message.at, due, **told)
    record.text = vault.seal(record.id, "text", message.payload.text, message.at, "appeal")
    if state is not None and appeals.find(record.id) is None:
        attempt.write(appeals.put(record))
    return record.id
