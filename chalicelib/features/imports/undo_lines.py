"""Lines of each kind taken back: what one put in force is as if never known, and what was closed stays closed."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.features.epidemic import (
    case_kind,
    case_records,
    contact_records,
    contacts,
    designation_records,
    notices,
)
from chalicelib.features.epidemic.case_records import Because
from chalicelib.features.imports.records import LineMark
from chalicelib.person import arriving, priors
from chalicelib.person.arriving import Arrived
from chalicelib.person.changing import Attempt
from chalicelib.scoring.facts import StayWithdrawn
from chalicelib.store.transactions import Put

UNCHANGED, CHANGED_SINCE = "unchanged", "changed_since"


@dataclass(frozen=True)
class Undoing:
    """Which import is undone, by which proposal, and the one that had put it in force."""

    import_id: str
    what: str
    former: str
    proposal: str
    reason: str


def withdraw(attempt: Attempt, undoing: Undoing, mark: LineMark) -> str:
    """Takes back what a line put in force. Returns `green>red` as a campaign counts it, `unchanged` where the colour
    is as it was, `changed_since` where somebody else decided about it since, which stands."""
    return _WITHDRAW[undoing.what](attempt, undoing, mark)


def _contact(attempt: Attempt, undoing: Undoing, mark: LineMark) -> str:
    record = contact_records.find(str(mark.name))
    if record is None or record.status == "withdrawn":
        return UNCHANGED
    attempt.write(*contact_records.withdrawn_steps(record))
    if record.status != "confirmed":
        return UNCHANGED
    arrived = arriving.arrive(attempt, record.document_hash, contacts.withdrawn(record, attempt.now))
    if arrived is not None:
        notices.tell_withdrawn(arrived, record)
    return _turned(arrived)


def _designation(attempt: Attempt, undoing: Undoing, mark: LineMark) -> str:
    """Of one that was lifted since too: what rested on it does not stand any more."""
    record = designation_records.find(str(mark.name))
    if record is None or record.status == "wrong":
        return UNCHANGED
    record.status = "wrong"
    attempt.write(Put(record))
    lifted = designation_records.lifted(record, "wrong", attempt.now)
    arrived = arriving.arrive(attempt, record.document_hash, lifted)
    if arrived is not None and arrived.better:
        arrived.person.notify("inbox_designation_wrong", reference=record.id)
    return _turned(arrived)


def _case(attempt: Attempt, undoing: Undoing, mark: LineMark) -> str:
    """Gives a case back what was known of it before the list; one that the list opened never was one."""
    record = case_records.find(str(mark.name))
    versions = [each for each in case_records.versions(str(mark.name)) if not each.no_effect]
    if record is None or not versions or versions[0].proposal == undoing.proposal:
        return UNCHANGED
    if versions[0].proposal != undoing.former:
        return CHANGED_SINCE
    before = next((each.told for each in versions if each.proposal != undoing.former), None)
    told = before or {name: each for name, each in record.told.items() if name != "released_on"}
    told = dict(told) if before else told | {"status": "withdrawn"}
    because = Because(undoing.proposal, undoing.reason)
    return _turned(case_kind.apply_version(attempt, record, told, because, attempt.now, passing=None, naming=None))


def _travel(attempt: Attempt, undoing: Undoing, mark: LineMark) -> str:
    stay_id = f"travel-{mark.name}"
    withdrawn = StayWithdrawn(f"{stay_id}-withdrawn", attempt.now, stay_id)
    arrived = arriving.arrive(attempt, str(mark.place), withdrawn)
    if arrived is not None and arrived.better:
        arrived.person.notify("inbox_travel_withdrawn", reference=str(mark.name))
    return _turned(arrived)


def _registration(attempt: Attempt, undoing: Undoing, mark: LineMark) -> str:
    """Takes away what is offered still; what the person confirmed is theirs."""
    record = priors.of_document(str(mark.place), attempt.now)
    if record is not None and record.line == mark.name:
        attempt.write(priors.spent(record))
    return UNCHANGED


def _turned(arrived: Arrived | None) -> str:
    if arrived is None:
        return UNCHANGED
    before, after = arrived.gravest
    return f"{before}>{after}" if before != after else UNCHANGED


_WITHDRAW: dict[str, Callable[[Attempt, Undoing, LineMark], str]] = {
    "contacts": _contact,
    "designations": _designation,
    "cases": _case,
    "travel": _travel,
    "registrations": _registration,
}
