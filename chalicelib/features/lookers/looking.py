"""Looks of staff at a person, as the person reads them: when, which office, what for; never who of staff it was."""

from collections.abc import Iterable
from heapq import merge
from itertools import islice
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.desk import audit, offices, partners
from chalicelib.desk.audit import AuditRecord
from chalicelib.notify.texts import has, say
from chalicelib.person import accounts, known_facts
from chalicelib.person import records as people
from chalicelib.person.ownership import own_state
from chalicelib.places.venues import venue_key
from chalicelib.scoring.facts import CaseKnown
from chalicelib.store.listing import Listing
from chalicelib.store.reading import read_together

LOOKS = (
    "person.opened",
    "person.revealed",
    "case.revealed",
    "code.lookup",
    "traced.person",
    "declaration.looked_at",
    "recovery.looked_at",
    "names.looked_at",
    "status.asked",
    "code.given",
)
"""The actions of the audit that are looks at somebody; whoever adds one names it here."""
_LOOK_UP = "code.lookup"


def listed(actor: Actor, person_id: str | None, limit: int, cursor: str | None, language: str) -> dict[str, Any]:
    """A page of the looks at the account's people, or at one of them, newest first.

    For each person three reads, a query, and one for each case that is known of their document. Raises NotFound for
    another account's person.
    """
    listing = Listing("lookers", actor.account_id, person_id or "")
    before = listing.after(cursor)
    subjects = {subject: each for each in _people(actor, person_id) for subject in (each, *_cases(each))}
    found = _found(subjects, limit + 1, before)
    venues = _venues(found)

    def shown(record: AuditRecord) -> dict[str, Any]:
        return {"person_id": subjects[record.subject]} | _view(record, venues, language)

    return listing.answer(found, limit, lambda record: str(record.gsi2sk), shown)


def _people(actor: Actor, person_id: str | None) -> list[str]:
    if person_id is None:
        return [link.person_id for link in accounts.links(actor.account_id)]
    return [own_state(actor, person_id).person_id]


def _found(subjects: Iterable[str], limit: int, before: str | None) -> list[AuditRecord]:
    each = (audit.of_subject(subject, limit, before, LOOKS) for subject in subjects)
    return list(islice(merge(*each, key=lambda record: str(record.gsi2sk), reverse=True), limit))


def _cases(person_id: str) -> list[str]:
    """The cases of the person's document: a look at one is a look at the person. Two reads."""
    profile = people.profile(person_id)
    known = known_facts.of_document(profile.document_hash) if profile is not None else None
    events = known_facts.events_of(known, None) if known is not None else ()
    return sorted({event.source_ref for event in events if isinstance(event, CaseKnown)})


def _venues(found: Iterable[AuditRecord]) -> dict[str, str]:
    """The names of the venues at which a guard looked. A batch read, if there are any."""
    ids = sorted({str(record.ids["venue"]) for record in found if "venue" in (record.ids or {})})
    return {venue.id: str(venue.name) for venue in read_together(map(venue_key, ids)) if venue is not None}


def _view(record: AuditRecord, venues: dict[str, str], language: str) -> dict[str, Any]:
    return {
        "id": f"{record.shard}-{int(record.number)}",
        "at": record.at,
        "kind": record.action,
        "what": say(f"look.{record.action}", language),
        "office": _office(record, venues, language),
        "reason": _reason(record, language),
    }


def _office(record: AuditRecord, venues: dict[str, str], language: str) -> str:
    ids = record.ids or {}
    if "partner" in ids:
        return partners.named(ids["partner"])
    if record.action == _LOOK_UP:
        return venues.get(str(ids.get("venue"))) or offices.named(offices.CHECKPOINT, record.region, language)
    return offices.named(ids["office"], ids["office_of"], language)


def _reason(record: AuditRecord, language: str) -> str:
    """What staff gave, a closed list in words; else what such a look is for."""
    given = str(record.reason)
    if has(f"look.reason.{given}"):
        return say(f"look.reason.{given}", language)
    return given or say(f"look.for.{record.action}", language)
