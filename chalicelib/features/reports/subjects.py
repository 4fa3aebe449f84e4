"""Declarations and stays as partners are told them: who, by name and document, and what was declared; no address, no
phone. Only of people of our region, whose document nobody else claims."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.config import settings
from chalicelib.features.reports.records import HEALTH, PendingRecord
from chalicelib.person import history, known_facts, records
from chalicelib.person.history import AnnulmentRecord, DeclarationRecord
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.store import vault
from chalicelib.store.reading import Key, read_together

_READ_AT_ONCE = 100
_TOLD = ("temperature", "symptoms", "contact", "test", "location", "stays")


@dataclass(frozen=True)
class Item:
    """What is told of one record, and the county of whom it is about."""

    content: dict[str, Any]
    county: str


def items(what: str, waits: Sequence[PendingRecord]) -> list[Item | None]:
    """What is told of each, None where nothing is. Batch reads of a hundred records."""
    people = _people({str(each.about) for each in waits})
    found = _read(_key(what, each, people) for each in waits)
    annulled = _annulled(what, waits, people)
    return [
        _item(what, each, people[str(each.about)], record, annulled.get(each.sk))
        for each, record in zip(waits, found, strict=True)
    ]


def replacement(person_id: str, sort_id: str) -> Item | None:
    """A declaration as staff put it right; None where it was struck, or nothing is told of the person. Four reads."""
    person = _people({person_id})[person_id]
    declared, annulment = history.declaration(person_id, sort_id), history.annulment_of(person_id, sort_id)
    if declared is None or annulment is None or not _is_told(*person):
        return None
    return _declared(person, declared, annulment)


Known = tuple[StateRecord | None, ProfileRecord | None]


def _people(ids: set[str]) -> dict[str, Known]:
    ordered = sorted(ids)
    keys: list[Key] = [records.state_key(each) for each in ordered]
    keys += [(ProfileRecord, f"P#{each}", "profile") for each in ordered]
    found = _read(keys)
    return dict(zip(ordered, zip(found[: len(ordered)], found[len(ordered) :], strict=True), strict=True))


def _read(keys: Iterable[Key | None]) -> list[Any]:
    """The records at these keys, None where there is none or no key; a key may stand twice."""
    wanted = list(keys)
    distinct = list(dict.fromkeys(each for each in wanted if each is not None))
    parts = [distinct[at : at + _READ_AT_ONCE] for at in range(0, len(distinct), _READ_AT_ONCE)]
    found = dict(zip(distinct, [record for part in parts for record in read_together(part)], strict=True))
    return [found.get(each) if each is not None else None for each in wanted]


def _key(what: str, wait: PendingRecord, people: dict[str, Known]) -> Key | None:
    if what == HEALTH:
        return (DeclarationRecord, f"P#{wait.about}", f"d#{wait.ref}")
    profile = people[str(wait.about)][1]
    return known_facts.copied(str(wait.about), profile.document_hash) if profile is not None else None


def _annulled(what: str, waits: Sequence[PendingRecord], people: dict[str, Known]) -> dict[str, AnnulmentRecord]:
    """What was annulled of it, by place in the queue; read only of those of whom anything ever was."""
    asked = [each for each in waits if what == HEALTH and _has_annulled(people[str(each.about)][0])]
    found = _read((AnnulmentRecord, f"P#{each.about}", f"da#{each.ref}") for each in asked)
    return {str(each.sk): record for each, record in zip(asked, found, strict=True) if record is not None}


def _has_annulled(state: StateRecord | None) -> bool:
    return state is not None and bool(state.annulled)


def _item(what: str, wait: PendingRecord, person: Known, record: Any, annulment: AnnulmentRecord | None) -> Item | None:
    state, profile = person
    if record is None or not _is_told(state, profile):
        return None
    return _declared(person, record, annulment) if what == HEALTH else _stayed(person, record, str(wait.ref))


def _is_told(state: StateRecord | None, profile: ProfileRecord | None) -> bool:
    if state is None or profile is None or state.contested or state.certification == "refused":
        return False
    return bool(state.county) and str(state.county).startswith(settings().exchange_region)


def _declared(person: Any, declared: DeclarationRecord, annulment: AnnulmentRecord | None) -> Item | None:
    answers = annulment.answers if annulment is not None else declared.answers
    if answers is None:
        return None
    told = json.loads(answers)
    state, profile = person
    content = {"subject": subject(profile), "filed_at": declared.at.isoformat()}
    return Item(content | {name: told[name] for name in _TOLD}, str(state.county))


def _stayed(person: Any, copy: Any, fact_id: str) -> Item | None:
    """A stay of an official record; None where it was taken back."""
    events = [json.loads(content) for _, content in json.loads(copy.content)]
    stay = next((each for each in events if each["id"] == fact_id), None)
    if stay is None or any(each.get("stay_id") == fact_id for each in events):
        return None
    days = {"from": stay["first"], "until": stay["last"]}
    state, profile = person
    content = {"subject": subject(profile), "region": stay["region"], **days, "source": "official_record"}
    return Item(content, str(state.county))


def subject(profile: ProfileRecord) -> dict[str, Any]:
    """Whom it is about: name and document."""
    owner = profile.pk[2:]
    number = vault.unseal(owner, "document", profile.document_number)
    document = {"type": profile.document_type, "number": number}
    country = profile.details.get("country")
    named = document | ({"country": country} if country else {})
    return {"name": vault.unseal(owner, "name", profile.name), "document": named}
