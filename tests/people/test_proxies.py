"""Filing for others: who may, for whom, how many, and what stays when they are released."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.support.client import Client
from tests.support.resident_steps import a_document, applied, apply, declare, log_in, person_form, refreshed
from tests.support.traveller_steps import DAY, START, a_passport, abroad, certified, code, passport_form, traveller


def bind(client, at=START, **changes):
    form = {"scheme": "international", "relation": "dependant", "dependant_reason": "ill", "residence": None}
    return refreshed(client, at).post("/v1/people", person_form(**(form | changes)), at=at)


def child(born: str, **changes):
    """A child with a passport; children's ID numbers would need a generator of their own."""
    return passport_form(relation="dependant", dependant_reason="child", birth_date=born, **changes)


@pytest.fixture
def filer(cloud):
    """A certified person who has declared."""
    client, person_id = certified(cloud)
    abroad(client, person_id, START)
    return client, person_id


def test_who_is_certified_and_has_declared_files_for_another(filer):
    client, _ = filer
    answer = bind(client)
    assert answer.status == 201, answer.raw
    filed = abroad(client, answer.body["id"], START)
    assert (filed.status, filed.body["declaration"]["filed_by"]) == (201, "proxy")
    listed = client.get("/v1/people", at=START).body["items"]
    assert [each["relation"] for each in listed] == ["self", "dependant"]


def test_nobody_files_for_others_before_registering_being_certified_and_declaring(cloud):
    from chalicelib.features.people import certification_job

    client = log_in(Client(), at=START)
    assert bind(client).fields == {"relation": "self_first"}
    own = apply(client, START, scheme="international", residence=None).body["id"]
    assert bind(client).fields == {"relation": "filer_not_certified"}
    certification_job.work({"person_id": own}, START)
    assert bind(client).fields == {"relation": "declare_first"}
    abroad(client, own, START)
    assert bind(client).status == 201


def test_a_filer_with_a_passport_only_does_not_file_for_others(cloud):
    from chalicelib.features.people import certification_job
    from tests.support.traveller_steps import with_passport

    client, own = with_passport()
    certification_job.work({"person_id": own}, START)
    abroad(client, own, START)
    refused = bind(client)
    assert (refused.status, refused.body["code"], refused.fields) == (
        422,
        "not_eligible",
        {"relation": "filer_not_certified"},
    )


@pytest.mark.parametrize(("seconds", "status"), [(0, 201), (1, 422)])
def test_the_filers_own_declaration_is_at_most_a_day_old_at_binding(filer, seconds, status):
    client, _ = filer
    assert bind(client, START + DAY + timedelta(seconds=seconds)).status == status


@pytest.mark.parametrize(("seconds", "status"), [(0, 201), (1, 422)])
def test_and_at_each_filing(filer, seconds, status):
    client, own = filer
    person_id = bind(client).body["id"]
    at = START + DAY + timedelta(seconds=seconds)
    answer = abroad(client, person_id, at)
    assert answer.status == status
    if status == 422:
        assert answer.fields == {"filed_by": "declare_again_first"}
        abroad(client, own, at)
        assert abroad(client, person_id, at).status == 201


def test_at_home_the_filer_needs_a_code_however_old(cloud):
    from chalicelib.features.people import certification_job

    client, person = applied(Client(), START)
    certification_job.work({"person_id": person["id"]}, START)
    declare(client, person["id"], START)
    month_later = START + 30 * DAY
    answer = bind(client, month_later, scheme="domestic", residence="630102")
    assert answer.status == 201, answer.raw
    assert declare(client, answer.body["id"], month_later).status == 201


def test_a_dependant_goes_on_alone_from_the_same_account(filer):
    client, _ = filer
    person_id = bind(client).body["id"]
    abroad(client, person_id, START)
    two_days = START + 2 * DAY
    assert abroad(client, person_id, two_days).status == 422
    alone = abroad(client, person_id, two_days, filed_by="self")
    assert (alone.status, alone.body["declaration"]["filed_by"]) == (201, "self")


def test_oneself_has_no_proxy(filer):
    client, own = filer
    answer = abroad(client, own, START, filed_by="proxy")
    assert (answer.status, answer.fields) == (400, {"filed_by": "not_a_dependant"})


