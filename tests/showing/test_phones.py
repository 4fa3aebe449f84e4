"""Phones that show codes: bound with a fresh SMS code, told from pictures of themselves, taken away when lost."""

from datetime import timedelta

import base45
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.access import tokens
from chalicelib.features.login import session_records
from chalicelib.identity import text as written
from chalicelib.person import records as people
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, declare, log_in, log_in_staff, refreshed
from tests.support.showing_phone import Phone, token_for

MINUTE = timedelta(minutes=1)


@pytest.fixture
def gate():
    return log_in_staff("gate")


@pytest.fixture
def resident():
    client, person = applied(Client())
    declare(client, person["id"], NOON)
    return client, person["id"]


def later_session(client: Client, at) -> Client:
    """The same account on another phone, logged in at `at`."""
    other = Client()
    other.account_id = client.account_id
    return refreshed(other, at)


def verdict(gate, text, at, **more):
    return gate.post("/v1/codes/verify", {"token": text} | more, at=at).body


def messages(client, at):
    return [entry["kind"] for entry in refreshed(client, at).get("/v1/me/messages", at=at).body["items"]]


def test_the_log_in_says_which_session_it_began():
    client = log_in(Client())
    assert tokens.authenticate(client.token, NOON).session == client.session_id


def test_a_bound_phone_is_told_from_a_picture_of_it_and_from_the_token_alone(gate, resident):
    client, person_id = resident
    phone = Phone()
    bound = phone.bind(client, person_id, NOON)
    assert (bound.status, bound.body["thumbprint"]) == (200, phone.thumbprint)
    token = token_for(client, person_id, NOON, phone)
    shown = phone.show(token, NOON)
    assert verdict(gate, shown, NOON)["presentation"] == "device"
    assert verdict(gate, shown, NOON + MINUTE)["presentation"] == "device"
    stale = verdict(gate, shown, NOON + 61 * timedelta(seconds=1))
    assert (stale["valid"], stale["presentation"]) == (True, "stale")
    assert verdict(gate, token, NOON)["presentation"] == "copy"


def test_another_phone_cannot_show_the_token(gate, resident):
    client, person_id = resident
    phone, thief = Phone(), Phone()
    phone.bind(client, person_id, NOON)
    token = token_for(client, person_id, NOON, phone)
    found = verdict(gate, thief.show(token, NOON), NOON)
    assert (found["valid"], found["reason"]) == (False, "bad_signature")


def test_a_token_that_is_bound_to_no_phone_cannot_be_shown_live(gate, resident):
    client, person_id = resident
    phone = Phone()
    phone.bind(client, person_id, NOON)
    found = verdict(gate, phone.show(token_for(client, person_id, NOON), NOON), NOON)
    assert found["reason"] == "bad_signature"


def test_binding_is_told_in_the_inbox_and_again_is_the_same(resident):
    client, person_id = resident
    other, phone = later_session(client, NOON + MINUTE), Phone()
    first = phone.bind(other, person_id, NOON + MINUTE).body
    token = other.token
    assert messages(client, NOON + MINUTE).count("device_bound") == 1
    other.token = token
    assert phone.bind(other, person_id, NOON + 2 * MINUTE).body == first
    assert messages(client, NOON + 2 * MINUTE).count("device_bound") == 1


def test_nobody_is_warned_of_the_phone_on_which_they_registered(resident):
    client, person_id = resident
    assert Phone().bind(client, person_id, NOON).status == 200
    assert "device_bound" not in messages(client, NOON)


def test_a_bound_phone_is_told_at_once_though_these_are_quiet_hours(resident):
    """A thief binds at night."""
    client, person_id = resident
    hours = {"from": "11:00", "until": "13:00", "timezone": "Asia/Shanghai"}
    client.call("PUT", "/v1/me/preferences", {"language": "en", "sms": True, "quiet_hours": hours}, at=NOON)
    at = NOON + MINUTE
    Phone().bind(later_session(client, at), person_id, at)
    state = people.state(person_id)
    assert [due for entry, due in state.outbox if "device_bound" in entry] == [at.isoformat()]
    assert state.due_at <= at


@pytest.mark.parametrize(("age", "status"), [(0, 200), (10, 200), (11, 401)])
def test_a_new_session_gives_a_fresh_proof(resident, age, status):
    client, person_id = resident
    start = NOON + timedelta(hours=5)
    answer = Phone().bind(later_session(client, start), person_id, start + age * MINUTE)
    assert answer.status == status
    assert status == 200 or answer.body["code"] == "proof_required"


def test_whoever_applied_in_this_session_may_take_longer():
    client, person = applied(Client())
    assert Phone().bind(client, person["id"], NOON + 14 * MINUTE).status == 200


def test_a_bound_phone_of_another_session_needs_a_proof_again(resident):
    client, person_id = resident
    phone = Phone()
    phone.bind(client, person_id, NOON)
    start = NOON + timedelta(hours=5)
    other = later_session(client, start)
    proof, other.proof = other.proof, ""
    assert phone.bind(other, person_id, start).body["code"] == "proof_required"
    other.proof = proof
    assert phone.bind(other, person_id, start).status == 200


def test_three_phones_and_the_fourth_takes_the_place_of_one(gate, resident):
    client, person_id = resident
    phones = [Phone() for _ in range(4)]
    for phone in phones[:3]:
        assert phone.bind(client, person_id, NOON).status == 200
    refused = phones[3].bind(client, person_id, NOON)
    assert (refused.status, refused.body["code"]) == (409, "devices_full")
    old = token_for(client, person_id, NOON, phones[0])
    assert phones[3].bind(client, person_id, NOON, replaces=phones[0].thumbprint).status == 200
    listed = client.get(f"/v1/people/{person_id}/devices", at=NOON).body["items"]
    assert {each["thumbprint"] for each in listed} == {each.thumbprint for each in phones[1:]}
    assert {each["session"] for each in listed} == {client.session_id}
    later = NOON + MINUTE
    assert verdict(gate, phones[0].show(old, later), later)["reason"] == "revoked"


