"""Whether an outage that is recorded or withdrawn late may change what was folded before it was."""

from collections.abc import Iterable
from datetime import date, datetime

from chalicelib.scoring.days import add_days, policy_day
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.rules import Context, RuleBook
from chalicelib.scoring.runs import checked_on, forget_before
from chalicelib.scoring.state import State


def may_change(state: State, outage: Outage, book: RuleBook, outages: Iterable[Outage]) -> bool:
    """Whether `outage`, one of `outages`, gives or takes anything of what is folded into the state.

    False only where it does not: then the state is the same as one folded anew.
    """
    ctx = Context.of(book, outages)
    start, until = ctx.outages.around(outage)
    if state.folded_to is None or state.folded_to < max(outage.start, outage.withdrawn_at or outage.start):
        return False
    first, last = policy_day(start, book.zone), policy_day(until, book.zone)
    if first < forget_before(policy_day(state.folded_to, book.zone)):
        return bool(state.holds or state.closings) or _began(state, start, until)
    return _began(state, start, until) or _is_made_up(state, first, last)


def _began(state: State, start: datetime, until: datetime) -> bool:
    """Whether a chain began that the outage may join to the one before it."""
    chains = (state.chain, state.earlier_chain)
    return any(chain is not None and start <= chain.first_at <= until for chain in chains)


def _is_made_up(state: State, first: date, last: date) -> bool:
    """Whether a check-in within the grace may make up for a missed day of the outage."""
    days = [add_days(first, number) for number in range((last - first).days + 1)]
    missed = next((day for day in days if not checked_on(state, day)), None)
    return missed is not None and any(day > missed and checked_on(state, day) for day in days)
