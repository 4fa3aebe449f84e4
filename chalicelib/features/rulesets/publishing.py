"""Publishing of rule sets: by two supervisors of the whole country, over a simulation of exactly this content.

The first approval proposes, the second puts it in force; it governs from its own instant. Until shortly before that two
may take it back.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.desk import changes
from chalicelib.errors import Conflict, FieldError, refused
from chalicelib.features.proposals import deciding, kinds, proposing
from chalicelib.features.proposals import records as proposals
from chalicelib.features.proposals.content import Content, Touched
from chalicelib.features.proposals.deciding import Decision
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.features.proposals.refusals import WORSE
from chalicelib.features.rulesets import drafting, reaching, records, results
from chalicelib.features.rulesets.records import DRAFT, PUBLISHED, WITHDRAWN, DraftRecord
from chalicelib.person import rulesets, shelf
from chalicelib.person.changing import Attempt, changing
from chalicelib.store.reading import read_together

AHEAD = timedelta(minutes=10)
"""Every container has read it by then, and the due index is put right."""
LAST_MOMENT = timedelta(minutes=2)
"""Every container has read by then that it was withdrawn."""
FRESH = timedelta(hours=24)
"""How old a simulation may be."""
SIMULATION = "simulation"
NUMBERS = ("people", "changed", "worse", "better", "to_red", "to_yellow", "unread")
"""What both approvals see of it."""


def decide(actor: Actor, version: str, decision: Decision, key: Once | None, now: datetime) -> ProposalRecord:
    """Proposes the publication of a draft, or decides on the open proposal about it.

    Raises Forbidden, NotFound, Refused `too_soon` and `before_published`, Conflict `needs` [simulation, worse],
    `proposal_open` for whoever looks at the draft and not at the proposal, and as `deciding.decide`.
    """
    drafting.require_whole_country(actor)
    draft = drafting.find(version)
    open_id = proposals.open_id(drafting.KIND, version, now)
    if open_id is not None:
        if decision.content_hash == draft.content_hash:
            # They look at the draft, which somebody has proposed meanwhile.
            raise Conflict("proposal_open")
        return deciding.decide(actor, open_id, decision, key, now)
    if draft.status != DRAFT or not decision.approve:
        raise Conflict()
    return changing(now, lambda attempt: _propose(attempt, actor, version, decision, key))


def _propose(attempt: Attempt, actor: Actor, version: str, decision: Decision, key: Once | None) -> ProposalRecord:
    draft = drafting.find(version)
    same = decision.version == int(draft.revision)
    if not same or decision.content_hash != draft.content_hash:
        wrong = FieldError("content_hash" if same else "version", "changed_meanwhile")
        raise Conflict(None, wrong, **changes.by(draft.edited_by or draft.by, draft.edited_at or draft.at))
    require_time(draft.effective, attempt.now)
    content = _content(draft, attempt.now)
    if content["worse"] and not decision.worse:
        raise Conflict("needs", FieldError("needs", WORSE))
    attempt.write(records.unchanged(draft))
    record = proposing.propose(attempt, actor, Wanted(KIND, version, content, decision.reason))
    attempt.once(key, record.id)
    return record


def require_time(effective: datetime, now: datetime) -> None:
    """Raises Refused unless a set takes effect far enough ahead, and after all that are published."""
    if effective < now + AHEAD:
        raise refused("too_soon", "data.effective", "too_soon")
    if effective <= shelf.current(fresh=True).book.rulesets[-1].effective:
        raise refused("before_published", "data.effective", "before_published")


def _content(draft: DraftRecord, now: datetime) -> dict[str, Any]:
    """What two agree to: the set itself, and what its simulation said. Raises Conflict `needs` [simulation]."""
    found = results.latest(draft.name)
    if found is None:
        raise _needs_simulation()
    campaign, simulated, counts = found
    same = simulated.content_hash == draft.content_hash and int(simulated.rests_on) == shelf.current().rulesets
    if not same or counts.get("failed") or now - campaign.at > FRESH:
        raise _needs_simulation()
    numbers = {name: counts.get(name, 0) for name in NUMBERS}
    told = {"simulation": campaign.id, "simulated_at": campaign.at.isoformat(), "rests_on": int(simulated.rests_on)}
    return {"version": draft.name, "data": draft.content} | numbers | told


def _needs_simulation() -> Conflict:
    return Conflict("needs", FieldError("needs", SIMULATION))


def _check(content: Content, now: datetime) -> Iterable[str]:
    require_time(datetime.fromisoformat(content["data"]["effective"]), now)
    if now - datetime.fromisoformat(content["simulated_at"]) > FRESH:
        raise _needs_simulation()
    return {WORSE} if content["worse"] else ()


def _simulated(content: Content, oldest: datetime) -> bool:
    """Its simulation is the dry run that the breaker asks for where many are touched."""
    return datetime.fromisoformat(content["simulated_at"]) >= oldest


def _touched(content: Content, now: datetime) -> Touched:
    return Touched(int(content["changed"]), int(content["to_red"]), int(content["to_yellow"]))


def _before(content: Content) -> dict[str, Any]:
    """The set that it follows."""
    return {"data": dict(drafting.governing(datetime.fromisoformat(content["data"]["effective"])))}


def _apply(attempt: Attempt, approved: Approved) -> None:
    content = approved.content
    (head,) = read_together([rulesets.head_key()])
    draft = drafting.find(content["version"])
    if rulesets.state_of(head) != content["rests_on"] or draft.content != content["data"]:
        raise Conflict(None, FieldError("content", "changed_meanwhile"))
    campaign = reaching.begin_step(approved, drafting.governing(draft.effective), attempt.now)
    draft.status, draft.number = PUBLISHED, rulesets.number_of(head) + 1
    attempt.write(*rulesets.publish_steps(head, draft.data), *campaign, records.write_step(draft))


def withdraw(actor: Actor, version: str, reason: str, key: Once | None, now: datetime) -> ProposalRecord:
    """Proposes to take a published set back before it governs.

    Raises Forbidden, NotFound, Conflict for one that is not published, `too_late`, `proposal_open`.
    """
    drafting.require_whole_country(actor)

    def change(attempt: Attempt) -> ProposalRecord:
        draft = drafting.find(version)
        if draft.status != PUBLISHED:
            raise Conflict()
        content = {"version": version, "effective": draft.content["effective"]}
        record = proposing.propose(attempt, actor, Wanted(WITHDRAWAL, version, content, reason))
        attempt.once(key, record.id)
        return record

    return changing(now, change)


def _check_withdrawal(content: Content, now: datetime) -> Iterable[str]:
    if now + LAST_MOMENT > datetime.fromisoformat(content["effective"]):
        raise Conflict("too_late")
    return ()


def _apply_withdrawal(attempt: Attempt, approved: Approved) -> None:
    (head,) = read_together([rulesets.head_key()])
    draft = drafting.find(approved.content["version"])
    if draft.status != PUBLISHED or draft.number is None:
        raise Conflict()
    draft.status = WITHDRAWN
    attempt.write(*rulesets.withdraw_steps(head, int(draft.number)), records.write_step(draft))


def _whole_country(content: Content) -> str:
    return ""


_SUPERVISORS = frozenset({"supervisor"})
_TWO: Any = {"proposers": _SUPERVISORS, "approvers": _SUPERVISORS, "region": _whole_country}
KIND = kinds.register(
    Kind(
        name=drafting.KIND,
        apply=_apply,
        check=_check,
        touched=_touched,
        dry_run=_simulated,
        before=_before,
        **_TWO,
    )
)
WITHDRAWAL = kinds.register(Kind(name="ruleset_withdrawal", apply=_apply_withdrawal, check=_check_withdrawal, **_TWO))
