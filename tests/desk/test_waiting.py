"""Queues of what waits for staff: each sees what is of their region, the earliest first, and none hides another."""

import secrets
from datetime import datetime, timedelta
from itertools import count

import pytest
from pynamodb.attributes import UnicodeAttribute

from chalicelib.config import WAITING_SHARDS
from chalicelib.desk import waiting
from chalicelib.desk.waiting import LEAVE, Queue, Waiting
from chalicelib.store.tables import ABSENT, OperationRecord
from chalicelib.store.transactions import Change, Put, transact
from tests.support.aws_calls import calls_of
from tests.support.resident_steps import NOON

MINUTE = timedelta(minutes=1)


class Case(Waiting, OperationRecord, discriminator="test_case"):
    """Something that waits."""

    word = UnicodeAttribute()

    @property
    def id(self) -> str:
        return str(self.pk[5:])


REGIONS = ("340104", "340111", "340800", "410105", "110101", "")
_number = count()


@pytest.fixture
def queue(cloud) -> Queue:
    """One in which nothing waits yet."""
    return Queue(secrets.token_hex(4))


def enter(queue: Queue, region: str, at: datetime) -> Case:
    case = Case(f"CASE#{next(_number):06d}-{secrets.token_hex(4)}", "case", word=region, region=region)
    queue.place(case, at)
    transact([Put(case, ABSENT)])
    return case


def seen(queue: Queue, region: str, limit: int = 100, after: str | None = None) -> list[str]:
    return [case.word for case in queue.first(Case, region, limit, after)]


@pytest.mark.parametrize(
    ("staff", "visible"),
    [
        ("", REGIONS),
        ("34", ("340104", "340111", "340800")),
        ("3401", ("340104", "340111")),
        ("340104", ("340104",)),
        ("41", ("410105",)),
        ("5", ()),
        ("50", ()),
    ],
)
def test_staff_see_what_waits_in_their_region(queue, staff, visible):
    for region in REGIONS:
        enter(queue, region, NOON)
    assert sorted(seen(queue, staff)) == sorted(visible)


@pytest.mark.parametrize("staff", ["", "34", "3401", "340104", "41"])
def test_of_an_open_queue_everybody_sees_what_has_no_region(staff):
    queue = Queue(secrets.token_hex(4), open_without_region=True)
    for region in REGIONS:
        enter(queue, region, NOON)
    assert sorted(seen(queue, staff)) == sorted(region for region in REGIONS if not region or region.startswith(staff))


@pytest.mark.parametrize("staff", ["", "34"])
def test_the_earliest_comes_first_wherever_it_waits(queue, staff):
    later, earlier = ("340104", "410105", "340800"), ("340800", "110101", "340111")
    for number, region in enumerate(later):
        enter(queue, region, NOON + number * MINUTE)
    for number, region in enumerate(earlier):
        enter(queue, region, NOON - (3 - number) * MINUTE)
    assert seen(queue, staff) == [region for region in earlier + later if region.startswith(staff)]


@pytest.mark.parametrize(("staff", "open_", "queries"), [("34", False, 1), ("340104", False, 1), ("34", True, 2)])
def test_a_region_asks_its_own_shard(cloud, staff, open_, queries):
    with calls_of("dynamodb") as made:
        Queue("regions", open_).first(Case, staff, 20, None)
    assert made == ["Query"] * queries


def test_the_whole_country_asks_every_shard(cloud):
    with calls_of("dynamodb") as made:
        Queue("country").first(Case, "", 20, None)
    assert made == ["Query"] * WAITING_SHARDS


@pytest.mark.parametrize("staff", ["", "34", "340104"])
def test_pages_show_each_once_however_many_wait_elsewhere(queue, staff, monkeypatch):
    monkeypatch.setattr(waiting, "_READ_AT_ONCE", 2)
    made = [enter(queue, region, NOON + number % 3 * MINUTE) for number, region in enumerate(REGIONS * 4)]
    found: list[Case] = []
    while page := queue.first(Case, staff, 3, found[-1].gsi3sk if found else None):
        found += page
    expected = sorted((case.gsi3sk, case.id) for case in made if case.region.startswith(staff))
    assert [(case.gsi3sk, case.id) for case in found] == expected


def test_who_leaves_waits_no_more_and_those_behind_follow(queue):
    first, second = enter(queue, "340104", NOON), enter(queue, "340111", NOON + MINUTE)
    transact([Change(first, LEAVE)])
    assert seen(queue, "34") == ["340111"]
    assert seen(queue, "34", after=first.gsi3sk) == ["340111"]
    transact([Change(second, LEAVE)])
    assert seen(queue, "34") == []


def test_a_record_of_before_may_enter(queue):
    case = Case(f"CASE#{secrets.token_hex(4)}", "case", word="late")
    transact([Put(case, ABSENT)])
    transact([Change(case, queue.entry(case.id, "340104", NOON))])
    assert (seen(queue, "340104"), seen(queue, "41")) == (["late"], [])


def test_queues_do_not_mix(queue):
    enter(queue, "340104", NOON)
    assert seen(Queue(queue.name + "s"), "34") == []
