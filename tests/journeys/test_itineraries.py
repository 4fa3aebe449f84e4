"""Six journeys at once with the sweep beside them, wherever each traveller's clock is.

What each code says is compared at every step with a reckoning that shares nothing with the program. The reminders
are those that the sweeps which really ran could give: once an expiry, none after a declaration, none at night.
"""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.config import settings
from chalicelib.features.messages import job as messages_job
from chalicelib.features.sweep import expiry_job
from chalicelib.person.records import StateRecord
from tests.support.itineraries import HOUR, MINUTE, Journey, Step, Underway
from tests.support.reckoning.clock import DAY, SECOND, whole
from tests.support.traveller_steps import told

MILLISECOND = timedelta(milliseconds=1)


def daily(count: int) -> list[Step]:
    return [Step() for _ in range(count)]


IRREGULAR = [
    *daily(2),
    Step(DAY - SECOND),
    Step(DAY, sent="retried"),
    Step(6 * HOUR, sent="retried"),
    Step(MILLISECOND),
    Step(5 * HOUR + 999 * MILLISECOND),
    Step(20 * HOUR, sent="together"),
    *daily(3),
    Step(DAY + SECOND),
    Step(DAY, sent="together"),
    Step(DAY + 999 * MILLISECOND),
    *daily(5),
]
ONE_MISSED = [*daily(6), Step(2 * DAY + SECOND, sent="retried"), *daily(10)]
ONE_ILL = [*daily(2), Step(how="tired"), Step(how="ill"), *daily(15)]
JOURNEYS = {
    "New York, clocks forward, a leap day": Journey(
        "America/New_York", datetime(2024, 2, 23, 8, 0), IRREGULAR, [(2, 16), (5, 18), (9, None), (10, 20)]
    ),
    "Honolulu, a day missed": Journey("Pacific/Honolulu", datetime(2024, 2, 24, 22, 15), ONE_MISSED, [(0, 15)]),
    "Kathmandu, ill once": Journey("Asia/Kathmandu", datetime(2024, 2, 25, 6, 40), ONE_ILL, [(1, 19)]),
    "Kiritimati, over the date line": Journey(
        "Pacific/Kiritimati", datetime(2024, 2, 26, 23, 50, 30), daily(18), [(0, 14)], quiet=("21:00", "06:30")
    ),
    "London, clocks forward": Journey("Europe/London", datetime(2024, 3, 22, 7, 0), daily(16), [(3, 15)]),
    "Auckland, clocks back": Journey(
        "Pacific/Auckland", datetime(2024, 3, 30, 9, 0), daily(17), [(0, 14)], quiet=("23:00", "08:00")
    ),
}


class World:
    """All journeys on one line of time, and the sweeps that ran."""

    def __init__(self, cloud: Any) -> None:
        self.cloud, self.chance = cloud, random.Random(20200408)
        self.underway = {name: Underway(journey) for name, journey in JOURNEYS.items()}
        self.ran: list[datetime] = []

    def run(self) -> None:
        """Everything in the order of its instant."""
        events = [event for one in self.underway.values() for event in self._events(one)]
        for _, act in sorted(events, key=lambda event: event[0]):
            act()

    def _events(self, one: Underway) -> Iterator[tuple[datetime, Callable[[], None]]]:
        instants = one.journey.instants()
        for at, step in zip(instants, one.journey.steps, strict=True):
            yield at, lambda at=at, step=step: one.file(at, step)
        for at, departs in one.journey.changes():
            yield at, lambda at=at, departs=departs: one.fly(at, departs)
        for at, following in zip(instants, [*instants[1:], instants[-1] + 9 * DAY], strict=True):
            end = whole(at) + DAY
            reminder = _next_minute(one.journey.reminded_at(at))
            yield reminder, lambda when=reminder: self.sweep(when, sure=one.journey.quiet is not None)
            for moment in (end, end + SECOND, end + DAY, end + DAY + SECOND):
                if moment < following:
                    yield moment, lambda moment=moment: one.look(moment)
                    yield _next_minute(moment), lambda moment=moment: self.sweep(_next_minute(moment))

    def sweep(self, now: datetime, *, sure: bool = False) -> None:
        """A run of the schedule: one in four is missed, one in four comes twice."""
        luck = self.chance.random()
        if luck < 0.25 and not sure:
            return
        for _ in range(2 if luck > 0.75 else 1):
            expiry_job.sweep(now)
        self.ran.append(now)
        for message in self.cloud.messages(settings().messages_queue_url):
            messages_job.work(message, now)


def _next_minute(at: datetime) -> datetime:
    """When the schedule runs next, `at` itself included."""
    return at + (-at.timestamp() % 60) * SECOND


def _nobody_else_is_due() -> None:
    """People of other tests leave the due index: in a whole run thousands of them had waited for the year 2024."""
    for shard in range(settings().due_shards):
        for state in StateRecord.due_index.query(f"DUE#{shard}"):
            gone = [StateRecord.gsi2pk.remove(), StateRecord.gsi2sk.remove()]
            StateRecord(state.pk, state.sk).update(gone, add_version_condition=False)


@pytest.fixture(scope="module")
def world(cloud) -> World:
    _nobody_else_is_due()
    made = World(cloud)
    made.run()
    return made


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_code_says_at_every_step_what_the_rules_come_to(world, name):
    assert world.underway[name].differences == []


def possible(world: World, one: Underway) -> list[datetime]:
    """The ends of validity for which a sweep ran in time, before the next declaration and the end of the journey."""
    instants, found = one.journey.instants(), []
    runs = [ran for ran in world.ran if not one.reckoning.closed(ran)]
    for at, following in zip(instants, [*instants[1:], instants[-1] + 9 * DAY], strict=True):
        end = whole(at) + DAY
        if any(one.journey.reminded_at(at) <= ran <= end and at < ran < following for ran in runs):
            found.append(end)
    return found


@pytest.mark.parametrize("name", JOURNEYS)
def test_one_reminder_for_each_expiry_that_came_near(world, name):
    one = world.underway[name]
    last = one.journey.instants()[-1] + 3 * DAY
    expected = possible(world, one)
    assert len(expected) > 5
    assert len(told(one.client, last, "expiring")) == len(expected)
    assert len([text for text in world.cloud.sms(one.client.phone) if "expires at" in text]) == len(expected)


@pytest.mark.parametrize("name", [name for name, journey in JOURNEYS.items() if journey.quiet])
def test_none_in_the_quiet_hours(world, name):
    one = world.underway[name]
    entries = told(one.client, one.journey.instants()[-1] + 3 * DAY, "expiring")
    came = [datetime.fromisoformat(entry["at"]) for entry in entries]
    assert [at for at in came if one.journey.night_of(at)] == []
    assert any(one.journey.night_of(at + 31 * MINUTE) for at in came), "none was moved"
