"""Releasing a dependant: what goes, what outlives it under the document, and whom it follows."""

from datetime import timedelta

import pytest

from tests.people.test_proxies import bind
from tests.support.resident_steps import a_document, refreshed
from tests.support.traveller_steps import DAY, START, abroad, certified, code, traveller


@pytest.fixture
def filer(cloud):
    """A certified person who has declared."""
    client, person_id = certified(cloud)
    abroad(client, person_id, START)
    return client, person_id


def test_a_released_dependant_is_gone_and_free_for_another(filer, cloud):
    client, _ = filer
    number = a_document()
    person_id = bind(client, number=number).body["id"]
    assert client.call("DELETE", f"/v1/people/{person_id}", at=START).status == 204
    assert client.get(f"/v1/people/{person_id}", at=START).status == 404
    other, own = certified(cloud)
    abroad(other, own, START)
    assert bind(other, number=number).status == 201


def test_open_holds_outlive_release_under_the_document(filer, cloud):
    client, own = filer
    number = a_document()
    person_id = bind(client, number=number).body["id"]
    red = abroad(client, person_id, START, symptoms=["fever"]).body["code"]
    assert red["colour"] == "red"
    assert client.call("DELETE", f"/v1/people/{person_id}", at=START).status == 204
    abroad(client, own, START + DAY)
    again = bind(client, START + DAY, number=number).body["id"]
    found = code(client, again, START + DAY)
    assert [(hold["rule"], hold["since"]) for hold in found["holds"]] == [
        (hold["rule"], hold["since"]) for hold in red["holds"]
    ]
    assert abroad(client, again, START + DAY).body["code"]["colour"] == "red"
    assert client.get(f"/v1/people/{again}/declarations", at=START + DAY).body["items"][0]["symptoms"] == []


@pytest.mark.parametrize(("is_certified", "colour"), [(False, "green"), (True, "red")])
def test_what_was_said_in_anothers_name_turns_nobody_red(filer, cloud, is_certified, colour):
    """Kept evidence follows the document to another account only if the service knew its person."""
    from chalicelib.features.people import certification_job

    client, _ = filer
    number = a_document()
    person_id = bind(client, number=number).body["id"]
    if is_certified:
        certification_job.work({"person_id": person_id}, START)
    abroad(client, person_id, START, symptoms=["fever"])
    client.call("DELETE", f"/v1/people/{person_id}", at=START)
    holder, own = traveller(number=number)
    assert abroad(holder, own, START).body["code"]["colour"] == colour


def test_a_contested_person_leaves_nothing_under_the_document(filer):
    from chalicelib.person import records as people
    from chalicelib.person.records import KeptRecord

    traveller(number=(number := a_document()), name="测试不符")
    client, _ = filer
    contested = bind(client, number=number, name="测试不符")
    abroad(client, contested.body["id"], START, symptoms=["fever"])
    document_hash = people.profile(contested.body["id"]).document_hash
    assert client.call("DELETE", f"/v1/people/{contested.body['id']}", at=START).status == 204
    assert KeptRecord.find(f"DOC#{document_hash}", "kept") is None


def test_the_holds_days_over_nothing_comes_back(filer):
    client, own = filer
    number = a_document()
    person_id = bind(client, number=number).body["id"]
    abroad(client, person_id, START, symptoms=["fever"])
    client.call("DELETE", f"/v1/people/{person_id}", at=START)
    later = START + 15 * DAY
    abroad(client, own, later)
    again = bind(client, later, number=number).body["id"]
    assert code(client, again, later)["holds"] == []
    assert abroad(client, again, later).body["code"]["colour"] == "green"


def test_a_state_with_kept_evidence_can_be_built_again(filer):
    from chalicelib.person import colour
    from chalicelib.person import records as people

    client, _ = filer
    number = a_document()
    person_id = bind(client, number=number).body["id"]
    for hour in range(3):
        abroad(client, person_id, START + timedelta(hours=hour), symptoms=["fever"] * (hour == 1))
    client.call("DELETE", f"/v1/people/{person_id}", at=START + timedelta(hours=3))
    again = bind(client, START + timedelta(hours=4), number=number).body["id"]
    abroad(client, again, START + timedelta(hours=5))
    state = people.state(again)
    assert colour.rebuild(again, ()) == colour.load_state(state)


def test_who_is_red_may_be_erased_and_is_red_again(cloud):
    number = a_document()
    client, own = certified(cloud, number=number)
    red = abroad(client, own, START + DAY / 2, symptoms=["fever"]).body["code"]
    later = refreshed(client, START + DAY / 2)
    assert later.call("DELETE", f"/v1/people/{own}", at=START + DAY / 2).status == 204
    other, again = certified(cloud, START + DAY, number=number)
    found = abroad(other, again, START + DAY).body["code"]
    assert [hold["since"] for hold in found["holds"]] == [hold["since"] for hold in red["holds"]]
    assert (red["colour"], found["colour"]) == ("red", "red")


def test_who_is_not_certified_washes_nothing_off_by_erasing(cloud):
    client, own = traveller()
    abroad(client, own, START, symptoms=["fever"])
    answer = refreshed(client, START).call("DELETE", f"/v1/people/{own}", at=START)
    assert (answer.status, answer.body["code"]) == (409, "open_holds")
    assert code(client, own, START)["colour"] == "red"
