"""Proposals about cases: what makes anybody worse takes two, what lets somebody go takes one, with a reason."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.desk import eased
from chalicelib.desk.name_matches import NamedFact
from chalicelib.errors import Conflict, FieldError
from chalicelib.features.breaker.gate import CASE as COUNTED_CASE
from chalicelib.features.breaker.gate import Passing
from chalicelib.features.epidemic import case_records, notices, spreads
from chalicelib.features.epidemic.case_records import OVER, Because, CaseRecord, Said, Whose
from chalicelib.features.name_matches import settling
from chalicelib.features.name_matches.naming import Naming, is_apart
from chalicelib.features.proposals import kinds, touched_people
from chalicelib.features.proposals.content import Content, Touched
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.touched_people import Page
from chalicelib.person import arriving, foreseen
from chalicelib.person.arriving import Arrived
from chalicelib.person.changing import Attempt
from chalicelib.person.colour import SEVERITY
from chalicelib.scoring.facts import CaseKnown
from chalicelib.store.transactions import Put

EPIDEMIOLOGIST = frozenset({"epidemiologist"})
_SEALED = ("document", "document_hash", "named")


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
    if is_apart(content["document_hash"], state, case_records.name_in(content)):
        return Touched()
    before, after = foreseen.turned(state, [_fact(content, content["told"], now)], now)
    worse = SEVERITY[after] > SEVERITY[before]
    return Touched(people=1, to_red=int(worse and after == "red"), to_yellow=int(worse and after == "yellow"))


def _fact(content: Content, told: Mapping[str, Any], now: datetime) -> CaseKnown:
    return case_records.fact(content["case"], told, content["revision"], now, content["source"])


def _people(content: Content, page: Page) -> dict[str, Any]:
    """The one person, if it is somebody's by document and name."""
    state = arriving.holder(content["document_hash"])
    if state is not None and is_apart(content["document_hash"], state, case_records.name_in(content)):
        state = None
    events = () if content.get("no_effect") else (_fact(content, content["told"], page.now),)
    return touched_people.one(state, content["last4"], events, page)


def _before(content: Content) -> dict[str, Any] | None:
    """The case as it stands. One read."""
    record = case_records.find(content["case"])
    if record is None:
        return None
    return {"last4": record.last4, "region": record.region, "told": dict(record.told)}


def _apply(attempt: Attempt, approved: Approved) -> None:
    content, now = approved.content, attempt.now
    because = Because(approved.proposal_id, content["reason"], content["stated"])
    if content.get("no_effect"):
        attempt.write(case_records.older_put(content["case"], content["told"], because, now))
        return
    record = _record(attempt, content, now)
    naming = naming_of(record, content["told"], case_records.name_in(content), content["document_hash"])
    _move(attempt, record, content)
    passing = Passing(COUNTED_CASE, record.id, record.document_hash)
    apply_version(attempt, record, content["told"], because, now, passing=passing, naming=naming)
    if not content["worse"]:
        attempt.write(_listed(approved, record, now))


def apply_version(
    attempt: Attempt,
    record: CaseRecord,
    told: Mapping[str, Any],
    because: Because,
    at: datetime,
    *,
    passing: Passing | None,
    naming: Naming | None,
) -> Arrived | None:
    """Writes the next version of a case, known from `at` on, and what follows of it for whoever has the document.

    Where its contacts fall by it, or stand again, they are told afterwards. `passing`: the breaker that counts it, None
    for one of a list whose size was seen. `naming`: the name that was given; without one a case that was kept from who
    has the document stays so. Returns the person, if it is somebody's.
    """
    before = record.status if record.version is not None else None
    event = case_records.fact(record.id, told, int(record.revision) + 1, at, record.source)
    arrived = None
    if naming is not None or record.name_match is None:
        arrived = arriving.arrive(attempt, record.document_hash, event, passing=passing, naming=naming)
        record.name_match = arrived.apart if arrived is not None else None
    if arrived is not None:
        notices.tell(arrived, told, record.id)
    because = replace(because, reached=_reached(arrived))
    attempt.write(*case_records.versioned(record, told, because, at))
    if (told["status"] in OVER) != (before in OVER):
        revision = int(record.revision)
        changed = {"case": record.id, "status": record.status, "revision": str(revision)}
        attempt.write(spreads.put(_spread_id(record.id, revision), "case", changed, at))
    return arrived


def naming_of(
    record: CaseRecord, told: Mapping[str, Any], name: str | None, document_hash: str | None = None
) -> Naming | None:
    """The name by which a version is compared with who has the document; None without one.

    Of what reached them before, a version that makes nobody worse reaches them too, whatever its name.
    """
    if name is None:
        return None
    moved = document_hash is not None and document_hash != record.document_hash
    reached = record.version is not None and record.name_match is None and not moved
    if reached and not is_worse(record.told, told):
        return None
    return Naming(name, NamedFact(COUNTED_CASE, record.id, urgent=told["status"] == "open"))


def settle(attempt: Attempt, fact: NamedFact, naming: Naming | None, at: datetime) -> None:
    """A case whose name was compared reaches its person as it is known by now, or is another person's; nothing where it
    names another document or another name by now."""
    record = case_records.find(fact.subject)
    if record is None or record.name_match != "waiting":
        return
    arrived = None
    if naming is not None:
        event = case_records.known_as(record, at)
        arrived = arriving.arrive(attempt, record.document_hash, event, naming=naming)
    if arrived is not None:
        notices.tell(arrived, record.told, record.id)
    record.name_match = "other" if naming is None else arrived.apart if arrived is not None else None
    attempt.write(Put(record))


settling.settles(COUNTED_CASE, settle)


def _reached(arrived: Arrived | None) -> dict[str, Any] | None:
    """Whom a version reached at once, and what it did to them."""
    if arrived is None or arrived.apart is not None:
        return None
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
    record.name_match = None


def _concerns_contacts(content: Content) -> bool:
    """Whether the case's contacts fall by it, or stand again."""
    if content.get("no_effect"):
        return False
    return (content["told"]["status"] in OVER) != (content["before"] in OVER)


def _spread_id(case_id: str, revision: int) -> str:
    return f"{case_id}-{revision:06d}"


def _hand_over(approved: Approved, now: datetime) -> None:
    spread_id = _spread_id(approved.content["case"], approved.content["revision"])
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
        people=_people,
        before=_before,
    )
)
