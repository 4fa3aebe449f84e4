"""A rehearsal of turning each value of the service's secret: nobody is logged out, nothing fails, and it ends.

The phases are told by how long ago the command was given. Just now: both values are believed, the former one makes.
In force: the new one makes. Over: the new one alone is believed.
"""

import json
import time
from base64 import b64encode
from collections.abc import Callable

import altcha
import pytest

from chalicelib.desk import invitations
from chalicelib.errors import Invalid, KangmaError, Unavailable
from chalicelib.features.login import known_devices, passkeys, proofs_of_work
from chalicelib.features.login.by_code import code_of
from chalicelib.features.messages import devices
from chalicelib.features.people import real_name_service
from chalicelib.features.people.real_name_service import Claim
from chalicelib.store import secrets
from chalicelib.store.listing import Listing
from infra import service_values
from infra.service_values import LEAD, LIVES, MARGIN
from infra.turning import Clock, distrust, rotate
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_phone, ask_for_code
from tests.support.turned_secrets import Turning

FOR_PEOPLE = {
    "access": "access",
    "refresh": "refresh",
    "otp": "otp",
    "invitation": "otp",
    "passkey": "otp",
    "device": "device",
    "work": "device",
    "cursor": "cursor",
    "subscription": "vapid",
}
"""What is made, and the value that it is made with."""


def given(seconds_ago: int) -> Clock:
    """The clock of a command that was given some seconds ago."""
    return Clock(lambda: time.time() - seconds_ago, lambda seconds: None)


PHASES = {"just now": 0, "in force": LEAD + 1}


def over(name: str) -> int:
    """Seconds after which nothing of a former value is believed."""
    return LEAD + LIVES[name] + MARGIN + 1


class Made:
    """Something that the service made with the value before it was turned, and whether it counts now."""

    def __init__(self, name: str) -> None:
        self.counts = getattr(self, f"_{name}")()

    def _access(self) -> Callable[[], bool]:
        client = Client()
        client.token = self._session()["access_token"]
        return lambda: client.get("/v1/people", at=NOON).status == 200

    def _refresh(self) -> Callable[[], bool]:
        token = self._session()["refresh_token"]
        return lambda: Client().post("/v1/login/sessions/refresh", {"refresh_token": token}, at=NOON).status == 200

    def _session(self) -> dict[str, str]:
        client = Client()
        challenge_id = ask_for_code(client, a_phone(), NOON).body["challenge_id"]
        entered = client.post(
            "/v1/login/sessions", {"challenge_id": challenge_id, "code": code_of(challenge_id)}, at=NOON
        )
        return dict(entered.body)

    def _otp(self) -> Callable[[], bool]:
        client = Client()
        challenge_id = ask_for_code(client, a_phone(), NOON).body["challenge_id"]
        body = {"challenge_id": challenge_id, "code": code_of(challenge_id)}
        return lambda: client.post("/v1/login/sessions", body, at=NOON).status == 201

    def _device(self) -> Callable[[], bool]:
        token = known_devices.token("somebody")
        return lambda: known_devices.knows(token, "somebody") and not known_devices.knows(token, "somebody else")

    def _invitation(self) -> Callable[[], bool]:
        record = invitations.make(invitations.new_id(), NOON, login="somebody", contact="sealed", via="sms")
        record.save()
        token = invitations.token_of(record.id)
        return lambda: _is_found(lambda: invitations.opened(token, NOON))

    def _passkey(self) -> Callable[[], bool]:
        challenge = passkeys.request_options("somebody", NOON)["challenge"]
        data = passkeys.text(json.dumps({"challenge": challenge}).encode())
        answer = {"response": {"clientDataJSON": data}}
        return lambda: _is_found(lambda: passkeys.signed_challenge(answer, "somebody", NOON))

    def _work(self) -> Callable[[], bool]:
        given = proofs_of_work.challenge(NOON)
        solution = altcha.solve_challenge(altcha.Challenge.from_dict(given)).to_dict()
        payload = b64encode(json.dumps({"challenge": given, "solution": solution}).encode()).decode()
        return lambda: _is_found(lambda: proofs_of_work.spend(payload, NOON))

    def _subscription(self) -> Callable[[], bool]:
        key = devices.key()
        return lambda: key in devices.senders()

    def _cursor(self) -> Callable[[], bool]:
        _, cursor = Listing("things").page(["a", "b"], 1, lambda each: (each,))
        return lambda: _is_cursor(cursor)


def _is_found(read: Callable[[], object]) -> bool:
    try:
        return bool(read())
    except KangmaError:
        return False


def _is_cursor(cursor: str | None) -> bool:
    try:
        return Listing("things").behind(cursor) == ("a",)
    except Invalid:
        return False


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize(("made", "name"), FOR_PEOPLE.items())
def test_what_was_made_before_counts_during_the_overlap_and_what_is_made_then_too(
    turning: Turning, made: str, name: str, phase: str
) -> None:
    before = Made(made)
    rotate(turning.home, name, given(PHASES[phase]))
    turning.read_anew()
    during = Made(made)
    assert before.counts()
    assert during.counts()


@pytest.mark.parametrize(("made", "name"), FOR_PEOPLE.items())
def test_a_container_that_has_not_read_it_yet_believes_what_others_make(turning: Turning, made: str, name: str) -> None:
    """Until each has read the secret again, all make with the former value."""
    rotate(turning.home, name, given(0))
    turning.read_anew()
    by_another = Made(made)
    stored = turning.secret()
    turning.put(stored | {name: stored["former"][name][0]["value"], "former": {}})
    turning.read_anew()
    assert by_another.counts()


@pytest.mark.parametrize(("made", "name"), FOR_PEOPLE.items())
def test_a_former_value_ends_by_itself(turning: Turning, made: str, name: str) -> None:
    before = Made(made)
    rotate(turning.home, name, given(over(name)))
    turning.read_anew()
    assert len(secrets.believed(name)) == 1
    assert not before.counts()
    assert Made(made).counts()


@pytest.mark.parametrize(("made", "name"), FOR_PEOPLE.items())
def test_what_strangers_know_ends_within_minutes(turning: Turning, made: str, name: str) -> None:
    before = Made(made)
    distrust(turning.home, name, given(LEAD + 1))
    turning.read_anew()
    assert not before.counts()
    assert Made(made).counts()


CLAIM = Claim("张三", "id_card", "11010519491231002X", None, "+8613800000000")


def test_the_real_name_service_answers_all_the_while(turning: Turning) -> None:
    for phase in (0, LEAD + 1, over("identity")):
        rotate(turning.home, "identity", given(phase))
        turning.read_anew()
        assert real_name_service.ask("r-1", CLAIM) == "agree"


def test_a_value_that_the_real_name_service_has_not_taken_in_is_unavailable(turning: Turning) -> None:
    """So what is handed over by people has a week."""
    turning.put(turning.secret() | {"identity": "unknown to it"})
    turning.read_anew()
    with pytest.raises(Unavailable):
        real_name_service.ask("r-1", CLAIM)


def test_a_turned_value_is_another_one(turning: Turning) -> None:
    before = turning.secret()
    for name in LIVES:
        rotate(turning.home, name, given(0))
    after = turning.secret()
    assert {name for name in service_values.NAMES if after[name] == before[name]} == {"pepper"}
