"""Proposing, and withdrawing what was proposed."""

import secrets as random
from dataclasses import dataclass
from datetime import datetime

from chalicelib.access.actor import Actor, require_region, require_role
from chalicelib.config import PROPOSAL_LIFETIME
from chalicelib.desk import pairs, staff
from chalicelib.errors import Conflict, FieldError, Forbidden, NotFound
from chalicelib.features.proposals import kinds, records, refusals, sizes
from chalicelib.features.proposals.content import Content, Touched, hash_of
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.records import IN_FORCE, PROPOSED, WITHDRAWN, ProposalRecord
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import require_not_own

NOBODY = "service"
"""Who proposes what no member of staff did, such as a list that is held."""


@dataclass(frozen=True)
class Wanted:
    """What is proposed: `subject` is the id of what it is about, of which one proposal may be open."""

    kind: Kind
    subject: str
    content: Content
    reason: str
    editors: frozenset[str] = frozenset()
    """Who else had a hand in it (`authors_of`), and so is no second person."""


def propose(attempt: Attempt, actor: Actor, wanted: Wanted) -> ProposalRecord:
    """Proposes within a change of the feature's own; what one person may do alone is in force at once.

    Raises Forbidden for a missing role or one's own record, what the kind's `check` raises, Conflict `proposal_open`.
    """
    kind, content, now = wanted.kind, wanted.content, attempt.now
    require_role(actor, kind.proposers)
    require_not_own(actor, kind.documents(content))
    touched, takes_two = kind.touched(content, now), kind.takes_two(content)
    record = _record(wanted, _needs(wanted, touched, now) if takes_two else set(kind.check(content, now)), touched, now)
    record.proposed_by, record.authors = actor.account_id, authors_of(actor) | wanted.editors
    if takes_two:
        attempt.write(*records.open_steps(record, now))
    else:
        _at_once(attempt, actor, kind, record)
    _audit(attempt, actor, record, record.status, wanted.reason)
    return record


def propose_unsigned(attempt: Attempt, wanted: Wanted) -> ProposalRecord:
    """Puts before staff what none of them proposed: the first who approves it stands for it, a second puts it in force.

    Raises what the kind's `check` raises, Conflict `proposal_open`.
    """
    now, touched = attempt.now, wanted.kind.touched(wanted.content, attempt.now)
    record = _record(wanted, _needs(wanted, touched, now), touched, now)
    record.proposed_by, record.authors = NOBODY, {NOBODY}
    attempt.write(*records.open_steps(record, now))
    _audit(attempt, Actor(NOBODY, frozenset()), record, PROPOSED, wanted.reason)
    return record


def put_attested(attempt: Attempt, wanted: Wanted, by: str) -> ProposalRecord:
    """Notes as in force what two stand for elsewhere, `by` whose word; what takes more than a second person here is put
    before two of ours instead. What follows of it is the caller's to write. Raises as `propose_unsigned`."""
    now, touched = attempt.now, wanted.kind.touched(wanted.content, attempt.now)
    if _needs(wanted, touched, now):
        return propose_unsigned(attempt, wanted)
    record = _record(wanted, set(), touched, now)
    record.proposed_by, record.authors = NOBODY, {NOBODY}
    record.status, record.decided_by, record.decided_at = IN_FORCE, NOBODY, now
    attempt.write(records.first_write(record))
    _audit(attempt, Actor(by, frozenset()), record, IN_FORCE, wanted.reason)
    return record


def is_unsigned(record: ProposalRecord) -> bool:
    """Whether nobody of staff stands for it yet."""
    return str(record.proposed_by) == NOBODY


def sign(attempt: Attempt, actor: Actor, record: ProposalRecord, reason: str) -> None:
    """The first person stands for what none had proposed. What they saw stays as it is."""
    record.proposed_by, record.authors = actor.account_id, authors_of(actor)
    attempt.write(records.rewrite(record))
    _audit(attempt, actor, record, "signed", reason)


def _needs(wanted: Wanted, touched: Touched, now: datetime) -> set[str]:
    """What it takes beside a second person: what its kind says, and its size."""
    return set(wanted.kind.check(wanted.content, now)) | sizes.asked(wanted.kind, wanted.content, touched)


def _record(wanted: Wanted, needs: set[str], touched: Touched, now: datetime) -> ProposalRecord:
    content = wanted.content
    return records.make(
        random.token_hex(10),
        proposed_kind=wanted.kind.name,
        subject=wanted.subject,
        status=PROPOSED,
        region=wanted.kind.region(content),
        content=dict(content),
        content_hash=hash_of(content),
        reason=wanted.reason,
        touches=touched.as_json(now),
        needs=sorted(needs),
        cools=sizes.COOLING in needs,
        proposed_at=now,
        expires_at=now + PROPOSAL_LIFETIME,
    )


