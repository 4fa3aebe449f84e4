"""Evidence that others provide: contacts, ratings, gates, designations."""

from dataclasses import replace

from chalicelib.scoring.days import policy_day
from chalicelib.scoring.declared import enqueue, take_the_place
from chalicelib.scoring.facts import ContactKnown, DesignationMade, GateAnomaly, RatingKnown
from chalicelib.scoring.holds import is_yellow, raise_in, rests_on, withdraw
from chalicelib.scoring.overlaps import move_to_level
from chalicelib.scoring.ratings import drop, known, put, region_rule
from chalicelib.scoring.rules import SCHEMES, Context
from chalicelib.scoring.runs import spoil
from chalicelib.scoring.state import Evidence, QueueItem, State


def apply_rating(state: State, ctx: Context, event: RatingKnown) -> State:
    """Records a version of a rating; matching it with stays is `overlaps.match_ratings`.

    A period raised or lowered in place goes on under its new level.
    """
    if event.withdrawn:
        return drop(withdraw(state, event.id), event.id)
    old = next((r for r in state.ratings if r.id == event.id), None)
    rating = known(event)
    if old is None:
        return put(state, rating)
    if region_rule(old.level) == region_rule(event.level):
        return put(state, replace(rating, matched=old.matched))
    return move_to_level(put(state, rating), ctx, event.at, old, rating)


def apply_contact(state: State, ctx: Context, event: ContactKnown) -> State:
    """Folds a traced contact; one that settles a declared contact takes its place."""
    rule = f"contact.{event.kind}"
    exposure = Evidence(event.id, event.last_exposure, event.last_exposure)
    if event.settles is not None:
        state = take_the_place(state, ctx, event.at, event.settles, rule, exposure)
    for scheme in SCHEMES:
        had = rests_on(state, scheme, event.id, "contact.")
        state = withdraw(state, event.id, "contact.", scheme=scheme, besides=rule)
        state = raise_in(state, ctx, event.at, scheme, rule, exposure, force=had)
    return state


def apply_anomaly(state: State, ctx: Context, event: GateAnomaly) -> State:
    """Folds a gate's reading: under the threshold nothing, else an abnormal day and a yellow hold.

    It waits for staff on account of the schemes in which the person is yellow already.
    """
    day, ruleset = event.on or policy_day(event.at, ctx.book.zone), ctx.book.at(event.at)
    fever = event.temperature is not None and event.temperature >= ruleset.fever
    if not (fever or event.reported):
        return state
    yellow = {hold.scheme for hold in state.holds if is_yellow(hold, ruleset)}
    if yellow:
        schemes = tuple(scheme for scheme in SCHEMES if scheme in yellow)
        state = enqueue(state, QueueItem("gate.anomaly", event.id, event.at, schemes))
    state = spoil(state, day)
    measured = Evidence(event.id, day, day, named=("temperature" if fever else "reported",))
    for scheme in SCHEMES:
        state = raise_in(state, ctx, event.at, scheme, "gate.anomaly", measured)
    return state


def apply_designation(state: State, ctx: Context, event: DesignationMade) -> State:
    """Folds a designation by staff, with its own days where it names them."""
    day, rule = event.since or policy_day(event.at, ctx.book.zone), f"designated.{event.colour}"
    ground = (event.ground,) if event.ground else ()
    named = Evidence(event.id, day, day, event.days, event.checkins, named=ground)
    for scheme in SCHEMES:
        had = rests_on(state, scheme, event.id, "designated.")
        state = withdraw(state, event.id, "designated.", scheme=scheme, besides=rule)
        state = raise_in(state, ctx, event.at, scheme, rule, named, force=had)
    return state
