"""Applying: one record a document, whoever races, and what the service says of the name."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.config import settings
from chalicelib.features.people import certification_job
from chalicelib.person import records as people
from chalicelib.person.outbox import PUT_AGAIN
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_document, applied, apply, log_in, person_form
from tests.support.sweeps import SWEEPS, swept


def test_applying_makes_a_pending_person():
    answer = apply(log_in(Client()), number="11010519491231002X", name="张三")
    assert answer.status == 201, answer.raw
    person = answer.body
    assert person["certification"] == "pending"
    assert (person["birth_date"], person["sex"]) == ("1949-12-31", "female")
    assert person["document"]["last4"] == "002X"
    assert "11010519491231002X" not in answer.raw


def test_the_service_certifies_a_person(cloud):
    client, person = applied(Client())
    work_off(cloud)
    assert client.get(f"/v1/people/{person['id']}", at=NOON).body["certification"] == "certified"


@pytest.mark.parametrize(
    ("name", "outcome"), [("测试不符", "refused"), ("测试故障", "pending"), ("测试未知", "pending")]
)
def test_what_the_service_says_decides(cloud, name, outcome):
    client, person = applied(Client(), name=name)
    work_off(cloud)
    assert client.get(f"/v1/people/{person['id']}", at=NOON).body["certification"] == outcome


def work_off(cloud) -> None:
    """What the certification job does with its queue."""
    from datetime import datetime

    from chalicelib.errors import Unavailable

    for message in cloud.messages(settings().certification_queue_url):
        try:
            certification_job.work(message, datetime.fromisoformat(message["at"]))
        except Unavailable:
            continue


def test_who_was_refused_is_told_once_in_the_inbox_and_by_the_next_sweep(cloud):
    from chalicelib.features.sweep import expiry_job

    client, person = applied(Client(), name="测试不符")
    for _ in range(2):
        certification_job.work({"person_id": person["id"]}, NOON)
    cloud.messages(settings().messages_queue_url)
    expiry_job.sweep(NOON + timedelta(minutes=1))
    assert [each["kind"] for each in client.get("/v1/me/messages", at=NOON).body["items"]] == ["refused"]
    sent = [m for m in cloud.messages(settings().messages_queue_url) if m.get("account_id") == client.account_id]
    assert len(sent) == 1


def test_a_service_that_was_asked_about_another_number_settles_nothing():
    from chalicelib.features.people import certification
    from chalicelib.person.changing import Attempt
    from chalicelib.store.transactions import Lost

    _, person = applied(Client())
    asked = people.profile(person["id"])
    now = people.profile(person["id"])
    now.document_hash = "another"
    now.save()
    for answer in ("agree", "disagree"):
        attempt = Attempt(NOON)
        certification.record(attempt, attempt.person(people.state(person["id"])), asked, answer)
        with pytest.raises(Lost):
            attempt.commit()
    assert people.state(person["id"]).certification == "pending"


@pytest.mark.parametrize("key", [{"idempotency_key": "again"}, {}])
def test_a_retry_has_the_service_asked_if_the_first_request_died_before_it(cloud, key):
    client = log_in(Client())
    form = person_form()
    person_id = client.post("/v1/people", form, at=NOON, **key).body["id"]
    cloud.messages(settings().certification_queue_url)
    assert client.post("/v1/people", form, at=NOON, **key).status == 201
    asked = [m["person_id"] for m in cloud.messages(settings().certification_queue_url)]
    assert asked.count(person_id) == 1


def asked_about(cloud, person_id: str) -> int:
    """How often the queue is to have the service asked about somebody."""
    return sum(each["person_id"] == person_id for each in cloud.messages(settings().certification_queue_url))


@pytest.mark.parametrize("job", SWEEPS)
def test_a_question_that_was_lost_is_put_after_an_hour_and_once(cloud, job):
    _, person = applied(Client())
    assert asked_about(cloud, person["id"]) == 1
    for at in (PUT_AGAIN - timedelta(minutes=1), PUT_AGAIN, 2 * PUT_AGAIN):
        swept(job, person["id"], NOON + at)
        assert asked_about(cloud, person["id"]) == int(at == PUT_AGAIN)


def test_of_whom_the_service_has_spoken_nothing_is_due(cloud):
    _, person = applied(Client())
    waiting = people.state(person["id"])
    assert (waiting.due_at, len(waiting.outbox)) == (NOON + PUT_AGAIN, 1)
    certification_job.work({"person_id": person["id"]}, NOON)
    certified = people.state(person["id"])
    assert (certified.due_at, certified.outbox) == (None, [])


def test_the_same_document_again_is_the_same_person():
    client, person = applied(Client(), number=(number := a_document()))
    again = apply(client, number=number.lower())
    assert (again.status, again.body["id"]) == (201, person["id"])


def test_another_scheme_is_added_to_the_same_person():
    client, person = applied(Client(), number=(number := a_document()))
    both = apply(client, number=number, scheme="international").body
    assert (both["id"], both["schemes"]) == (person["id"], ["domestic", "international"])


def test_one_record_however_many_requests_race():
    client, number = log_in(Client()), a_document()
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: apply(client, number=number), range(32)))
    assert {each.status for each in answers} == {201}
    assert len({each.body["id"] for each in answers}) == 1
    assert len(client.get("/v1/people", at=NOON).body["items"]) == 1


def test_an_account_has_one_self():
    client, _ = applied(Client())
    other = apply(client)
    assert (other.status, other.fields) == (409, {"relation": "already_bound"})


def test_a_retry_with_its_key_gives_the_first_answer():
    client, form = log_in(Client()), person_form()
    first = client.post("/v1/people", form, at=NOON, idempotency_key="a")
    again = client.post("/v1/people", form, at=NOON + timedelta(minutes=1), idempotency_key="a")
    assert (first.status, again.status, again.body) == (201, 201, first.body)
    other = client.post("/v1/people", person_form(), at=NOON, idempotency_key="a")
    assert (other.status, other.body["code"]) == (409, "idempotency_conflict")


@pytest.mark.parametrize(
    ("change", "field", "status"),
    [
        ({"document": {"type": "id_card", "number": "110105194912310021"}}, "document.number", 422),
        ({"document": {"type": "id_card", "number": "11010519491231002"}}, "document.number", 422),
        ({"document": {"type": "id_card", "number": "11010519490231002X"}}, "document.number", 422),
        ({"document": None}, "document", 400),
        ({"document": {"type": "licence", "number": "1"}}, "document.type", 400),
        ({"name": ""}, "name", 400),
        ({"name": "张\u0000三"}, "name", 400),
        ({"name": "张" * 200}, "name", 400),
        ({"name": 5}, "name", 400),
        ({"residence": "999999"}, "residence", 400),
        ({"residence": "qinghai"}, "residence", 400),
        ({"residence": None}, "residence", 400),
        ({"scheme": "martian"}, "scheme", 400),
        ({"entry": "passport"}, "entry", 400),
        ({"colour": "green"}, "colour", 400),
        ({"birth_date": "0001-01-01"}, "birth_date", 400),
        ({"relation": "dependant"}, "dependant_reason", 400),
    ],
)
def test_each_wrong_field_is_named(change, field, status):
    client = log_in(Client())
    answer = client.post("/v1/people", person_form() | change, at=NOON)
    assert (answer.status, list(answer.fields)) == (status, [field]), answer.raw
    assert client.get("/v1/people", at=NOON).body["items"] == []


def test_another_persons_id_is_not_found():
    _, person = applied(Client())
    other = log_in(Client())
    for method, path in [("GET", ""), ("DELETE", ""), ("GET", "/code"), ("GET", "/declarations"), ("GET", "/code.png")]:
        assert other.call(method, f"/v1/people/{person['id']}{path}", at=NOON).status == 404


def test_a_person_without_holds_can_erase_themself():
    client, person = applied(Client(), number=(number := a_document()))
    assert client.call("DELETE", f"/v1/people/{person['id']}", at=NOON).status == 204
    assert client.get(f"/v1/people/{person['id']}", at=NOON).status == 404
    anew = apply(log_in(Client(), client.phone, NOON + timedelta(minutes=1)), number=number)
    assert anew.status == 201
    assert anew.body["id"] != person["id"]


def test_residence_may_change_and_counts_from_then():
    client, person = applied(Client())
    changed = client.call(
        "PATCH", f"/v1/people/{person['id']}", {"residence": "340102", "address": "测试路 1 号"}, at=NOON
    )
    assert (changed.status, changed.body["residence"], changed.body["address"]) == (200, "340102", "测试路 1 号")
    wrong = client.call("PATCH", f"/v1/people/{person['id']}", {"residence": "999999"}, at=NOON)
    assert (wrong.status, wrong.fields) == (400, {"residence": "unknown_region"})


def test_the_state_can_be_built_again_from_the_records():
    from chalicelib.person import colour
    from tests.support.resident_steps import declare

    client, person = applied(Client())
    client.call("PATCH", f"/v1/people/{person['id']}", {"residence": "340102"}, at=NOON + timedelta(hours=1))
    for day in range(1, 12):
        symptoms = ["fever"] if day in (2, 5) else []
        declare(client, person["id"], NOON + timedelta(days=day), symptoms=symptoms, location="340102")
    stored = people.state(person["id"])
    assert colour.rebuild(person["id"], ()) == colour.load_state(stored)


def test_an_earlier_fact_folds_everything_anew():
    from tests.support.resident_steps import declare

    client, person = applied(Client())
    declare(client, person["id"], NOON + timedelta(days=3), symptoms=["fever"])
    late = declare(client, person["id"], NOON + timedelta(days=1))
    assert late.status == 201
    items = client.get(f"/v1/people/{person['id']}/declarations", at=NOON + timedelta(days=1)).body["items"]
    assert len(items) == 2
