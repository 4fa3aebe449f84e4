"""Facts whose time is over: whether everything that follows is the same without them.

What was closed is kept with the facts that close it, and a chain of declarations begins where it began: of declarations
that go, a `DeclaredBefore` stays (settled.md 8, 57). Nothing else of them may be missed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from chalicelib.scoring.advance import advance
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.facts import Annulment, Declaration, DeclaredBefore, Event
from chalicelib.scoring.rules import Context
from chalicelib.scoring.runs import forget_before
from chalicelib.scoring.state import Chain, State
from chalicelib.scoring.step import pruned

Fold = Callable[[Iterable[Event]], State]
"""All of a person's facts, in any order, to the state that follows from them."""


def without(
    facts: Sequence[Event], going: Iterable[str], fold: Fold, ctx: Context, now: datetime
) -> list[Event] | None:
    """What is left of the facts, with what stays of the declarations among those that go, by the ids of these.

    None where something rests on them: the state at `now` would be another one.
    """
    gone = set(going)
    left = [each for each in facts if not _goes(each, gone)]
    whole = fold(facts)
    aim = _at(whole, ctx, now)
    for began in _beginnings(facts, gone, whole):
        kept = left if began is None else [*(each for each in left if not isinstance(each, DeclaredBefore)), began]
        if kept and _at(fold(kept), ctx, now) == aim:
            return kept
    return None


def _goes(event: Event, gone: set[str]) -> bool:
    return event.id in gone or (isinstance(event, Annulment) and event.declaration_id in gone)


def _beginnings(facts: Sequence[Event], gone: set[str], whole: State) -> list[DeclaredBefore | None]:
    """What may stay of the declarations that go: of the chain that they began, of the one before it, or nothing."""
    said = [each.at for each in facts if isinstance(each, Declaration) and each.id in gone]
    chains = [each for each in (whole.chain, whole.earlier_chain) if each is not None]
    return [
        None,
        *(_began(chain, said) for chain in chains if any(chain.first_at <= at <= chain.last_at for at in said)),
    ]


def _began(chain: Chain, said: Iterable[datetime]) -> DeclaredBefore:
    last = max(at for at in said if chain.first_at <= at <= chain.last_at)
    return DeclaredBefore("declared-before", last, chain.first_at)


def _at(state: State, ctx: Context, now: datetime) -> State:
    """What is known at `now`, whichever fact it was that came last, and with nothing open from no further back than
    the rules look."""
    state = replace(pruned(advance(state, ctx, now), ctx, now), folded_to=None, last_place=(0, 0, ""))
    return state if state.holds else _looked_back(state, forget_before(policy_day(now, ctx.book.zone)))


def _looked_back(state: State, limit: date) -> State:
    place, home = state.location, state.residence
    return replace(
        state,
        checked=tuple(replace(each, first=max(each.first, limit)) for each in state.checked),
        stays=tuple(replace(each, first=max(each.first, limit)) for each in state.stays),
        location=replace(place, first=max(place.first, limit)) if place else None,
        residence=replace(home, first=max(home.first, limit)) if home and home.first else home,
    )
