"""Whole journeys of travellers, wherever their clock is: the core against a reckoning that shares nothing with it."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.scoring.decide import decide
from chalicelib.scoring.facts import Contact, Declaration, TestResult
from chalicelib.scoring.fold import fold
from chalicelib.scoring.ruleset_data import builtin_book
from chalicelib.scoring.travel import Trip, assess
from tests.support.reckoning.clock import DAY, SECOND, day, midnight, whole
from tests.support.reckoning.travellers import Reckoning

BOOK = builtin_book()
MILLISECOND = timedelta(milliseconds=1)
ZONES = [
    "America/New_York",  # clocks go forward on 8 March, back on 1 November 2020
    "Europe/London",  # forward on 29 March, back on 25 October
    "Pacific/Auckland",  # back on 5 April, forward on 27 September
    "Pacific/Honolulu",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",  # both sides of the date line
    "Pacific/Pago_Pago",
    "Asia/Shanghai",
]
FIRST_DAYS = [
    date(2020, 2, 25),
    date(2020, 3, 5),
    date(2020, 3, 26),
    date(2020, 4, 3),
    date(2020, 4, 8),
    date(2020, 9, 20),
    date(2020, 10, 22),
    date(2020, 12, 20),
    date(2024, 2, 20),
]
GAPS = [DAY, DAY - SECOND, DAY + SECOND, DAY + 999 * MILLISECOND, 2 * DAY, 2 * DAY + SECOND, MILLISECOND, DAY / 4]
HOW = ["well"] * 14 + ["ill", "tired", "met", "positive"]


@st.composite
def filings(draw: st.DrawFn) -> list[tuple[datetime, str]]:
    """Some twenty days: mostly at the same hour of the wall clock, sometimes at an awkward distance."""
    zone, habit = ZoneInfo(draw(st.sampled_from(ZONES))), draw(st.times(time(0), time(23, 59)))
    local = draw(st.sampled_from(FIRST_DAYS)) + draw(st.integers(0, 6)) * DAY
    at = datetime.combine(local, habit, zone).astimezone(UTC)
    found = [at]
    for awkward in draw(st.lists(st.none() | st.none() | st.none() | st.sampled_from(GAPS), min_size=8, max_size=24)):
        same_clock = datetime.combine(at.astimezone(zone).date() + DAY, habit, zone).astimezone(UTC)
        at = at + awkward if awkward else max(same_clock, at + SECOND)
        found.append(at)
    found = [each.replace(microsecond=each.microsecond // 1000 * 1000) for each in found]
    return [(each, draw(st.sampled_from(HOW))) for each in found]


@st.composite
def changes(draw: st.DrawFn, filed: list[tuple[datetime, str]]) -> list[tuple[datetime, datetime | None]]:
    """A trip that is set late, changed, cancelled, or never made."""
    start, found = filed[0][0], []
    for hours in sorted(draw(st.lists(st.integers(0, 480), max_size=3, unique=True))):
        at = start + timedelta(hours=hours)
        ahead = st.timedeltas(SECOND, 22 * DAY).map(lambda gap: timedelta(seconds=gap // SECOND))
        found.append((at, draw(st.none() | ahead.map(lambda gap, at=at: whole(at) + gap) | st.just(whole(at) + DAY))))
    return found


@st.composite
def journeys(draw: st.DrawFn) -> Reckoning:
    filed = draw(filings())
    return Reckoning(filed, draw(changes(filed)))


def declaration(number: int, at: datetime, how: str) -> Declaration:
    """A declaration from Italy by somebody who is so."""
    said: dict[str, Any] = {
        "well": {},
        "ill": {"symptoms": frozenset({"dry_cough"})},
        "tired": {"symptoms": frozenset({"fatigue"})},
        "met": {"contact": Contact("confirmed", day(at))},
        "positive": {"test": TestResult("positive", day(at))},
    }[how]
    return Declaration(id=f"{number:03d}", at=at, temperature=Decimal("36.5"), location="IT", **said)


def shown(journey: Reckoning, now: datetime) -> dict[str, Any]:
    """What the core says at `now` of the same journey."""
    facts = [declaration(number, at, how) for number, (at, how) in enumerate(journey.filed) if at <= now]
    state, departs = fold(None, facts, BOOK), journey.departure(now)
    decision = decide(state, BOOK, now, "international", departs_at=departs)
    trip = Trip(departs, "IT") if departs else None
    travel = assess(state, BOOK, now, trip, nationality="CN", decision=decision)
    streak = decision.streak
    return {
        "colour": decision.colour,
        "rules": {hold.rule for hold in decision.holds},
        "days": streak.days if streak else 0,
        "since": streak.since if streak else None,
        "valid_until": decision.valid_until,
        "expired": decision.expired,
        "closed": decision.closed,
        "risks": [] if decision.closed else [risk.kind for risk in travel.risks],
        "earliest_boarding_on": None if decision.closed else travel.earliest_boarding_on,
        "boardable": travel.boardable and not decision.closed,
    }


def moments(journey: Reckoning) -> list[datetime]:
    """The instants around which something changes."""
    found = [at for at, _ in journey.filed] + [at for at, _ in journey.trips]
    for at, _ in journey.filed:
        end = whole(at) + DAY
        found += [end, end + 999 * MILLISECOND, end + SECOND, end + DAY, end + DAY + SECOND, midnight(day(at))]
    for _, departs in journey.trips:
        if departs:
            found += [departs - SECOND, departs, departs + MILLISECOND, departs + 2 * DAY - SECOND, departs + 2 * DAY]
    return sorted({at.astimezone(UTC) for at in found if at >= journey.filed[0][0]})


@settings(max_examples=50, deadline=None)
@given(journeys(), st.randoms(use_true_random=False))
def test_at_every_moment_the_core_says_what_the_rules_come_to(journey: Reckoning, chance) -> None:
    every = moments(journey)
    for now in chance.sample(every, min(30, len(every))):
        assert shown(journey, now) == journey.expected(now), now
