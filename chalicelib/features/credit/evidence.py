"""Evidence of a violation: ids of the person's own records, and of what offices know of their document."""

from collections.abc import Sequence

from chalicelib.errors import NotFound, refused
from chalicelib.features.declarations import declaring
from chalicelib.features.gates import anomaly_records
from chalicelib.features.visits import records as visits
from chalicelib.person import history, known_facts
from chalicelib.scoring.facts import CaseKnown, ContactKnown, Event

FALSE = "false_declaration"


def require(kind: str, person_id: str, document_hash: str, ids: Sequence[str]) -> None:
    """Raises Refused `invalid_evidence` for an id that is none of the person's, naming its field, and `annulled`.

    A false declaration is shown by the declaration. A read or two for each id.
    """
    for number, each in enumerate(ids):
        if not (_declared(person_id, each) or _recorded(person_id, each) or _known(document_hash, each)):
            raise refused("invalid_evidence", f"evidence.{number}", "unknown_evidence")
        if taken_back(kind, person_id, each):
            raise refused("annulled", f"evidence.{number}", "annulled")
    if kind == FALSE and not any(_declared(person_id, each) for each in ids):
        raise refused("invalid_evidence", "evidence", "declaration_needed")


def require_standing(kind: str, person_id: str, ids: Sequence[str]) -> None:
    """Raises Refused `annulled` where staff took a part of the evidence back since."""
    for number, each in enumerate(ids):
        if taken_back(kind, person_id, each):
            raise refused("annulled", f"evidence.{number}", "annulled")


def taken_back(kind: str, person_id: str, evidence_id: str) -> bool:
    """Whether staff took it back: a declaration that was annulled was no lie, a withdrawn anomaly never was.

    Two reads at most.
    """
    place = _declared(person_id, evidence_id)
    if place:
        return kind == FALSE and history.annulment_of(person_id, place) is not None
    anomaly = anomaly_records.find(evidence_id)
    return anomaly is not None and anomaly.status == "withdrawn"


def _declared(person_id: str, reference: str) -> str:
    """The place of a declaration among the person's; "" for none of theirs."""
    try:
        whose, place = declaring.located(reference)
    except NotFound:
        return ""
    return place if whose == person_id and history.declaration(person_id, place) is not None else ""


def _recorded(person_id: str, evidence_id: str) -> bool:
    anomaly = anomaly_records.find(evidence_id)
    visit = visits.by_id(evidence_id)
    return (anomaly is not None and anomaly.person_id == person_id) or (
        visit is not None and visit.person_id == person_id
    )


def _known(document_hash: str, evidence_id: str) -> bool:
    record = known_facts.of_document(document_hash)
    events = known_facts.events_of(record, None) if record is not None else ()
    return any(evidence_id in _names(event) for event in events)


def _names(event: Event) -> set[str]:
    """The ids under which an office's fact is known: its own, and that of the record that it comes of."""
    names = {event.id, event.id.removeprefix("breach-")}
    if isinstance(event, CaseKnown):
        names.add(event.source_ref)
    if isinstance(event, ContactKnown):
        names.add(event.id.partition("-")[0])
    return names
