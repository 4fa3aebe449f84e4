"""Appeals: filed by the person, routed with a deadline, decided once by staff; the colour stays meanwhile."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.access.actor import Actor
from chalicelib.errors import NotFound
from chalicelib.features.appeals import appealing
from chalicelib.features.appeals.subjects import About
from chalicelib.features.erasure import erasing
from chalicelib.features.sweep import expiry_job
from chalicelib.person import records as people
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, applied, declare, log_in_staff, refreshed
from tests.support.traveller_steps import DAY, told

TEXT = "我没有咳嗽，是点错了。"


def _resident(**answers: Any) -> tuple[Client, str, str]:
    """Somebody who declared; the last is the declaration's id."""
    client, person = applied(Client())
    answer = declare(client, person["id"], NOON, **answers)
    return client, person["id"], answer.body["declaration"]["id"]


def _file(client: Client, person_id: str, at: Any = NOON, **changes: Any) -> Answer:
    key = {"idempotency_key": changes.pop("key")} if "key" in changes else {}
    body = {"category": "colour", "text": TEXT} | changes
    return refreshed(client, at).post(f"/v1/people/{person_id}/appeals", body, at=at, **key)


def _decide(appeal_id: str, at: Any, *, accept: bool = True, role: str = "reviewer", region: str = "63") -> Answer:
    body = {"accept": accept, "reason": "证据属实"}
    return log_in_staff(role, at, region).post(f"/v1/appeals/{appeal_id}/decision", body, at=at)


@pytest.mark.parametrize(
    ("category", "department"),
    [
        ("colour", "data_bureau"),
        ("rules", "data_bureau"),
        ("checkpoint", "transport_bureau"),
        ("declaration", "hotline_12308"),
        ("account", "hotline_12345"),
        ("other", "command_office"),
    ],
)
def test_each_question_goes_to_who_answers_for_it(category: str, department: str):
    client, person_id, _ = _resident()
    answer = _file(client, person_id, category=category)
    assert answer.status == 201
    assert (answer.body["department"], answer.body["status"]) == (department, "open")
    assert answer.body["department_text"]


def test_the_colour_stays_and_the_appeal_waits_in_its_region_by_deadline():
    client, person_id, reference = _resident(symptoms=["dry_cough"])
    later = _file(client, person_id, NOON + timedelta(hours=1), category="declaration", declaration_id=reference).body
    assert people.state(person_id).severity == {"domestic": "yellow"}
    staff = log_in_staff("reviewer", NOON, "6301")
    items = staff.get("/v1/appeals?limit=100", at=NOON).body["items"]
    mine = [each for each in items if each["person_id"] == person_id]
    assert [(each["id"], each["text"], each["declaration_id"]) for each in mine] == [(later["id"], TEXT, reference)]
    assert [each["due_at"] for each in items] == sorted(each["due_at"] for each in items)
    elsewhere = log_in_staff("reviewer", NOON, "34").get("/v1/appeals?limit=100", at=NOON).body["items"]
    assert all(each["person_id"] != person_id for each in elsewhere)


def test_the_queue_is_paged_without_gaps():
    filed = set()
    for minutes in range(5):
        client, person_id, _ = _resident()
        filed.add(_file(client, person_id, NOON + timedelta(minutes=minutes)).body["id"])
    staff, seen, cursor = log_in_staff("supervisor", NOON, "63"), [], ""
    while cursor is not None:
        page = staff.get(f"/v1/appeals?limit=2{cursor and '&cursor=' + cursor}", at=NOON).body
        seen += [each["id"] for each in page["items"]]
        cursor = page["next_cursor"]
    assert filed <= set(seen)
    assert len(seen) == len(set(seen))


