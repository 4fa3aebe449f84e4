"""Whose a document is: its type, the country that issued it, its number; and that nobody is told that it is known."""

from typing import Any

import pytest

from chalicelib import config
from chalicelib.features.people import certification_job
from chalicelib.notify.texts import say
from tests.people.test_numbers import corrected
from tests.people.test_proxies import bind
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_document, a_phone, applied, apply, log_in, log_in_staff, refreshed
from tests.support.traveller_steps import START, a_passport, abroad, certified, code, passport_form, told, with_passport

PASSWORD = "correct horse 7 battery"


def issued(number: str, country: str | None, kind: str = "passport") -> dict[str, Any]:
    named = {"type": kind, "number": number, "country": country}
    return {name: value for name, value in named.items() if value is not None}


@pytest.mark.parametrize("kind", ["passport", "travel_document"])
def test_one_number_of_two_countries_is_two_documents(kind):
    number = a_passport()
    american, her = with_passport(number=number, nationality="US", document={"type": kind, "country": "US"})
    briton, him = with_passport(number=number, nationality="GB", document={"type": kind, "country": "GB"})
    assert her != him
    abroad(american, her, START, symptoms=["fever"])
    abroad(briton, him, START)
    assert code(briton, him, START)["colour"] == "green"
    for client, person_id in ((american, her), (briton, him)):
        certification_job.work({"person_id": person_id}, START)
        assert refreshed(client, START).get(f"/v1/people/{person_id}", at=START).body["certification"] == "certified"


def test_what_outlives_a_passport_is_not_another_countrys():
    from chalicelib.identity.documents import Document
    from chalicelib.person import documents

    def key(country: str | None) -> set[str]:
        document = Document("passport", "123456789", country, None, None, "passport")
        return {documents.hash_of(document)}

    assert key("US").isdisjoint(key("GB"))
    assert key("HK") == key("MO") == key("CN")
    assert key(None).isdisjoint(key("US"))


@pytest.mark.parametrize("kind", ["passport", "travel_document"])
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/people", passport_form()),
        ("POST", "/v1/login/sessions", {"password": PASSWORD}),
        (
            "POST",
            "/v1/login/recoveries",
            {"name": "WEI LI", "new_phone": "+8613900000000", "evidence": "my passport"},
        ),
        ("POST", "/v1/codes/lookups", {"venue_id": "v", "reason": "no phone"}),
    ],
)
def test_a_passport_needs_its_country_everywhere(method, path, body, kind):
    client = log_in_staff("gate") if "lookups" in path else log_in(Client(), at=START)
    at = NOON if "lookups" in path else START
    answer = client.call(method, path, body | {"document": issued(a_passport(), None, kind)}, at=at)
    assert (answer.status, answer.fields) == (400, {"document.country": "required"})


def test_a_correction_needs_it_too():
    client, person_id = with_passport()
    for answer in (
        abroad(client, person_id, START, document={"number": a_passport()}),
        client.call("PATCH", f"/v1/people/{person_id}", {"document": {"number": a_passport()}}, at=START),
    ):
        assert (answer.status, answer.fields) == (400, {"document.country": "required"})


def test_each_holder_of_a_number_logs_in_with_their_own_document():
    number = a_passport()
    for country in ("US", "GB"):
        client, _ = with_passport(number=number, nationality=country, document={"country": country})
        assert client.call("PUT", "/v1/me/password", {"password": PASSWORD}, at=START).status == 204
        named = {"document": issued(number, country), "password": PASSWORD}
        assert Client().post("/v1/login/sessions", named, at=START).body["account"]["id"] == client.account_id


def test_a_correction_of_the_country_alone_moves_the_document():
    number = a_passport()
    client, person_id = with_passport(number=number, document={"country": "US"}, nationality="US")
    moved = abroad(client, person_id, START, document={"number": number, "country": "CA"})
    assert moved.status == 201, moved.raw
    assert refreshed(client, START).get(f"/v1/people/{person_id}", at=START).body["document"]["country"] == "CA"
    other, _ = with_passport(number=number, document={"country": "US"}, nationality="US")
    assert other.account_id != client.account_id


# Told to nobody


def seen(person: dict[str, Any]) -> dict[str, Any]:
    """An answer without what differs between any two people."""
    own = {"id", "name", "name_masked", "birth_date", "sex", "document", "created_at"}
    return {name: value for name, value in person.items() if name not in own}


def test_a_strangers_number_with_a_wrong_name_ends_refused_registered_or_not():
    applied(Client(), number=(registered := a_document()))
    ends = []
    for number in (registered, a_document()):
        stranger = log_in(Client())
        answer = apply(stranger, number=number, name="测试不符")
        again = apply(stranger, number=number, name="测试不符")
        person_id = answer.body["id"]
        certification_job.work({"person_id": person_id}, NOON)
        later = stranger.get(f"/v1/people/{person_id}", at=NOON).body
        kinds = [each["kind"] for each in told(stranger, NOON)]
        gone = stranger.call("DELETE", f"/v1/people/{person_id}", at=NOON).status
        ends.append(
            (answer.status, seen(answer.body), again.status, again.body == answer.body, seen(later), kinds, gone)
        )
    assert ends[0] == ends[1]
    assert (ends[0][0], ends[0][4]["certification"], ends[0][5]) == (201, "refused", ["refused"])


