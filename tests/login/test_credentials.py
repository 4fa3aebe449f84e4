"""Changed passwords, phones and e-mails: proved, told to everybody concerned, undone by the old phone or address."""

from datetime import timedelta

import pytest

from chalicelib.features.login.by_code import code_of
from tests.login.credential_steps import (
    PASSWORD,
    confirm_email,
    link_in,
    log_in_by_password,
    move_phone,
    refresh,
    session_of,
    set_password,
    undo,
)
from tests.support.client import Answer, Client
from tests.support.mailbox import worked_off
from tests.support.resident_steps import NOON, a_phone, applied, apply, ask_for_code, log_in, refreshed

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

CHANGES = {
    "password": lambda client: set_password(client, at=NOON + 2 * MINUTE),
    "phone": lambda client: move_phone(client, a_phone(), NOON + 2 * MINUTE),
    "email": lambda client: confirm_email(client, f"{client.account_id}@example.com", NOON + 2 * MINUTE),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_credential_ends_every_other_session(change):
    owner = log_in(Client())
    _, stolen = session_of(owner, NOON + MINUTE)
    mine, kept = session_of(owner, NOON + 2 * MINUTE)
    assert CHANGES[change](mine).status == 204
    assert (refresh(stolen, NOON + 3 * MINUTE), refresh(kept, NOON + 3 * MINUTE)) == (401, 200)
    assert set_password(owner, "thief's horse 44", NOON + 3 * MINUTE).status == 401


def _without_proof(client: Client, method: str, path: str, body=None, at=NOON) -> str:
    kept, client.proof = client.proof, ""
    answer = client.call(method, path, body, at=at)
    client.proof = kept
    assert answer.status == 401, answer.raw
    return answer.body["code"]


def test_what_would_take_the_account_away_asks_for_a_proof():
    client, person = applied(Client())
    confirm_email(client, f"{client.account_id}@example.com")
    code = {"challenge_id": "x", "code": "000000"}
    preferences = {"language": "en", "sms": True}
    asked = [
        _without_proof(client, "PUT", "/v1/me/password", {"password": PASSWORD}),
        _without_proof(client, "PUT", "/v1/me/phone", code),
        _without_proof(client, "POST", "/v1/me/email", {"email": "new@example.com"}),
        _without_proof(client, "DELETE", "/v1/me/email"),
        _without_proof(client, "PUT", "/v1/me/preferences", preferences | {"email": "new@example.com"}),
        _without_proof(client, "PUT", "/v1/me/preferences", preferences | {"email": None}),
        _without_proof(client, "DELETE", f"/v1/people/{person['id']}"),
    ]
    assert asked == ["proof_required"] * len(asked)
    assert client.call("PUT", "/v1/me/preferences", preferences, at=NOON).status == 200


def test_a_refreshed_session_proves_nothing():
    client, token = session_of(log_in(Client()), NOON + MINUTE)
    later = NOON + 3 * DAY
    answer = Client().post("/v1/login/sessions/refresh", {"refresh_token": token}, at=later)
    client.token = answer.body["access_token"]
    assert "proof" not in answer.body
    assert set_password(client, at=later).body["code"] == "proof_required"


def _prove(client: Client, at, **body: str) -> Answer:
    return client.post("/v1/login/proofs", body, at=at)


def _code_for_proof(client: Client, at, phone: str | None = None) -> dict[str, str]:
    challenge = ask_for_code(Client(), phone or client.phone, at, "proof").body["challenge_id"]
    return {"challenge_id": challenge, "code": code_of(challenge)}


def test_a_proof_by_code_counts_ten_minutes_in_its_session():
    client = log_in(Client())
    other = log_in(Client(), client.phone, NOON + MINUTE)
    at = NOON + 12 * MINUTE
    answer = _prove(client, at, **_code_for_proof(client, at))
    assert answer.status == 201
    client.proof = other.proof = answer.body["proof"]
    assert set_password(other, at=at).body["code"] == "proof_required"
    other_minute = at + timedelta(minutes=2)
    assert set_password(client, at=other_minute).status == 204
    refreshed_token = refreshed(client, at)
    assert set_password(refreshed_token, "another horse 43", at + 10 * MINUTE).status == 204
    assert set_password(refreshed_token, "one more horse 44", at + 10 * MINUTE + timedelta(seconds=1)).status == 401


def test_a_proof_by_code_takes_the_accounts_own_phone():
    client = log_in(Client())
    answer = _prove(client, NOON + MINUTE, **_code_for_proof(client, NOON + MINUTE, a_phone()))
    assert (answer.status, answer.body["code"]) == (401, "invalid_code")


def test_a_login_code_is_no_proof():
    client = log_in(Client())
    challenge = ask_for_code(Client(), client.phone, NOON + MINUTE).body["challenge_id"]
    answer = _prove(client, NOON + MINUTE, challenge_id=challenge, code=code_of(challenge))
    assert (answer.status, answer.body["code"]) == (401, "invalid_code")


def test_a_proof_by_password_counts_every_try():
    client = log_in(Client())
    set_password(client)
    tries = [_prove(client, NOON, password="wrong horse 42").status for _ in range(11)]
    assert tries == [401] * 10 + [429]
    assert _prove(client, NOON, password=PASSWORD).status == 429
    assert _prove(client, NOON + HOUR, password=PASSWORD).status == 401, "the access token has run out"
    by_code = _code_for_proof(client, NOON + MINUTE)
    assert _prove(client, NOON + MINUTE, **by_code).status == 201


def test_a_current_password_that_is_given_has_to_be_right_and_counts():
    client = log_in(Client())
    set_password(client)
    body = {"password": "another horse 43", "current_password": "wrong horse 42"}
    tries = [client.call("PUT", "/v1/me/password", body, at=NOON).status for _ in range(11)]
    assert tries == [401] * 10 + [429]


def test_a_change_of_password_sent_again_is_the_same_change(cloud):
    """Its answer was lost: the one before is no longer the current one, and nobody is told a second time."""
    client = log_in(Client())
    set_password(client)
    body = {"password": "another horse 43", "current_password": PASSWORD}
    assert [client.call("PUT", "/v1/me/password", body, at=NOON).status for _ in range(2)] == [204, 204]
    worked_off(cloud, client)
    assert len([text for text in cloud.sms(client.phone) if "#/undo/" in text]) == 2
    assert log_in_by_password(client.phone, "another horse 43") == 201


def test_old_and_new_are_told_of_another_phone_and_the_old_undoes_it(cloud):
    thief = log_in(Client())
    old, new = thief.phone, a_phone()
    assert move_phone(thief, new).status == 204
    worked_off(cloud, thief)
    assert len(cloud.sms(new)) == 1
    assert "#/undo/" not in cloud.sms(new)[0]
    token = link_in(cloud.sms(old)[-1])
    assert undo(token).status == 204
    assert log_in(Client(), old, NOON + HOUR).account_id == thief.account_id
    assert log_in(Client(), new, NOON + HOUR).account_id != thief.account_id
    assert set_password(thief, at=NOON + MINUTE).status == 401
    assert undo(token).body["code"] == "undo_over"


def test_a_changed_password_is_told_by_text_and_mail_and_the_one_before_comes_back(cloud):
    client = log_in(Client())
    address = f"{client.account_id}@example.com"
    set_password(client)
    confirm_email(client, address)
    set_password(client, "thief's horse 44")
    worked_off(cloud, client)
    token = link_in(cloud.mails(address)[-1]["BodyText"])
    assert token == link_in(cloud.sms(client.phone)[-1])
    assert undo(token).status == 204
    assert (log_in_by_password(client.phone), log_in_by_password(client.phone, "thief's horse 44")) == (201, 401)


def test_an_undo_takes_back_what_was_changed_since_and_ends_its_links(cloud):
    thief = log_in(Client())
    old = thief.phone
    set_password(thief)
    worked_off(cloud, thief)
    first = a_phone()
    move_phone(thief, first)
    worked_off(cloud, thief)
    to_owner = link_in(cloud.sms(old)[-1])
    move_phone(thief, a_phone(), NOON + MINUTE)
    set_password(thief, "thief's horse 44", NOON + MINUTE)
    worked_off(cloud, thief)
    to_thief = link_in(cloud.sms(first)[-1])
    assert undo(to_owner).status == 204
    assert undo(to_thief).body["code"] == "undo_over"
    assert (log_in_by_password(old), log_in_by_password(old, "thief's horse 44")) == (201, 401)


def test_an_undo_is_there_for_72_hours(cloud):
    client = log_in(Client())
    set_password(client)
    worked_off(cloud, client)
    token = link_in(cloud.sms(client.phone)[-1])
    assert undo(token, NOON + 72 * HOUR + timedelta(seconds=1)).body["code"] == "undo_over"
    assert undo(token, NOON + 72 * HOUR).status == 204
    assert log_in_by_password(client.phone) == 401


@pytest.mark.parametrize("token", ["x", "a.1.b", "..", "a.99999999999.b", "a.²." + "x" * 100])
def test_a_token_that_is_none_undoes_nothing(token):
    answer = undo(token)
    assert (answer.status, answer.body["code"]) == (404, "undo_over")


def test_a_guessed_secret_undoes_nothing(cloud):
    client = log_in(Client())
    set_password(client)
    assert undo(f"{client.account_id}.0.{'A' * 22}").body["code"] == "undo_over"


def test_the_owner_who_tried_the_old_phone_meanwhile_gets_it_back(cloud):
    thief = log_in(Client())
    move_phone(thief, a_phone())
    worked_off(cloud, thief)
    token = link_in(cloud.sms(thief.phone)[-1])
    assert log_in(Client(), thief.phone, NOON + 2 * MINUTE).account_id != thief.account_id
    assert undo(token).status == 204
    assert log_in(Client(), thief.phone, NOON + HOUR).account_id == thief.account_id


def test_a_phone_with_which_somebody_registered_is_not_taken_back(cloud):
    thief = log_in(Client())
    move_phone(thief, a_phone())
    worked_off(cloud, thief)
    token = link_in(cloud.sms(thief.phone)[-1])
    assert apply(log_in(Client(), thief.phone, NOON + 2 * MINUTE)).status == 201
    assert undo(token).fields == {"phone": "phone_taken"}


def test_the_inbox_tells_of_each_change(cloud):
    client = log_in(Client())
    set_password(client)
    move_phone(client, a_phone(), NOON + MINUTE)
    kinds = [each["kind"] for each in client.get("/v1/me/messages", at=NOON + MINUTE).body["items"]]
    assert kinds == ["phone_changed", "password_changed"]


def test_notices_are_sent_once_however_often_the_queue_delivers(cloud):
    from chalicelib.features.messages import job

    client = log_in(Client())
    set_password(client)
    message = {"kind": "credential_changed", "account_id": client.account_id, "generation": "0"}
    job.work(message, NOON)
    job.work(message, NOON)
    assert len(cloud.sms(client.phone)) == 1


def test_ten_changes_a_day(cloud):
    client = log_in(Client())
    done = [set_password(client, f"correct horse 4{number}").status for number in range(11)]
    assert done == [204] * 10 + [429]


def test_what_the_queue_lost_is_told_by_the_relay(cloud):
    """A process may die between the change and the queue; the change itself stands in the outbox."""
    from chalicelib.config import settings
    from chalicelib.features.messages import relay_job

    client = log_in(Client())
    set_password(client)
    cloud.messages(settings().messages_queue_url)
    relay_job.relay(NOON + 6 * MINUTE)
    worked_off(cloud, client)
    assert "#/undo/" in cloud.sms(client.phone)[-1]
    cloud.messages(settings().messages_queue_url)
    relay_job.relay(NOON + 7 * MINUTE)
    worked_off(cloud, client)
    assert len(cloud.sms(client.phone)) == 1
