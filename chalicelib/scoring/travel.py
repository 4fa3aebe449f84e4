"""The trip: what is required for boarding, what puts it at risk, and the earliest day to fly."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from chalicelib.scoring.days import add_days, later, policy_day, to_second
from chalicelib.scoring.decide import Decision
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.rules import Colour, Context, RuleBook, RuleSet
from chalicelib.scoring.state import Chain, State
from chalicelib.scoring.streak import is_alive, valid_until

RiskKind = Literal["lapsed", "unhealthy", "photos_missing"]
Photos = Literal["not_needed", "complete", "missing"]


@dataclass(frozen=True, slots=True)
class Transit:
    """A country on the way, and whether the traveller leaves the airport there."""

    country: str
    left_airport: bool = False


@dataclass(frozen=True, slots=True)
class Trip:
    """The journey to China: `departs_at` is the departure of its last leg."""

    departs_at: datetime
    from_country: str
    transit: tuple[Transit, ...] = ()


@dataclass(frozen=True, slots=True)
class Risk:
    """A warning, and the first day on which boarding would be possible; None while nobody can say."""

    kind: RiskKind
    earliest_boarding_on: date | None


@dataclass(frozen=True, slots=True)
class Travel:
    """Whether filing is required, whether the person could board now, and what is at risk."""

    required: bool
    boardable: bool
    risks: tuple[Risk, ...]
    earliest_boarding_on: date | None


def assess(
    state: State,
    book: RuleBook,
    now: datetime,
    trip: Trip | None,
    *,
    nationality: str,
    decision: Decision,
    photos: Photos = "not_needed",
    outages: Iterable[Outage] = (),
) -> Travel:
    """The travel side of an international code at `now`.

    `decision` is that of the international scheme at the same instant, `photos` is "missing" for the passport
    entry until both are received and none is rejected. Without a trip nobody is obliged to file,
    nothing can lapse, and `boardable` asks for the streak as of everyone.
    """
    ctx = Context.of(book, outages)
    required = trip is not None and is_required(trip, nationality, ctx, now)
    today = policy_day(now, book.zone)
    earliest = earliest_boarding(state, ctx, now, decision, required=required or trip is None)
    kinds = _risks(state, ctx, now, trip, required, photos)
    fit = decision.colour is Colour.GREEN and is_alive(state.chain, ctx, now) and not kinds
    met = (trip is not None and not required) or _begun_by(state.chain, ctx, now, today)
    return Travel(required, fit and met, tuple(Risk(kind, earliest) for kind in kinds), earliest)


def is_required(trip: Trip, nationality: str, ctx: Context, now: datetime) -> bool:
    """Whether the traveller is obliged to file: by nationality, the countries of the way, and the day."""
    ruleset, day = ctx.book.at(now), policy_day(trip.departs_at, ctx.book.zone)
    if nationality not in ruleset.nationalities or day < ruleset.policy_start:
        return False
    stays = {trip.from_country, *(t.country for t in trip.transit if t.left_airport)}
    lists = (o for o in ruleset.obliged if o.first <= day and (o.last is None or day <= o.last))
    return any(stays & listed.countries for listed in lists)


def begin_by(day: date, ruleset: RuleSet) -> date:
    """The last day on which the chain may begin for a departure on `day`."""
    return max(add_days(day, -ruleset.boarding_days), ruleset.policy_start)


def _begun_by(chain: Chain | None, ctx: Context, now: datetime, departure: date) -> bool:
    """Whether the chain began early enough for a departure on that day; before the policy, always."""
    ruleset = ctx.book.at(now)
    if departure < ruleset.policy_start:
        return True
    return chain is not None and policy_day(chain.first_at, ctx.book.zone) <= begin_by(departure, ruleset)


def _risks(
    state: State, ctx: Context, now: datetime, trip: Trip | None, required: bool, photos: Photos
) -> tuple[RiskKind, ...]:
    found: list[RiskKind] = []
    coming = trip if trip is not None and not _is_over(trip, ctx, now) else None
    if coming is not None and required and _lapsed(state, ctx, now, coming):
        found.append("lapsed")
    if coming is not None and _unhealthy(state, ctx, now, coming):
        found.append("unhealthy")
    if photos == "missing":
        found.append("photos_missing")
    return tuple(found)


def _is_over(trip: Trip, ctx: Context, now: datetime) -> bool:
    """Whether the code was to close after this trip: whoever goes on declaring is warned of it no more."""
    return now >= later(trip.departs_at, ctx.book.at(now).closes_after)


def _lapsed(state: State, ctx: Context, now: datetime, trip: Trip) -> bool:
    """Whether the requirement can no longer be met, or was not when the flight left.

    Of chains two are remembered: when both began after departure nothing is said of the one before.
    """
    day = policy_day(trip.departs_at, ctx.book.zone)
    if now > trip.departs_at:
        chains = (state.chain, state.earlier_chain)
        forgotten = all(chain is not None and chain.first_at > trip.departs_at for chain in chains)
        return not forgotten and not any(_held_at(chain, ctx, now, trip) for chain in chains)
    if is_alive(state.chain, ctx, now):
        return not _begun_by(state.chain, ctx, now, day)
    return policy_day(now, ctx.book.zone) > begin_by(day, ctx.book.at(now))


def _held_at(chain: Chain | None, ctx: Context, now: datetime, trip: Trip) -> bool:
    if chain is None or chain.first_at > trip.departs_at:
        return False
    day = policy_day(trip.departs_at, ctx.book.zone)
    return _begun_by(chain, ctx, now, day) and to_second(trip.departs_at) <= valid_until(chain, ctx, trip.departs_at)


def _unhealthy(state: State, ctx: Context, now: datetime, trip: Trip) -> bool:
    """Whether an answer was unhealthy in the days before departure; one given after it changes nothing."""
    day = policy_day(trip.departs_at, ctx.book.zone)
    first = add_days(day, -ctx.book.at(now).boarding_days)
    return any(first <= unwell.on <= day and unwell.at <= trip.departs_at for unwell in state.unhealthy)


def earliest_boarding(state: State, ctx: Context, now: datetime, decision: Decision, *, required: bool) -> date | None:
    """The first day, today or later, for which the chain is old enough, no answer was unhealthy and the code is green.

    None while a cause of another colour still lasts. That nothing was declared for long does not count as one.
    """
    ruleset, today = ctx.book.at(now), policy_day(now, ctx.book.zone)
    days = [today]
    if required:
        days.append(_old_enough(state, ctx, now, ruleset))
    if state.unhealthy:
        days.append(add_days(state.unhealthy[-1].on, ruleset.boarding_days + 1))
    clears = [view.clears_on for view in decision.holds if view.rule != "undeclared"]
    known = [day for day in clears if day is not None]
    return max([*days, *known]) if len(known) == len(clears) else None


def _old_enough(state: State, ctx: Context, now: datetime, ruleset: RuleSet) -> date:
    alive = state.chain is not None and is_alive(state.chain, ctx, now)
    began = state.chain.first_at if alive and state.chain is not None else now
    start = policy_day(began, ctx.book.zone)
    if start <= ruleset.policy_start:
        return start
    return add_days(start, ruleset.boarding_days)
