"""Folding facts into a state, in the order in which they became known.

The same facts in any order of the input, at once or a few at a time, give the same state.
"""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.scoring import evidence as ev
from chalicelib.scoring.advance import advance, settle
from chalicelib.scoring.days import Outage, policy_day
from chalicelib.scoring.declared import apply_declaration, apply_settled
from chalicelib.scoring.facts import (
    AnomalyWithdrawn,
    BreachRecorded,
    CaseKnown,
    ContactKnown,
    DayCredited,
    Declaration,
    DeclaredSettled,
    DesignationLifted,
    DesignationMade,
    Event,
    GateAnomaly,
    RatingKnown,
    ResidenceSet,
    StayKnown,
)
from chalicelib.scoring.holds import restart, withdraw
from chalicelib.scoring.rules import Context, RuleBook
from chalicelib.scoring.runs import credit, forget_before, prune_days
from chalicelib.scoring.state import OutOfOrder, State
from chalicelib.scoring.stays import add_stay, concerns, prune_stays, settle_in
from chalicelib.scoring.streak import bridge


def fold(state: State | None, events: Iterable[Event], book: RuleBook, outages: Iterable[Outage] = ()) -> State:
    """The state after `events`, which follow those already folded into `state` (None: nothing yet).

    Returns a new state; `events` may come in any order. Raises OutOfOrder when one of them
    became known before something that is folded already: fold all the facts from None then.
    An outage recorded after the fact needs the same.
    """
    ctx = Context.of(book, outages)
    state = state or State()
    for event in sorted(events, key=lambda e: (e.at, e.id)):
        state = _step(state, ctx, event)
    return state


def _step(state: State, ctx: Context, event: Event) -> State:
    if state.folded_to is not None and (event.at, event.id) <= (state.folded_to, state.last_id):
        return _catch_up(state, ctx, event)
    state = _apply(advance(state, ctx, event.at), ctx, event)
    state = replace(settle(state, ctx, event.at), folded_to=event.at, last_id=event.id)
    today = policy_day(event.at, ctx.book.zone)
    return prune_stays(prune_days(state, today), today)


def _catch_up(state: State, ctx: Context, event: Event) -> State:
    # A rating is looked up only once somebody stays in its region: until then it changed nothing.
    if isinstance(event, RatingKnown):
        if _is_settled(state, ctx, event):
            return state
        if not concerns(state, event.region):
            return ev.apply_rating(state, ctx, event)
    raise OutOfOrder(event.id)


def _is_settled(state: State, ctx: Context, event: RatingKnown) -> bool:
    if any(rating.id == event.id and rating.at >= event.at for rating in state.ratings):
        return True
    folded_to = state.folded_to or event.at
    return event.last is not None and event.last < forget_before(policy_day(folded_to, ctx.book.zone))


def _apply(state: State, ctx: Context, event: Event) -> State:
    match event:
        case Declaration():
            return apply_declaration(state, ctx, event)
        case RatingKnown():
            return ev.apply_rating(state, ctx, event)
        case CaseKnown():
            return ev.apply_case(state, ctx, event)
        case ContactKnown():
            return ev.apply_contact(state, ctx, event)
        case DeclaredSettled():
            return apply_settled(state, ctx, event)
        case GateAnomaly():
            return ev.apply_anomaly(state, ctx, event)
        case AnomalyWithdrawn():
            return ev.apply_anomaly_withdrawn(state, event)
        case DesignationMade():
            return ev.apply_designation(state, ctx, event)
        case _:
            return _apply_simple(state, ctx, event)


def _apply_simple(state: State, ctx: Context, event: Event) -> State:
    match event:
        case ResidenceSet():
            return settle_in(state, event.region, policy_day(event.at, ctx.book.zone))
        case StayKnown():
            return add_stay(state, event.region, event.first, event.last)
        case DesignationLifted():
            return withdraw(state, event.designation_id)
        case BreachRecorded():
            return restart(state, event.on, event.rule)
        case DayCredited():
            return bridge(credit(state, event.on), ctx)
        case _:
            raise TypeError(f"no such fact: {type(event).__name__}")
