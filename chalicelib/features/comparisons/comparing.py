"""Comparison of two records by staff: both side by side, and whether they are one person's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.desk import audit, changes, comparisons, offices
from chalicelib.desk.comparisons import ComparisonRecord
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.comparisons import joining
from chalicelib.features.proposals import proposing
from chalicelib.features.proposals.kinds import Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import IN_FORCE
from chalicelib.identity.names import last4, mask_name
from chalicelib.person import colour, namesakes, waits
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.namesakes import Namesake
from chalicelib.person.ownership import require_not_own
from chalicelib.store import vault
from chalicelib.store.listing import Listing
from chalicelib.store.transactions import Put

_LOOK = "person.opened"


@dataclass(frozen=True)
class Verdict:
    """What staff found: `same` or `different`, and why."""

    outcome: str
    reason: str


def waiting(actor: Actor, limit: int, cursor: str | None, now: datetime) -> dict[str, Any]:
    """A page of the comparisons that wait for the actor's region, earliest deadline first, both records beside.

    Names and numbers are masked: whoever needs them opens one, which is audited. A query, for the country one a shard,
    and a batch read each. Raises Invalid for a cursor of another list.
    """
    listing = Listing("comparisons", actor.region)
    found = comparisons.waiting(actor.region, limit + 1, listing.after(cursor))
    return listing.answer(found, limit, lambda record: record.waiting_place, lambda record: _masked(record, now))


def one(actor: Actor, comparison_id: str, now: datetime) -> dict[str, Any]:
    """One comparison with both records; each of the two reads that an office looked, and not for what: that there is
    another record is told to neither (settled 26). Raises NotFound for none, and for another region's.

    A query and a write for each of the two beside the reads.
    """
    record = _reached(actor, comparison_id)
    seen = view(record, now)
    for side in filter(None, (seen["newcomer"], seen["other"])):
        told = {"comparison": record.id, **offices.looking(actor)}
        audit.audited([], actor.account_id, _LOOK, side["person_id"], now, region=record.region, **told)
    return seen


def _masked(record: ComparisonRecord, now: datetime) -> dict[str, Any]:
    """As `view`, without what names the two: a list tells which documents are beside each other."""
    seen = view(record, now)
    for side in filter(None, (seen["newcomer"], seen["other"])):
        side["name"] = mask_name(side["name"])
        side["document"]["number"] = f"···{last4(side['document']['number'])}"
        side["birth_date"] = side["address"] = None
    return seen


def view(record: ComparisonRecord, now: datetime) -> dict[str, Any]:
    """A comparison as staff see it: the newcomer, and who was there before; null for who is gone."""
    sides = [_beside(person_id, now) for person_id in (record.person_id, record.other)]
    return {
        "id": record.id,
        "status": record.status,
        "at": record.at,
        "due_at": record.due_at,
        "escalated": record.status == "waiting" and now > record.due_at,
        "newcomer": sides[0],
        "other": sides[1],
        "decided_at": record.decided_at,
        "reason": record.reason,
    }


def _beside(person_id: str, now: datetime) -> dict[str, Any] | None:
    found = namesakes.found([person_id])
    return _side(found[0], now) if found else None


def _side(each: Namesake, now: datetime) -> dict[str, Any]:
    profile, state, person_id = each.profile, each.state, each.state.person_id
    number = vault.unseal(person_id, "document", profile.document_number)
    holds = [view for scheme in colour.schemes_of(state) for view in colour.holds_of(state, scheme, now)]
    return {
        "person_id": person_id,
        "name": vault.unseal(person_id, "name", profile.name),
        "birth_date": profile.details.get("birth_date"),
        "sex": profile.details.get("sex"),
        "nationality": profile.details.get("nationality"),
        "document": {
            "type": profile.document_type,
            "country": profile.details.get("country"),
            "number": number,
            "expires_on": profile.details.get("expires_on"),
        },
        "relation": profile.relation,
        "residence": profile.residence,
        "address": vault.unseal(person_id, "address", profile.address) if profile.address else None,
        "certification": state.certification,
        "photos": {kind: photo["id"] for kind, photo in (state.standing_photos or {}).items()},
        "holds": sorted({view.rule for view in holds}),
        "created_at": profile.created_at,
    }


def decide(actor: Actor, comparison_id: str, verdict: Verdict, now: datetime) -> dict[str, Any]:
    """`different` lets both stand for good; `same` joins them, or proposes to where somebody is worse off by it.

    Past its deadline only a supervisor may. Raises NotFound, Forbidden `own_record`, Conflict `comparison_decided`,
    `comparison_escalated`, `proposal_open`.
    """

    def change(attempt: Attempt) -> str | None:
        record = _open(actor, comparison_id, now)
        newcomer, other = _both(record)
        if verdict.outcome == "same":
            return _propose(attempt, actor, joining.JOIN, record, (newcomer, other), verdict.reason)
        _tell_apart(attempt, actor, record, newcomer, other, verdict.reason)
        return None

    proposal = changing(now, change)
    return view(_reached(actor, comparison_id), now) | {"proposal": proposal}


def undo(actor: Actor, comparison_id: str, reason: str, now: datetime) -> dict[str, Any]:
    """Proposes that two joined records are two people's after all. Raises as `decide`."""

    def change(attempt: Attempt) -> str | None:
        record = _reached(actor, comparison_id)
        if record.status != "same":
            raise Conflict("comparison_decided")
        return _propose(attempt, actor, joining.PART, record, _both(record), reason)

    proposal = changing(now, change)
    return view(_reached(actor, comparison_id), now) | {"proposal": proposal}


def _propose(
    attempt: Attempt,
    actor: Actor,
    kind: Kind,
    record: ComparisonRecord,
    both: tuple[Namesake, Namesake],
    reason: str,
) -> str | None:
    """The id of the proposal; None where it is in force at once."""
    content = joining.content_of(record, *both, reason, attempt.now)
    proposed = proposing.propose(attempt, actor, Wanted(kind, record.id, content, reason))
    return None if proposed.status == IN_FORCE else proposed.id


def _tell_apart(
    attempt: Attempt, actor: Actor, record: ComparisonRecord, newcomer: Namesake, other: Namesake, reason: str
) -> None:
    hashes = newcomer.profile.document_hash, other.profile.document_hash
    require_not_own(actor, hashes)
    attempt.write(comparisons.decided(record, "different", actor.account_id, reason, attempt.now))
    attempt.write(Put(namesakes.told_apart(*hashes)))
    person = attempt.person(newcomer.state)
    person.wait_no_more(waits.COMPARISON, record.other)
    if newcomer.state.certification == "certified":
        person.notify("inbox_told_apart")
    ids = {"comparison": record.id}
    attempt.audit(actor, "comparison.different", person.id, region=record.region, reason=reason, **ids)


def _open(actor: Actor, comparison_id: str, now: datetime) -> ComparisonRecord:
    record = _reached(actor, comparison_id)
    if record.status != "waiting":
        raise Conflict("comparison_decided", **changes.by(record.decided_by, record.decided_at))
    if now > record.due_at and not actor.is_one_of({"supervisor"}):
        raise Conflict("comparison_escalated")
    return record


def _reached(actor: Actor, comparison_id: str) -> ComparisonRecord:
    record = comparisons.find(comparison_id)
    if record is None:
        raise NotFound()
    if record.region:
        require_region(actor, record.region)
    return record


def _both(record: ComparisonRecord) -> tuple[Namesake, Namesake]:
    """Both records. Raises Conflict where one of them is gone."""
    found = namesakes.found([record.person_id, record.other])
    if len(found) < 2:
        raise Conflict()
    return found[0], found[1]
