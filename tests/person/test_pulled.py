"""What is published is folded into a state when it is next opened, whoever opens it, and told once."""

import json
from datetime import timedelta

import pytest

from chalicelib import container
from chalicelib.person import colour, indexed, rulesets, shelf
from chalicelib.person import records as people
from chalicelib.person.records import StateRecord
from chalicelib.person.rulesets import RuleSetRecord, RuleSetsHead
from chalicelib.scoring.ruleset_data import builtin_data
from chalicelib.store.reading import read_together
from chalicelib.store.transactions import transact
from infra import reindex
from tests.support.gate_steps import verify
from tests.support.published import a_county, a_minute_passes, publish, shown, stayed, told
from tests.support.resident_steps import NOON, declare, log_in, log_in_staff
from tests.support.sweeps import SWEEPS, swept
from tests.support.traveller_steps import DAY

MINUTE = timedelta(minutes=1)


def _stored_equals_rebuilt(person_id: str) -> None:
    stored = people.state(person_id)
    assert stored.scoring == colour.rebuild(person_id, ()).to_json()


def _in_index(region: str, person_id: str) -> bool:
    found = indexed.stays(region, indexed.shard_of(person_id), 1_000, None)
    return person_id in [each.person_id for each in found]


def test_a_rating_is_shown_and_verified_before_anybody_wrote_it():
    county = a_county()
    client, person_id = stayed(county)
    token = shown(client, person_id, NOON)["token"]
    publish(county, "medium", NOON + MINUTE)
    now = NOON + 3 * MINUTE
    after = shown(client, person_id, now)
    assert (after["colour"], after["holds"][0]["rule"]) == ("yellow", "region.medium")
    assert verify(log_in_staff("gate", now, "63"), token, at=now).body["colour"] == "yellow"
    assert people.state(person_id).severity == {"domestic": "green"}


def test_whoever_writes_it_first_tells_the_person_once():
    county = a_county()
    client, person_id = stayed(county)
    publish(county, "medium", NOON + MINUTE)
    for hour in (1, 2, 3):
        declare(client, person_id, NOON + timedelta(hours=hour), location=county)
    (entry,) = told(client, NOON + timedelta(hours=4), "rated")
    assert "Your code is yellow now" in entry["text"]
    _stored_equals_rebuilt(person_id)


def test_a_rating_elsewhere_changes_and_tells_nothing():
    client, person_id = stayed(a_county())
    publish(a_county(), "high", NOON + MINUTE)
    declare(client, person_id, NOON + timedelta(hours=1), location="630102")
    assert shown(client, person_id, NOON + timedelta(hours=1))["colour"] == "green"
    assert told(client, NOON + timedelta(hours=2), "rated") == []
    assert int(people.state(person_id).ratings_seen) == shelf.current(fresh=True).ratings


def test_a_worse_rating_by_which_nothing_gets_worse_is_not_told():
    county = a_county()
    client, person_id = stayed(county)
    name = publish(county, "high", NOON + MINUTE)
    declare(client, person_id, NOON + timedelta(hours=1), location=county)
    publish(county, "key", NOON + 2 * timedelta(hours=1), id=name)
    declare(client, person_id, NOON + timedelta(hours=4), location=county)
    assert len(told(client, NOON + timedelta(hours=5), "rated")) == 1
    _stored_equals_rebuilt(person_id)


def test_a_withdrawn_rating_gives_green_back_and_says_so():
    county = a_county()
    client, person_id = stayed(county)
    name = publish(county, "medium", NOON + MINUTE)
    declare(client, person_id, NOON + timedelta(hours=1), location=county)
    publish(county, "medium", NOON + timedelta(hours=2), id=name, withdrawn=True, correction=True)
    declare(client, person_id, NOON + timedelta(hours=4), location=county)
    assert shown(client, person_id, NOON + timedelta(hours=4))["colour"] == "green"
    assert len(told(client, NOON + timedelta(hours=5), "rating_corrected")) == 1
    _stored_equals_rebuilt(person_id)


def test_who_declared_while_it_was_published_has_it_a_minute_later():
    """The container of the declaration had not read it; its facts are folded anew."""
    county = a_county()
    client, person_id = stayed(county)
    shelf.current(fresh=True)
    publish(county, "medium", NOON + MINUTE)
    container.asked_at(NOON + MINUTE)
    declare(client, person_id, NOON + MINUTE, location="630102")
    a_minute_passes()
    now = NOON + 10 * MINUTE
    assert shown(client, person_id, now)["colour"] == "yellow"
    declare(client, person_id, now, location="630102")
    _stored_equals_rebuilt(person_id)


