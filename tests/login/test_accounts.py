"""Passwords, another phone, a lost phone, staff."""

from base64 import b32decode
from datetime import timedelta

import pytest

from chalicelib.features.login import by_staff
from chalicelib.features.login.by_code import code_of
from tests.support.aws_calls import calls_of
from tests.support.client import Client
from tests.support.mailbox import worked_off
from tests.support.resident_steps import (
    NOON,
    a_document,
    a_phone,
    applied,
    apply,
    ask_for_code,
    log_in,
    log_in_staff,
    refreshed,
)

PASSWORD = "correct horse 42"
MINUTE = timedelta(minutes=1)


def _with_password() -> Client:
    client = log_in(Client())
    assert client.call("PUT", "/v1/me/password", {"password": PASSWORD}, at=NOON).status == 204
    return client


def test_a_phone_and_its_password_log_in():
    client = _with_password()
    body = {"phone": client.phone, "password": PASSWORD}
    answer = Client().post("/v1/login/sessions", body, at=NOON)
    assert (answer.status, answer.body["account"]["id"]) == (201, client.account_id)


@pytest.mark.parametrize("known", [True, False])
def test_a_wrong_password_and_an_unknown_phone_are_answered_alike(known):
    phone = _with_password().phone if known else a_phone()
    answer = Client().post("/v1/login/sessions", {"phone": phone, "password": "wrong horse 42"}, at=NOON)
    assert (answer.status, answer.body["code"]) == (401, "wrong_login")


def test_a_document_and_its_password_log_in():
    client = _with_password()
    apply(client, number=(number := a_document()))
    body = {"document": {"type": "id_card", "number": number}, "password": PASSWORD}
    assert Client().post("/v1/login/sessions", body, at=NOON).body["account"]["id"] == client.account_id


def test_guesses_from_one_place_end_and_the_owner_still_gets_in():
    client = _with_password()
    wrong = {"phone": client.phone, "password": "wrong horse 42"}
    attacker = Client(address="198.51.100.66")
    statuses = [attacker.post("/v1/login/sessions", wrong, at=NOON).status for _ in range(11)]
    assert statuses == [401] * 10 + [429]
    right = {"phone": client.phone, "password": PASSWORD}
    assert attacker.post("/v1/login/sessions", right, at=NOON).status == 429
    assert Client().post("/v1/login/sessions", right, at=NOON).status == 201


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaa", "1212121212"])
def test_a_weak_password_is_refused(weak):
    answer = log_in(Client()).call("PUT", "/v1/me/password", {"password": weak}, at=NOON)
    assert (answer.status, answer.fields) == (400, {"password": "weak_password"})


def test_changing_a_password_needs_the_old_one_or_a_fresh_code():
    client = _with_password()
    new = {"password": "another horse 43"}
    assert client.call("PUT", "/v1/me/password", new, at=NOON + 10 * MINUTE).status == 204
    later = NOON + 12 * MINUTE
    assert client.call("PUT", "/v1/me/password", {"password": PASSWORD}, at=later).status == 401
    both = {"password": PASSWORD, "current_password": "another horse 43"}
    assert client.call("PUT", "/v1/me/password", both, at=later).status == 204


def test_a_forgotten_password_is_set_anew_after_a_code():
    client = _with_password()
    challenge = ask_for_code(Client(), client.phone, NOON + 5 * MINUTE, "reset_password").body["challenge_id"]
    fresh = Client()
    session = {"challenge_id": challenge, "code": code_of(challenge)}
    fresh.token = fresh.post("/v1/login/sessions", session, at=NOON + 5 * MINUTE).body["access_token"]
    body = {"password": "yet another 44"}
    assert fresh.call("PUT", "/v1/me/password", body, at=NOON + 6 * MINUTE).status == 204


def _proof(phone: str, at=NOON) -> dict:
    challenge = ask_for_code(Client(), phone, at, "change_phone").body["challenge_id"]
    return {"challenge_id": challenge, "code": code_of(challenge)}


