"""Where somebody was on a day, and what rating counted there, looked up day by day."""

from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import NamedTuple

from tests.support.reckoning.clock import DAY, day
from tests.support.reckoning.moves import RANKS, Move

LAPSES = 14 * DAY
NEVER = date(2019, 12, 1)
EVER = date(2020, 6, 1)

type Stays = list[tuple[str, date, date]]
type Stretches = list[tuple[date, date]]


def wider(region: str) -> list[str]:
    """The region and all that it lies in, narrowest first."""
    if len(region) == 2:
        return [region]
    return list(dict.fromkeys((region, region[:4] + "00", region[:2] + "0000")))


def stays(moves: list[Move]) -> Stays:
    """Every stay by what is left of the moves so far, those that last included."""
    places = _Places()
    for move in moves:
        getattr(places, f"take_{move.what}", lambda move, today: None)(move, day(move.at))
    return places.every()


class _Places:
    """`home`: the region, its first day, since when one is away. `here`: the region, its first day, when last said."""

    def __init__(self) -> None:
        self.found: Stays = []
        self.home: list = []
        self.here: list = []

    def take_live(self, move: Move, today: date) -> None:
        self._come_back(today)
        if self.home and self.home[0] == move["region"] and not self.home[2]:
            return
        self._go_away(today)
        self.home = [move["region"], today if self.home else NEVER, None]

    def take_visit(self, move: Move, today: date) -> None:
        self.found.append((move["region"], move["first"], move["last"]))
        away = self.home[2] if self.home and self.home[0] == move["region"] else None
        if away and move["last"] >= away:
            self.home[1:] = [max(move["first"], away), None]

    def take_declare(self, move: Move, today: date) -> None:
        self._come_back(today)
        self.found += move["stays"] or ()
        if not move["place"]:
            return
        self.here, ended = _moved(self.here, move["place"], today)
        self.found += ended
        if self.home and self.home[0] != move["place"]:
            self._go_away(today)
        elif self.home and self.home[2]:
            self.home[1:] = [today, None]

    def _come_back(self, today: date) -> None:
        """Home again when the place elsewhere has lapsed."""
        if self.home and self.home[2] and self.here and self.here[2] + LAPSES <= today:
            self.home[1:] = [self.here[2] + LAPSES, None]

    def _go_away(self, today: date) -> None:
        if self.home and not self.home[2]:
            self.found.append((self.home[0], self.home[1], today - DAY))
            self.home[2] = today

    def every(self) -> Stays:
        here = [(self.here[0], self.here[1], self.here[2] + LAPSES - DAY)] if self.here else []
        if self.home and not self.home[2]:
            here.append((self.home[0], self.home[1], EVER))
        elif self.home and self.here:
            here.append((self.home[0], self.here[2] + LAPSES, EVER))
        return [*self.found, *here]


def _moved(here: list, said: str, today: date) -> tuple[list, Stays]:
    if here and here[0] == said and today <= here[2] + LAPSES:
        return [said, here[1], today], []
    ended = [(here[0], here[1], max(here[2], min(here[2] + LAPSES - DAY, today - DAY)))] if here else []
    return [said, today, today], ended


def regions(known: Stays) -> set[str]:
    """Every code under which a rating would concern somebody with these stays."""
    return {code for region, _, _ in known for code in wider(region)}


class Period(NamedTuple):
    """A period of a rating as it is known at some instant."""

    id: str
    region: str
    level: str
    first: date
    last: date
    published: datetime


def periods(moves: list[Move], at: datetime, reaching: list[Move]) -> dict[str, Period]:
    """Each period as it is known at `at`, eased by what was found out later and reaches back."""
    versions = sorted(moves, key=lambda m: (m.id, m.at))
    gone = {m.id for m in reaching if m["withdrawn"]}
    over = gone | {m.id for m in versions if m["withdrawn"] and m.at <= at}
    found = {}
    for name, group in groupby(versions, key=lambda m: m.id):
        every = list(group)
        last = [m for m in every if m.at <= at and m["ended_by"] not in gone]
        if last and last[-1] is every[-1] and last[-1]["ended_by"] in over and len(last) > 1:
            last.pop()
        if not last or name in over:
            continue
        period = _period(last[-1], every[0].at)
        for later in (m for m in every if m.at > at and m in reaching and m["correction"]):
            period = _less(period, _period(later, every[0].at))
        if period.last >= period.first:
            found[name] = period
    return found


def _period(move: Move, published: datetime) -> Period:
    return Period(move.id, move["region"], move["level"], move["first"], move["last"] or EVER, published)


def _less(period: Period, later: Period) -> Period:
    level = min(period.level, later.level, key=lambda each: RANKS[each])
    return period._replace(level=level, first=max(period.first, later.first), last=min(period.last, later.last))


@cache
def counting(period: Period, county: str, others: frozenset[Period]) -> tuple[tuple[date, date], ...]:
    """The times for which a period is the one that counts in a county, found day by day."""
    found: list[tuple[date, date]] = []
    on = period.first
    while on <= period.last:
        if _counts(period, county, on, others):
            begun = found.pop()[0] if found and found[-1][1] == on - DAY else on
            found.append((begun, on))
        on += DAY
    return tuple(found)


def _counts(period: Period, county: str, on: date, others: frozenset[Period]) -> bool:
    there = [each for each in others if each.region in wider(county) and each.first <= on <= each.last]
    standing = [each for each in there if not any(_overrides(other, each, on) for other in there)]
    return period in standing and not any(_is_graver(other, period, on) for other in standing)


def _overrides(other: Period, period: Period, on: date) -> bool:
    """The same region or a narrower one, published later, at another level."""
    narrow = len(wider(other.region)) >= len(wider(period.region))
    later = (other.published, other.id) > (period.published, period.id)
    lower = RANKS[other.level] < RANKS[period.level]
    return narrow and later and (lower or _is_graver(other, period, on))


def _is_graver(other: Period, period: Period, on: date) -> bool:
    """Graver, and published by that day where it came later than the other."""
    came_later = other.published > period.published
    return RANKS[other.level] > RANKS[period.level] and not (came_later and on < day(other.published))


def together(period: Period, known: Stays, others: frozenset[Period]) -> Stretches:
    """The times, past and to come, for which a stay and the period that counts go together."""
    found = [
        (max(first, begins), min(last, ends))
        for region, first, last in known
        if period.region in wider(region)
        for begins, ends in counting(period, region, others)
    ]
    return [(begin, end) for begin, end in found if begin <= end]


def last_day(found: Stretches, today: date) -> date | None:
    """The last day of the latest time that has begun by today."""
    return max((end for begin, end in found if begin <= today), default=None)