def test_a_decision_is_told_with_its_reason_and_made_once():
    client, person_id, _ = _resident()
    appeal_id, at = _file(client, person_id).body["id"], NOON + timedelta(hours=1)
    decided = _decide(appeal_id, at, accept=False)
    assert (decided.status, decided.body["status"], decided.body["reason"]) == (200, "rejected", "证据属实")
    assert _decide(appeal_id, at).body["code"] == "appeal_decided"
    assert "证据属实" in told(client, at, "appeal_rejected")[0]["text"]
    own = refreshed(client, at).get(f"/v1/people/{person_id}/appeals", at=at).body["items"]
    assert [(each["id"], each["status"]) for each in own] == [(appeal_id, "rejected")]


def test_past_its_deadline_it_is_a_supervisors():
    client, person_id, _ = _resident()
    appeal_id, late = _file(client, person_id).body["id"], NOON + timedelta(hours=48, seconds=1)
    listed = log_in_staff("reviewer", late, "63").get("/v1/appeals?limit=100", at=late).body["items"]
    assert next(each for each in listed if each["id"] == appeal_id)["escalated"] is True
    assert _decide(appeal_id, late).body["code"] == "appeal_escalated"
    assert _decide(appeal_id, late, role="supervisor").status == 200


def test_the_decision_is_sent_by_the_next_sweep(cloud):
    from chalicelib.config import settings

    client, person_id, _ = _resident()
    appeal_id, at = _file(client, person_id).body["id"], NOON + timedelta(hours=1)
    _decide(appeal_id, at)
    expiry_job.sweep(at + timedelta(minutes=1))
    queued = [m for m in cloud.messages(settings().messages_queue_url) if m.get("account_id") == client.account_id]
    assert [each["kind"] for each in queued] == ["inbox"]


def test_what_is_wrong_is_named():
    client, person_id, _ = _resident()
    _, _, foreign = _resident()
    assert _file(client, person_id, declaration_id=foreign).fields == {"declaration_id": "unknown_declaration"}
    assert _file(client, person_id, declaration_id="x").fields == {"declaration_id": "unknown_declaration"}
    assert _file(client, person_id, category="money").status == 400
    assert _file(client, person_id, text="").fields == {"text": "required"}
    assert _file(client, "0" * 20).status == 404


def test_another_account_sees_and_files_nothing():
    client, person_id, _ = _resident()
    stranger, _, _ = _resident()
    _file(client, person_id)
    assert _file(stranger, person_id).status == 404
    assert refreshed(stranger, NOON).get(f"/v1/people/{person_id}/appeals", at=NOON).status == 404
    appeal_id = _file(client, person_id).body["id"]
    assert _decide(appeal_id, NOON, region="34").status == 404


def test_the_same_key_files_once_and_a_day_takes_ten():
    client, person_id, _ = _resident()
    first, again = (_file(client, person_id, key="k") for _ in range(2))
    assert (first.body, first.status) == (again.body, again.status)
    answers = [_file(client, person_id).status for _ in range(10)]
    assert (answers.count(201), answers[-1]) == (9, 429)
    assert _file(client, person_id, NOON + DAY).status == 201


def test_own_appeals_are_paged():
    client, person_id, _ = _resident()
    filed = [_file(client, person_id, NOON + timedelta(minutes=n)).body["id"] for n in range(3)]
    now = refreshed(client, NOON + timedelta(minutes=5))
    at, path = NOON + timedelta(minutes=5), f"/v1/people/{person_id}/appeals?limit=2"
    first = now.get(path, at=at).body
    second = now.get(f"{path}&cursor={first['next_cursor']}", at=at).body
    assert [each["id"] for each in first["items"] + second["items"]] == filed[::-1]
    assert second["next_cursor"] is None


def test_an_appeal_that_an_erasure_overtakes_leaves_nothing_behind():
    client, person_id, _ = _resident()
    actor = Actor(client.account_id, frozenset({"resident"}), client.session_id)

    class Meanwhile:
        """A request's key; when it is asked for, the person has just been erased."""

        request_hash = "x"

        @property
        def name(self) -> str:
            erasing.remove(actor, person_id, client.proof, NOON)
            return f"appeal-of-{person_id}"

    with pytest.raises(NotFound):
        appealing.file(actor, person_id, About("colour"), TEXT, Meanwhile(), NOON, "en")
    assert people.partition(person_id) == []
