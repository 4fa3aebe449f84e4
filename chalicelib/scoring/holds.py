"""Holds: opening one on evidence, adding to it, and closing it when all of its evidence is observed to the end.

Each piece of evidence is observed by itself (`observation.py`). A hold shows the one that clears last.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from chalicelib.scoring.days import LAST_DAY, policy_day
from chalicelib.scoring.observation import Observation, lasts
from chalicelib.scoring.rules import Colour, Context, RuleSet, Scheme, Terms
from chalicelib.scoring.state import Closing, Evidence, Hold, State

MAX_EVIDENCE = 12


def observed(hold: Hold, ruleset: RuleSet) -> tuple[Observation, ...]:
    """The observation of each piece of a hold's evidence; none where the rule is switched off."""
    terms = ruleset.rule(hold.rule, hold.scheme)
    return () if terms is None else tuple(Observation(hold, evidence, terms) for evidence in hold.evidence)


def is_open_ended(hold: Hold, today: date) -> bool:
    """Whether some of its evidence still lasts: a case not released, a stay and rating not over."""
    return any(lasts(hold.rule, evidence, today) for evidence in hold.evidence)


def colour_of(hold: Hold, ruleset: RuleSet) -> Colour | None:
    """The colour of the gravest of its observations; None where the rule is switched off."""
    colours = [observation.colour for observation in observed(hold, ruleset)]
    return max(colours, key=lambda colour: colour.severity, default=None)


def is_yellow(hold: Hold, ruleset: RuleSet) -> bool:
    """Whether the hold makes a person yellow, by the rule set in force."""
    return colour_of(hold, ruleset) is Colour.YELLOW


def reference(rule: str, key: str) -> str | None:
    """What an office's decision behind a hold was about: a case, a contact or its list, a designation; by the rule and
    the key of its evidence."""
    if rule.startswith("case."):
        return key.split(":")[2]
    if rule in ("contact.close", "contact.building"):
        return key.partition("-")[0]
    return key if rule.startswith("designated.") else None


def without(state: State, suspended: Collection[str]) -> State:
    """The state with what is suspended left aside, by the references of its decisions; as it is stored it runs on."""
    if not suspended:
        return state
    kept = ((hold, _not_suspended(hold, suspended)) for hold in state.holds)
    return replace(state, holds=tuple(replace(hold, evidence=evidence) for hold, evidence in kept if evidence))


def _not_suspended(hold: Hold, suspended: Collection[str]) -> tuple[Evidence, ...]:
    return tuple(each for each in hold.evidence if reference(hold.rule, each.key) not in suspended)


def find(state: State, scheme: Scheme, rule: str) -> Hold | None:
    """The open hold of a rule, of which there is at most one in a scheme."""
    return next((h for h in state.holds if h.scheme == scheme and h.rule == rule), None)


def raise_in(
    state: State,
    ctx: Context,
    at: datetime,
    scheme: Scheme,
    rule: str,
    evidence: Evidence,
    *,
    seen_on: date | None = None,
    force: bool = False,
) -> State:
    """Opens the rule's hold in a scheme or adds to it, where the evidence is fresh enough.

    `seen_on`: the day on which it counts as known, today unless said. `force` is for evidence that takes the place of
    other evidence, which had opened a hold. What was observed to its end opens nothing again.
    """
    terms = ctx.book.at(at).rule(rule, scheme)
    if terms is None or _is_closed(state, at, scheme, rule, evidence):
        return state
    hold = find(state, scheme, rule)
    known = hold is not None and any(e.key == evidence.key for e in hold.evidence)
    today = seen_on or policy_day(at, ctx.book.zone)
    if not (force or known or is_fresh(rule, evidence, terms, today)):
        return state
    if hold is None:
        return replace(state, holds=(*state.holds, Hold(scheme, rule, at, (evidence,))))
    return _put(state, hold, _merged(hold, evidence))


def is_fresh(rule: str, evidence: Evidence, terms: Terms, today: date) -> bool:
    """Whether fewer days than the rule's have passed since observation would have started."""
    if evidence.last is None or lasts(rule, evidence, today):
        return True
    days = terms.days if evidence.days is None else evidence.days
    return (today - evidence.last).days < days


def _is_closed(state: State, at: datetime, scheme: Scheme, rule: str, evidence: Evidence) -> bool:
    return any(
        closing.phase is None and closing.at <= at and is_of(closing, scheme, rule, evidence)
        for closing in state.closings
    )


def is_of(closing: Closing, scheme: Scheme, rule: str, evidence: Evidence) -> bool:
    """Whether a closing is one of this evidence: of a cause that lasted longer it is not."""
    named = (closing.scheme, closing.rule, closing.key) == (scheme, rule, evidence.key)
    return named and evidence.last is not None and evidence.last <= closing.last


def _merged(hold: Hold, evidence: Evidence) -> Hold:
    same = next((e for e in hold.evidence if e.key == evidence.key), None)
    if same is not None and replace(same, passed=()) == evidence:
        return hold
    others = tuple(e for e in hold.evidence if e.key != evidence.key)
    kept = sorted((*others, evidence), key=lambda e: (e.last or LAST_DAY, e.key))[-MAX_EVIDENCE:]
    return replace(hold, evidence=tuple(kept))


def withdraw(state: State, key: str, *rules: str, scheme: Scheme | None = None, besides: str = "") -> State:
    """Takes one piece of evidence away; a hold with nothing left to rest on closes at once.

    `rules`: the beginnings of the rules it is taken from, all without any, and `besides` one that keeps it.
    """
    for hold in state.holds:
        concerned = hold.rule.startswith(rules or "") and hold.rule != besides and scheme in (None, hold.scheme)
        if concerned and any(e.key == key for e in hold.evidence):
            rest = tuple(e for e in hold.evidence if e.key != key)
            state = _put(state, hold, replace(hold, evidence=rest) if rest else None)
    return state


def rests_on(state: State, scheme: Scheme, key: str, rule_prefix: str) -> bool:
    """Whether an open hold of such a rule rests on the evidence named by `key` in this scheme."""
    return any(
        hold.scheme == scheme and hold.rule.startswith(rule_prefix) and any(e.key == key for e in hold.evidence)
        for hold in state.holds
    )


def _put(state: State, hold: Hold, instead: Hold | None) -> State:
    if instead is None:
        return replace(state, holds=tuple(h for h in state.holds if h is not hold))
    return replace(state, holds=tuple(instead if h is hold else h for h in state.holds))


def restart(state: State, day: date, rule: str | None) -> State:
    """Restarts observation on `day` after a breach, in every hold or in those of one rule."""
    return replace(
        state, holds=tuple(_restarted(hold, day) if rule in (None, hold.rule) else hold for hold in state.holds)
    )


def _restarted(hold: Hold, day: date) -> Hold:
    evidence = tuple(replace(each, passed=()) for each in hold.evidence)
    return replace(hold, evidence=evidence, restarted_on=max(day, hold.restarted_on or day))