@pytest.mark.parametrize(
    ("born", "status"),
    [("2007-04-21", 201), ("2007-04-20", 422), ("2020-04-20", 201), ("2020-04-21", 422), ("1980-01-01", 422)],
)
def test_a_child_is_twelve_at_most_on_the_day_in_shanghai(filer, born, status):
    """START is noon of 20 April: whoever was born on the 20th thirteen years ago is thirteen."""
    client, _ = filer
    answer = client.post("/v1/people", child(born), at=START)
    assert (answer.status, list(answer.fields) if status == 422 else []) == (status, ["birth_date"] * (status == 422))


def test_shanghais_day_decides_about_a_birthday(filer):
    client, _ = filer
    before_midnight = START + timedelta(hours=11, minutes=59)
    assert refreshed(client, before_midnight).post("/v1/people", child("2007-04-21"), at=before_midnight).status == 201
    midnight = START + timedelta(hours=12)
    assert refreshed(client, midnight).post("/v1/people", child("2007-04-21"), at=midnight).status == 422


def test_turning_thirteen_ends_nothing(filer):
    client, own = filer
    person_id = client.post("/v1/people", child("2007-04-21"), at=START).body["id"]
    for day in range(1, 4):
        abroad(client, own, START + day * DAY)
        assert abroad(client, person_id, START + day * DAY).status == 201


@pytest.mark.parametrize(
    ("change", "field"),
    [({"dependant_reason": None}, "dependant_reason"), ({"dependant_reason": "friend"}, "dependant_reason")],
)
def test_a_reason_is_needed(filer, change, field):
    client, _ = filer
    answer = bind(client, **change)
    assert (answer.status, list(answer.fields)) == (400, [field])


def test_ten_at_most_however_many_requests_race(filer):
    client, _ = filer
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client.post("/v1/people", dependant_form(), at=START), range(16)))
    made = [answer for answer in answers if answer.status == 201]
    assert len(made) <= 10
    while len(made) < 10:  # a request may lose to others and be told to come again
        answer = client.post("/v1/people", dependant_form(), at=START)
        assert answer.status == 201, answer.raw
        made.append(answer)
    refused = client.post("/v1/people", dependant_form(), at=START)
    assert (refused.status, refused.fields) == (409, {"relation": "dependants_full"})
    assert len(client.get("/v1/people", at=START).body["items"]) == 11
    assert client.call("DELETE", f"/v1/people/{made[0].body['id']}", at=START).status == 204
    assert client.post("/v1/people", dependant_form(), at=START).status == 201


def dependant_form():
    return person_form(scheme="international", relation="dependant", dependant_reason="ill", residence=None)


def test_nobody_is_bound_twice(filer, cloud):
    client, _ = filer
    number = a_document()
    bind(client, number=number)
    other, own = certified(cloud)
    abroad(other, own, START)
    taken = bind(other, number=number)
    assert (taken.status, taken.body["code"]) == (409, "document_taken")
    again = bind(client, number=number)
    assert again.status == 201
    assert len(client.get("/v1/people", at=START).body["items"]) == 2


def test_nobody_is_bound_twice_however_many_accounts_race(cloud):
    filers = [certified(cloud) for _ in range(4)]
    for client, own in filers:
        abroad(client, own, START)
        refreshed(client, START)
    form = dependant_form()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda filer: filer[0].post("/v1/people", form, at=START), filers))
    assert sorted(answer.status for answer in answers) == [201, 409, 409, 409]
    assert {answer.body["code"] for answer in answers if answer.status == 409} == {"document_taken"}


def test_oneself_is_not_bound_to_another_account_as_well(filer, cloud):
    number = a_document()
    traveller(number=number)
    client, _ = filer
    assert bind(client, number=number).body["code"] == "document_taken"


def test_all_codes_of_an_account_are_shown_to_it_alone(filer, cloud):
    client, own = filer
    person_id = bind(client).body["id"]
    abroad(client, person_id, START)
    assert {code(client, each, START)["person_id"] for each in (own, person_id)} == {own, person_id}
    other, _ = traveller()
    assert other.get(f"/v1/people/{person_id}/code", at=START).status == 404
    assert other.post(f"/v1/people/{person_id}/declarations", {}, at=START).status in (400, 404)


def test_a_passports_number_is_typed_once_for_each(filer):
    client, _ = filer
    number = a_passport()
    first = client.post("/v1/people", child("2010-01-01", number=number), at=START)
    again = client.post("/v1/people", child("2010-01-01", number=number), at=START)
    assert (again.status, again.body["id"]) == (201, first.body["id"])
