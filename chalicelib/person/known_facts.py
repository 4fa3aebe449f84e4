"""Facts that offices have of whoever has a document, under its hash: cases, contacts, designations, breaches.

They are the offices' and outlive the person's record. Whoever has the document has a copy among their evidence, of
which a fact is known from its own instant or from the document's registration, whichever is later. Who brings a fact
and who registers the document both require in their transactions that the other was not quicker.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from pynamodb.attributes import UnicodeAttribute, VersionAttribute

from chalicelib.person import facts, history, records
from chalicelib.person.history import EvidenceRecord
from chalicelib.scoring.facts import Event
from chalicelib.store.reading import Key
from chalicelib.store.tables import ABSENT, PersonRecord
from chalicelib.store.transactions import Check, Put, Step


class KnownRecord(PersonRecord, discriminator="known"):
    """`DOC#<hash>`/`known`: `facts` is a JSON list of class names with contents, in the order of their arrival."""

    facts = UnicodeAttribute()
    version = VersionAttribute()

    @property
    def document_hash(self) -> str:
        return str(self.pk[4:])


def key(document_hash: str) -> Key:
    """Where they lie, for a batch read."""
    return (KnownRecord, f"DOC#{document_hash}", "known")


def of_document(document_hash: str) -> KnownRecord | None:
    """What is known of a document. One read."""
    record: KnownRecord | None = KnownRecord.find(f"DOC#{document_hash}", "known")
    return record


def fresh(record: KnownRecord | None, events: Iterable[Event]) -> list[Event]:
    """Those of the facts that do not stand in the record yet: what comes again changes nothing."""
    known = json.loads(record.facts) if record is not None else []
    return [event for event in events if list(facts.content(event)) not in known]


def extended(record: KnownRecord | None, document_hash: str, events: Iterable[Event]) -> KnownRecord:
    """The record with more facts, not yet written."""
    known = json.loads(record.facts) if record is not None else []
    known += [facts.content(event) for event in events]
    record = record or KnownRecord(f"DOC#{document_hash}", "known")
    record.facts = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return record


def unchanged(document_hash: str, record: KnownRecord | None) -> Check:
    """The step that requires that nothing more became known of a document since it was read."""
    place = record if record is not None else KnownRecord(f"DOC#{document_hash}", "known")
    return Check(place, KnownRecord.version == record.version if record is not None else ABSENT)


def events_of(record: KnownRecord, since: datetime | None) -> Iterator[Event]:
    """The facts as they are known of whoever has had the document `since` (None: for longer than any of them)."""
    return (known_since(event, since) for event in facts.kept_events(record.facts))


def known_since(event: Event, since: datetime | None) -> Event:
    """A fact as it is known of whoever has had the document `since`."""
    return event if since is None or event.at >= since else replace(event, at=since)


def copy_of(person_id: str, record: KnownRecord, since: datetime | None, now: datetime) -> EvidenceRecord:
    """The copy of a document's facts among a person's evidence, not yet written."""
    told = [facts.content(event) for event in events_of(record, since)]
    text = json.dumps(told, ensure_ascii=False)
    return EvidenceRecord(
        f"P#{person_id}", history.known_place(record.document_hash), at=now, fact=history.KEPT, content=text
    )


def copied(person_id: str, document_hash: str) -> Key:
    """The key of a person's copy of what is known of a document, for a batch read."""
    return (EvidenceRecord, f"P#{person_id}", history.known_place(document_hash))


def copy_at(person_id: str, document_hash: str) -> EvidenceRecord | None:
    """A person's copy of what is known of a document. One read."""
    record: EvidenceRecord | None = EvidenceRecord.find(f"P#{person_id}", history.known_place(document_hash))
    return record


def arrive(known: KnownRecord, claim: records.DocumentClaim | None, now: datetime) -> list[Step]:
    """The steps that write facts as they arrive, for the document's person as for nobody."""
    if claim is None:
        return [Put(known), Check(records.DocumentClaim(known.pk, "document"), ABSENT)]
    theirs = records.DocumentClaim.person_id == claim.person_id
    return [Put(known), Check(claim, theirs), Put(copy_of(claim.person_id, known, claim.since, now))]
