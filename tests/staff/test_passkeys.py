"""Passkeys of staff: made by an invitation, good for one log-in each time, bound to our pages."""

import json
from urllib.parse import urlsplit

import pytest

from chalicelib.config import settings
from chalicelib.desk import staff
from tests.staff.steps import MINUTE, entries, invite, token_of
from tests.support.client import Client
from tests.support.resident_steps import NOON
from tests.support.soft_passkey import SoftPasskey

LATER = NOON + MINUTE


def ours(**changes) -> SoftPasskey:
    parts = urlsplit(settings().public_url)
    return SoftPasskey(**({"origin": f"{parts.scheme}://{parts.netloc}"} | changes))


def enrol(supervisor, passkey, at=NOON):
    """What an invited person is answered who makes a passkey, and their login."""
    proposal = invite(supervisor).body
    token = token_of(proposal)
    options = Client().post("/v1/staff/enrolments/start", {"invitation": token}, at=at).body["passkey_options"]
    body = {"invitation": token, "passkey": passkey.made(options)}
    return Client().post("/v1/staff/enrolments", body, at=at), proposal["content"]["login"]


def asked(login, at=LATER):
    return Client().post("/v1/login/passkeys/start", {"login": login}, at=at).body["passkey_options"]


def log_in(login, answer, at=LATER):
    return Client().post("/v1/login/sessions", {"login": login, "passkey": answer}, at=at)


@pytest.fixture
def member(supervisor):
    passkey = ours()
    answer, login = enrol(supervisor, passkey)
    assert answer.status == 201, answer.raw
    return login, passkey


def test_a_passkey_logs_in(member):
    login, passkey = member
    answer = log_in(login, passkey.signed(asked(login)))
    assert (answer.status, answer.body["account"]["roles"]) == (201, ["gate"])
    assert log_in(login, passkey.signed(asked(login))).status == 201


def test_an_authenticator_that_counts_nothing_logs_in_again(supervisor):
    passkey = ours(counts=False)
    _, login = enrol(supervisor, passkey)
    assert [log_in(login, passkey.signed(asked(login))).status for _ in range(2)] == [201, 201]


def test_a_challenge_is_answered_once(member):
    login, passkey = member
    answer = passkey.signed(asked(login))
    assert [log_in(login, answer).status for _ in range(2)] == [201, 401]


def test_a_challenge_counts_for_five_minutes_and_its_login(member, supervisor):
    login, passkey = member
    answer = passkey.signed(asked(login))
    assert log_in(login, answer, LATER + 5 * MINUTE + MINUTE / 60).status == 401
    _, other = enrol(supervisor, ours())
    assert log_in(login, passkey.signed(asked(other))).status == 401
    assert log_in(other, passkey.signed(asked(other))).status == 401
    assert log_in(login, answer, LATER + 5 * MINUTE).status == 201


def test_a_challenge_that_we_never_gave_is_refused(member):
    login, passkey = member
    options = asked(login)
    assert log_in(login, passkey.signed(options | {"challenge": "A" * 54})).status == 401
    assert log_in(login, passkey.signed(options | {"challenge": ""})).status == 401


@pytest.mark.parametrize("changes", [{"origin": "https://kangma.example.net"}, {"verified": False}])
def test_elsewhere_or_without_its_person_a_passkey_is_neither_made_nor_used(supervisor, changes):
    answer, _ = enrol(supervisor, ours(**changes))
    assert (answer.status, answer.body["code"]) == (401, "passkey_refused")
    passkey = ours()
    _, login = enrol(supervisor, passkey)
    for name, value in changes.items():
        setattr(passkey, name, value)
    assert log_in(login, passkey.signed(asked(login))).status == 401


def test_another_relying_party_is_refused(member):
    login, passkey = member
    assert log_in(login, passkey.signed(asked(login) | {"rpId": "elsewhere.example"})).status == 401


def test_another_passkey_is_refused_and_on_record(member):
    login, passkey = member
    stranger = ours()
    assert log_in(login, stranger.signed(asked(login))).status == 401
    stranger.id = passkey.id
    assert log_in(login, stranger.signed(asked(login))).status == 401
    failed = [each["action"] for each in entries(subject=staff.find(login).account_id)]
    assert failed.count("staff.log_in_failed") == 2


def test_a_copied_authenticator_is_found_out_by_its_count(member):
    login, passkey = member
    for _ in range(2):
        assert log_in(login, passkey.signed(asked(login))).status == 201
    passkey.count = 0
    assert log_in(login, passkey.signed(asked(login))).status == 401


def test_what_a_browser_is_asked_tells_nothing_of_a_login(member):
    login, _ = member
    known, unknown = asked(login), asked("nobody-has-this-login")
    assert known.keys() == unknown.keys()
    assert {**known, "challenge": ""} == {**unknown, "challenge": ""}
    assert not known.get("allowCredentials")


def _broken(answer):
    yield {}
    yield {"response": {}}
    yield {"response": None, "id": 1}
    for name in answer["response"]:
        yield answer | {"response": answer["response"] | {name: "AAAA"}}
        yield answer | {"response": answer["response"] | {name: 7}}
    yield answer | {"id": "AAAA"}
    yield answer | {"rawId": "AAAA"}
    yield answer | {"type": "password"}


def test_a_made_up_answer_is_refused_and_never_a_fault(member, supervisor):
    login, passkey = member
    for answer in _broken(passkey.signed(asked(login))):
        status = Client().post("/v1/login/sessions", {"login": login, "passkey": answer}, at=LATER).status
        assert status in (400, 401, 429), json.dumps(answer)
    token = token_of(invite(supervisor).body)
    options = Client().post("/v1/staff/enrolments/start", {"invitation": token}, at=NOON).body["passkey_options"]
    for answer in _broken(ours().made(options)):
        body = {"invitation": token, "passkey": answer}
        assert Client().post("/v1/staff/enrolments", body, at=NOON).status in (400, 401), json.dumps(answer)
