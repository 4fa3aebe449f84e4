"""What an appeal is about: a declaration, an office's decision behind a hold, a violation; and who can change it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.desk import partners
from chalicelib.errors import NotFound, invalid
from chalicelib.features.appeals.departments import DEPARTMENTS, DISEASE_CONTROL
from chalicelib.features.credit import objecting
from chalicelib.features.declarations import declaring
from chalicelib.person import colour, history, known_facts, origins
from chalicelib.person import records as people
from chalicelib.person.origins import Origin
from chalicelib.person.records import StateRecord
from chalicelib.scoring.facts import CaseKnown, ContactKnown, DesignationMade, Event

CREDIT, NOT_ME, PARTNER = "credit", "not_me", "partner"


@dataclass(frozen=True)
class About:
    """What was named with an appeal: a declaration, the `decision_ref` of a hold, a violation."""

    category: str
    declaration: str | None = None
    hold: str | None = None
    violation: str | None = None


@dataclass(frozen=True)
class Route:
    """Who answers for an appeal: the department, and the region whose staff it is."""

    department: str
    region: str
    hold: str | None = None


def routed(state: StateRecord, about: About, now: datetime) -> Route:
    """Who can change what it is about: a case, contact, designation or rating its epidemiologists, else the category's.

    Raises Invalid for what is none of the person's.
    """
    if about.declaration is not None:
        _require_declaration(state.person_id, about.declaration)
    if (about.category == CREDIT) != (about.violation is not None):
        raise invalid("violation_id", "required" if about.violation is None else "unknown_field")
    if about.violation is not None:
        return Route(DEPARTMENTS[CREDIT], objecting.of_person(state.person_id, about.violation).region)
    if about.category == PARTNER and (about.hold is None or partners.partner_of(about.hold) is None):
        raise invalid("decision_ref", "required" if about.hold is None else "not_a_partners")
    if about.hold is None and about.category != NOT_ME:
        return Route(DEPARTMENTS[about.category], state.county)
    return _of_decision(state, about, now)


def _require_declaration(person_id: str, reference: str) -> None:
    try:
        whose, sort_id = declaring.located(reference)
    except NotFound:
        raise invalid("declaration_id", "unknown_declaration") from None
    if whose != person_id or history.declaration(person_id, sort_id) is None:
        raise invalid("declaration_id", "unknown_declaration")


def _of_decision(state: StateRecord, about: About, now: datetime) -> Route:
    """The decision that was named, or of somebody who says that it is not them the first that there is."""
    decided = [each for each in _origins(state, now) if each.ref is not None and about.hold in (None, each.ref)]
    if about.hold is not None and about.hold in (state.suspended or {}):
        return Route(DISEASE_CONTROL, state.county, about.hold)
    if about.hold is not None and not decided:
        raise invalid("decision_ref", "unknown_decision")
    if not decided:
        return Route(DISEASE_CONTROL, state.county)
    region = decided[0].region
    return Route(DISEASE_CONTROL, state.county if region is None else region, decided[0].ref)


def _origins(state: StateRecord, now: datetime) -> Iterator[Origin]:
    folded = colour.load_state(state)
    for scheme in colour.schemes_of(state):
        for hold in colour.holds_of(state, scheme, now):
            yield origins.of(folded, hold)


def sources(person_id: str) -> list[dict[str, Any]]:
    """What offices reported of a person's document, for whoever decides whether it is them: by which source, under
    which reference, when. Two reads."""
    profile = people.profile(person_id)
    known = known_facts.of_document(profile.document_hash) if profile is not None else None
    return [] if known is None else [said for each in known_facts.events_of(known, None) if (said := _source(each))]


def _source(event: Event) -> dict[str, Any] | None:
    match event:
        case CaseKnown():
            return _named("case", event.source, event.source_ref, event)
        case ContactKnown():
            return _named("contact", "desk", event.id.partition("-")[0], event) | {"cases": list(event.cases)}
        case DesignationMade():
            return _named("designation", "desk", event.id, event)
        case _:
            return None


def _named(kind: str, source: str, reference: str, event: Event) -> dict[str, Any]:
    return {"kind": kind, "source": source, "reference": reference, "cases": [], "at": event.at}
