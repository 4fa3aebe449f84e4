"""Copies that a case's correction must reach, each looked up where it lies: done, on its way, or out of reach."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from chalicelib.access.actor import Actor
from chalicelib.config import TOKEN_LIFETIME
from chalicelib.desk import audit
from chalicelib.features.corrections import elsewhere
from chalicelib.features.epidemic import case_records, cases, contact_records, spreads
from chalicelib.features.epidemic.case_records import OVER, CaseRecord, CaseVersionRecord
from chalicelib.features.statistics import records as statistics
from chalicelib.person import colour, facts, inbox, known_facts
from chalicelib.person import records as people
from chalicelib.person.records import StateRecord
from chalicelib.scoring.facts import CaseKnown

BACKUPS_KEPT = timedelta(days=35)
"""The tables are backed up continuously, and AWS keeps that so long. A restore folds everything anew."""
_AUDIT_LOOKED_AT = 100

Status = Literal["done", "pending", "ends_by", "not_reachable", "not_sent"]


@dataclass(frozen=True)
class Copy:
    """Where something of the case stands; `at` is when it was reached, or by when what is wrong there ends."""

    where: str
    status: Status
    at: datetime | None = None
    people: int | None = None


@dataclass(frozen=True)
class Correction:
    """A case with its latest version, and whose document it is by now."""

    record: CaseRecord
    version: CaseVersionRecord
    before: CaseVersionRecord
    person_id: str | None
    now: datetime

    @property
    def fact_id(self) -> str:
        return case_records.known_as(self.record, self.record.changed_at).id

    @property
    def at(self) -> datetime:
        return self.record.changed_at

    @property
    def recoloured(self) -> bool:
        """Whether it changed somebody's colour at once."""
        reached = self.version.reached
        return bool(reached) and reached["before"] != reached["after"]

    def ticked(self, where: str, *, done: bool, at: datetime | None = None, people: int | None = None) -> Copy:
        return Copy(where, "done", at or self.at, people) if done else Copy(where, "pending", None, people)


def of_case(actor: Actor, case_id: str, now: datetime) -> dict[str, Any]:
    """The copies of what was known of a case before its latest version; none before the second, nor of one
    that is nobody's. Raises NotFound."""
    record = cases.reached(actor, case_id)
    kept = [each for each in case_records.versions(case_id) if each.no_effect is None]
    if len(kept) < 2 or record.name_match is not None:
        return {"case_id": case_id, "corrected_at": None, "complete": True, "copies": []}
    claim = people.claim_of(record.document_hash)
    correction = Correction(record, kept[0], kept[1], claim.person_id if claim is not None else None, now)
    copies = [copy for look in _LOOKS for copy in look(correction)]
    complete = all(each.status != "pending" for each in copies)
    shown = [vars(each) for each in copies]
    return {"case_id": case_id, "corrected_at": record.changed_at, "complete": complete, "copies": shown}


def _under_the_document(correction: Correction) -> Iterator[Copy]:
    """What offices know of the document, and what outlived a record that was released."""
    known = known_facts.of_document(correction.record.document_hash)
    yield correction.ticked("evidence", done=known is not None and _has(known.facts, correction))
    kept = people.kept_of(correction.record.document_hash)
    if kept is not None:
        stale = any(_is_of(event, correction) for event in facts.kept_events(kept.events))
        yield correction.ticked("kept_evidence", done=not stale)


def _has(text: str, correction: Correction) -> bool:
    return any(event.id == correction.fact_id for event in facts.kept_events(text))


def _is_of(event: Any, correction: Correction) -> bool:
    return isinstance(event, CaseKnown) and event.source_ref == correction.record.id


def _with_the_person(correction: Correction) -> Iterator[Copy]:
    """Their copy of the evidence, and the state that their code, live checks and the colour come of."""
    if correction.person_id is None:
        return
    copy = known_facts.copy_at(correction.person_id, correction.record.document_hash)
    yield correction.ticked("person", done=copy is not None and _has(copy.content, correction))
    state = people.state(correction.person_id)
    if state is not None:
        yield correction.ticked("state", done=_follows(state, correction))
        yield from _notices(state, correction)


def _follows(state: StateRecord, correction: Correction) -> bool:
    """Whether the stored state is the fold of the latest version."""
    found, record = colour.load_state(state), correction.record
    mine = [each for each in found.opinions if (each.source, each.ref) == (record.source, record.id)]
    if record.status not in OVER:
        return any(each.revision == int(record.revision) for each in mine)
    keys = (each.key for hold in found.holds for each in hold.evidence)
    held = any(key.startswith(f"case:{record.source}:{record.id}:") for key in keys)
    return not held and all(each.status in OVER for each in mine)


def _notices(state: StateRecord, correction: Correction) -> Iterator[Copy]:
    """The entry in the inbox, where the colour followed; done once nothing of it waits to be sent."""
    told = correction.record.told
    for name in (f"inbox_case_{told['kind']}", f"inbox_case_{told['status']}"):
        place = inbox.key(correction.at, name, state.person_id)
        entry = inbox.find(state.account_id, place)
        if entry is not None:
            waits = any(each[0] == place for each in state.outbox or ())
            yield correction.ticked("notice", done=not waits, at=entry.at)


def _codes(correction: Correction) -> Iterator[Copy]:
    """What phones, paper and pictures show, where the colour changed; and the counts of it."""
    reached = correction.version.reached
    if not reached or not correction.recoloured:
        return
    yield Copy("token", "ends_by", correction.at + TOKEN_LIFETIME)
    yield Copy("printed", "not_reachable")
    before, after = (_gravest(reached[name]) for name in ("before", "after"))
    if before != after and correction.now < correction.at + statistics.MARKS_KEPT:
        yield correction.ticked("statistics", done=statistics.was_counted(reached["person_id"], reached["version"]))


def _gravest(colours: Mapping[str, str]) -> str:
    """The colour under which somebody is counted."""
    return max(colours.values(), key=lambda each: colour.SEVERITY[each], default="")


def _contacts(correction: Correction) -> Iterator[Copy]:
    """Each contact of the case, where the case fell or stands again."""
    over = [str(each.told["status"]) in OVER for each in (correction.version, correction.before)]
    many = contact_records.count_of(correction.record.id)
    if over[0] == over[1] or not many:
        return
    waits = spreads.find(f"{correction.record.id}-{int(correction.record.revision):06d}") is not None
    told_at = correction.version.spread_at
    yield correction.ticked("contacts", done=not waits and told_at is not None, at=told_at, people=many)


def _elsewhere(correction: Correction) -> Iterator[Copy]:
    """What is beyond these tables."""
    yield Copy("other_regions", *elsewhere.with_partners(correction.record))
    yield Copy("credit_register", *elsewhere.with_the_register(correction.record, correction.person_id))
    yield Copy("exports", "not_sent")
    yield Copy("backups", "ends_by", correction.at + BACKUPS_KEPT)
    yield Copy("refused_at_gates", "not_reachable")
    entries = audit.of_subject(correction.record.id, _AUDIT_LOOKED_AT, None)
    entry = next((each for each in entries if (each.ids or {}).get("proposal") == correction.version.proposal), None)
    yield correction.ticked("audit", done=entry is not None, at=entry.at if entry else None)


_LOOKS: tuple[Callable[[Correction], Iterator[Copy]], ...] = (
    _under_the_document,
    _with_the_person,
    _contacts,
    _codes,
    _elsewhere,
)
