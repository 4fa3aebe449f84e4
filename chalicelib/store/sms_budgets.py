"""Text-message budgets: how many messages may go to one country in a minute and in a day, and how many have gone.

The places are taken in the transaction that counts a code, so that what is refused takes none. A part is kept for
phones with an account and devices that logged in before: strangers, however many, leave it untouched.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib import config
from chalicelib.errors import TooMany
from chalicelib.observability import logger, measure
from chalicelib.store.limits import Window, WindowRecord
from chalicelib.store.reading import read_together
from chalicelib.store.tables import AccountRecord
from chalicelib.store.transactions import Change, Lost, Put

_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)


class BudgetRecord(AccountRecord, discriminator="sms_budget"):
    """`SMS#<calling code>`: the numbers that a supervisor has set."""

    per_minute = NumberAttribute()
    per_day = NumberAttribute()
    reserve = NumberAttribute()
    """Percent of both that is kept."""
    changed_by = UnicodeAttribute()
    changed_at = UTCDateTimeAttribute()
    version = VersionAttribute()


@dataclass(frozen=True)
class Budget:
    """What one country may have; `reserve` is the percent of both numbers that strangers cannot take."""

    per_minute: int
    per_day: int
    reserve: int = config.SMS_RESERVE

    @property
    def shards(self) -> int:
        return max(1, min(config.SMS_SHARDS, self.per_minute // config.SMS_PLACES_PER_SHARD))

    def within(self, other: "Budget") -> bool:
        """Whether nobody gets more by this than by the other."""
        kept = self.reserve >= other.reserve
        return self.per_minute <= other.per_minute and self.per_day <= other.per_day and kept


@dataclass(frozen=True)
class Counters:
    """What is used of one shard of a country's budget at an instant."""

    budget: Budget
    country: int
    shard: int
    minute: int
    day: int

    def steps(self, *, known: bool, now: datetime) -> list[Change]:
        """The steps that take a place of the minute and one of the day; lost where another took the last one."""
        return [replace(each.step(now), otherwise=None) for each in self._windows(known)]

    def has_room(self, *, known: bool) -> bool:
        minute, day = self._windows(known)
        return self.minute < minute.limit and self.day < day.limit

    def wait(self, *, known: bool, now: datetime) -> int:
        """Seconds until there may be room again."""
        minute, day = self._windows(known)
        return (day if self.day >= day.limit else minute).left_seconds(now)

    @property
    def pressed(self) -> bool:
        """Whether so much of what strangers may have is used that they have to work for the rest."""
        minute, day = self._windows(known=False)
        return (
            self.minute >= minute.limit * config.SMS_PRESSURE_MINUTE or self.day >= day.limit * config.SMS_PRESSURE_DAY
        )

    @property
    def used(self) -> float:
        """The share of the shard's day that is used."""
        return self.day / max(1, self._windows(known=True)[1].limit)

    def _windows(self, known: bool) -> tuple[Window, Window]:
        return windows(self.budget, self.country, self.shard, known=known)


def windows(budget: Budget, country: int, shard: int, *, known: bool) -> tuple[Window, Window]:
    """The minute and the day of a shard, with as many places as strangers, or those who are known, may take."""
    minute, day = (_part(number, budget, shard, known) for number in (budget.per_minute, budget.per_day))
    key = f"{country}#{shard}"
    return Window("sms-minute", key, minute, _MINUTE), Window("sms", key, day, _DAY)


def _part(number: int, budget: Budget, shard: int, known: bool) -> int:
    open_to = number if known else number * (100 - budget.reserve) // 100
    whole, rest = divmod(open_to, budget.shards)
    return whole + (shard < rest)


def key_of(country: int) -> tuple[type[AccountRecord], str, str]:
    """Where a country's numbers lie, for a batch read."""
    return BudgetRecord, f"SMS#{country}", "budget"


def of(record: BudgetRecord | None, country: int) -> Budget:
    """A country's budget by its record, or the one that holds while there is none."""
    if record is None:
        return Budget(*config.SMS_BUDGET.get(country, config.SMS_BUDGET_DEFAULT))
    return Budget(int(record.per_minute), int(record.per_day), int(record.reserve))


def find(country: int) -> BudgetRecord | None:
    """One read."""
    record: BudgetRecord | None = BudgetRecord.find(f"SMS#{country}", "budget")
    return record


def put(record: BudgetRecord | None, country: int, budget: Budget, by: str, now: datetime) -> Put:
    """The step that sets a country's numbers, if they are still those that were read."""
    changed = record or BudgetRecord(f"SMS#{country}", "budget")
    changed.per_minute, changed.per_day, changed.reserve = budget.per_minute, budget.per_day, budget.reserve
    changed.changed_by, changed.changed_at = by, now
    return Put(changed)


def counters(budget: Budget, country: int, shards: Sequence[int], now: datetime) -> list[Counters]:
    """What is used of some shards. One batch read."""
    both = [window for shard in shards for window in windows(budget, country, shard, known=True)]
    found = read_together((WindowRecord, *_place(window, now)) for window in both)
    used = [int(each.used) if each else 0 for each in found]
    return [
        Counters(budget, country, shard, minute, day)
        for shard, minute, day in zip(shards, used[::2], used[1::2], strict=True)
    ]


def _place(window: Window, now: datetime) -> tuple[str, str]:
    record = window.record(now)
    return record.pk, record.sk


class Spent(TooMany):
    """The country's budget is used up: other ways in stay open."""

    code = "sms_budget_spent"


def chosen(budget: Budget, country: int, start: int, *, known: bool, now: datetime) -> Counters:
    """A shard with room: the one that `start` names, else any. One batch read, a second where that one is full.

    Raises Spent with the seconds until there may be room.
    """
    (first,) = counters(budget, country, [start % budget.shards], now)
    _tell(first, country)
    if first.has_room(known=known):
        return first
    every = counters(budget, country, range(budget.shards), now)
    with_room = [each for each in every if each.has_room(known=known)]
    if not with_room:
        raise Spent(retry_after=min(each.wait(known=known, now=now) for each in every))
    return min(with_room, key=lambda each: each.minute)


def _tell(found: Counters, country: int) -> None:
    if found.used >= config.SMS_BUDGET_WARNING:
        measure("SmsBudgetUsed", "Percent", min(100.0, found.used * 100))
        logger.warning("sms budget nearly used", country_code=country)


def take(country: int, start: int, now: datetime, *, known: bool = False) -> int:
    """Takes a place of the day by itself, for a reminder, of the part that is open to everybody. Returns its shard.

    With `known`, for what a person has to know at once, of the part that is kept too. The minute is the codes' alone:
    a reminder may go out a little later. Raises Spent. One read and one write, more where shards are full.
    """
    budget = of(find(country), country)
    for turn in range(budget.shards):
        shard = (start + turn) % budget.shards
        _, day = windows(budget, country, shard, known=known)
        with suppress(Lost):
            day.take(now)
            return shard
    raise Spent(retry_after=Window("sms", "", 0, _DAY).left_seconds(now))


def give_back(country: int, shard: int, taken_at: datetime) -> None:
    """Gives back the day's place of a message that was not sent. One write."""
    windows(Budget(0, 0), country, shard, known=True)[1].give_back(taken_at)