def test_a_lost_phone_is_taken_away_with_its_session_and_what_it_shows(gate, resident):
    client, person_id = resident
    lost, kept = Phone(), Phone()
    other = later_session(client, NOON)
    lost.bind(other, person_id, NOON)
    kept.bind(client, person_id, NOON)
    token = token_for(client, person_id, NOON, lost)
    path = f"/v1/people/{person_id}/devices/{lost.thumbprint}"
    assert client.call("DELETE", path, at=NOON + MINUTE).status == 204
    later = NOON + 2 * MINUTE
    assert verdict(gate, lost.show(token, later), later)["reason"] == "revoked"
    gone = client.get(f"/v1/people/{person_id}/code?device={lost.thumbprint}", at=later)
    assert (gone.status, gone.body["code"]) == (409, "device_not_bound")
    assert session_records.find(other.session_id) is None
    fresh = token_for(client, person_id, later, kept)
    assert verdict(gate, kept.show(fresh, later), later)["presentation"] == "device"
    assert client.call("DELETE", path, at=later).status == 404


def test_nobody_elses_phones_are_listed_bound_or_taken_away(resident):
    _, person_id = resident
    stranger, _ = applied(Client())
    phone = Phone()
    path = f"/v1/people/{person_id}/devices"
    assert phone.bind(stranger, person_id, NOON).status == 404
    assert stranger.get(path, at=NOON).status == 404
    assert stranger.call("DELETE", f"{path}/{phone.thumbprint}", at=NOON).status == 404


def test_the_proof_is_for_this_person_this_session_and_this_moment(resident):
    client, person_id = resident
    phone, elsewhere = Phone(), "0" * 24
    wrong = {
        "person": phone.proof("somebody-else", client.session_id, NOON),
        "session": phone.proof(person_id, elsewhere, NOON),
        "key": Phone().proof(person_id, client.session_id, NOON),
        "old": phone.proof(person_id, client.session_id, NOON - 6 * MINUTE),
        "ahead": phone.proof(person_id, client.session_id, NOON + 6 * MINUTE),
    }
    for what, proof in wrong.items():
        answer = phone.bind(client, person_id, NOON, proof=proof)
        assert (answer.status, answer.body["code"]) == (422, "device_proof"), what
    assert phone.bind(client, person_id, NOON, proof=phone.proof(person_id, client.session_id, NOON)).status == 200


JWK = Phone().jwk
OFF_CURVE = JWK | {"y": JWK["x"]}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"public_key": None}, "public_key"),
        ({"public_key": "key"}, "public_key"),
        ({"public_key": JWK | {"crv": "P-384"}}, "public_key.crv"),
        ({"public_key": JWK | {"kty": "RSA"}}, "public_key.kty"),
        ({"public_key": JWK | {"x": "A" * 42}}, "public_key.x"),
        ({"public_key": JWK | {"x": "A" * 42 + "="}}, "public_key.x"),
        ({"public_key": OFF_CURVE}, "public_key"),
        ({"public_key": JWK | {"x": "A" * 43, "y": "A" * 43}}, "public_key"),
        ({"public_key": JWK | {"x": "_" * 43}}, "public_key"),
        ({"proof": ""}, "proof"),
        ({"proof": "A" * 95}, "proof"),
        ({"proof": "!" * 96}, "proof"),
        ({"proof": 5}, "proof"),
        ({"replaces": "short"}, "replaces"),
        ({"colour": "green"}, "colour"),
    ],
)
def test_what_is_no_key_and_no_proof_is_named(resident, changes, field):
    client, person_id = resident
    answer = Phone().bind(client, person_id, NOON, **changes)
    assert (answer.status, list(answer.fields)) == (400, [field]), answer.raw


@pytest.mark.parametrize("device", ["", "x", "A" * 44, "!" * 43])
def test_a_device_that_is_no_thumbprint_is_named(resident, device):
    client, person_id = resident
    answer = client.get(f"/v1/people/{person_id}/code?device={device}", at=NOON)
    assert (answer.status, answer.fields) == (400, {"device": "bad_value"})


@pytest.fixture(scope="module")
def shown(cloud):
    """A gate, and what a bound phone shows it at noon."""
    client, person = applied(Client())
    declare(client, person["id"], NOON)
    phone = Phone()
    assert phone.bind(client, person["id"], NOON).status == 200
    return log_in_staff("gate"), phone.show(token_for(client, person["id"], NOON, phone), NOON)


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0), other=st.characters(codec="utf-8"))
def test_no_change_of_what_a_phone_shows_passes_for_it(shown, place, other):
    gate, text = shown
    place %= len(text)
    changed = text[:place] + other + text[place + 1 :]
    answer = gate.post("/v1/codes/verify", {"token": changed}, at=NOON)
    assert answer.status == 200
    assert changed == text or not answer.body["valid"]


@settings(max_examples=60, deadline=None)
@given(text=st.one_of(st.text(min_size=1), st.binary().map(lambda raw: "HC1L:" + base45.b45encode(raw).decode())))
def test_what_is_no_code_is_an_answer_and_not_a_crash(shown, text):
    answer = shown[0].post("/v1/codes/verify", {"token": text}, at=NOON)
    assert answer.status == (200 if written.code(text) else 400)
    assert not answer.body.get("valid")