def test_another_phone_takes_the_place_of_the_old():
    client, new = log_in(Client()), a_phone()
    assert client.call("PUT", "/v1/me/phone", _proof(new), at=NOON).status == 204
    assert log_in(Client(), new, NOON + MINUTE).account_id == client.account_id
    assert log_in(Client(), client.phone, NOON + MINUTE).account_id != client.account_id


def test_another_accounts_phone_cannot_be_taken():
    client, other = log_in(Client()), log_in(Client())
    answer = client.call("PUT", "/v1/me/phone", _proof(other.phone, NOON + MINUTE), at=NOON + MINUTE)
    assert (answer.status, answer.body["code"], answer.fields) == (409, "conflict", {"phone": "phone_taken"})


def test_a_login_code_does_not_change_a_phone():
    client, new = log_in(Client()), a_phone()
    challenge = ask_for_code(Client(), new, NOON).body["challenge_id"]
    body = {"challenge_id": challenge, "code": code_of(challenge)}
    assert client.call("PUT", "/v1/me/phone", body, at=NOON).body["code"] == "invalid_code"


def _recovery(number: str, phone: str) -> dict:
    return {
        "document": {"type": "id_card", "number": number},
        "name": "测试人",
        "new_phone": phone,
        "evidence": "The old phone was stolen; police report 123.",
    }


def test_a_lost_phone_is_recovered_by_staff():
    client, _ = applied(Client(), number=(number := a_document()))
    new = a_phone()
    asked = Client().post("/v1/login/recoveries", _recovery(number, new), at=NOON)
    assert (asked.status, asked.body["status"]) == (202, "waiting")
    reviewer = log_in_staff("reviewer")
    waiting = reviewer.get("/v1/recoveries?limit=100", at=NOON).body["items"]
    mine = next(item for item in waiting if item["id"] == asked.body["id"])
    assert (mine["known"], mine["phone"]) == (True, new)
    path = f"/v1/recoveries/{mine['id']}/decision"
    decision = {"accept": True, "reason": "Seen in person with the document."}
    assert reviewer.post(path, decision, at=NOON).body["status"] == "accepted"
    assert reviewer.post(path, decision, at=NOON).status == 409
    assert log_in(Client(), new, NOON + MINUTE).account_id == client.account_id


def _recovered(number: str, phone: str, at=NOON) -> int:
    """A recovery that a reviewer accepts; the status of the decision."""
    case = Client().post("/v1/login/recoveries", _recovery(number, phone), at=at).body["id"]
    decision = {"accept": True, "reason": "Seen in person with the document."}
    return log_in_staff("reviewer").post(f"/v1/recoveries/{case}/decision", decision, at=at).status


def test_whoever_got_another_phone_is_told_on_it(cloud):
    client, _ = applied(Client(), number=(number := a_document()))
    new = a_phone()
    assert _recovered(number, new) == 200
    worked_off(cloud, client)
    assert "account to this phone number" in cloud.sms(new)[-1] or "换到这个手机号" in cloud.sms(new)[-1]
    assert cloud.sms(client.phone) == []


def test_who_tried_the_new_number_before_staff_decided_still_gets_it():
    client, _ = applied(Client(), number=(number := a_document()))
    hasty = log_in(Client())
    assert _recovered(number, hasty.phone) == 200
    assert log_in(Client(), hasty.phone, NOON + MINUTE).account_id == client.account_id


def test_a_phone_in_whose_account_somebody_registered_is_not_taken():
    applied(Client(), number=(number := a_document()))
    other, _ = applied(Client())
    assert _recovered(number, other.phone) == 409
    assert log_in(Client(), other.phone, NOON + MINUTE).account_id == other.account_id


def test_a_recovery_does_not_tell_whether_the_document_is_known():
    applied(Client(), number=(number := a_document()))
    known = Client().post("/v1/login/recoveries", _recovery(number, a_phone()), at=NOON)
    unknown = Client().post("/v1/login/recoveries", _recovery(a_document(), a_phone()), at=NOON)
    assert (known.status, set(known.body)) == (unknown.status, set(unknown.body))


