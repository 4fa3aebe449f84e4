"""One step of a fold: what came due of itself, then one fact, then what follows from it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from chalicelib.scoring.advance import Trail, advance, settle
from chalicelib.scoring.cases import apply_case
from chalicelib.scoring.closings import prune_closings
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.declared import apply_confirmed, apply_declaration
from chalicelib.scoring.evidence import apply_anomaly, apply_contact, apply_designation, apply_rating
from chalicelib.scoring.facts import (
    BreachRecorded,
    CaseKnown,
    ContactKnown,
    DayCredited,
    Declaration,
    DeclaredBefore,
    DeclaredSettled,
    DepartureKnown,
    DesignationLifted,
    DesignationMade,
    GateAnomaly,
    RatingKnown,
    ResidenceSet,
    StayKnown,
)
from chalicelib.scoring.gazette import pulled
from chalicelib.scoring.holds import restart, withdraw
from chalicelib.scoring.order import Excusal, Step, place
from chalicelib.scoring.ratings import concerns
from chalicelib.scoring.rules import Context
from chalicelib.scoring.runs import credit, forget_before, prune_days
from chalicelib.scoring.state import Chain, Excused, State
from chalicelib.scoring.stays import prune_stays, settle_in, visited


def run(
    state: State, ctx: Context, events: Iterable[Step], known: tuple[RatingKnown, ...], trail: Trail | None = None
) -> State:
    """Folds events, in order, each of which follows what is folded already; `known`: the ratings of their regions."""
    for event in events:
        if not (isinstance(event, RatingKnown) and not concerns(state, event.region)):
            state = _step(state, ctx, event, known, trail)
    return state


def _step(state: State, ctx: Context, event: Step, known: tuple[RatingKnown, ...], trail: Trail | None) -> State:
    state = advance(state, ctx, event.at, trail)
    regions = state.stay_regions if known else None
    state = _apply(state, ctx, event)
    if known and state.stay_regions != regions:
        state = pulled(state, ctx, known, event.at)
    state = replace(settle(state, ctx, event.at), folded_to=event.at, last_place=place(event))
    if trail is not None:
        trail.append((event.at, state))
    return pruned(state, ctx, event.at)


def pruned(state: State, ctx: Context, at: datetime) -> State:
    """The state without what is too old at `at` to open anything."""
    today = policy_day(at, ctx.book.zone)
    limit = forget_before(today)
    return prune_closings(prune_stays(prune_days(state, limit), today, limit), ctx, limit)


def _apply(state: State, ctx: Context, event: Step) -> State:
    match event:
        case Declaration():
            return apply_declaration(state, ctx, event)
        case RatingKnown():
            return apply_rating(state, ctx, event)
        case CaseKnown():
            return apply_case(state, ctx, event)
        case ContactKnown():
            return apply_contact(state, ctx, event)
        case DeclaredSettled(outcome="confirmed"):
            return apply_confirmed(state, ctx, event)
        case GateAnomaly():
            return apply_anomaly(state, ctx, event)
        case DesignationMade():
            return apply_designation(state, ctx, event)
        case _:
            return _apply_simple(state, ctx, event)


def _apply_simple(state: State, ctx: Context, event: Step) -> State:
    """The other facts; what reaches back has done so before, and only brings the state up to its instant."""
    match event:
        case ResidenceSet():
            return settle_in(state, event.region, policy_day(event.at, ctx.book.zone))
        case StayKnown():
            return visited(state, event.region, event.first, event.last)
        case DesignationLifted(means="ended"):
            return withdraw(state, event.designation_id)
        case BreachRecorded():
            return restart(state, event.on, event.rule)
        case DayCredited():
            return credit(state, event.on)
        case DepartureKnown():
            return replace(state, departed_on=event.on)
        case DeclaredBefore():
            return replace(state, chain=Chain(event.first_at, event.at))
        case Excusal():
            return replace(state, excused=(*state.excused, Excused(event.scheme, event.on)))
        case _:
            return state
