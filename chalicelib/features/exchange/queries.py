"""Questions about somebody's status: answered upon the person's own yes, or to an investigation that two attest."""

from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.errors import Forbidden, KangmaError
from chalicelib.features.exchange import invocations, receiving, subjects
from chalicelib.features.exchange.receiving import Message
from chalicelib.features.exchange.subjects import Subject
from chalicelib.features.gates import verification
from chalicelib.person import colour
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.records import StateRecord
from chalicelib.scoring.decide import Decision


def answer(message: Message) -> dict[str, Any]:
    """The colour and the holds of whoever the question is about; audited, and the person is told.

    Raises Forbidden `not_authorised` in one way for everything that is missing: whether somebody is here is not said.
    """
    subject = subjects.of(message.payload.subject, message.now)
    person_id = _authorised(message, subject)

    def change(attempt: Attempt) -> dict[str, Any]:
        state = people.state(person_id) if person_id is not None else subjects.holder(subject)
        if state is None:
            return _nobody(message)
        if receiving.first_time(attempt, message):
            person = attempt.person(state)
            person.notify("inbox_status_asked", sms=False, partner=str(message.partner["name"]))
            ids = {"message": message.record.id, "partner": message.partner.id}
            attempt.audit(Actor(message.actor_id, frozenset()), "status.asked", person.id, region=state.county, **ids)
        return _shown(message, state)

    return changing(message.now, change)


def _authorised(message: Message, subject: Subject) -> str | None:
    """Whose status may be told; None for whoever has the document."""
    authorisation = message.payload.authorisation
    if authorisation is None:
        raise Forbidden("not_authorised")
    if not isinstance(authorisation, str):
        if len({each.by for each in authorisation.attested}) < 2:
            raise Forbidden("not_authorised")
        return None
    try:
        record = invocations.authorised(message, authorisation, "query")
    except KangmaError:
        raise Forbidden("not_authorised") from None
    if record.document_hash != subject.hash or record.person_id is None:
        raise Forbidden("not_authorised")
    return str(record.person_id)


def _nobody(message: Message) -> dict[str, Any]:
    return {"colour": "none", "grade": None, "holds": [], "checked_at": message.now}


def _shown(message: Message, state: StateRecord) -> dict[str, Any]:
    if not state.schemes:
        return _nobody(message)
    decision: Decision = colour.decision(state, None, message.now)
    holds = [{"rule": each.rule, "since": each.since, "clears_on": each.clears_on} for each in decision.holds]
    said = str(decision.colour) if decision.colour is not None else "none"
    return {"colour": said, "grade": decision.grade, "holds": holds, "checked_at": message.now}


def verify(message: Message) -> dict[str, Any]:
    """What a gate of a partner is told of a code that it was shown: as our own gates are."""
    found = verification.judged(message.payload.token, message.now)
    return {name: value for name, value in found.items() if name != "anomaly"}
