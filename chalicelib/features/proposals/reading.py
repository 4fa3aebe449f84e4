"""Reading proposals: what waits for a second person, and whom it touches."""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_scope
from chalicelib.desk import audit, staff
from chalicelib.errors import invalid
from chalicelib.features.proposals import kinds, proposing, records, refusals, sizes
from chalicelib.features.proposals.records import PROPOSED, ProposalRecord
from chalicelib.features.proposals.touched_people import Page
from chalicelib.observability import measure
from chalicelib.store.listing import Listing

_LISTS = ("contact_list", "import")
"""Kinds of which a decision is due in two hours: many wait for it."""


def view(record: ProposalRecord, actor: Actor, now: datetime) -> dict[str, Any]:
    """A proposal as staff see it; `own`: the reader proposed it and waits for somebody else."""
    status = record.status_at(now)
    return {
        "id": record.id,
        "kind": record.proposed_kind,
        "subject": record.subject,
        "region": record.region,
        "status": status,
        "version": int(record.version),
        "content_hash": record.content_hash,
        "content": kinds.named(record.proposed_kind).describe(record.content),
        "reason": record.reason,
        "touches": record.touches,
        "needs": _needs(record, now) if status == PROPOSED else [],
        "proposed_by": record.proposed_by,
        "proposed_at": record.proposed_at,
        "expires_at": record.expires_at,
        "decided_by": record.decided_by,
        "decided_at": record.decided_at,
        "decision_reason": record.decision_reason,
        "agreed_by": record.agreed[0] if record.agreed else None,
        "agreed_at": record.agreed[1] if record.agreed else None,
        "own": _is_own(record, actor),
        "may_decide": status == PROPOSED and not _is_own(record, actor) and _may_agree(record, actor),
    }


def _is_own(record: ProposalRecord, actor: Actor) -> bool:
    return bool(actor.account_id == record.proposed_by or actor.document in record.authors)


def _may_agree(record: ProposalRecord, actor: Actor) -> bool:
    """Whether they have a role that approves it; whose record it is about is asked at the decision."""
    approvers = kinds.named(record.proposed_kind).approvers
    return actor.is_one_of(approvers | ({sizes.SUPERVISOR} if sizes.SUPERVISOR in (record.needs or []) else set()))


def _needs(record: ProposalRecord, now: datetime) -> list[str]:
    """What an approval still takes. Whoever agreed first was the second person."""
    return [
        *([] if record.agreed else [refusals.SECOND_PERSON]),
        *sizes.left(kinds.named(record.proposed_kind), record, now),
    ]


def one(actor: Actor, proposal_id: str, now: datetime) -> dict[str, Any]:
    """One proposal, with the logins of who proposed and decided it, what it replaces and where its decision stands in
    the audit. A read, a batch read, a query, and what its kind reads. Raises NotFound, Forbidden."""
    record = proposing.reached(actor, proposal_id)
    status = record.status_at(now)
    before = kinds.named(record.proposed_kind).before(record.content) if status == PROPOSED else record.replaced
    beside = {"before": before, "audit_ref": _audit_ref(record)}
    return view(record, actor, now) | _logins(record, staff.logins(_people_of(record))) | beside


def _audit_ref(record: ProposalRecord) -> dict[str, Any] | None:
    """Where its decision stands in the audit; None for one that is open, or lapsed. One query."""
    if record.decided_at is None:
        return None
    written = audit.about(record.subject, record.decided_at)
    action = f"{record.proposed_kind}.{record.status}"
    own = (each for each in written if each.action == action and (each.ids or {}).get("proposal") == record.id)
    entry = next(own, None)
    return {"subject": record.subject, "shard": entry.shard, "number": int(entry.number)} if entry else None


def _people_of(record: ProposalRecord) -> list[str]:
    return [each for each in (record.proposed_by, record.decided_by, *(record.first_agreed or [])[:1]) if each]


def _logins(record: ProposalRecord, logins: dict[str, str]) -> dict[str, str | None]:
    agreed = record.agreed[0] if record.agreed else ""
    return {
        "proposed_by_login": logins.get(record.proposed_by),
        "decided_by_login": logins.get(record.decided_by or ""),
        "agreed_by_login": logins.get(agreed),
    }


def people(actor: Actor, proposal_id: str, page: Page) -> dict[str, Any]:
    """A page of those whom it touches, masked; what colour they turn to as long as it is open.

    Raises NotFound, Forbidden.
    """
    record = proposing.reached(actor, proposal_id)
    found = kinds.named(record.proposed_kind).people(record.content, page)
    if record.status_at(page.now) == PROPOSED:
        return found
    return found | {"items": [{**each, "before": None, "after": None, "why": None} for each in found["items"]]}


def mine(actor: Actor, limit: int, cursor: str | None, now: datetime) -> dict[str, Any]:
    """A page of what the actor proposed and what became of it, the newest in front: of kinds and regions that are still
    theirs. A query, and a batch read of logins.

    Raises Invalid for another list's cursor.
    """
    listing = Listing("proposals", "mine", actor.account_id)
    seen, before = [each.name for each in kinds.seen_by(actor.roles)], listing.after(cursor)
    found = records.proposed_by(actor.account_id, seen, actor.region, limit + 1, before) if seen else []
    logins = staff.logins(each for record in found for each in _people_of(record))

    def shown(record: ProposalRecord) -> dict[str, Any]:
        return view(record, actor, now) | _logins(record, logins)

    return listing.answer(found, limit, lambda record: str(record.gsi1sk), shown)


def waiting(
    actor: Actor, region: str, kind: str | None, limit: int, cursor: str | None, now: datetime
) -> dict[str, Any]:
    """A page of the open proposals in a region (a prefix within the actor's) whose kinds they see, the one that lapses
    first in front. An auditor sees those that wait before they take effect.

    Raises Forbidden for a region beyond theirs, Invalid for a kind that they do not see, or another list's cursor.
    """
    require_scope(actor, region)
    own = [each.name for each in kinds.seen_by(actor.roles)]
    cooling = not own and actor.is_one_of({"auditor"})
    seen = [each.name for each in kinds.seen_by({"supervisor"})] if cooling else own
    if kind is not None and kind not in seen:
        raise invalid("kind", "not_allowed", expected=", ".join(seen))
    wanted = [kind] if kind else seen
    listing = Listing("proposals", *wanted, region)
    after = listing.after(cursor)
    found = records.waiting(wanted, region, now, limit + 1, after, cooling=cooling) if wanted else []
    logins = staff.logins(each for record in found for each in _people_of(record))

    def shown(record: ProposalRecord) -> dict[str, Any]:
        return view(record, actor, now) | _logins(record, logins)

    return listing.answer(found, limit, lambda record: record.waiting_place, shown)


def measure_waiting(now: datetime) -> None:
    """Measures how long the oldest open proposal waits, and the oldest list of people. Two queries a shard."""
    every = [each.name for each in kinds.seen_by({"supervisor"})]
    measure("ProposalsWaitAge", "Seconds", _oldest(every, now))
    measure("ListsWaitAge", "Seconds", _oldest([each for each in every if each in _LISTS], now))


def _oldest(names: list[str], now: datetime) -> float:
    """Seconds since the one that lapses first was proposed; 0 for none."""
    found = records.waiting(names, "", now, 1, None) if names else []
    return max(0.0, (now - found[0].proposed_at).total_seconds()) if found else 0.0
