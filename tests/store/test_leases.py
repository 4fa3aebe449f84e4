"""Leases: of several workers one has the work, until it is given back or its time is up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from pynamodb.attributes import UnicodeAttribute

from chalicelib.store import leases
from chalicelib.store.leases import FOR_GOOD, Leased
from chalicelib.store.tables import OperationRecord

MINUTE = timedelta(minutes=1)


class Parcel(Leased, OperationRecord, discriminator="test_parcel"):
    """Something that one worker at a time carries."""

    address = UnicodeAttribute()


THERE = Parcel.address.exists()


@pytest.fixture
def parcel(cloud, request) -> Parcel:
    made = Parcel(f"PARCEL#{request.node.name}", "parcel", address="here")
    made.save()
    return made


def same(parcel: Parcel) -> Parcel:
    """As a worker names it that has not read it."""
    return Parcel(parcel.pk, "parcel")


def runs_out(record: Leased) -> None:
    record.update(actions=[Leased.leased_until.set(datetime.now(UTC) - timedelta(seconds=1))])


def test_of_many_workers_one_holds_it(parcel):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: leases.hold(same(parcel), THERE, MINUTE), range(16)))
    assert found.count(True) == 1


def test_who_holds_it_has_read_it(parcel):
    mine = same(parcel)
    assert leases.hold(mine, THERE, MINUTE)
    assert mine.address == "here"
    assert timedelta(0) < mine.leased_until - datetime.now(UTC) <= MINUTE


def test_a_lease_that_ran_out_is_another_workers(parcel):
    leases.hold(parcel, THERE, MINUTE)
    runs_out(parcel)
    assert leases.hold(same(parcel), THERE, MINUTE)


def test_a_lease_for_good_never_runs_out(parcel):
    mine = same(parcel)
    assert leases.hold(mine, THERE, None)
    assert mine.leased_until == FOR_GOOD
    assert not leases.hold(same(parcel), THERE, None)


def test_nothing_is_held_of_which_the_condition_does_not_hold(parcel):
    assert not leases.hold(same(parcel), Parcel.address == "elsewhere", MINUTE)
    assert leases.hold(same(parcel), THERE, MINUTE)


def test_nothing_is_made_of_what_is_not_there(cloud):
    gone = Parcel("PARCEL#gone", "parcel")
    assert not leases.hold(gone, THERE, MINUTE)
    assert Parcel.find("PARCEL#gone", "parcel") is None


def test_work_without_a_record_is_one_workers_until_given_back(cloud):
    first = leases.take("test-work")
    assert (first is not None, leases.take("test-work")) == (True, None)
    leases.give_back(first)
    assert leases.take("test-work") is not None


def test_who_was_too_slow_gives_nothing_back(cloud):
    first = leases.take("test-slow-work")
    runs_out(first)
    second = leases.take("test-slow-work")
    leases.give_back(first)
    assert (second is not None, leases.take("test-slow-work")) == (True, None)
