"""Passwords, another phone, a lost phone, staff."""

from base64 import b32decode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.features.login import by_staff
from chalicelib.features.login.by_code import code_of
from local import staff as seeded
from tests.support.client import Client
from tests.support.resident_steps import (
    NOON,
    a_document,
    a_phone,
    applied,
    apply,
    ask_for_code,
    entered,
    log_in,
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


def _guess(phone: str, address: str, password: str = "wrong horse 42", at=NOON, **more: str) -> int:
    body = {"phone": phone, "password": password} | more
    return Client(address=address).post("/v1/login/sessions", body, at=at).status


def test_guesses_from_everywhere_end_and_a_device_that_was_here_before_gets_in():
    client = log_in(Client())
    client.call("PUT", "/v1/me/password", {"password": PASSWORD}, at=NOON)
    body = {"phone": client.phone, "password": PASSWORD}
    device = Client().post("/v1/login/sessions", body, at=NOON).body["device_token"]
    statuses = [_guess(client.phone, f"198.51.100.{number}") for number in range(32)]
    assert statuses == [401] * 19 + [429] * 13
    assert _guess(client.phone, "203.0.113.1", PASSWORD) == 429, "counted before it is compared"
    assert _guess(client.phone, "203.0.113.1", PASSWORD, device_token=device) == 201
    assert log_in(Client(), client.phone, NOON + MINUTE).account_id == client.account_id
    assert _guess(client.phone, "203.0.113.1", PASSWORD, NOON + 60 * MINUTE) == 201


def test_a_known_device_has_ten_guesses_too():
    client = _with_password()
    body = {"phone": client.phone, "password": PASSWORD}
    device = Client().post("/v1/login/sessions", body, at=NOON).body["device_token"]
    tried = [_guess(client.phone, f"198.51.100.{number}", device_token=device) for number in range(11)]
    assert tried == [401] * 10 + [429]
    assert _guess(client.phone, "198.51.100.77", PASSWORD) == 201


def test_guesses_by_phone_and_by_document_are_of_one_account():
    client = _with_password()
    apply(client, number=(number := a_document()))
    for address in range(10):
        _guess(client.phone, f"198.51.100.{address}")
    body = {"document": {"type": "id_card", "number": number}, "password": "wrong horse 42"}
    by_document = [
        Client(address=f"203.0.113.{address}").post("/v1/login/sessions", body, at=NOON).status for address in range(11)
    ]
    assert by_document == [401] * 10 + [429]


def test_twenty_guesses_at_once_are_counted_before_they_are_compared():
    client = _with_password()
    with ThreadPoolExecutor(8) as pool:
        tried = list(pool.map(lambda number: _guess(client.phone, f"192.0.2.{number}"), range(40)))
    assert set(tried) <= {401, 429, 503}
    assert tried.count(401) <= 20


def test_staff_keep_their_own_device_while_strangers_guess():
    login = {"login": "a-guard-under-attack", "password": PASSWORD, "roles": ["gate"], "region": "63"}
    secret = b32decode(seeded.create(login | {"document": a_document()}, NOON)["totp_secret"])

    def enter(address: str, password: str, step: int, **more: str):
        code = by_staff.totp(secret, int(NOON.timestamp()) // 30 + step)
        body = {"login": "a-guard-under-attack", "password": password, "totp": code} | more
        return Client(address=address).post("/v1/login/sessions", body, at=NOON + step * timedelta(seconds=30))

    device = enter("192.0.2.1", PASSWORD, 0).body["device_token"]
    strangers = [enter(f"198.51.100.{number}", "wrong horse 42", 1).status for number in range(21)]
    assert strangers == [401] * 19 + [429] * 2
    assert enter("192.0.2.1", PASSWORD, 1).status == 429
    assert enter("192.0.2.1", PASSWORD, 1, device_token=device).status == 201


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaa", "1212121212", "1234567890", "qwertyuiop", "password12"])
def test_a_weak_password_is_refused(weak):
    answer = log_in(Client()).call("PUT", "/v1/me/password", {"password": weak}, at=NOON)
    assert (answer.status, answer.fields) == (400, {"password": "weak_password"})


def test_what_others_know_of_a_person_is_no_password():
    client = log_in(Client())
    apply(client, number=(number := a_document()))
    for weak in (client.phone, client.phone[3:], number, f"{number[6:14]}12", f"abc{client.phone[3:]}"):
        answer = client.call("PUT", "/v1/me/password", {"password": weak}, at=NOON)
        assert (answer.status, answer.fields) == (400, {"password": "weak_password"}), weak


def test_a_forgotten_password_is_set_anew_after_a_code():
    client = _with_password()
    challenge = ask_for_code(Client(), client.phone, NOON + 5 * MINUTE, "reset_password").body["challenge_id"]
    session = {"challenge_id": challenge, "code": code_of(challenge)}
    fresh = Client()
    entered(fresh, fresh.post("/v1/login/sessions", session, at=NOON + 5 * MINUTE))
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


def test_a_staff_code_works_once_and_an_earlier_one_still_does():
    login = {"login": "guard-of-the-gate", "password": PASSWORD, "roles": ["gate"], "region": "63"}
    secret = b32decode(seeded.create(login | {"document": a_document()}, NOON)["totp_secret"])

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
