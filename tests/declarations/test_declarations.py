"""Declaring: the colour that follows, retries, bad answers, and days far apart."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, apply, declaration, declare, refreshed

DAY = timedelta(days=1)


def _code(client: Client, person_id: str, at: datetime, query: str = ""):
    return refreshed(client, at).get(f"/v1/people/{person_id}/code{query}", at=at).body


def test_before_the_first_declaration_there_is_no_code():
    client, person = applied(Client())
    code = _code(client, person["id"], NOON)
    assert (code["colour"], code["token"], code["holds"]) == (None, None, [])


def test_a_healthy_person_is_green():
    client, person = applied(Client())
    answer = declare(client, person["id"], NOON)
    assert answer.status == 201, answer.raw
    code = answer.body["code"]
    assert (code["colour"], code["grade"], code["valid_until"]) == ("green", "00", None)
    assert code["token"].startswith("HC1:")
    assert code["token_expires_at"] == "2020-03-11T04:00:00+00:00"
    assert not code["checkin"]["required"]


def test_symptoms_are_yellow_until_the_seventh_normal_checkin():
    client, person = applied(Client())
    first = declare(client, person["id"], NOON, symptoms=["dry_cough"]).body["code"]
    assert first["colour"] == "yellow"
    hold = first["holds"][0]
    assert (hold["rule"], hold["since"], hold["clears_on"]) == ("symptom", "2020-03-10", "2020-03-17")
    for day in range(1, 7):
        assert declare(client, person["id"], NOON + day * DAY).body["code"]["colour"] == "yellow"
    assert declare(client, person["id"], NOON + 7 * DAY).body["code"]["colour"] == "green"


def test_a_declared_contact_clears_as_the_day_begins():
    client, person = applied(Client())
    contact = {"kind": "confirmed", "on": "2020-03-10"}
    for day in range(7):
        declare(client, person["id"], NOON + day * DAY, contact=contact)
    midnight = datetime(2020, 3, 16, 16, tzinfo=UTC)
    assert _code(client, person["id"], midnight - timedelta(seconds=1))["colour"] == "yellow"
    assert _code(client, person["id"], midnight)["colour"] == "green"


def test_worsening_ends_the_old_code_and_a_gate_learns_of_it():
    client, person = applied(Client())
    gate = _gate()
    green = declare(client, person["id"], NOON).body["code"]["token"]
    later = NOON + timedelta(minutes=1)
    assert gate.post("/v1/codes/verify", {"token": green}, at=later).body["colour"] == "green"
    yellow = declare(client, person["id"], later, symptoms=["fever"]).body["code"]["token"]
    verdict = gate.post("/v1/codes/verify", {"token": green}, at=later + timedelta(minutes=1)).body
    assert (verdict["valid"], verdict["reason"]) == (False, "revoked")
    now = gate.post("/v1/codes/verify", {"token": yellow}, at=later + timedelta(minutes=1)).body
    assert (now["valid"], now["colour"], now["live"]) == (True, "yellow", True)
    listed = gate.get("/v1/revocations", at=later + timedelta(minutes=1)).body
    assert listed["items"]


def _gate() -> Client:
    from tests.support.resident_steps import log_in_staff

    return log_in_staff("gate")


def test_international_symptoms_are_red():
    client, person = applied(Client(), scheme="international")
    answer = declare(client, person["id"], NOON, symptoms=["fever"]).body["code"]
    assert (answer["scheme"], answer["colour"], answer["grade"]) == ("international", "red", "10")
    assert answer["valid_until"] == "2020-03-11T04:00:00+00:00"


def test_one_person_may_hold_both_codes():
    client, person = applied(Client(), number=(number := _number()))
    apply(client, number=number, scheme="international")
    declare(client, person["id"], NOON, symptoms=["fever"])
    assert _code(client, person["id"], NOON, "?scheme=domestic")["colour"] == "yellow"
    assert _code(client, person["id"], NOON, "?scheme=international")["colour"] == "red"


def _number() -> str:
    from tests.support.resident_steps import a_document

    return a_document()


def test_a_retry_with_its_key_files_once():
    client, person = applied(Client())
    path = f"/v1/people/{person['id']}/declarations"
    first = client.post(path, declaration(), at=NOON, idempotency_key="k")
    again = client.post(path, declaration(), at=NOON + timedelta(seconds=9), idempotency_key="k")
    assert (again.status, again.body["declaration"]) == (201, first.body["declaration"])
    other = client.post(path, declaration(temperature=37.0), at=NOON, idempotency_key="k")
    assert (other.status, other.body["code"]) == (409, "idempotency_conflict")
    assert len(client.get(path, at=NOON).body["items"]) == 1


def test_declarations_at_once_are_all_kept():
    client, person = applied(Client())
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: declare(client, person["id"], NOON + timedelta(seconds=n)), range(8)))
    filed = sum(answer.status == 201 for answer in answers)
    assert {answer.status for answer in answers} <= {201, 503}
    assert len(client.get(f"/v1/people/{person['id']}/declarations", at=NOON).body["items"]) == filed


def test_the_list_is_newest_first_and_pages():
    client, person = applied(Client())
    for day in range(5):
        declare(client, person["id"], NOON + day * DAY, temperature=36.0 + day / 10)
    path = f"/v1/people/{person['id']}/declarations"
    refreshed(client, NOON + 5 * DAY)
    first = client.get(f"{path}?limit=2", at=NOON + 5 * DAY).body
    second = client.get(f"{path}?limit=3&cursor={first['next_cursor']}", at=NOON + 5 * DAY).body
    assert [each["temperature"] for each in first["items"] + second["items"]] == [36.4, 36.3, 36.2, 36.1, 36.0]
    assert second["next_cursor"] is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"temperature": 365}, "temperature"),
        ({"temperature": "36,5"}, "temperature"),
        ({"temperature": "36.5"}, "temperature"),
        ({"temperature": True}, "temperature"),
        ({"temperature": None}, "temperature"),
        ({"temperature": 36.55}, "temperature"),
        ({"temperature": 29.9}, "temperature"),
        ({"temperature": 45.1}, "temperature"),
        ({"symptoms": ["flu"]}, "symptoms.0"),
        ({"symptoms": ["fever", "fever"]}, "symptoms"),
        ({"symptoms": "fever"}, "symptoms"),
        ({"symptoms": ["none"]}, "symptoms.0"),
        ({"contact": {"kind": "confirmed"}}, "contact.on"),
        ({"contact": {"kind": "confirmed", "on": "2020-03-11"}}, "contact.on"),
        ({"contact": {"kind": "confirmed", "on": "1899-12-31"}}, "contact.on"),
        ({"contact": {"kind": "confirmed", "on": "9999-12-31"}}, "contact.on"),
        ({"contact": {"kind": "friend", "on": "2020-03-10"}}, "contact.kind"),
        ({"contact": None}, "contact"),
        ({"test": {"result": "positive"}}, "test.on"),
        ({"test": {"result": "positive", "on": "2020-02-30"}}, "test.on"),
        ({"location": "999999"}, "location"),
        ({"location": "XX"}, "location"),
        ({"stays": [{"region": "420102", "from": "2020-03-05", "until": "2020-03-04"}]}, "stays.0.until"),
        ({"stays": [{"region": "420102", "from": "2020-03-05", "until": "2020-03-11"}]}, "stays.0.until"),
        ({"stays": [{"region": "420102", "from": "2020-03-05"}]}, "stays.0.until"),
        ({"stays": [{"region": "999999", "from": "2020-03-05", "until": "2020-03-05"}]}, "stays.0.region"),
        ({"colour": "green"}, "colour"),
        ({"client_at": "2020-03-01T00:00:00Z"}, "client_at"),
    ],
)
def test_each_wrong_answer_is_named_and_nothing_is_kept(change, field):
    client, person = applied(Client())
    answer = declare(client, person["id"], NOON, **change)
    assert (answer.status, list(answer.fields)) == (400, [field]), answer.raw
    assert client.get(f"/v1/people/{person['id']}/declarations", at=NOON).body["items"] == []


@pytest.mark.parametrize("raw", ["", "{", "[]", "null", '"x"', '{"temperature": NaN}', "{" * 5000, '{"a":"\\ud800"}'])
def test_what_is_no_declaration_is_a_problem_and_not_a_crash(raw):
    client, person = applied(Client())
    answer = client.call("POST", f"/v1/people/{person['id']}/declarations", at=NOON, raw=raw)
    assert answer.status == 400
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_megabyte_is_too_large():
    client, person = applied(Client())
    answer = client.call("POST", f"/v1/people/{person['id']}/declarations", at=NOON, raw="x" * 1_000_000)
    assert (answer.status, answer.body["code"]) == (413, "too_large")


@pytest.mark.parametrize(("symptoms", "told"), [(["dry_cough"], ["turned_yellow"]), ([], [])])
def test_a_worse_colour_is_a_message_once(symptoms, told):
    client, person = applied(Client())
    declare(client, person["id"], NOON)
    for minutes in (1, 2):
        declare(client, person["id"], NOON + timedelta(minutes=minutes), symptoms=symptoms)
    at = NOON + timedelta(minutes=3)
    kinds = [each["kind"] for each in refreshed(client, at).get("/v1/me/messages", at=at).body["items"]]
    assert [kind for kind in kinds if kind.startswith("turned")] == told
