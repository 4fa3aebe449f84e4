"""Evidence that others provide: cases, contacts, ratings, gates, designations."""

from dataclasses import replace

from chalicelib.scoring.advance import match_rating
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.declared import dequeue, enqueue
from chalicelib.scoring.facts import (
    AnomalyWithdrawn,
    CaseKnown,
    ContactKnown,
    DesignationMade,
    GateAnomaly,
    RatingKnown,
)
from chalicelib.scoring.holds import is_yellow, raise_hold, rests_on, withdraw
from chalicelib.scoring.rules import Context
from chalicelib.scoring.runs import with_mark, without_source
from chalicelib.scoring.state import Evidence, QueueItem, Rating, State
from chalicelib.scoring.stays import drop_rating, put_rating, region_rule


def apply_rating(state: State, ctx: Context, event: RatingKnown) -> State:
    """Records a rating; matching it with stays is `advance.match_ratings`.

    A rating raised in place goes on as the graver one; lowered or withdrawn, its hold closes at once.
    """
    if event.withdrawn:
        return drop_rating(withdraw(state, event.id), event.id)
    old = next((r for r in state.ratings if r.id == event.id), None)
    rating = Rating(event.id, event.at, event.region, event.level, event.first, event.last)
    if old is None:
        return put_rating(state, rating)
    if region_rule(old.level) == region_rule(event.level):
        return put_rating(state, replace(rating, matched=old.matched))
    graver = rests_on(state, event.id, "region.medium") and region_rule(event.level) == "region.high"
    state = put_rating(withdraw(state, event.id), rating)
    return match_rating(state, ctx, event.at, rating, force=True) if graver else state


def apply_case(state: State, ctx: Context, event: CaseKnown) -> State:
    """Folds the one status of a case: open, released on a day, or over at once."""
    rule = f"case.{event.kind}"
    had = rests_on(state, event.id, "case.")
    if event.status in ("excluded", "withdrawn"):
        return withdraw(state, event.id, lambda hold: hold.rule.startswith("case."))
    state = withdraw(state, event.id, lambda hold: hold.rule.startswith("case.") and hold.rule != rule)
    last = event.on if event.status == "released" else None
    state = raise_hold(state, ctx, event.at, rule, Evidence(event.id, event.on, last), force=had)
    if event.kind != "suspected" and rests_on(state, event.id, "case."):
        state = _tests_are_in_the_feed(state)
    return state


def _tests_are_in_the_feed(state: State) -> State:
    tests = [item.key for item in state.queue if item.kind == "test.declared"]
    for key in tests:
        state = dequeue(state, key)
    return replace(state, holds=tuple(h for h in state.holds if h.rule != "test.declared"))


def apply_contact(state: State, ctx: Context, event: ContactKnown) -> State:
    """Folds a traced contact; one that settles a declared contact takes its place."""
    if event.status == "withdrawn":
        return withdraw(state, event.id, lambda hold: hold.rule.startswith("contact."))
    rule = f"contact.{event.kind}"
    had = False
    if event.settles is not None:
        had = rests_on(state, event.settles, "contact.declared")
        state = withdraw(state, event.settles, lambda hold: hold.rule == "contact.declared")
        state = dequeue(state, event.settles)
    state = withdraw(state, event.id, lambda hold: hold.rule.startswith("contact.") and hold.rule != rule)
    exposure = Evidence(event.id, event.last_exposure, event.last_exposure)
    return raise_hold(state, ctx, event.at, rule, exposure, force=had)


def apply_anomaly(state: State, ctx: Context, event: GateAnomaly) -> State:
    """Folds a gate's reading: under the threshold nothing, else an abnormal day and a yellow hold."""
    day, ruleset = event.on or policy_day(event.at, ctx.book.zone), ctx.book.at(event.at)
    fever = event.temperature is not None and event.temperature >= ruleset.fever
    if not (fever or event.reported):
        return state
    if any(is_yellow(hold, ruleset) for hold in state.holds):
        state = enqueue(state, QueueItem("gate.anomaly", event.id, event.at))
    state = replace(state, abnormal=with_mark(state.abnormal, day, event.id))
    return raise_hold(state, ctx, event.at, "gate.anomaly", Evidence(event.id, day, day))


def apply_anomaly_withdrawn(state: State, event: AnomalyWithdrawn) -> State:
    """Takes an anomaly back: its hold closes at once and its day counts again."""
    state = dequeue(withdraw(state, event.anomaly_id), event.anomaly_id)
    return replace(state, abnormal=without_source(state.abnormal, event.anomaly_id))


def apply_designation(state: State, ctx: Context, event: DesignationMade) -> State:
    """Folds a designation by staff, with its own days where it names them."""
    day = event.since or policy_day(event.at, ctx.book.zone)
    named = Evidence(event.id, day, day, event.days, event.checkins)
    return raise_hold(state, ctx, event.at, f"designated.{event.colour}", named)
