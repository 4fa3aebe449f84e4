"""Designations in force: the fact under its document, with the notice that follows; or held, and let go of later."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.desk.name_matches import NamedFact
from chalicelib.features.breaker import releasing
from chalicelib.features.breaker.gate import DESIGNATION, Passing
from chalicelib.features.epidemic import designation_records, outcomes
from chalicelib.features.name_matches import settling
from chalicelib.features.name_matches.naming import Naming
from chalicelib.features.proposals.content import Content
from chalicelib.person import arriving, colour
from chalicelib.person.arriving import Arrived
from chalicelib.person.changing import Attempt
from chalicelib.scoring.decide import decide
from chalicelib.scoring.rules import SCHEMES
from chalicelib.store.transactions import Put

_APART = {"waiting": "waiting_match", "other": "other_person"}
"""Statuses of a designation that gives another name than is on record with its number."""


def has_effect(told: Mapping[str, Any], at: datetime) -> bool:
    """Whether a designation that becomes known at `at` makes anybody worse: its days are not over."""
    state = colour.fold_known(None, [designation_records.fact("designation", told, at)])
    return any(decide(state, colour.book(), at, scheme).holds for scheme in SCHEMES)


def designate(
    attempt: Attempt, content: Content, at: datetime, *, counted: bool, name: str | None = None, listed: str = ""
) -> str:
    """Writes a designation, known from `at` on, and what follows of it, or that it is held or kept apart.

    `content`: its `subject`, `document_hash`, `region`, `told`, and the `person_id` where it was named by one.
    `counted`: it is of a list whose size was seen, of which the breaker holds nobody; `name`: the one given with the
    number, if any; `listed`: the proposal of the list by which it came. Returns what became of it (`outcomes`).
    """
    subject, told, document_hash = content["subject"], content["told"], content["document_hash"]
    event = designation_records.fact(subject, told, at)
    passing = None if counted else Passing(DESIGNATION, subject, document_hash, listed)
    naming = Naming(name, NamedFact(DESIGNATION, subject)) if name else None
    arrived = arriving.arrive(attempt, document_hash, event, passing=passing, naming=naming)
    status, theirs = _status(arrived), arrived is not None and arrived.apart is None
    person_id = content.get("person_id") or (arrived.person.id if arrived is not None and theirs else "")
    attempt.write(designation_records.put(subject, dict(content) | {"person_id": person_id}, at, status))
    _tell(arrived, told, subject)
    return outcomes.of(arrived)


def _status(arrived: Arrived | None) -> str:
    if arrived is not None and arrived.apart is not None:
        return _APART[arrived.apart]
    return "held" if arrived is not None and arrived.held else "in_force"


def _tell(arrived: Arrived | None, told: Mapping[str, Any], reference: str) -> None:
    if arrived is not None and arrived.worse:
        arrived.person.notify(f"inbox_designation_{told['ground']}", urgent=True, reference=reference)


def let_go(attempt: Attempt, designation_id: str, at: datetime) -> None:
    """A designation that was held takes effect, known from `at` on; nothing where it was lifted meanwhile."""
    record = designation_records.find(designation_id)
    if record is None or record.status != "held":
        return
    record.status = "in_force"
    attempt.write(Put(record))
    event = designation_records.fact(designation_id, record.told, at)
    _tell(arriving.arrive(attempt, record.document_hash, event), record.told, designation_id)


def settle(attempt: Attempt, fact: NamedFact, naming: Naming | None, at: datetime) -> None:
    """A designation whose name was compared takes effect, known from `at` on, or is another person's; nothing where it
    was lifted meanwhile."""
    record = designation_records.find(fact.subject)
    if record is None or record.status != _APART["waiting"]:
        return
    arrived = None
    if naming is not None:
        event = designation_records.fact(record.id, record.told, at)
        arrived = arriving.arrive(attempt, record.document_hash, event, naming=naming)
        _tell(arrived, record.told, record.id)
    record.status = _APART["other"] if naming is None else _status(arrived)
    if arrived is not None and arrived.apart is None:
        record.person_id = arrived.person.id
    attempt.write(Put(record))


def ground(subject: str) -> str:
    """Why it was decided, for whoever is to release it. One read."""
    record = designation_records.find(subject)
    return str(record.told["ground"]) if record is not None else ""


releasing.releases(DESIGNATION, let_go, ground)
settling.settles(DESIGNATION, settle)
