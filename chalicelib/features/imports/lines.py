"""Lines of each kind: what stands in force already, what it would touch, and how one takes effect.

A line goes the way of what staff enter by hand: the same records, the same facts, the same notices.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.features.breaker.gate import CASE as COUNTED_CASE
from chalicelib.features.breaker.gate import Passing
from chalicelib.features.epidemic import (
    case_kind,
    case_records,
    contact_records,
    contacts,
    designating,
    designation_records,
    outcomes,
)
from chalicelib.features.epidemic.case_records import DAYS, Because, Said, Whose
from chalicelib.features.epidemic.outcomes import ANOTHER, NO_EFFECT
from chalicelib.features.imports import prior_lines, travel_lines
from chalicelib.identity.documents import Document
from chalicelib.identity.names import last4
from chalicelib.identity.namesakes import folded
from chalicelib.person import documents, facts, known_facts, priors
from chalicelib.person.changing import Attempt
from chalicelib.person.known_facts import KnownRecord
from chalicelib.person.priors import PriorRecord
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.facts import CaseKnown, ContactKnown, DesignationMade, Event
from chalicelib.store.reading import Key

Values = Mapping[str, Any]
_PERSONAL = ("document.type", "document.number", "document.country", "name")
_NEWEST = 999_999
"""A version of a case that is newer than any: it is only tried out."""
KNOWN, FAILED = "known", "failed"
ELSEWHERE = "region_outside"
"""The line is about a case that another region has."""


def document_of(values: Values) -> Document:
    """The document that a line names."""
    country = values.get("document.country")
    return Document(values["document.type"], values["document.number"], country, None, None, values["document.type"])


def digest_of(what: str, document_hash: str, values: Values) -> str:
    """What tells a line from all others, in whatever file it stands: its kind, its document, its values; with another
    name it is another line, so that a list whose name was mended is heard."""
    told = sorted((name, each) for name, each in values.items() if name not in _PERSONAL)
    told += [("name", folded(values["name"]))] if values.get("name") else []
    return sha256(repr((what, document_hash, told)).encode()).hexdigest()[:40]


def filed_key(what: str, document_hash: str) -> Key:
    """Where that lies against which a line of a document is held, for a batch read."""
    return priors.key(document_hash) if what == "registrations" else known_facts.key(document_hash)


def in_force(what: str, values: Values, known: KnownRecord | PriorRecord | None, *, undone: bool = False) -> bool:
    """Whether what a line says of a document is known of it, by hand or by another file; `undone`: the line was known
    of it once, and was taken back with its list."""
    if known is None:
        return False
    if isinstance(known, PriorRecord):
        return prior_lines.stands(values, known)
    # Of one contact or designation the last word counts; of a case what was said before was known too.
    told = {_subject(event, undone): event for event in facts.kept_events(known.facts)}
    return any(_says_the_same(what, values, event) for event in told.values())


def _subject(event: Any, undone: bool) -> str:
    """What is known of a document by one name: of a case, whose list was taken back, its last version alone."""
    return f"case {event.source_ref}" if undone and isinstance(event, CaseKnown) else str(event.id)


def _says_the_same(what: str, values: Values, event: Any) -> bool:
    if what == "contacts":
        stands = isinstance(event, ContactKnown) and event.status != "withdrawn" and event.kind == values["kind"]
        return stands and event.last_exposure.isoformat() == values["last_exposure"]
    if what == "cases":
        told = {"kind", "status", *DAYS}
        return isinstance(event, CaseKnown) and all(_text(getattr(event, n)) == values.get(n, "") for n in told)
    if what == "travel":
        return travel_lines.says_the_same(values, event)
    return isinstance(event, DesignationMade) and all(
        _text(getattr(event, name)) == str(values.get(name, "")) for name in ("colour", "ground", "since", "days")
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def is_dead(what: str, values: Values, now: datetime) -> bool:
    """Whether a line makes nobody worse any more: its days are over."""
    if what == "contacts":
        return _is_dead_contact(values["kind"], values["last_exposure"], now)
    if what == "designations":
        return _is_dead_designation(tuple(_designated(values, now).items()), now)
    return what == "travel" and travel_lines.is_dead(values, now)


@lru_cache(maxsize=1024)
def _is_dead_contact(kind: str, last_exposure: str, now: datetime) -> bool:
    return not contacts.has_effect(kind, last_exposure, now)


@lru_cache(maxsize=1024)
def _is_dead_designation(told: tuple[tuple[str, Any], ...], now: datetime) -> bool:
    return not designating.has_effect(dict(told), now)


def colour_of(what: str, values: Values) -> str | None:
    """The colour that somebody is likely to turn to; None where it depends on what else is known of them."""
    if what == "contacts":
        return "red" if values["kind"] == "close" else "yellow"
    if what == "cases":
        return "red" if values["status"] == "open" else None
    return str(values["colour"]) if what == "designations" else None


def apply(attempt: Attempt, what: str, row: Mapping[str, Any], at: datetime) -> str:
    """Puts one line in force, known from `at` on. Returns what became of it (`epidemic/outcomes.py`).

    `row`: `values`, `hash` of the document, `name` of what it is to be (`named`), the `region` whose it is, the
    `proposal`, and whether its size was `counted` there, so that the breaker lets it pass.
    """
    if what == "registrations":
        return prior_lines.apply(attempt, row)
    apply_one = {"contacts": _contact, "cases": _case, "designations": _designation, "travel": travel_lines.apply}
    return apply_one[what](attempt, row, at)


def event(what: str, row: Mapping[str, Any], at: datetime) -> Event:
    """The fact that a line comes to for whoever has its document, as it would be known from `at` on."""
    name, values = row["digest"][:20], row["values"]
    if what == "contacts":
        return contact_records.fact(name, values["kind"], values["last_exposure"], values.get("case_ids", []), at)
    if what == "cases":
        told = {each: values[each] for each in ("kind", "status", *DAYS) if each in values}
        return case_records.fact(case_id(row["hash"], values), told, _NEWEST, at)
    if what == "travel":
        return travel_lines.stay(name, values, at)
    return designation_records.fact(name, _designated(values, at), at)


def named(what: str, row: Mapping[str, Any], name: str) -> str:
    """The id of what a line puts in force; a case has it by what its office calls it."""
    return case_id(row["hash"], row["values"]) if what == "cases" else name


def _contact(attempt: Attempt, row: Mapping[str, Any], at: datetime) -> str:
    values = row["values"]
    content = {
        "cases": values.get("case_ids", []),
        "document_hash": row["hash"],
        "last4": last4(values["document.number"]),
        "region": values.get("region", row["region"]),
        "kind": values["kind"],
        "last_exposure": values["last_exposure"],
        "ground": values["ground"],
    }
    given = values.get("name")
    counted, listed = row["counted"], row["proposal"]
    return contacts.apply_contact(attempt, row["name"], content, at, counted=counted, name=given, listed=listed)


def _case(attempt: Attempt, row: Mapping[str, Any], at: datetime) -> str:
    values = row["values"]
    found = case_records.find(row["name"])
    if is_elsewhere(found, row["region"]):
        return ELSEWHERE
    record = found or _new_case(row["name"], row, at)
    told = {name: values[name] for name in ("kind", "status", *DAYS) if name in values}
    if record.version is not None and dict(record.told) == told:
        return NO_EFFECT
    because = Because(row["proposal"], row["reason"])
    passing = None if row["counted"] else Passing(COUNTED_CASE, row["name"], row["hash"])
    naming = case_kind.naming_of(record, told, values.get("name"))
    arrived = case_kind.apply_version(attempt, record, told, because, at, passing=passing, naming=naming)
    return ANOTHER if record.name_match == "other" else outcomes.of(arrived)


def case_id(document_hash: str, values: Values) -> str:
    """A case is told from others by the office's reference, else by the day of its diagnosis."""
    named = values.get("source_ref") or values["on"]
    return sha256(repr(("case", document_hash, named)).encode()).hexdigest()[:20]