def test_a_known_and_an_unknown_document_cost_the_same_calls():
    """How long an answer takes must not tell either."""
    applied(Client(), number=(number := a_document()))
    made = []
    for each in (number, a_document()):
        with calls_of("dynamodb") as calls:
            Client().post("/v1/login/recoveries", _recovery(each, a_phone()), at=NOON)
        made.append(calls)
    assert made[0] == made[1]


def _asked(number: str) -> str:
    return Client().post("/v1/login/recoveries", _recovery(number, a_phone()), at=NOON).body["id"]


def _waiting(region: str, limit: int = 100) -> list[str]:
    """The ids of all that wait for a reviewer of that region, through all pages."""
    staff, seen, cursor = log_in_staff("reviewer", region=region), [], ""
    while cursor is not None:
        page = staff.get(f"/v1/recoveries?limit={limit}{cursor and f'&cursor={cursor}'}", at=NOON).body
        seen, cursor = seen + [each["id"] for each in page["items"]], page["next_cursor"]
    return seen


def test_a_request_waits_for_the_region_where_the_person_lives():
    applied(Client(), number=(number := a_document()), residence="410105")
    case = _asked(number)
    assert [case in _waiting(region) for region in ("410105", "41", "", "34", "4102")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_request_about_an_unknown_document_waits_for_everybody():
    case = _asked(a_document())
    assert all(case in _waiting(region) for region in ("410105", "34", ""))


def test_only_staff_who_see_a_request_decide_it():
    applied(Client(), number=(number := a_document()), residence="410105")
    path, decision = f"/v1/recoveries/{_asked(number)}/decision", {"accept": False, "reason": "No such report."}
    assert log_in_staff("reviewer", region="34").post(path, decision, at=NOON).status == 403
    assert log_in_staff("reviewer", region="41").post(path, decision, at=NOON).status == 200


def test_everybody_decides_a_request_without_region():
    path, decision = f"/v1/recoveries/{_asked(a_document())}/decision", {"accept": False, "reason": "No such person."}
    assert log_in_staff("reviewer", region="34").post(path, decision, at=NOON).status == 200


def test_requests_are_paged_oldest_first():
    asked = []
    for _ in range(3):
        applied(Client(), number=(number := a_document()), residence="460105")
        asked.append(_asked(number))
    assert [each for each in _waiting("46", limit=1) if each in asked] == sorted(asked)
    staff = log_in_staff("reviewer", region="46")
    cursor = staff.get("/v1/recoveries?limit=1", at=NOON).body["next_cursor"]
    assert log_in_staff("reviewer").get(f"/v1/recoveries?cursor={cursor}", at=NOON).fields == {"cursor": "bad_cursor"}


def test_residents_do_not_see_recoveries():
    assert log_in(Client()).get("/v1/recoveries", at=NOON).status == 403


def test_a_staff_code_works_once_and_an_earlier_one_still_does():
    made = by_staff.create("guard-of-the-gate", PASSWORD, ["gate"], "63", NOON)
    secret = b32decode(made["totp_secret"])

    def enter(at):
        body = {"login": "guard-of-the-gate", "password": PASSWORD}
        code = by_staff.totp(secret, int(at.timestamp()) // 30)
        return Client().post("/v1/login/sessions", body | {"totp": code}, at=at).status

    assert enter(NOON) == 201
    assert enter(NOON) == 401
    assert enter(NOON - timedelta(hours=1)) == 201
    assert enter(NOON) == 401


def test_logging_in_takes_one_way_at_a_time():
    both = {"phone": a_phone(), "password": PASSWORD, "login": "guard"}
    answer = Client().post("/v1/login/sessions", both, at=NOON)
    assert answer.status == 400
    assert list(answer.fields.values()) == ["required"] or list(answer.fields.values()) == ["unknown_field"]
    empty = Client().post("/v1/login/sessions", {}, at=NOON)
    assert (empty.status, list(empty.fields.values())) == (400, ["required"])


def test_a_session_shows_only_its_own_people():
    client, person = applied(Client())
    stranger = refreshed(log_in(Client()), NOON)
    assert stranger.get("/v1/people", at=NOON).body["items"] == []
    assert client.get("/v1/people", at=NOON).body["items"][0]["id"] == person["id"]
