"""Two log-ins, two phones, two passwords at the same moment: one account for a phone, each code once."""

from datetime import timedelta

import pytest

from chalicelib.config import settings
from chalicelib.features.login.by_code import code_of
from chalicelib.person import accounts
from tests.support.client import Answer, Client
from tests.support.meanwhile import meanwhile
from tests.support.resident_steps import NOON, a_document, a_phone, applied, ask_for_code, log_in, log_in_staff

MINUTE = timedelta(minutes=1)
LATER = NOON + 11 * MINUTE
"""Too late for a session to stand for the phone."""


def asked(client: Client, phone: str, purpose: str = "login", at=NOON) -> dict[str, str]:
    challenge = ask_for_code(client, phone, at, purpose).body["challenge_id"]
    return {"challenge_id": challenge, "code": code_of(challenge)}


def enter(client: Client, proof: dict[str, str], **headers: str) -> Answer:
    return client.post("/v1/login/sessions", proof, at=NOON + MINUTE, **headers)


def move(client: Client, proof: dict[str, str]) -> Answer:
    return client.call("PUT", "/v1/me/phone", proof, at=NOON + MINUTE)


def account_of(phone: str) -> str:
    """The account that the phone logs in to, asked a minute later than the others."""
    return log_in(Client(), phone, NOON + 3 * MINUTE).account_id


def test_a_phone_that_logs_in_twice_at_once_has_one_account():
    phone, one, other = a_phone(), Client(), Client()
    proofs = asked(one, phone), asked(other, phone, at=NOON + MINUTE)
    quicker = []
    with meanwhile(lambda: quicker.append(enter(other, proofs[1]).body)) as tried:
        slower = enter(one, proofs[0])
    assert tried == [1, 2]
    assert slower.body["account"] == quicker[0]["account"]
    assert slower.body["session_id"] != quicker[0]["session_id"]


def test_a_code_logs_in_once():
    client, phone = Client(), a_phone()
    proof = asked(client, phone)
    with meanwhile(lambda: enter(client, proof)):
        answer = enter(client, proof)
    assert (answer.status, answer.body["code"]) == (401, "invalid_code")


@pytest.mark.parametrize("known", [True, False])
def test_a_log_in_sent_twice_at_once_begins_one_session(known: bool):
    client, phone, quicker = Client(), a_phone(), []
    if known:
        log_in(Client(), phone, NOON - 2 * MINUTE)
    proof = asked(client, phone)
    with meanwhile(lambda: quicker.append(enter(client, proof, idempotency_key="twice").body)):
        slower = enter(client, proof, idempotency_key="twice")
    assert (slower.status, slower.body["session_id"]) == (201, quicker[0]["session_id"])


def test_a_password_log_in_sent_twice_at_once_begins_one_session():
    client, quicker = log_in(Client()), []
    client.call("PUT", "/v1/me/password", {"password": "correct horse 42"}, at=NOON)
    body = {"phone": client.phone, "password": "correct horse 42"}

    def begin() -> Answer:
        return Client(address="203.0.113.9").post("/v1/login/sessions", body, at=NOON, idempotency_key="twice")

    with meanwhile(lambda: quicker.append(begin().body)):
        slower = begin()
    assert (slower.status, slower.body["session_id"]) == (201, quicker[0]["session_id"])


def test_of_two_codes_asked_for_at_once_one_is_sent(cloud):
    phone, quicker = a_phone(), []
    cloud.messages(settings().messages_queue_url)
    with meanwhile(lambda: quicker.append(ask_for_code(Client(), phone, NOON).body["challenge_id"])):
        answer = ask_for_code(Client(), phone, NOON)
    assert (answer.status, answer.headers["Retry-After"]) == (429, "60")
    sent = [each["challenge_id"] for each in cloud.messages(settings().messages_queue_url)]
    assert sent == quicker


def test_a_phone_that_another_account_takes_meanwhile_is_taken():
    client, phone = log_in(Client()), a_phone()
    proof, others = asked(client, phone, "change_phone"), asked(Client(), phone, at=NOON + MINUTE)
    with meanwhile(lambda: enter(Client(), others)):
        answer = move(client, proof)
    assert (answer.status, answer.fields) == (409, {"phone": "phone_taken"})
    assert account_of(client.phone) == client.account_id


def test_a_change_of_phone_sent_twice_at_once_is_one_change():
    client, phone = log_in(Client()), a_phone()
    proof = asked(client, phone, "change_phone")
    with meanwhile(lambda: move(client, proof)):
        assert move(client, proof).status == 204
    assert accounts.find(client.account_id).phone_hash == accounts.find(account_of(phone)).phone_hash


def test_of_two_phones_taken_at_once_the_account_has_the_later_and_frees_the_other():
    client, phones = log_in(Client()), (a_phone(), a_phone())
    proofs = [asked(client, phone, "change_phone") for phone in phones]
    with meanwhile(lambda: move(client, proofs[0])):
        assert move(client, proofs[1]).status == 204
    assert [account_of(phone) == client.account_id for phone in phones] == [False, True]


def test_a_password_that_was_changed_meanwhile_opens_nothing_any_more():
    """Who knows the old one alone must not undo what its owner just did."""
    client = log_in(Client())

    def set_password(new: str, old: str | None = None, at=LATER) -> Answer:
        body = {"password": new} | ({"current_password": old} if old else {})
        return client.call("PUT", "/v1/me/password", body, at=at)

    set_password("correct horse 42", at=NOON)
    with meanwhile(lambda: set_password("another horse 43", "correct horse 42")):
        answer = set_password("thief's horse 44", "correct horse 42")
    assert (answer.status, answer.body["code"]) == (401, "wrong_login")
    assert set_password("correct horse 42", "another horse 43").status == 204


def test_a_lost_phone_is_not_given_to_an_account_in_which_somebody_registers_meanwhile():
    applied(Client(), number=(number := a_document()))
    hasty = log_in(Client())
    body = {
        "document": {"type": "id_card", "number": number},
        "name": "测试人",
        "new_phone": hasty.phone,
        "evidence": "The old phone was stolen.",
    }
    case = Client().post("/v1/login/recoveries", body, at=NOON).body["id"]
    decision, reviewer = {"accept": True, "reason": "Seen in person."}, log_in_staff("reviewer")
    with meanwhile(lambda: applied_in(hasty)):
        answer = reviewer.post(f"/v1/recoveries/{case}/decision", decision, at=NOON)
    assert answer.status == 409
    assert account_of(hasty.phone) == hasty.account_id


def applied_in(client: Client) -> None:
    from tests.support.resident_steps import apply

    assert apply(client).status == 201
