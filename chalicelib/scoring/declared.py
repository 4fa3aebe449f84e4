"""What a declaration means: a check-in, a link of the chain, stays, and evidence against its person."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from chalicelib.scoring.days import add_days, policy_day
from chalicelib.scoring.facts import Declaration, DeclaredSettled, contact_key, positive_test_key
from chalicelib.scoring.holds import find, is_yellow, raise_in, rests_on, withdraw
from chalicelib.scoring.rules import SCHEMES, Context, RuleSet, Scheme
from chalicelib.scoring.runs import checked_after, spoil
from chalicelib.scoring.state import DeclaredFact, Evidence, QueueItem, State, Unwell
from chalicelib.scoring.stays import add_stay, located
from chalicelib.scoring.streak import chains_after

MAX_DECLARED = 24
"""Facts remembered of those that staff decided, and as many of the others."""
MAX_QUEUE = 12
"""Entries remembered of each kind."""


@dataclass(frozen=True, slots=True)
class _Answers:
    """What of a declaration is new and matters; a fact filed before is the same fact.

    `symptoms` are those that count, "temperature" among them for a fever that was measured.
    """

    symptoms: tuple[str, ...]
    unwell: bool
    test: str | None
    contact: str | None


def apply_declaration(state: State, ctx: Context, event: Declaration) -> State:
    """Folds one declaration."""
    today, ruleset = policy_day(event.at, ctx.book.zone), ctx.book.at(event.at)
    answers = _read(state, event, ruleset)
    abnormal = bool(answers.symptoms) or answers.test is not None
    if abnormal:
        state = _worsened(state, ctx, event, today)
    checked = checked_after(state, ctx, event.at, today, normal=not abnormal)
    chain, earlier = chains_after(state, ctx, event.at)
    state = replace(state, checked=checked, chain=chain, earlier_chain=earlier, departed_on=None)
    state = _travelled(_mark(state, event, answers, today), event, today)
    return _raise_holds(_remember(state, event), ctx, event, answers, today)


def _read(state: State, event: Declaration, ruleset: RuleSet) -> _Answers:
    fever = ("temperature",) if event.temperature is not None and event.temperature >= ruleset.fever else ()
    symptoms = (*fever, *sorted(event.symptoms & ruleset.symptoms))
    known = {fact.key for fact in state.declared}
    test, contact = _test_key(event), _contact_key(event)
    return _Answers(
        symptoms=symptoms,
        unwell=bool(symptoms) or bool(event.symptoms & ruleset.unhealthy_symptoms),
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


def keys_of(event: Declaration) -> tuple[str, ...]:
    """The names of what a declaration says that is a fact by itself: its contact, its positive test."""
    return tuple(key for key in (_contact_key(event), _test_key(event)) if key is not None)


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


def _mark(state: State, event: Declaration, answers: _Answers, today: date) -> State:
    if answers.symptoms or answers.test is not None:
        state = spoil(state, today)
    unwell = answers.unwell or answers.test is not None or answers.contact is not None
    if unwell and all(each.on != today for each in state.unhealthy):
        state = replace(state, unhealthy=(*state.unhealthy, Unwell(today, event.at)))
    return state


def _travelled(state: State, event: Declaration, today: date) -> State:
    if event.location is not None:
        state = located(state, event.location, today)
    for stay in event.stays:
        state = add_stay(state, stay.region, stay.first, stay.last)
    return state


def _remember(state: State, event: Declaration) -> State:
    """Keeps what was declared, latest last, so that a prefilled answer starts nothing anew."""
    declared = state.declared
    for key in keys_of(event):
        same = next((fact for fact in declared if fact.key == key), DeclaredFact(key))
        same = same if same.at is not None else replace(same, at=event.at)
        declared = (*(fact for fact in declared if fact.key != key), same)
    return state if declared is state.declared else replace(state, declared=bounded(declared))


def bounded(declared: tuple[DeclaredFact, ...]) -> tuple[DeclaredFact, ...]:
    """The latest facts: those that nobody decided push none out that staff did."""
    if len(declared) <= MAX_DECLARED:
        return declared
    decided = [fact for fact in declared if fact.outcome][-MAX_DECLARED:]
    undecided = [fact for fact in declared if not fact.outcome][-MAX_DECLARED:]
    return tuple(fact for fact in declared if fact in decided or fact in undecided)


def _raise_holds(state: State, ctx: Context, event: Declaration, answers: _Answers, today: date) -> State:
    if answers.symptoms:
        symptoms = Evidence("symptom", today, today, named=answers.symptoms)
        state = _in_both(state, ctx, event.at, "symptom", symptoms)
    if answers.contact is not None and event.contact is not None:
        on = event.contact.on
        state = _in_both(state, ctx, event.at, "contact.declared", Evidence(answers.contact, on, on))
        if _is_in_time(ctx, event.at, on):
            state = enqueue(state, QueueItem("contact.declared", answers.contact, event.at))
    if answers.test is not None and event.test is not None:
        state = _raise_for_test(state, ctx, event.at, answers.test, event.test.on)
    return state


def _in_both(state: State, ctx: Context, at: datetime, rule: str, evidence: Evidence) -> State:
    for scheme in SCHEMES:
        state = raise_in(state, ctx, at, scheme, rule, evidence)
    return state


def _is_in_time(ctx: Context, at: datetime, on: date) -> bool:
    """Whether staff can still decide on a contact of the day `on`."""
    return policy_day(at, ctx.book.zone) < add_days(on, ctx.book.at(at).contact_review_days)


def _raise_for_test(state: State, ctx: Context, at: datetime, key: str, on: date) -> State:
    """A positive test of somebody who is a case at present is in the case feed already."""
    waits: list[Scheme] = [scheme for scheme in SCHEMES if not _is_open_case(state, scheme)]
    for scheme in waits:
        state = raise_in(state, ctx, at, scheme, "test.declared", Evidence(key, on, on))
    return enqueue(state, QueueItem("test.declared", key, at, tuple(waits))) if waits else state


def _is_open_case(state: State, scheme: Scheme) -> bool:
    cases = (find(state, scheme, rule) for rule in ("case.confirmed", "case.asymptomatic"))
    return any(evidence.last is None for hold in cases if hold is not None for evidence in hold.evidence)


def enqueue(state: State, item: QueueItem) -> State:
    """Adds something for staff to look at; it pushes out only the oldest of its kind."""
    same = [each for each in state.queue if each.kind == item.kind]
    oldest = same[0] if len(same) >= MAX_QUEUE else None
    return replace(state, queue=(*(each for each in state.queue if each is not oldest), item))


def dequeue(state: State, key: str) -> State:
    """Takes what is settled out of the queue."""
    if not any(item.key == key for item in state.queue):
        return state
    return replace(state, queue=tuple(item for item in state.queue if item.key != key))


def apply_confirmed(state: State, ctx: Context, event: DeclaredSettled) -> State:
    """Folds a confirmation by staff of a declared contact or test.

    A contact becomes `contact.close` while staff can still decide on it; a test stays until the case feed has it.
    """
    kind, _, on = event.key.partition(":")
    if kind != "contact":
        return dequeue(_decided(state, event.key, "confirmed"), event.key)
    last = date.fromisoformat(on.rpartition(":")[2])
    return take_the_place(state, ctx, event.at, event.key, "contact.close", Evidence(event.key, last, last))


def take_the_place(state: State, ctx: Context, at: datetime, key: str, rule: str, evidence: Evidence) -> State:
    """Puts confirmed evidence in the place of a declared contact, in each scheme; too late it changes nothing.

    It counts as evidence of the instant at which the contact was declared.
    """
    on = date.fromisoformat(key.rpartition(":")[2])
    if not _is_in_time(ctx, at, on):
        return state
    declared_at = next((fact.at for fact in state.declared if fact.key == key), None)
    seen_on = policy_day(declared_at, ctx.book.zone) if declared_at is not None else None
    for scheme in SCHEMES:
        had = rests_on(state, scheme, key, "contact.declared")
        state = withdraw(state, key, "contact.declared", scheme=scheme)
        state = raise_in(state, ctx, at, scheme, rule, evidence, seen_on=seen_on, force=had)
    return dequeue(_decided(state, key, "confirmed"), key)


def _decided(state: State, key: str, outcome: Literal["confirmed", "refuted"]) -> State:
    kept = tuple(replace(fact, outcome=outcome) if fact.key == key else fact for fact in state.declared)
    return replace(state, declared=kept)
