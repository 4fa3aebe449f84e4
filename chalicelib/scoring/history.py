"""The whole history of a person, folded: with what was revised later, and what stands in spite of it.

Some facts reach back: an annulment, a refutation, a withdrawal, a correction that eases, a credit. At each of them
everything is folded anew with what it leaves out left out. Two things of the folds before it stand: what was closed
stays closed, and a day on which nothing was asked, because of a cause that is gone or moved, counts as checked in.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.scoring.advance import Trail, advance
from chalicelib.scoring.asking import Asking, asking
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.declared import bounded
from chalicelib.scoring.facts import (
    Annulment,
    AnomalyWithdrawn,
    CaseKnown,
    CaseOfContact,
    ContactKnown,
    DayCredited,
    DeclaredSettled,
    DesignationLifted,
    DesignationMade,
    Event,
    RatingKnown,
    StayWithdrawn,
)
from chalicelib.scoring.order import Excusal
from chalicelib.scoring.ratings import concerns
from chalicelib.scoring.rules import Context
from chalicelib.scoring.standing import Standing, standing, unrevised
from chalicelib.scoring.state import Closing, DeclaredFact, State
from chalicelib.scoring.step import run


def may_reach_back(state: State, event: Event) -> bool:
    """Whether a fact changes what came before it, for a person whose state it finds like this."""
    if isinstance(event, RatingKnown) and not concerns(state, event.region):
        return False
    if isinstance(event, CaseKnown) and (event.source, event.source_ref) in state.struck:
        return True
    return _reaches_back(event, {(each.source, each.ref) for each in state.opinions if each.status == "released"})


def _reaches_back(event: Event, released: Collection[tuple[str, str]]) -> bool:
    """Whether a fact takes something back or eases it; `released`: the references of cases released before."""
    match event:
        case Annulment() | DayCredited() | AnomalyWithdrawn() | CaseOfContact() | StayWithdrawn():
            return True
        case DesignationLifted(means="wrong") | DeclaredSettled(outcome="refuted") | ContactKnown(status="withdrawn"):
            return True
        case CaseKnown(status="excluded" | "withdrawn") | RatingKnown(withdrawn=True):
            return True
        case CaseKnown(status="released"):
            return (event.source, event.source_ref) in released
        case DesignationMade() | ContactKnown() | RatingKnown():
            return event.correction
        case _:
            return False


@dataclass(frozen=True, slots=True)
class _Kept:
    """What stands of earlier folds, the revisions of ratings that concerned the person, and what was asked when."""

    closings: tuple[Closing, ...] = ()
    excusals: tuple[Excusal, ...] = ()
    reaching: tuple[RatingKnown, ...] = ()
    asking: Asking = field(default_factory=Asking)
    until: datetime | None = None


def fold_all(ordered: Sequence[Event], ctx: Context) -> State:
    """The state after all of a person's facts, in order."""
    found, kept = _stood(ordered, ctx)
    return run(_beginning(found, kept), ctx, found.events, found.known)


def trail_of(ordered: Sequence[Event], ctx: Context, until: datetime) -> Trail:
    """The states that all of a person's facts, in order, go through until an instant, by what is known of them now."""
    found, kept = _stood(ordered, ctx)
    trail: Trail = []
    advance(run(_beginning(found, kept), ctx, found.events, found.known, trail), ctx, until, trail)
    return trail


def reaching_back(ordered: Sequence[Event]) -> list[int]:
    """The places of the facts that change what came before them, among a person's facts in order."""
    return _revisions(ordered)


def _stood(ordered: Sequence[Event], ctx: Context) -> tuple[Standing, _Kept]:
    """What is left of the facts, and what stands in spite of those that take something back."""
    revisions = _revisions(ordered)
    lasting = next((n for n, event in enumerate(ordered) if isinstance(event, CaseKnown | RatingKnown)), len(ordered))
    kept = _Kept()
    for number in revisions:
        if lasting <= number or _leaves_closings(ordered[number]):
            kept = _revised(kept, ordered[:number], ordered[number], ctx.known_at(ordered[number].at))
    found = standing(ordered, kept.reaching, kept.excusals, ctx.book) if revisions else unrevised(ordered)
    return found, kept


