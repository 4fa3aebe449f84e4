"""Holds: opening one on evidence, moving it, and the day on which it closes.

A hold rests on evidence. Observation starts with the latest of it and is open-ended while any
of it lasts. It clears N days later, given a run of N days of normal check-ins since.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from chalicelib.scoring.days import LAST_DAY, add_days, policy_day
from chalicelib.scoring.rules import SCHEMES, Colour, Context, RuleSet, Scheme, Terms
from chalicelib.scoring.runs import last_normal_day, run_ending, run_first
from chalicelib.scoring.state import Evidence, Hold, State

MAX_EVIDENCE = 12


def terms_of(hold: Hold, ruleset: RuleSet) -> Terms | None:
    """What the hold takes to clear, by the rule set or as its designation named; None if switched off."""
    terms = ruleset.rule(hold.rule, hold.scheme)
    if terms is None:
        return None
    days = max(terms.days if e.days is None else e.days for e in hold.evidence)
    checkins = max(terms.checkins if e.checkins is None else e.checkins for e in hold.evidence)
    return Terms(terms.colour, days, checkins)


def is_open_ended(hold: Hold, today: date) -> bool:
    """Whether some of its evidence still lasts: a case not released, a stay and rating not over."""
    return any(_lasts(hold.rule, evidence, today) for evidence in hold.evidence)


def _lasts(rule: str, evidence: Evidence, today: date) -> bool:
    return evidence.last is None or (rule.startswith("region.") and today <= evidence.last)


def since(hold: Hold, today: date) -> date:
    """The day observation started; while open-ended, the last day of it known so far."""
    starts = [_start(hold.rule, evidence, today) for evidence in hold.evidence]
    return max(*starts, hold.restarted_on or starts[0])


def _start(rule: str, evidence: Evidence, today: date) -> date:
    if rule.startswith("region."):
        return min(today, evidence.last or LAST_DAY)
    return evidence.last or evidence.first


def is_closable(state: State, hold: Hold, terms: Terms, today: date) -> bool:
    """Whether enough days have passed and a run that is long enough ends today or yesterday."""
    if is_open_ended(hold, today):
        return False
    start = since(hold, today)
    if (today - start).days < terms.days:
        return False
    run = run_ending(state, today)
    done = (run.last - max(run.first, start)).days + 1 if run else 0
    return done >= terms.checkins


def closing_day(state: State, hold: Hold, terms: Terms) -> date | None:
    """The day on which the hold closes with nobody doing anything, by the run so far; None if never."""
    if any(evidence.last is None for evidence in hold.evidence):
        return None
    start = since(hold, LAST_DAY)
    earliest = add_days(start, terms.days)
    if hold.rule.startswith("region."):
        ended = max(e.last for e in hold.evidence if e.last is not None)
        earliest = max(earliest, add_days(ended, 1))
    if terms.checkins == 0:
        return earliest
    last = last_normal_day(state)
    if last is None or (last - max(run_first(state, last), start)).days + 1 < terms.checkins:
        return None
    closes = max(earliest, last)
    return closes if closes <= add_days(last, 1) else None


def find(state: State, scheme: Scheme, rule: str) -> Hold | None:
    """The open hold of a rule, of which there is at most one in a scheme."""
    return next((h for h in state.holds if h.scheme == scheme and h.rule == rule), None)


def raise_hold(
    state: State, ctx: Context, at: datetime, rule: str, evidence: Evidence, *, force: bool = False
) -> State:
    """Opens or moves the rule's hold in both schemes, where the evidence is fresh enough.

    `force` is for evidence that takes the place of other evidence, which had opened a hold.
    """
    for scheme in SCHEMES:
        state = raise_in(state, ctx, at, scheme, rule, evidence, force=force)
    return state


def raise_in(
    state: State,
    ctx: Context,
    at: datetime,
    scheme: Scheme,
    rule: str,
    evidence: Evidence,
    *,
    force: bool = False,
) -> State:
    """`raise_hold` in one scheme."""
    terms = ctx.book.at(at).rule(rule, scheme)
    if terms is None:
        return state
    hold = find(state, scheme, rule)
    known = hold is not None and any(e.key == evidence.key for e in hold.evidence)
    if not (force or known or is_fresh(rule, evidence, terms, policy_day(at, ctx.book.zone))):
        return state
    if hold is None:
        return replace(state, holds=(*state.holds, Hold(scheme, rule, at, (evidence,))))
    return _put(state, hold, _merged(hold, evidence))


def is_fresh(rule: str, evidence: Evidence, terms: Terms, today: date) -> bool:
    """Whether fewer days than the rule's have passed since observation would have started."""
    if evidence.last is None or _lasts(rule, evidence, today):
        return True
    days = terms.days if evidence.days is None else evidence.days
    return (today - evidence.last).days < days


def _merged(hold: Hold, evidence: Evidence) -> Hold:
    others = tuple(e for e in hold.evidence if e.key != evidence.key)
    kept = sorted((*others, evidence), key=lambda e: (e.last or LAST_DAY, e.key))[-MAX_EVIDENCE:]
    return replace(hold, evidence=tuple(kept))


def withdraw(state: State, key: str, concerned: Callable[[Hold], bool] = lambda hold: True) -> State:
    """Takes one piece of evidence away; a hold with nothing left to rest on closes at once."""
    for hold in state.holds:
        if concerned(hold) and any(e.key == key for e in hold.evidence):
            rest = tuple(e for e in hold.evidence if e.key != key)
            state = _put(state, hold, replace(hold, evidence=rest) if rest else None)
    return state


def rests_on(state: State, key: str, rule_prefix: str) -> bool:
    """Whether an open hold of such a rule rests on the evidence named by `key`."""
    return any(hold.rule.startswith(rule_prefix) and any(e.key == key for e in hold.evidence) for hold in state.holds)


def _put(state: State, hold: Hold, instead: Hold | None) -> State:
    if instead is None:
        return replace(state, holds=tuple(h for h in state.holds if h is not hold))
    return replace(state, holds=tuple(instead if h is hold else h for h in state.holds))


def close_holds(state: State, ctx: Context, at: datetime) -> State:
    """Closes every hold that can close at `at`, and those whose rule is switched off."""
    if not state.holds:
        return state
    today, ruleset = policy_day(at, ctx.book.zone), ctx.book.at(at)
    kept = tuple(hold for hold in state.holds if not _is_over(state, hold, ruleset, today))
    return state if len(kept) == len(state.holds) else replace(state, holds=kept)


def _is_over(state: State, hold: Hold, ruleset: RuleSet, today: date) -> bool:
    terms = terms_of(hold, ruleset)
    return terms is None or is_closable(state, hold, terms, today)


def is_yellow(hold: Hold, ruleset: RuleSet) -> bool:
    """Whether the hold makes a person yellow, by the rule set in force."""
    terms = terms_of(hold, ruleset)
    return terms is not None and terms.colour is Colour.YELLOW


def restart(state: State, day: date, rule: str | None) -> State:
    """Restarts observation on `day` after a breach, in every hold or in those of one rule."""
    holds = (
        replace(hold, restarted_on=max(day, hold.restarted_on or day)) if rule in (None, hold.rule) else hold
        for hold in state.holds
    )
    return replace(state, holds=tuple(holds))
