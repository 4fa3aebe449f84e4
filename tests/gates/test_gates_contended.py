"""Gates whose person somebody else changes at the same moment: decided again, each report counted once."""

from datetime import timedelta

import pytest

from tests.support.gate_steps import (
    LATER,
    MINUTE,
    a_person,
    a_yellow_person,
    an_item,
    colour_of,
    decide,
    deliver,
    look,
    messages,
    results,
    verify,
)
from tests.support.meanwhile import meanwhile
from tests.support.ready_venues import a_venue
from tests.support.resident_steps import NOON, a_document, declare, log_in_staff


@pytest.fixture
def gate():
    return log_in_staff("gate")


@pytest.fixture
def later_gate():
    return log_in_staff("gate", LATER)


def test_a_report_while_the_person_declares_goes_to_staff(gate):
    """Yellow was there first: the report is decided upon what the declaration made."""
    client, person_id, token = a_person()
    at = NOON + timedelta(milliseconds=5)
    with meanwhile(lambda: declare(client, person_id, at, symptoms=["fever"])) as tried:
        answer = verify(gate, token, at, temperature=38.0).body
    assert tried == [1, 2]
    assert (answer["colour"], answer["anomaly"]["queued"]) == ("yellow", True)
    assert messages(client, at).count("anomaly_waiting") == 1


def test_a_report_sent_twice_at_once_is_one_report(gate):
    client, _, token = a_person()
    quicker = []
    with meanwhile(lambda: quicker.append(verify(gate, token, key="at-once", temperature=38.0).body)):
        slower = verify(gate, token, key="at-once", temperature=38.0)
    assert (slower.status, slower.body["code"]) == (409, "conflict")
    again = verify(gate, token, NOON + MINUTE, key="at-once", temperature=38.0).body
    assert again["anomaly"]["id"] == quicker[0]["anomaly"]["id"]
    assert messages(client, NOON + MINUTE).count("anomaly") == 1


def test_a_report_of_a_person_who_is_erased_meanwhile_says_that_the_code_ended(gate):
    client, person_id, token = a_person()
    with meanwhile(lambda: client.call("DELETE", f"/v1/people/{person_id}", at=NOON)):
        answer = verify(gate, token, temperature=38.0).body
    assert (answer["valid"], answer["reason"]) == (False, "revoked")


def test_an_anomaly_is_taken_back_while_the_person_declares(gate):
    client, person_id, token = a_person()
    anomaly = verify(gate, token, temperature=38.0).body["anomaly"]["id"]
    with meanwhile(lambda: declare(client, person_id, NOON + MINUTE)) as tried:
        assert decide(gate, anomaly, NOON + MINUTE).status == 200
    assert tried == [1, 2]
    assert colour_of(client, person_id, NOON + MINUTE) == "green"


@pytest.mark.parametrize("outcome", ["withdrawn", "kept"])
def test_what_two_decide_at_once_is_settled_by_the_first(gate, outcome):
    client, _, token = a_yellow_person()
    anomaly = verify(gate, token, NOON + 2 * MINUTE, temperature=39.0).body["anomaly"]["id"]
    first, second = log_in_staff("epidemiologist"), log_in_staff("supervisor")
    with meanwhile(lambda: decide(first, anomaly, NOON + 3 * MINUTE, "withdrawn")):
        answer = decide(second, anomaly, NOON + 3 * MINUTE, outcome)
    assert (answer.status, answer.body["code"]) == (409, "anomaly_settled")
    assert messages(client, NOON + 3 * MINUTE).count("anomaly_withdrawn") == 1


def test_a_look_sent_twice_at_once_counts_and_tells_once(gate):
    venue = a_venue()
    client, person_id, _ = a_person(number=(number := a_document()))
    quicker = []
    with meanwhile(lambda: quicker.append(look(gate, number, venue, key="look"))):
        slower = look(gate, number, venue, key="look")
    assert (slower.status, slower.body) == (200, quicker[0].body)
    assert messages(client, NOON).count("looked_up") == 1
    entries = log_in_staff("auditor").get(f"/v1/audit?subject={person_id}", at=NOON).body["items"]
    assert len(entries) == 1


@pytest.mark.parametrize("instant", [LATER, LATER + timedelta(seconds=1)], ids=["same instant", "a second apart"])
def test_a_delivery_at_once_with_itself_counts_each_check_once(later_gate, instant):
    client, _, token = a_person()
    items = [an_item(token), an_item(token, temperature=38.4)]
    with meanwhile(lambda: deliver(later_gate, *items, at=instant)):
        found = results(later_gate, *items)
    assert [each["status"] for each in found] == ["duplicate", "duplicate"]
    assert found[1]["anomaly"] is not None
    assert messages(client, instant).count("anomaly") == 1


@pytest.mark.parametrize("instant", [LATER, LATER + timedelta(seconds=1)], ids=["same instant", "a second apart"])
def test_an_anomaly_that_another_delivery_kept_meanwhile_is_a_duplicate(later_gate, instant):
    client, _, token = a_person()
    item = an_item(token, temperature=38.4)
    with meanwhile(lambda: deliver(later_gate, item, at=instant)):
        (found,) = results(later_gate, item)
    assert (found["status"], found["anomaly_kept"]) == ("duplicate", True)
    assert messages(client, instant).count("anomaly") == 1


def test_another_check_under_the_id_that_came_meanwhile_is_refused(later_gate):
    client, person_id, token = a_person()
    item = an_item(token, temperature=38.4)
    with meanwhile(lambda: deliver(later_gate, item | {"temperature": 36.5})):
        (found,) = results(later_gate, item)
    assert (found["status"], found["code"]) == ("refused", "id_taken")
    assert colour_of(client, person_id, LATER) == "green"


def test_an_anomaly_delivered_while_the_person_declares_goes_to_staff(later_gate):
    client, person_id, token = a_person()
    item = an_item(token, temperature=38.4)
    with meanwhile(lambda: declare(client, person_id, LATER, symptoms=["fever"])) as tried:
        (found,) = results(later_gate, item)
    assert tried == [1, 2]
    assert (found["status"], found["anomaly"]["queued"]) == ("accepted", True)
