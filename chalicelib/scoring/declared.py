"""What a declaration means: a check-in, a link of the chain, stays, and evidence against its person."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from chalicelib.scoring.days import policy_day
from chalicelib.scoring.facts import Declaration, DeclaredSettled, contact_key, positive_test_key
from chalicelib.scoring.holds import is_yellow, raise_hold, raise_in, rests_on, withdraw
from chalicelib.scoring.rules import SCHEMES, Context, RuleSet
from chalicelib.scoring.runs import check_in, with_mark, without_source
from chalicelib.scoring.state import DeclaredFact, Evidence, QueueItem, State
from chalicelib.scoring.stays import add_stay, located
from chalicelib.scoring.streak import declare

MAX_DECLARED = 24
MAX_QUEUE = 12


@dataclass(frozen=True, slots=True)
class _Answers:
    """What of a declaration is new and matters; a fact filed before is the same fact."""

    symptomatic: bool
    unwell: bool
    test: str | None
    contact: str | None


def apply_declaration(state: State, ctx: Context, event: Declaration) -> State:
    """Folds one declaration."""
    today, ruleset = policy_day(event.at, ctx.book.zone), ctx.book.at(event.at)
    answers = _read(state, event, ruleset)
    abnormal = answers.symptomatic or answers.test is not None
    if abnormal:
        state = _worsened(state, ctx, event, today)
    state = check_in(state, ctx, event.at, today, normal=not abnormal)
    state = _mark(declare(state, ctx, event.at), answers, today)
    state = _travelled(state, event, today)
    state = _remember(state, event)
    return _raise_holds(state, ctx, event, answers, today)


def _read(state: State, event: Declaration, ruleset: RuleSet) -> _Answers:
    fever = event.temperature is not None and event.temperature >= ruleset.fever
    symptomatic = fever or bool(event.symptoms & ruleset.symptoms)
    known = {fact.key for fact in state.declared}
    test, contact = _test_key(event), _contact_key(event)
    return _Answers(
        symptomatic=symptomatic,
        unwell=symptomatic or bool(event.symptoms & ruleset.unhealthy_symptoms),
        test=None if test in known else test,
        contact=None if contact in known else contact,
    )


def _test_key(event: Declaration) -> str | None:
    test = event.test
    return positive_test_key(test.on) if test is not None and test.result == "positive" else None


def _contact_key(event: Declaration) -> str | None:
    contact = event.contact
    if contact is None or contact.kind not in ("confirmed", "suspected"):
        return None
    return contact_key(contact.kind, contact.on)


def _worsened(state: State, ctx: Context, event: Declaration, today: date) -> State:
    """Turns red whoever is abnormal on a later day than that on which a yellow hold opened."""
    ruleset, zone = ctx.book.at(event.at), ctx.book.zone
    for scheme in SCHEMES:
        earlier = (
            hold
            for hold in state.holds
            if hold.scheme == scheme and is_yellow(hold, ruleset) and policy_day(hold.opened_at, zone) < today
        )
        if any(earlier):
            state = raise_in(state, ctx, event.at, scheme, "worsened", Evidence("worsened", today, today))
    return state


def _mark(state: State, answers: _Answers, today: date) -> State:
    if not answers.unwell and answers.test is None and answers.contact is None:
        return state
    abnormal, unhealthy = state.abnormal, state.unhealthy
    if answers.symptomatic:
        abnormal = with_mark(abnormal, today)
    if answers.unwell:
        unhealthy = with_mark(unhealthy, today)
    if answers.test is not None:
        abnormal = with_mark(abnormal, today, answers.test)
    for source in (answers.test, answers.contact):
        if source is not None:
            unhealthy = with_mark(unhealthy, today, source)
    return replace(state, abnormal=abnormal, unhealthy=unhealthy)


def _travelled(state: State, event: Declaration, today: date) -> State:
    if event.location is not None:
        state = located(state, event.location, today)
    for stay in event.stays:
        state = add_stay(state, stay.region, stay.first, stay.last)
    return state


def _remember(state: State, event: Declaration) -> State:
    """Keeps what was declared, latest last, so that a prefilled answer starts nothing anew."""
    declared = state.declared
    for key in (_contact_key(event), _test_key(event)):
        if key is not None:
            same = next((fact for fact in declared if fact.key == key), DeclaredFact(key))
            declared = (*(fact for fact in declared if fact.key != key), same)
    if declared == state.declared:
        return state
    return replace(state, declared=declared[-MAX_DECLARED:])


def _raise_holds(state: State, ctx: Context, event: Declaration, answers: _Answers, today: date) -> State:
    if answers.symptomatic:
        state = raise_hold(state, ctx, event.at, "symptom", Evidence("symptom", today, today))
    if answers.contact is not None and event.contact is not None:
        on = event.contact.on
        state = raise_hold(state, ctx, event.at, "contact.declared", Evidence(answers.contact, on, on))
        if (today - on).days < ctx.book.at(event.at).contact_review_days:
            state = enqueue(state, QueueItem("contact.declared", answers.contact, event.at))
    if answers.test is not None and event.test is not None and not _is_open_case(state):
        on = event.test.on
        state = raise_hold(state, ctx, event.at, "test.declared", Evidence(answers.test, on, on))
        state = enqueue(state, QueueItem("test.declared", answers.test, event.at))
    return state


def _is_open_case(state: State) -> bool:
    # A positive test of somebody who is a case at present is in the case feed already.
    cases = (hold for hold in state.holds if hold.rule in ("case.confirmed", "case.asymptomatic"))
    return any(evidence.last is None for hold in cases for evidence in hold.evidence)


def enqueue(state: State, item: QueueItem) -> State:
    """Adds something for staff to look at."""
    return replace(state, queue=(*state.queue, item)[-MAX_QUEUE:])


def dequeue(state: State, key: str) -> State:
    """Takes what is settled out of the queue."""
    if not any(item.key == key for item in state.queue):
        return state
    return replace(state, queue=tuple(item for item in state.queue if item.key != key))


def apply_settled(state: State, ctx: Context, event: DeclaredSettled) -> State:
    """Folds a decision of staff on a declared contact or test.

    A confirmed contact becomes `contact.close`; a confirmed test stays until the case feed has it.
    """
    if event.outcome == "refuted":
        return _refuted(state, event.key)
    kind, _, on = event.key.partition(":")
    state = dequeue(_decided(state, event.key, "confirmed"), event.key)
    if kind != "contact":
        return state
    last = date.fromisoformat(on.rpartition(":")[2])
    had = rests_on(state, event.key, "contact.declared")
    state = withdraw(state, event.key, lambda hold: hold.rule == "contact.declared")
    return raise_hold(state, ctx, event.at, "contact.close", Evidence(event.key, last, last), force=had)


def _refuted(state: State, key: str) -> State:
    state = dequeue(withdraw(_decided(state, key, "refuted"), key), key)
    return replace(
        state,
        abnormal=without_source(state.abnormal, key),
        unhealthy=without_source(state.unhealthy, key),
    )


def _decided(state: State, key: str, outcome: Literal["confirmed", "refuted"]) -> State:
    kept = tuple(replace(fact, outcome=outcome) if fact.key == key else fact for fact in state.declared)
    return replace(state, declared=kept)
