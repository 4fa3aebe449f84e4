"""Changing a person: decided anew where another was quicker, all or nothing, in whatever order facts come."""

from datetime import timedelta
from decimal import Decimal
from itertools import permutations

import pytest

from chalicelib.config import POLICY_ZONE
from chalicelib.errors import Conflict, NotFound, Unavailable
from chalicelib.person import colour
from chalicelib.person import records as people
from chalicelib.person.changing import TRIES, Attempt, changing
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.facts import GateAnomaly, ResidenceSet, StayKnown
from chalicelib.store.tables import ABSENT
from chalicelib.store.transactions import Put
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, declare

MINUTE = timedelta(minutes=1)
LATER = NOON + 10 * MINUTE
TODAY = policy_day(NOON, POLICY_ZONE)


@pytest.fixture
def person_id() -> str:
    client, person = applied(Client())
    declare(client, person["id"], NOON)
    return person["id"]


def trip(number: int) -> dict[str, str]:
    return {"departs_at": (NOON + timedelta(days=number)).isoformat()}


def overtake(person_id: str) -> None:
    """Another request changes the person."""
    changing(NOON, lambda attempt: attempt.person(person_id).plan_trip(trip(1)))


def test_who_was_overtaken_decides_anew(person_id):
    seen = []

    def change(attempt: Attempt) -> int:
        person = attempt.person(person_id)
        seen.append(person.state.trip)
        if len(seen) == 1:
            overtake(person_id)
        person.plan_trip(trip(2))
        return len(seen)

    assert changing(NOON, change) == 2
    assert seen == [None, trip(1)]
    assert people.state(person_id).trip == trip(2)


def test_who_is_always_overtaken_is_asked_to_come_again(person_id):
    tries = []

    def change(attempt: Attempt) -> None:
        attempt.person(person_id).plan_trip(trip(2))
        tries.append(overtake(person_id))

    with pytest.raises(Unavailable):
        changing(NOON, change)
    assert (len(tries), people.state(person_id).trip) == (TRIES, trip(1))


def test_a_refused_step_leaves_everything_as_it_was(person_id):
    before = people.state(person_id)

    def change(attempt: Attempt) -> None:
        attempt.person(person_id).notify("inbox_annulled")
        attempt.write(Put(people.profile(person_id), ABSENT, otherwise=Conflict("taken")))

    with pytest.raises(Conflict) as refused:
        changing(NOON, change)
    assert refused.value.code == "taken"
    assert people.state(person_id).serialize() == before.serialize()


def test_nobody_is_changed_who_is_gone():
    with pytest.raises(NotFound):
        changing(NOON, lambda attempt: attempt.person("0" * 20))


FACTS = (
    GateAnomaly("a" * 20, NOON + 2 * MINUTE, Decimal(38), False, TODAY),
    StayKnown("-stay", NOON + MINUTE, "630102", TODAY, TODAY),
    ResidenceSet("residence-b", NOON + 3 * MINUTE, "630103"),
)


@pytest.mark.parametrize("order", list(permutations(FACTS)), ids=lambda order: "-".join(each.id[:2] for each in order))
def test_facts_of_one_change_may_come_in_any_order(person_id, order):
    """One that is older than what was folded has the state rebuilt, with those that are not written yet."""

    def change(attempt: Attempt) -> None:
        person = attempt.person(person_id)
        for fact in order:
            person.record(fact)

    changing(LATER, change)
    stored = people.state(person_id)
    assert stored.severity == {"domestic": "yellow"}
    assert stored.scoring == colour.rebuild(person_id, ()).to_json()


def test_where_a_person_lives_is_not_lost_to_an_older_fact(person_id):
    def change(attempt: Attempt) -> None:
        person = attempt.person(person_id)
        person.live_in("630103")
        person.record(FACTS[1])

    changing(LATER, change)
    stored = people.state(person_id)
    assert (stored.county, colour.load_state(stored).residence.region) == ("630103", "630103")
    assert stored.scoring == colour.rebuild(person_id, ()).to_json()


@pytest.mark.parametrize("first", ["notice", "fact"])
def test_a_notice_goes_out_at_once_whether_the_fact_comes_before_or_after(person_id, first):
    def change(attempt: Attempt) -> None:
        person = attempt.person(person_id)
        steps = [lambda: person.notify("inbox_credited", on="2020-03-15"), lambda: person.record(FACTS[1])]
        for step in steps if first == "notice" else reversed(steps):
            step()

    changing(LATER, change)
    assert people.state(person_id).due_at == LATER
