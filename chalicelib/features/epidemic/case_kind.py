"""Proposals about cases: what makes anybody worse takes two, what lets somebody go takes one, with a reason."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chalicelib.desk import eased
from chalicelib.errors import Conflict, FieldError
from chalicelib.features.epidemic import case_records, notices, spreads
from chalicelib.features.epidemic.case_records import OVER, CaseRecord, Whose
from chalicelib.features.proposals import kinds
from chalicelib.features.proposals.content import Content, Touched
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.person import arriving, foreseen
from chalicelib.person.changing import Attempt
from chalicelib.person.colour import SEVERITY

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
    if state is None:
        return Touched()
    event = case_records.fact(content["case"], content["told"], content["revision"], now)
    before, after = foreseen.turned(state, [event], now)
    worse = SEVERITY[after] > SEVERITY[before]
    return Touched(people=1, to_red=int(worse and after == "red"), to_yellow=int(worse and after == "yellow"))


def _apply(attempt: Attempt, approved: Approved) -> None:
    content, now = approved.content, attempt.now
    record = _record(content, now)
    apply_version(attempt, record, content["told"], approved.proposal_id, content["reason"], now)
    if not content["worse"]:
        attempt.write(_listed(approved, record, now))


def apply_version(
    attempt: Attempt, record: CaseRecord, told: Mapping[str, Any], proposal_id: str, reason: str, at: datetime
) -> arriving.Arrived | None:
    """Writes the next version of a case, known from `at` on, and what follows of it for whoever has the document.

    Where its contacts fall by it, or stand again, they are told afterwards. Returns the person, if it is somebody's.
    """
    before = record.status if record.version is not None else None
    attempt.write(*case_records.versioned(record, told, proposal_id, reason, at))
    event = case_records.fact(record.id, told, int(record.revision), at)
    arrived = arriving.arrive(attempt, record.document_hash, event)
    if arrived is not None:
        notices.tell(arrived, told, record.id)
    if (told["status"] in OVER) != (before in OVER):
        changed = {"case": record.id, "status": record.status, "revision": str(int(record.revision))}
        attempt.write(spreads.put(f"{record.id}-{int(record.revision):06d}", "case", changed, at))
    return arrived


def _concerns_contacts(content: Content) -> bool:
    """Whether the case's contacts fall by it, or stand again."""
    return (content["told"]["status"] in OVER) != (content["before"] in OVER)


def _spread_id(content: Content) -> str:
    return f"{content['case']}-{content['revision']:06d}"


def _hand_over(approved: Approved, now: datetime) -> None:
    spread_id = _spread_id(approved.content)
    if _concerns_contacts(approved.content) and spreads.find(spread_id) is not None:
        spreads.hand_over(spread_id, now)


def _record(content: Content, now: datetime) -> CaseRecord:
    record = case_records.find(content["case"])
    if int(record.version if record else 0) != content["version"]:
        raise Conflict(None, FieldError("version", "changed_meanwhile"))
    whose = Whose(*(content[name] for name in ("document", "document_hash", "document_type", "last4")))
    return record or case_records.make(content["case"], whose, content["region"], content["source_ref"], now)


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
