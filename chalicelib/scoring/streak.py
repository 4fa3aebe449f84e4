"""The chain of declarations, each at most 24 h after the one before, and the streak it shows."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from chalicelib.scoring.days import after_second, later, policy_day, to_second
from chalicelib.scoring.rules import Context
from chalicelib.scoring.state import Chain, State

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """Policy days from the chain's first to its last declaration; 0 days once it has expired."""

    days: int
    since: date | None
    last_at: datetime
    next_due_at: datetime


def valid_until(chain: Chain, ctx: Context) -> datetime:
    """The last second of the validity of the chain's last declaration."""
    valid_for = ctx.book.at(chain.last_at).valid_for
    return ctx.outages.extended(later(to_second(chain.last_at), valid_for))


def undeclared_from(chain: Chain, ctx: Context, now: datetime) -> datetime:
    """The instant from which `undeclared` holds unless there is another declaration."""
    after = ctx.book.at(now).undeclared_after
    return after_second(ctx.outages.extended(later(to_second(chain.last_at), after)))


def is_alive(chain: Chain | None, ctx: Context, now: datetime) -> bool:
    """Whether a declaration at `now` would continue the chain."""
    return chain is not None and to_second(now) <= valid_until(chain, ctx)


def declare(state: State, ctx: Context, at: datetime) -> State:
    """Continues the chain with a declaration at `at`, or begins a new one."""
    chain = state.chain
    if chain is not None and is_alive(chain, ctx, at):
        return replace(state, chain=Chain(chain.first_at, at))
    return bridge(replace(state, earlier_chain=chain, chain=Chain(at, at)), ctx)


def bridge(state: State, ctx: Context) -> State:
    """Joins the chain to the one before it when staff credited every day that parts them."""
    earlier, chain = state.earlier_chain, state.chain
    if earlier is None or chain is None or not _bridged(earlier, chain, state, ctx):
        return state
    return replace(state, earlier_chain=None, chain=Chain(earlier.first_at, chain.last_at))


def _bridged(earlier: Chain, chain: Chain, state: State, ctx: Context) -> bool:
    last = policy_day(earlier.last_at, ctx.book.zone)
    first = policy_day(chain.first_at, ctx.book.zone)
    credited = set(state.credited)
    between = (first - last).days - 1
    if between <= 0:
        return bool(credited & {last, first})
    return all(last + _DAY * step in credited for step in range(1, between + 1))


def streak_of(state: State, ctx: Context, now: datetime) -> Streak | None:
    """The streak as shown at `now`; None before the first declaration."""
    chain = state.chain
    if chain is None:
        return None
    until = valid_until(chain, ctx)
    if to_second(now) > until:
        return Streak(0, None, chain.last_at, until)
    first = policy_day(chain.first_at, ctx.book.zone)
    days = (policy_day(chain.last_at, ctx.book.zone) - first).days + 1
    return Streak(days, first, chain.last_at, until)