def test_a_wrong_name_ends_refused_for_a_corrected_number_too():
    with_passport(number=(registered := a_passport()))
    ends = []
    for number in (registered, a_passport()):
        client, person_id = with_passport(name="TEST DISAGREE", birth_date=f"19{len(ends) + 50}-01-01")
        corrected(client, person_id, number)
        person = refreshed(client, START).get(f"/v1/people/{person_id}", at=START).body
        shown = code(client, person_id, START)
        again = abroad(client, person_id, START, document={"number": number, "country": "CN"})
        state = (shown["colour"], shown["certification"], again.status, again.body["code"]["certification"])
        ends.append((seen(person), state, person["document"]["last4"] == number[-4:]))
    assert ends[0] == ends[1]
    assert ends[0][0]["certification"] == "refused"


def test_who_proves_to_be_the_person_is_told_of_the_contest_and_has_no_second_code():
    applied(Client(), number=(number := a_document()))
    client, person = applied(Client(), number=number)
    assert person["waiting"]["kind"] == "check"
    certification_job.work({"person_id": person["id"]}, NOON)
    waiting = client.get(f"/v1/people/{person['id']}", at=NOON).body["waiting"]
    assert (waiting["kind"], "12345" in waiting["text"]) == ("contest", True)
    from tests.support.resident_steps import declare

    answer = declare(client, person["id"], NOON)
    assert (answer.status, answer.body["code"]["colour"], answer.body["code"]["token"]) == (201, None, None)


def test_everybody_who_is_being_checked_reads_the_same():
    _, ordinary = applied(Client())
    assert (ordinary["certification"], ordinary["waiting"]["kind"]) == ("pending", "check")


def test_questions_to_the_service_are_few_an_account(cloud, monkeypatch):
    client, own = certified(cloud)
    abroad(client, own, START)
    monkeypatch.setattr(config, "QUESTIONS_PER_ACCOUNT_DAY", 3)
    statuses = []
    for _ in range(3):
        answer = bind(client, name="测试不符")
        statuses.append(answer.status)
        if answer.status == 201:
            client.call("DELETE", f"/v1/people/{answer.body['id']}", at=START)
    assert statuses == [201, 201, 429]
    assert int(answer.headers["Retry-After"]) > 0


def test_questions_to_the_service_are_few_an_address(monkeypatch):
    monkeypatch.setattr(config, "QUESTIONS_PER_ADDRESS_HOUR", 2)
    address = "203.0.113.77"
    statuses = [apply(log_in(Client(address), a_phone())).status for _ in range(3)]
    assert statuses == [201, 201, 429]


# A name that was never certified


def renamed(client: Client, person_id: str, name: str, at=NOON):
    return refreshed(client, at).call("PATCH", f"/v1/people/{person_id}", {"name": name}, at=at)


def test_a_name_that_was_refused_is_corrected_and_certified():
    client, person = applied(Client(), name="测试不符")
    certification_job.work({"person_id": person["id"]}, NOON)
    assert "更正" in say("inbox_refused", "zh-CN")
    answer = renamed(client, person["id"], "张三")
    assert (answer.status, answer.body["name"], answer.body["certification"]) == (200, "张三", "pending"), answer.raw
    assert answer.body["name_masked"] == "张*"
    certification_job.work({"person_id": person["id"]}, NOON)
    last = client.get(f"/v1/people/{person['id']}", at=NOON).body
    assert (last["certification"], last["name_fixed"]) == ("certified", True)


def test_a_certified_name_stays():
    client, person = applied(Client())
    certification_job.work({"person_id": person["id"]}, NOON)
    answer = renamed(client, person["id"], "别人")
    assert (answer.status, answer.body["code"], answer.fields) == (409, "name_fixed", {"name": "name_fixed"})


def test_a_name_is_ones_own_to_correct_and_has_to_be_one():
    client, person = applied(Client())
    assert renamed(log_in(Client()), person["id"], "别人").status == 404
    assert renamed(client, person["id"], "张3").fields == {"name": "name_character"}
    assert renamed(client, person["id"], person["name"]).body["certification"] == "pending"


def ask_for_name(client: Client, person_id: str, name: str):
    body = {"name": name, "evidence": "my card shows another name"}
    return refreshed(client, NOON).post(f"/v1/people/{person_id}/corrections", body, at=NOON)


@pytest.mark.parametrize("accept", [True, False])
def test_a_certified_name_is_changed_by_staff_on_evidence(accept):
    client, person = applied(Client())
    certification_job.work({"person_id": person["id"]}, NOON)
    asked = ask_for_name(client, person["id"], "张三丰")
    assert (asked.status, asked.body["status"]) == (202, "waiting"), asked.raw
    reviewer = log_in_staff("reviewer", NOON, "63")
    items = reviewer.get("/v1/recoveries?limit=100", at=NOON).body["items"]
    (case,) = [each for each in items if each["id"] == asked.body["id"]]
    assert (case["subject"], case["name"], case["name_before"]) == ("name", "张三丰", person["name"])
    path = f"/v1/recoveries/{case['id']}/decision"
    decided = reviewer.post(path, {"accept": accept, "reason": "the card shows it"}, at=NOON)
    assert decided.status == 200, decided.raw
    seen = client.get(f"/v1/people/{person['id']}", at=NOON).body
    expected = ("张三丰", "pending") if accept else (person["name"], "certified")
    assert (seen["name"], seen["certification"]) == expected
    assert len(told(client, NOON, "renamed" if accept else "name_refused")) == 1


def test_a_request_for_a_name_says_what_is_wrong_with_it():
    client, person = applied(Client())
    assert ask_for_name(client, person["id"], person["name"]).fields == {"name": "name_unchanged"}
    assert ask_for_name(log_in(Client()), person["id"], "张三丰").status == 404
    nothing = client.post(f"/v1/people/{person['id']}/corrections", {"evidence": "x"}, at=NOON)
    assert (nothing.status, nothing.fields) == (400, {"document": "required"})
