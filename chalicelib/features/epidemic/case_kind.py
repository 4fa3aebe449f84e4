"""Proposals about cases: what makes anybody worse takes two, what lets somebody go takes one, with a reason."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.desk import eased
from chalicelib.errors import Conflict, FieldError
from chalicelib.features.breaker.gate import CASE as COUNTED_CASE
from chalicelib.features.breaker.gate import Passing
from chalicelib.features.epidemic import case_records, notices, spreads
from chalicelib.features.epidemic.case_records import OVER, Because, CaseRecord, Said, Whose
from chalicelib.features.proposals import kinds
from chalicelib.features.proposals.content import Content, Touched
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.person import arriving, foreseen
from chalicelib.person.changing import Attempt
from chalicelib.person.colour import SEVERITY
from chalicelib.scoring.facts import CaseKnown

EPIDEMIOLOGIST = frozenset({"epidemiologist"})
_SEALED = ("document", "document_hash")


def is_worse(before: Mapping[str, Any] | None, told: Mapping[str, Any]) -> bool:
    """Whether a version of a case may make anybody worse than the one before it: then it takes two.

    Whatever is open or says that somebody died does; so does a release after an exclusion, or a later one.
    """
    status = told["status"]
    if status in OVER:
        return False
    if status != "released" or before is None or before["status"] in (*OVER, "died"):
        return True
    return before["status"] == "released" and str(told["released_on"]) > str(before["released_on"])


def _region(content: Content) -> str:
    return str(content["region"])


def _described(content: Content) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in _SEALED}


def _checked(content: Content, now: datetime) -> Iterable[str]:
    """Raises Conflict where the case was changed since."""
    record = case_records.find(content["case"])
    if int(record.version if record else 0) != content["version"]:
        raise Conflict(None, FieldError("version", "changed_meanwhile"))
    return ()


def _touched(content: Content, now: datetime) -> Touched:
    """The one person, if there is one, and whether they turn red."""
    state = arriving.holder(content["document_hash"])
    if state is None or content.get("no_effect"):
        return Touched()
    before, after = foreseen.turned(state, [_fact(content, content["told"], now)], now)
    worse = SEVERITY[after] > SEVERITY[before]
    return Touched(people=1, to_red=int(worse and after == "red"), to_yellow=int(worse and after == "yellow"))


def _fact(content: Content, told: Mapping[str, Any], now: datetime) -> CaseKnown:
    return case_records.fact(content["case"], told, content["revision"], now, content["source"])


def _apply(attempt: Attempt, approved: Approved) -> None:
    content, now = approved.content, attempt.now
    because = Because(approved.proposal_id, content["reason"], content["stated"])
    if content.get("no_effect"):
        attempt.write(case_records.older_put(content["case"], content["told"], because, now))
        return
    record = _record(attempt, content, now)
    _move(attempt, record, content)
    reached = _reach(attempt, record, content)
    attempt.write(*case_records.versioned(record, content["told"], replace(because, reached=reached), now))
    if _concerns_contacts(content):
        changed = {"case": record.id, "status": record.status, "revision": str(int(record.revision))}
        attempt.write(spreads.put(_spread_id(content), "case", changed, now))
    if not content["worse"]:
        attempt.write(_listed(approved, record, now))


def _reach(attempt: Attempt, record: CaseRecord, content: Content) -> dict[str, Any] | None:
    """Tells whoever has the document; returns who that is, and what it did to them."""
    document, event = content["document_hash"], _fact(content, content["told"], attempt.now)
    arrived = arriving.arrive(attempt, document, event, passing=Passing(COUNTED_CASE, record.id, document))
    if arrived is None:
        return None
    notices.tell(arrived, content["told"], record.id)
    state = arrived.person.state
    after = {"version": int(state.version or 0) + 1, "after": dict(state.severity or {})}
    return {"person_id": arrived.person.id, "before": dict(arrived.before)} | after


def _move(attempt: Attempt, record: CaseRecord, content: Content) -> None:
    """Where the source names another document now, the case never was the former person's."""
    if record.document_hash == content["document_hash"]:
        return
    never = record.told | {"status": "withdrawn", "because": "other_person"}
    arrived = arriving.arrive(attempt, record.document_hash, _fact(content, never, attempt.now))
    if arrived is not None:
        notices.tell(arrived, never, record.id)
    case_records.name(record, _whose(content))


def _concerns_contacts(content: Content) -> bool:
    """Whether the case's contacts fall by it, or stand again."""
    if content.get("no_effect"):
        return False
    return (content["told"]["status"] in OVER) != (content["before"] in OVER)


def _spread_id(content: Content) -> str:
    return f"{content['case']}-{content['revision']:06d}"


def _hand_over(approved: Approved, now: datetime) -> None:
    spread_id = _spread_id(approved.content)
    if _concerns_contacts(approved.content) and spreads.find(spread_id) is not None:
        spreads.hand_over(spread_id, now)


def _record(attempt: Attempt, content: Content, now: datetime) -> CaseRecord:
    """The case as it is changed; a new one with the reference by which its source means it."""
    record = case_records.find(content["case"])
    if int(record.version if record else 0) != content["version"]:
        raise Conflict(None, FieldError("version", "changed_meanwhile"))
    if record is not None:
        return record
    said = Said(content["source"], content["source_ref"], content["stated"])
    attempt.write(*case_records.ref_put(content["case"], said))
    return case_records.make(content["case"], _whose(content), content["region"], said, now)


def _whose(content: Content) -> Whose:
    return Whose(*(content[name] for name in ("document", "document_hash", "document_type", "last4")))


def _listed(approved: Approved, record: CaseRecord, now: datetime) -> Any:
    action, by = f"case.{record.status}", approved.approved_by
    place = {"region": record.region, "reason": approved.content["reason"], "by": by, "now": now}
    return eased.put(approved.proposal_id, action, record.id, **place)


CASE = kinds.register(
    Kind(
        name="case",
        proposers=EPIDEMIOLOGIST,
        approvers=EPIDEMIOLOGIST,
        region=_region,
        apply=_apply,
        describe=_described,
        check=_checked,
        touched=_touched,
        documents=lambda content: [str(content["document_hash"])],
        takes_two=lambda content: bool(content["worse"]),
        after=_hand_over,
    )
)