def test_a_state_far_behind_is_folded_anew(monkeypatch):
    county = a_county()
    client, person_id = stayed(county)
    monkeypatch.setattr(shelf, "MOST_PULLED", 1)
    publish(county, "medium", NOON + MINUTE)
    publish(a_county(), "medium", NOON + MINUTE)
    publish(a_county(), "medium", NOON + MINUTE)
    assert shown(client, person_id, NOON + 3 * MINUTE)["colour"] == "yellow"


def test_the_index_of_stays_follows_the_state():
    first, second = a_county(), a_county()
    client, person_id = stayed(first)
    declare(client, person_id, NOON + DAY, location=second)
    assert (_in_index(first, person_id), _in_index(second, person_id)) == (True, True)
    for day in (20, 40, 60):
        declare(client, person_id, NOON + day * DAY, location=second)
    assert (_in_index(first, person_id), _in_index(second, person_id)) == (False, True)
    assert set(people.state(person_id).stays) == {second, "630102"}


def test_who_is_held_stands_among_the_held():
    client, person_id = stayed(a_county())
    assert people.state(person_id).gsi3pk is None
    declare(client, person_id, NOON + timedelta(hours=1), symptoms=["fever"])
    state = people.state(person_id)
    assert (state.gsi3pk, state.gsi3sk) == (f"HELD#{indexed.shard_of(person_id):02}", f"1#{person_id}")


def test_an_erased_person_leaves_the_index():
    county = a_county()
    client, person_id = stayed(county)
    answer = log_in(client, at=NOON + MINUTE).call("DELETE", f"/v1/people/{person_id}", None, at=NOON + MINUTE)
    assert answer.status < 300, answer.raw
    assert not _in_index(county, person_id)


def _of_before(person_id: str, wrong: str) -> None:
    """The state as it was written before there were indexes, and with a region that it left."""
    state = people.state(person_id)
    transact(step for step in indexed.leave_steps(state))
    state.update(actions=[StateRecord.stays.set({wrong}), StateRecord.gsi3pk.remove(), StateRecord.gsi3sk.remove()])


def test_the_backfill_places_everybody_and_may_be_repeated():
    county = a_county()
    client, person_id = stayed(county)
    declare(client, person_id, NOON + timedelta(hours=1), location=county, symptoms=["fever"])
    _of_before(person_id, a_county())
    assert reindex.reindex(NOON + timedelta(hours=2), page=50)["placed"] >= 1
    assert _in_index(county, person_id)
    assert people.state(person_id).gsi3pk
    assert set(reindex.reindex(NOON + timedelta(hours=2), page=50)) <= {"unchanged", "gone"}


@pytest.mark.parametrize("job", SWEEPS)
def test_the_sweep_places_whom_it_writes(job):
    county, wrong = a_county(), a_county()
    _client, person_id = stayed(county)
    _of_before(person_id, wrong)
    state = people.state(person_id)
    swept(job, person_id, state.due_at + MINUTE if state.due_at else NOON + DAY)
    assert _in_index(county, person_id)
    assert not _in_index(wrong, person_id)


def test_a_published_rule_set_is_read_within_a_minute():
    before = shelf.current(fresh=True).book
    data = dict(builtin_data()[0]) | {"version": "2", "effective": "2031-01-01T00:00:00+08:00"}
    (head,) = read_together([rulesets.head_key()])
    transact(rulesets.publish_steps(head, json.dumps(data, default=str)))
    try:
        a_minute_passes()
        assert [each.version for each in colour.book().rulesets] == [before.rulesets[0].version, "2"]
    finally:
        RuleSetsHead("RULESETS", "head").delete(add_version_condition=False)
        RuleSetRecord("RULESET#2", "ruleset").delete()
        a_minute_passes()


@pytest.mark.parametrize(
    ("later", "clock", "anew"),
    [(0, 0, False), (60, 0, False), (61, 0, True), (0, 61, True), (-1, 0, True), (30, 59, False)],
)
def test_what_was_read_is_believed_for_a_minute_by_either_clock(later, clock, anew, monkeypatch):
    read: list[int] = []
    believed = container.Believed(lambda former: read.append(1) or len(read))
    seconds = [1_000.0]
    monkeypatch.setattr(container.time, "monotonic", lambda: seconds[0])
    container.forget()
    assert believed.value() == 1
    container.asked_at(NOON)
    assert believed.value() == 2, "read before anybody asked"
    container.asked_at(NOON + timedelta(seconds=later))
    seconds[0] += clock
    assert believed.value() == (3 if anew else 2)
