"""The decision: colour, holds and the way back to green, at one instant, in one scheme."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.scoring.advance import advance
from chalicelib.scoring.cases import died_on
from chalicelib.scoring.days import LAST_DAY, later, policy_day, to_second
from chalicelib.scoring.facts import Event
from chalicelib.scoring.fold import fold
from chalicelib.scoring.holds import observed, without
from chalicelib.scoring.observation import Observation, is_of_region
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.overlaps import resumes_on
from chalicelib.scoring.rules import Colour, Context, RuleBook, Scheme
from chalicelib.scoring.runs import Days, checked_on, days_of, normal_days, possible_first
from chalicelib.scoring.state import State
from chalicelib.scoring.streak import Streak, streak_of, undeclared_from


@dataclass(frozen=True, slots=True)
class HoldView:
    """A hold as shown: `clears_on` is the earliest day it can clear; None while open-ended, or where it will be again.

    `named` is what was declared or measured, or the level of a rating, where the rule is about several things.
    """

    rule: str
    colour: Colour
    since: date
    clears_on: date | None
    checkins_required: int
    checkins_done: int
    open_ended: bool
    opened_at: datetime
    named: tuple[str, ...] = ()
    key: str = ""
    """The evidence that is shown: by it the decision is found."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The daily check-in: whether it is asked for, whether it was done, and days in a row so far.

    `abnormal_today`: today counts as ill, whatever is declared yet; the days count again from tomorrow.
    """

    required: bool
    done_today: bool
    streak: int
    abnormal_today: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person's facts come to at one instant; `colour` is None before the first declaration and after death.

    `valid_until` and `streak` are None in the domestic scheme. `closed` says that the
    international code has ended 48 h after departure, or any code with its person's death.
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
    suspended: Collection[str] = (),
) -> Decision:
    """The decision at `now`; an instant before the last fact counts as the instant of that fact.

    `suspended`: references of offices' decisions that are left aside for now. `departs_at` is the departure of the
    trip, if there is one: the international code closes some time after it. For an earlier instant than the facts
    reach, see `replay`.
    """
    ctx = Context.of(book, outages)
    now = max(now, state.folded_to or now)
    state = without(advance(state, ctx, now), suspended)
    if died_on(state) is not None:
        return _ended(state, ctx, now, scheme)
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
    outages = tuple(outage for outage in outages if outage.recorded_at is None or outage.recorded_at <= now)
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
        checkin=_checkin(state, ctx, now, scheme, views),
        rules_version=ctx.book.at(now).version,
        valid_until=streak.next_due_at if streak else None,
        expired=streak is not None and to_second(now) > streak.next_due_at,
        closed=closed,
        streak=streak,
    )


def _ended(state: State, ctx: Context, now: datetime, scheme: Scheme) -> Decision:
    """The code of somebody who died: it has no colour and asks for nothing."""
    nothing = CheckIn(required=False, done_today=False, streak=0)
    version = ctx.book.at(now).version
    return Decision(scheme, None, None, (), nothing, version, None, expired=False, closed=True, streak=None)


def is_closed(state: State, ctx: Context, now: datetime, departs_at: datetime | None) -> bool:
    """Whether the international code has ended after the trip, with no declaration since."""
    if departs_at is None:
        return False
    closes_at = later(departs_at, ctx.book.at(now).closes_after)
    return now >= closes_at and (state.chain is None or state.chain.last_at < closes_at)


def _undeclared(state: State, ctx: Context, now: datetime) -> tuple[HoldView, ...]:
    terms = ctx.book.at(now).rule("undeclared", "international")
    if state.chain is None or terms is None or state.departed_on is not None:
        return ()
    began = undeclared_from(state.chain, ctx, now)
    if now < began:
        return ()
    day = policy_day(began, ctx.book.zone)
    phase = terms.phases[0]
    return (HoldView("undeclared", phase.colour, day, None, phase.checkins, 0, True, began),)


def _views(state: State, ctx: Context, now: datetime, scheme: Scheme) -> tuple[HoldView, ...]:
    mine = [hold for hold in state.holds if hold.scheme == scheme]
    if not mine:
        return ()
    ruleset, today, days = ctx.book.at(now), policy_day(now, ctx.book.zone), days_of(state, scheme)
    first = possible_first(days, ctx, now, today, declared=state.has_declared)
    seen = (observed(hold, ruleset) for hold in mine)
    moment = _Moment(state, ctx, days, first, today)
    return tuple(_view(moment, observations) for observations in seen if observations)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A state today: the days that count, and the first day of the run that check-ins from now on can continue."""

    state: State
    ctx: Context
    days: Days
    first: date
    today: date

    def clears_on(self, observation: Observation) -> date | None:
        """None also where a rating that is overridden for some days counts again before it could clear."""
        clears_on = observation.clears_on(self.first, self.today)
        if clears_on is None or not is_of_region(observation.hold.rule):
            return clears_on
        again = resumes_on(self.state, self.ctx, observation.evidence.key, self.today)
        return None if again is not None and again <= clears_on else clears_on


def _view(moment: _Moment, observations: tuple[Observation, ...]) -> HoldView:
    """A hold as its observation that clears last; the colour is that of the gravest."""

    today = moment.today

    def clears_last(each: tuple[Observation, date | None]) -> tuple[bool, date, date]:
        observation, clears_on = each
        return clears_on is None, clears_on or LAST_DAY, observation.start(today)

    shown, clears_on = max(((each, moment.clears_on(each)) for each in observations), key=clears_last)
    return HoldView(
        rule=shown.hold.rule,
        colour=max((each.colour for each in observations), key=lambda colour: colour.severity),
        since=shown.start(today),
        clears_on=clears_on,
        checkins_required=sum(phase.checkins for phase in shown.phases),
        checkins_done=0 if shown.lasts(today) else _done(shown, moment.days, moment.first, today),
        open_ended=shown.lasts(today),
        opened_at=shown.hold.opened_at,
        named=_named(moment.state, shown),
        key=shown.evidence.key,
    )


def _named(state: State, shown: Observation) -> tuple[str, ...]:
    """What a hold's sentence can name: the declared contact's kind, the rating's level, or what the evidence says."""
    key = shown.evidence.key
    if shown.hold.rule == "contact.declared":
        return (key.split(":")[1],)
    return tuple(rating.level for rating in state.ratings if rating.id == key) or shown.evidence.named


def _done(observation: Observation, days: Days, first: date, today: date) -> int:
    """The check-ins of the phases that are over, and those of the present one so far."""
    over = observation.phases[: len(observation.passed)]
    now = normal_days(days, max(first, observation.begin(today)), today)
    return sum(phase.checkins for phase in over) + min(observation.phase.checkins, max(0, now))


def _gravest_first(view: HoldView) -> tuple[int, int, str]:
    return (-view.colour.severity, -(view.clears_on or LAST_DAY).toordinal(), view.rule)


def _checkin(state: State, ctx: Context, now: datetime, scheme: Scheme, views: tuple[HoldView, ...]) -> CheckIn:
    today, days = policy_day(now, ctx.book.zone), days_of(state, scheme)
    first = possible_first(days, ctx, now, today, declared=state.has_declared)
    return CheckIn(
        required=state.departed_on is None and any(not view.open_ended for view in views),
        done_today=checked_on(state, today),
        streak=max(0, normal_days(days, first, today)),
        abnormal_today=today in state.abnormal,
    )