def _leaves_closings(event: Event) -> bool:
    """Whether something may have closed that a fold anew would not close at the same instant.

    Without a cause that lasts, what is merely taken back closes everything no later than before. A struck check-in
    may close later, and a corrected cause not open at all: it says again what had closed, with a longer term.
    """
    match event:
        case Annulment():
            return True
        case DesignationMade() | ContactKnown():
            return event.correction
        case _:
            return False


def _revisions(ordered: Sequence[Event]) -> list[int]:
    """The places of the facts that reach back."""
    found = []
    released: set[tuple[str, str]] = set()
    for number, event in enumerate(ordered):
        if _reaches_back(event, released):
            found.append(number)
        if isinstance(event, CaseKnown) and event.status == "released":
            released.add((event.source, event.source_ref))
    return found


def _revised(kept: _Kept, before: Sequence[Event], event: Event, ctx: Context) -> _Kept:
    """What stands when `event` reaches back into everything known before."""
    trail = _trail(kept, before, ctx, event.at)
    last = trail[-1][1] if trail else State()
    if isinstance(event, RatingKnown):
        if not concerns(last, event.region):
            return kept
        kept = replace(kept, reaching=(*kept.reaching, event))
    closings = {closing for _, state in trail for closing in state.closings} | set(kept.closings)
    kept = replace(
        kept,
        closings=_in_order(closings - _reopened(closings, before, event, ctx)),
        asking=kept.asking.and_then(asking(trail, event.at, ctx.book.zone, kept.until)),
        until=event.at,
    )
    return replace(kept, excusals=_excusals(kept, (*before, event), ctx, event.at)) if kept.asking.unasked else kept


def _excusals(kept: _Kept, events: Sequence[Event], ctx: Context, at: datetime) -> tuple[Excusal, ...]:
    """The days that count as checked in: nothing was asked, and by what is known now something would have been."""
    anew = asking(_trail(kept, events, ctx, at), at, ctx.book.zone)
    today = policy_day(at, ctx.book.zone)
    free = sorted(each for each in kept.asking.unasked - anew.unasked if each[1] < today)
    new = [Excusal.of(scheme, day, ctx.book.zone) for scheme, day in free]
    return tuple(dict.fromkeys((*kept.excusals, *new)))


def _in_order(closings: Collection[Closing]) -> tuple[Closing, ...]:
    return tuple(
        sorted(closings, key=lambda each: (each.at, each.scheme, each.rule, each.key, str(each.phase), str(each)))
    )


def _reopened(closings: Collection[Closing], before: Sequence[Event], event: Event, ctx: Context) -> frozenset[Closing]:
    """The closings that rested on a forged check-in which two of staff struck, having been shown them."""
    if not isinstance(event, Annulment) or not event.reopens:
        return frozenset()
    zone = ctx.book.zone
    forged = [policy_day(each.at, zone) for each in before if each.id == event.declaration_id]
    return frozenset(
        closing
        for closing in closings
        for day in forged
        if closing.run_first is not None and closing.run_first <= day <= policy_day(closing.at, zone)
    )


def _trail(kept: _Kept, events: Sequence[Event], ctx: Context, until: datetime) -> Trail:
    """The states that all facts go through until an instant."""
    found = standing(events, kept.reaching, kept.excusals, ctx.book)
    trail: Trail = []
    advance(run(_beginning(found, kept), ctx, found.events, found.known, trail), ctx, until, trail)
    return trail


def _beginning(found: Standing, kept: _Kept) -> State:
    """What is known before the first fact: closings to come, credited days, what was refuted, what was struck."""
    refuted = tuple(DeclaredFact(key, outcome="refuted") for key in found.refuted)
    return State(closings=kept.closings, credited=found.credited, declared=bounded(refuted), struck=found.struck)
