"""Closings: what becomes of holds with nobody doing anything, kept as facts.

Whatever is found out later, what was over stays over: a fold anew is given the closings of the folds before it, and
closes at the same instants the same evidence.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.scoring.days import LAST_DAY, day_start, policy_day
from chalicelib.scoring.holds import is_of
from chalicelib.scoring.observation import Observation, lasts
from chalicelib.scoring.rules import Context, RuleSet
from chalicelib.scoring.runs import Days, days_of
from chalicelib.scoring.state import Closing, Evidence, Hold, State


@dataclass(frozen=True, slots=True)
class _Moment:
    """An instant, its day, the days checked in, and what was over at this very instant by an earlier fold."""

    at: datetime
    today: date
    days: Days
    before: tuple[Closing, ...]


def close_holds(state: State, ctx: Context, at: datetime, ruleset: RuleSet) -> State:
    """Lets every observation go on to where it is at `at` by a rule set, and closes what is over."""
    if not state.holds:
        return state
    today = policy_day(at, ctx.book.zone)
    before = tuple(each for each in state.closings if each.at == at) if _may_have(state, at) else ()
    left: list[Hold] = []
    made: list[Closing] = []
    for hold in state.holds:
        kept = _gone_on(hold, ruleset, _Moment(at, today, days_of(state, hold.scheme), before), made)
        left += [kept] if kept is not None else []
    if len(left) == len(state.holds) and all(a is b for a, b in zip(left, state.holds, strict=True)):
        return state
    closings = tuple(sorted((*state.closings, *made), key=lambda each: each.at)) if made else state.closings
    return replace(state, holds=tuple(left), closings=closings)


def _gone_on(hold: Hold, ruleset: RuleSet, moment: _Moment, made: list[Closing]) -> Hold | None:
    """What is left of a hold, nothing where its rule is switched off; `made` takes what was closed."""
    terms = ruleset.rule(hold.rule, hold.scheme)
    if terms is None:
        made += [
            _switched_off(hold, each, moment) for each in hold.evidence if not lasts(hold.rule, each, moment.today)
        ]
        return None
    seen = ((each, _observed(Observation(hold, each, terms), moment, made)) for each in hold.evidence)
    left = [(each, now) for each, now in seen if now is not None]
    if not left:
        return None
    if len(left) == len(hold.evidence) and all(each is now for each, now in left):
        return hold
    return replace(hold, evidence=tuple(now for _, now in left))


def _observed(observation: Observation, moment: _Moment, made: list[Closing]) -> Evidence | None:
    """The evidence in its present phase, None when it was observed to its end."""
    hold, evidence = observation.hold, observation.evidence
    while True:
        mine = [closing for closing in moment.before if is_of(closing, hold.scheme, hold.rule, evidence)]
        if any(closing.phase is None for closing in mine):
            return None
        on = next((closing.on for closing in mine if closing.phase == len(observation.passed)), None)
        if on is None:
            on = observation.over_on(moment.days, moment.today)
            if on is None:
                return evidence
            made.append(_closing(observation, moment, on))
        if observation.is_last_phase:
            return None
        evidence = observation.passing(on)
        observation = replace(observation, evidence=evidence)


def _switched_off(hold: Hold, evidence: Evidence, moment: _Moment) -> Closing:
    return Closing(moment.at, hold.scheme, hold.rule, evidence.key, evidence.last or LAST_DAY)


def _closing(observation: Observation, moment: _Moment, on: date) -> Closing:
    hold, evidence = observation.hold, observation.evidence
    return Closing(
        at=moment.at,
        scheme=hold.scheme,
        rule=hold.rule,
        key=evidence.key,
        last=evidence.last or LAST_DAY,
        phase=None if observation.is_last_phase else len(observation.passed),
        on=on,
        run_first=observation.run_first(moment.days, moment.today),
    )


def _may_have(state: State, at: datetime) -> bool:
    """Whether a closing of an earlier fold may be at `at` or later."""
    return bool(state.closings) and state.closings[-1].at >= at


def next_closing_kept(state: State, after: datetime) -> datetime | None:
    """The next instant after `after` at which something was over by an earlier fold."""
    if not state.closings or state.closings[-1].at <= after:
        return None
    return min(closing.at for closing in state.closings if closing.at > after)


def prune_closings(state: State, ctx: Context, limit: date) -> State:
    """Forgets closings from before `limit`: their evidence is too old to open anything."""
    if not state.closings:
        return state
    first = day_start(limit, ctx.book.zone)
    if state.closings[0].at >= first:
        return state
    return replace(state, closings=tuple(closing for closing in state.closings if closing.at >= first))