def is_elsewhere(case: case_records.CaseRecord | None, region: str) -> bool:
    """Whether it is a case of a region beyond this one: its own office alone says how it goes on."""
    return case is not None and not case.region.startswith(region)


def _new_case(case_id: str, row: Mapping[str, Any], at: datetime) -> case_records.CaseRecord:
    values, document = row["values"], document_of(row["values"])
    sealed = case_records.sealed(case_id, document, at)
    whose = Whose(sealed, documents.hash_of(document), document.type, last4(document.number))
    return case_records.make(case_id, whose, values["region"], Said(source_ref=values.get("source_ref")), at)


def _designated(values: Values, at: datetime) -> dict[str, Any]:
    told = {name: values.get(name) for name in ("colour", "ground", "document_ref", "days", "checkins")}
    return told | {"since": values.get("since") or policy_day(at, POLICY_ZONE).isoformat()}


def _designation(attempt: Attempt, row: Mapping[str, Any], at: datetime) -> str:
    values = row["values"]
    content = {
        "subject": row["name"],
        "document_hash": row["hash"],
        "region": values.get("region", row["region"]),
        "told": _designated(values, at),
    }
    if not designating.has_effect(content["told"], at):
        return NO_EFFECT
    counted, listed = row["counted"], row["proposal"]
    return designating.designate(attempt, content, at, counted=counted, name=values.get("name"), listed=listed)
