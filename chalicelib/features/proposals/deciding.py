"""Deciding on a proposal: the second person, over exactly the content that they saw."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.access.actor import Actor, require_role
from chalicelib.access.idempotency import Once
from chalicelib.desk import changes
from chalicelib.errors import Conflict
from chalicelib.features.proposals import kinds, proposing, records, refusals, sizes
from chalicelib.features.proposals.content import has_grown
from chalicelib.features.proposals.records import IN_FORCE, REFUSED, ProposalRecord
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import require_not_own


@dataclass(frozen=True)
class Decision:
    """What the second person says: of which version and content, whether it is approved, how many they typed,
    whether they ticked that some get worse."""

    version: int
    content_hash: str
    approve: bool
    reason: str = ""
    count: int | None = None
    worse: bool = False


def decide(actor: Actor, proposal_id: str, decision: Decision, key: Once | None, now: datetime) -> ProposalRecord:
    """Puts a proposal in force, or refuses it.

    Raises NotFound, Forbidden (`same_person`, `own_record`), and Conflict `expired`, `conflict`, `touches_changed`,
    what the kind's `check` raises, and `needs` with the list of what is missing; in this order.
    """

    def change(attempt: Attempt) -> ProposalRecord | None:
        record = proposing.reached(actor, proposal_id)
        _require_second(actor, record)
        refusals.require_open(record, now)
        refusals.require_same_content(record, decision.version, decision.content_hash)
        if decision.approve and proposing.is_unsigned(record):
            proposing.sign(attempt, actor, record, decision.reason)
        elif decision.approve and not _put_in_force(attempt, actor, record, decision):
            return None
        if not decision.approve:
            proposing.close(attempt, actor, record, REFUSED, decision.reason)
        attempt.once(key, proposal_id)
        return record

    decided = changing(now, change)
    if decided is None:
        raise Conflict("touches_changed", **changes.by(None, now))
    proposing.follow_up(decided, now)
    return decided


def replayed(actor: Actor, proposal_id: str, now: datetime) -> ProposalRecord:
    """The proposal that an earlier request proposed or decided; what follows of it is seen to again.

    Raises NotFound, Forbidden, as for whoever looks at it now.
    """
    record = proposing.reached(actor, proposal_id)
    proposing.follow_up(record, now)
    return record


def _require_second(actor: Actor, record: ProposalRecord) -> None:
    """Raises Forbidden unless the actor has the role, is another person, and decides about others."""
    kind = kinds.named(record.proposed_kind)
    require_role(actor, kind.approvers | ({"supervisor"} if sizes.SUPERVISOR in record.needs else set()))
    refusals.require_second_person(actor, record)
    require_not_own(actor, kind.documents(record.content))


def _put_in_force(attempt: Attempt, second: Actor, record: ProposalRecord, decision: Decision) -> bool:
    """Applies the content, or notes that the first of two supervisors agreed.

    False where other people are touched than were shown: the new number is shown first.
    """
    kind, now = kinds.named(record.proposed_kind), attempt.now
    proposing.require_earlier(attempt, record)
    touched = kind.touched(record.content, now)
    needs = set(kind.check(record.content, now)) | sizes.asked(kind, record.content, touched)
    if has_grown(int(record.touches["people"]), touched.people):
        record.touches, record.needs = touched.as_json(now), sorted(needs)
        record.cools = sizes.COOLING in needs
        attempt.write(records.rewrite(record))
        return False
    met, people = sizes.met(kind, record, needs, now), int(record.touches["people"])
    refusals.require_needs(needs, met, second, people, decision.count, worse=decision.worse)
    if sizes.THIRD_PERSON in needs and record.agreed is None:
        proposing.agree(attempt, second, record, decision.reason)
        return True
    proposing.close(attempt, second, record, IN_FORCE, decision.reason)
    kind.apply(attempt, proposing.approved(record))
    return True