def authors_of(actor: Actor) -> set[str]:
    """Who somebody is as an author: by their own document, whichever login they have."""
    return {actor.document or actor.account_id}


def _at_once(attempt: Attempt, actor: Actor, kind: Kind, record: ProposalRecord) -> None:
    record.status, record.decided_by, record.decided_at = IN_FORCE, actor.account_id, attempt.now
    record.replaced = kind.before(record.content)
    attempt.write(records.first_write(record))
    kind.apply(attempt, approved(record))


def approved(record: ProposalRecord) -> Approved:
    """A proposal that is in force, as its kind gets to know it."""
    by, counted = str(record.decided_by), sizes.COUNT in record.needs
    return Approved(record.id, record.content, record.proposed_by, by, counted)


def follow_up(record: ProposalRecord, now: datetime) -> None:
    """Sees to what follows of a proposal that is in force, after its change was written."""
    if record.status == IN_FORCE:
        kinds.named(record.proposed_kind).after(approved(record), now)


def withdraw(actor: Actor, proposal_id: str, reason: str, now: datetime) -> ProposalRecord:
    """Takes an open proposal back: its proposer, or a supervisor; an auditor too what waits before it takes effect.

    Raises NotFound, Forbidden, Conflict `expired` or `conflict` where it is no longer open.
    """

    def change(attempt: Attempt) -> ProposalRecord:
        record = reached(actor, proposal_id)
        if record.proposed_by != actor.account_id and not actor.is_one_of({"supervisor"} | stoppers(record)):
            raise Forbidden()
        refusals.require_open(record, now)
        close(attempt, actor, record, WITHDRAWN, reason)
        return record

    return changing(now, change)


def agree(attempt: Attempt, actor: Actor, record: ProposalRecord, reason: str) -> None:
    """Writes that the first of two supervisors agreed: the other one decides over that, and is nobody of them."""
    record.first_agreed = [actor.account_id, attempt.now.isoformat()]
    record.authors = {*record.authors, *authors_of(actor)}
    attempt.write(records.rewrite(record))
    _audit(attempt, actor, record, "agreed", reason)


def close(attempt: Attempt, actor: Actor, record: ProposalRecord, status: str, reason: str) -> None:
    """Writes a proposal as decided, with its entry in the audit."""
    record.status, record.decided_by, record.decided_at = status, actor.account_id, attempt.now
    record.decision_reason = reason
    record.replaced = kinds.named(record.proposed_kind).before(record.content)
    attempt.write(*records.close_steps(record))
    if status == IN_FORCE:
        attempt.write(pairs.step(record.region, record.proposed_by, actor.account_id, attempt.now))
    _audit(attempt, actor, record, status, reason)


def _audit(attempt: Attempt, actor: Actor, record: ProposalRecord, status: str, reason: str) -> None:
    ids = {"proposal": record.id, "proposed_by": record.proposed_by}
    action = f"{record.proposed_kind}.{status}"
    attempt.audit(actor, action, record.subject, region=record.region, reason=reason, **ids)


def reached(actor: Actor, proposal_id: str) -> ProposalRecord:
    """The proposal as staff of its region see it. One read.

    Raises NotFound for none and for another region's, Forbidden without a role of its kind.
    """
    record = records.find(proposal_id)
    if record is None:
        raise NotFound()
    require_region(actor, record.region)
    if not actor.is_one_of(kinds.named(record.proposed_kind).deciders | stoppers(record)):
        raise Forbidden()
    return record


def stoppers(record: ProposalRecord) -> set[str]:
    """Who sees and stops, beside those whom its kind concerns, what touches so many that it waits."""
    return {"auditor"} if record.cools else set()


def require_earlier(attempt: Attempt, record: ProposalRecord) -> None:
    """Whoever proposed it still stands for it when it is put in force, and whoever agreed already.

    Raises Conflict where their login was switched off or lost the role or the region since.
    """
    kind = kinds.named(record.proposed_kind)
    _require_standing(
        attempt, record, record.proposed_by, kind.proposers, FieldError("proposed_by", "proposer_removed")
    )
    if record.agreed is not None:
        removed = FieldError("first_agreed", "proposer_removed")
        _require_standing(attempt, record, record.agreed[0], frozenset({"supervisor"}), removed)


def _require_standing(
    attempt: Attempt, record: ProposalRecord, account_id: str, roles: frozenset[str], otherwise: FieldError
) -> None:
    found = staff.by_id(account_id)
    stands = (
        found is not None
        and found.active
        and not roles.isdisjoint(found.roles)
        and record.region.startswith(found.region)
    )
    if found is None or not stands:
        raise Conflict(None, otherwise)
    attempt.write(staff.unchanged(found.login, int(found.version)))
