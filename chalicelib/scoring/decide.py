"""The decision: colour, holds and the way back to green, at one instant, in one scheme."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.scoring.advance import advance
from chalicelib.scoring.days import LAST_DAY, Outage, add_days, later, policy_day, to_second
from chalicelib.scoring.facts import Event
from chalicelib.scoring.fold import fold
from chalicelib.scoring.holds import is_open_ended, since, terms_of
from chalicelib.scoring.rules import Colour, Context, RuleBook, Scheme, Terms
from chalicelib.scoring.runs import checked_on, normal_days, possible_first
from chalicelib.scoring.state import Hold, State
from chalicelib.scoring.streak import Streak, streak_of, undeclared_from


@dataclass(frozen=True, slots=True)
class HoldView:
    """A hold as shown: `clears_on` is the earliest day it can clear, None while open-ended."""

    rule: str
    colour: Colour
    since: date
    clears_on: date | None
    checkins_required: int
    checkins_done: int
    open_ended: bool
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The daily check-in: whether it is asked for, whether it was done, and days in a row so far."""

    required: bool
    done_today: bool
    streak: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person's facts come to at one instant; `colour` is None before the first declaration.

    `valid_until` and `streak` are None in the domestic scheme. `closed` says that the
    international code has ended 48 h after departure.
    """

    scheme: Scheme
    colour: Colour | None
    grade: str | None
    holds: tuple[HoldView, ...]
    checkin: CheckIn
    rules_version: str
    valid_until: datetime | None
    expired: bool
    closed: bool
    streak: Streak | None


def decide(
    state: State,
    book: RuleBook,
    now: datetime,
    scheme: Scheme,
    *,
    departs_at: datetime | None = None,
    outages: Iterable[Outage] = (),
) -> Decision:
    """The decision at `now`; an instant before the last fact counts as the instant of that fact.

    `departs_at` is the departure of the trip, if there is one: the international code closes
    some time after it. For an earlier instant than the facts reach, see `replay`.
    """
    ctx = Context.of(book, outages)
    now = max(now, state.folded_to or now)
    state = advance(state, ctx, now)
    closed = scheme == "international" and is_closed(state, ctx, now, departs_at)
    views = _views(state, ctx, now, scheme)
    if scheme == "international" and not closed:
        views = (*_undeclared(state, ctx, now), *views)
    return _decision(state, ctx, now, scheme, tuple(sorted(views, key=_gravest_first)), closed)


def replay(
    events: Iterable[Event],
    book: RuleBook,
    now: datetime,
    scheme: Scheme,
    *,
    departs_at: datetime | None = None,
    outages: Iterable[Outage] = (),
) -> Decision:
    """The decision at `now` from the facts themselves, of which later ones are left out."""
    known = (event for event in events if event.at <= now)
    outages = tuple(outages)
    state = fold(None, known, book, outages)
    return decide(state, book, now, scheme, departs_at=departs_at, outages=outages)


def _decision(
    state: State, ctx: Context, now: datetime, scheme: Scheme, views: tuple[HoldView, ...], closed: bool
) -> Decision:
    colour = max((v.colour for v in views), key=lambda c: c.severity, default=Colour.GREEN)
    streak = streak_of(state, ctx, now) if scheme == "international" else None
    return Decision(
        scheme=scheme,
        colour=colour if state.has_declared else None,
        grade=colour.grade if state.has_declared else None,
        holds=views,
        checkin=_checkin(state, ctx, now, views),
        rules_version=ctx.book.at(now).version,
        valid_until=streak.next_due_at if streak else None,
        expired=streak is not None and to_second(now) > streak.next_due_at,
        closed=closed,
        streak=streak,
    )


def is_closed(state: State, ctx: Context, now: datetime, departs_at: datetime | None) -> bool:
    """Whether the international code has ended after the trip, with no declaration since."""
    if departs_at is None:
        return False
    closes_at = later(departs_at, ctx.book.at(now).closes_after)
    return now >= closes_at and (state.chain is None or state.chain.last_at < closes_at)


def _undeclared(state: State, ctx: Context, now: datetime) -> tuple[HoldView, ...]:
    terms = ctx.book.at(now).rule("undeclared", "international")
    if state.chain is None or terms is None:
        return ()
    began = undeclared_from(state.chain, ctx, now)
    if now < began:
        return ()
    day = policy_day(began, ctx.book.zone)
    return (HoldView("undeclared", terms.colour, day, None, terms.checkins, 0, True, began),)


def _views(state: State, ctx: Context, now: datetime, scheme: Scheme) -> tuple[HoldView, ...]:
    ruleset, today = ctx.book.at(now), policy_day(now, ctx.book.zone)
    first = possible_first(state, ctx, now, today)
    mine = ((hold, terms_of(hold, ruleset)) for hold in state.holds if hold.scheme == scheme)
    return tuple(_view(state, hold, terms, today, first) for hold, terms in mine if terms is not None)


def _view(state: State, hold: Hold, terms: Terms, today: date, first: date) -> HoldView:
    start, open_ended = since(hold, today), is_open_ended(hold, today)
    run = max(first, start)
    complete = add_days(run, terms.checkins - 1)
    return HoldView(
        rule=hold.rule,
        colour=terms.colour,
        since=start,
        clears_on=None if open_ended else max(complete, add_days(start, terms.days)),
        checkins_required=terms.checkins,
        checkins_done=0 if open_ended else max(0, normal_days(state, run, today)),
        open_ended=open_ended,
        opened_at=hold.opened_at,
    )


def _gravest_first(view: HoldView) -> tuple[int, int, str]:
    return (-view.colour.severity, -(view.clears_on or LAST_DAY).toordinal(), view.rule)


def _checkin(state: State, ctx: Context, now: datetime, views: tuple[HoldView, ...]) -> CheckIn:
    today = policy_day(now, ctx.book.zone)
    first = possible_first(state, ctx, now, today)
    return CheckIn(
        required=any(not view.open_ended for view in views),
        done_today=checked_on(state, today),
        streak=max(0, normal_days(state, first, today)),
    )
