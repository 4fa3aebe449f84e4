"""The chain of declarations, each at most 24 h after the one before, and the streak it shows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.scoring.days import add_days, after_second, day_start, later, policy_day, to_second
from chalicelib.scoring.rules import Context
from chalicelib.scoring.state import Chain, State

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """Policy days from the chain's first to its last declaration; 0 days once it has expired."""

    days: int
    since: date | None
    last_at: datetime
    next_due_at: datetime


def valid_until(chain: Chain, ctx: Context, now: datetime) -> datetime:
    """The last second of the validity of the chain's last declaration, as it stands at `now`."""
    return _due(chain.last_at, chain.last_at, ctx, now)


def _due(begin: datetime, declared_at: datetime, ctx: Context, now: datetime) -> datetime:
    """When the next declaration is due where the one before counts as of `begin`."""
    valid_for = ctx.book.at(declared_at).valid_for
    return ctx.outages.extended(later(to_second(begin), valid_for), now)


def undeclared_from(chain: Chain, ctx: Context, now: datetime) -> datetime:
    """The instant from which `undeclared` holds unless there is another declaration."""
    after = ctx.book.at(now).undeclared_after
    return after_second(ctx.outages.extended(later(to_second(chain.last_at), after), now))


def is_alive(chain: Chain | None, ctx: Context, now: datetime) -> bool:
    """Whether a declaration at `now` would continue the chain."""
    return chain is not None and to_second(now) <= valid_until(chain, ctx, now)


def chains_after(state: State, ctx: Context, at: datetime) -> tuple[Chain, Chain | None]:
    """The chain with a declaration at `at`, and the one before it: it goes on, or another begins."""
    chain = state.chain
    if chain is not None and (is_alive(chain, ctx, at) or _is_bridged(chain, state, ctx, at)):
        return Chain(chain.first_at, at), state.earlier_chain
    return Chain(at, at), chain


def _is_bridged(chain: Chain, state: State, ctx: Context, at: datetime) -> bool:
    """Whether credited days part the chain from a declaration at `at`, and nothing else does.

    A credited day stands for a declaration at its last second, where one was due on it.
    """
    zone, reached, left = ctx.book.zone, chain.last_at, set(state.credited)
    while left:
        due = _due(reached, chain.last_at, ctx, at)
        if to_second(at) <= due:
            return True
        day = next((day for day in (policy_day(due, zone), policy_day(reached, zone)) if day in left), None)
        if day is None:
            return False
        left -= {day}
        reached = max(reached, later(day_start(add_days(day, 1), zone), -_SECOND))
    return to_second(at) <= _due(reached, chain.last_at, ctx, at)


def streak_of(state: State, ctx: Context, now: datetime) -> Streak | None:
    """The streak as shown at `now`; None before the first declaration."""
    chain = state.chain
    if chain is None:
        return None
    until = valid_until(chain, ctx, now)
    if to_second(now) > until:
        return Streak(0, None, chain.last_at, until)
    first = policy_day(chain.first_at, ctx.book.zone)
    days = (policy_day(chain.last_at, ctx.book.zone) - first).days + 1
    return Streak(days, first, chain.last_at, until)
