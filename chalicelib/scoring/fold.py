"""Folding facts into a state, in the order in which they became known (order.py).

The same facts in any order of the input, at once or a few at a time, give the same state.
"""

from collections.abc import Iterable

from chalicelib.scoring.days import LAST_DAY, policy_day
from chalicelib.scoring.facts import Event, RatingKnown
from chalicelib.scoring.gazette import latest, timeline
from chalicelib.scoring.history import fold_all, may_reach_back
from chalicelib.scoring.order import in_order
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.ratings import concerns
from chalicelib.scoring.rules import Context, RuleBook
from chalicelib.scoring.runs import forget_before
from chalicelib.scoring.state import OutOfOrder, State
from chalicelib.scoring.step import run


def fold(state: State | None, events: Iterable[Event], book: RuleBook, outages: Iterable[Outage] = ()) -> State:
    """The state after `events`, which follow those already folded into `state` (None: nothing yet).

    Returns a new state; `events` may come in any order, ratings of new regions may be older. Raises OutOfOrder when
    one of them became known before something that is folded already, or reaches back (an annulment, a refutation, a
    withdrawal, a correction, a credit): fold all the facts from None then. An outage recorded after the fact needs
    the same.
    """
    ctx = Context.of(book, outages)
    ordered = sorted(events, key=in_order)
    if state is None or state.folded_to is None:
        return fold_all(ordered, ctx)
    known = timeline((event for event in ordered if isinstance(event, RatingKnown)), ())
    _require_known(state, ctx, known)
    others: list[Event] = [event for event in ordered if not isinstance(event, RatingKnown)]
    coming = [version for version in known if not _is_folded(state, version)]
    for event in sorted((*others, *coming), key=in_order):
        if may_reach_back(state, event) or _is_folded(state, event):
            raise OutOfOrder(event.id)
        state = run(state, ctx, [event], known)
    return state


def _is_folded(state: State, event: Event) -> bool:
    return state.folded_to is not None and in_order(event) <= (state.folded_to, state.last_place)


def _require_known(state: State, ctx: Context, known: tuple[RatingKnown, ...]) -> None:
    """Of the ratings of known stays, all that were published so far must be in the state already."""
    if state.folded_to is None:
        return
    remembered = {rating.id: rating.at for rating in state.ratings}
    limit = forget_before(policy_day(state.folded_to, ctx.book.zone))
    for version in latest(known, state.folded_to):
        expected = None if version.withdrawn or (version.last or LAST_DAY) < limit else version.at
        if concerns(state, version.region) and remembered.get(version.id, expected) != expected:
            raise OutOfOrder(version.id)
        if concerns(state, version.region) and expected is not None and version.id not in remembered:
            raise OutOfOrder(version.id)
