"""Stored records as the events that the scoring core folds, and back."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from chalicelib.person.history import JOINED, KEPT, AnnulmentRecord, DeclarationRecord, EvidenceRecord
from chalicelib.scoring import codec
from chalicelib.scoring import facts as events
from chalicelib.scoring.facts import (
    Annulment,
    Contact,
    Declaration,
    DeclaredStay,
    Event,
    RatingKnown,
    TestResult,
)
from chalicelib.store.tables import PersonRecord


def declaration(declaration_id: str, at: datetime, answers: dict[str, Any]) -> Declaration:
    """A declaration from its stored answers."""
    contact, test = answers["contact"], answers["test"]
    return Declaration(
        id=declaration_id,
        at=at,
        temperature=Decimal(str(answers["temperature"])),
        symptoms=frozenset(answers["symptoms"]),
        contact=Contact(contact["kind"], date.fromisoformat(contact["on"])) if contact.get("on") else None,
        test=TestResult(test["result"], date.fromisoformat(test["on"])) if test.get("on") else None,
        location=answers["location"],
        stays=tuple(_stay(stay) for stay in answers["stays"]),
    )


def _stay(stay: dict[str, str]) -> DeclaredStay:
    return DeclaredStay(stay["region"], date.fromisoformat(stay["from"]), date.fromisoformat(stay["until"]))


def rating(code: str, content: dict[str, Any]) -> RatingKnown:
    """A rating from its stored form."""
    return RatingKnown(
        id=content["id"],
        at=datetime.fromisoformat(content["at"]),
        region=code,
        level=content["level"],
        first=date.fromisoformat(content["first"]),
        last=date.fromisoformat(content["last"]) if content.get("last") else None,
        withdrawn=bool(content.get("withdrawn")),
        published=datetime.fromisoformat(content["published"]) if content.get("published") else None,
        ended_by=content.get("ended_by"),
        correction=bool(content.get("correction")),
    )


def regions_of(event: Event) -> Iterator[str]:
    """The regions in which an event says that the person was."""
    region = None if isinstance(event, RatingKnown) else getattr(event, "region", None)
    if region:
        yield region
    if isinstance(event, Declaration):
        if event.location:
            yield event.location
        yield from (stay.region for stay in event.stays)
    if isinstance(event, Annulment) and event.replacement is not None:
        yield from regions_of(event.replacement)


def content(event: Event) -> tuple[str, str]:
    """An event as its class's name and its JSON."""
    name = type(event).__name__
    return name, _form(name).dump_json(event).decode()


def _form(name: str) -> Any:
    return codec.objects(getattr(events, name))


def of_history(records: Iterable[PersonRecord]) -> tuple[Event, ...]:
    """The events of a person's records, annulments among them."""
    return tuple(_events(records))


def _annulment(record: AnnulmentRecord) -> Annulment:
    answers = json.loads(record.answers) if record.answers else None
    instead = declaration(record.declaration_id, record.at, answers) if answers else None
    return Annulment(f"annulment-{record.declaration_id}", record.at, record.declaration_id, _kind(record), instead)


def _kind(record: AnnulmentRecord) -> Literal["mistaken", "not_theirs"]:
    return "not_theirs" if record.annulled == "not_theirs" else "mistaken"


def _events(records: Iterable[PersonRecord]) -> Iterator[Event]:
    for record in records:
        if isinstance(record, DeclarationRecord):
            yield declaration(record.id, record.at, answers_of(record))
        elif isinstance(record, AnnulmentRecord):
            yield _annulment(record)
        elif isinstance(record, EvidenceRecord) and record.fact == JOINED:
            continue
        elif isinstance(record, EvidenceRecord) and record.fact == KEPT:
            yield from kept_events(record.content)
        elif isinstance(record, EvidenceRecord):
            yield _form(record.fact).validate_json(record.content)


def kept_events(text: str) -> Iterator[Event]:
    """The events that a released record left behind: a JSON list of class names with contents."""
    for name, body in json.loads(text):
        yield _form(name).validate_json(body)


def answers_of(record: DeclarationRecord) -> dict[str, Any]:
    """What was declared, as JSON gives it."""
    answers: dict[str, Any] = json.loads(record.answers)
    return answers
