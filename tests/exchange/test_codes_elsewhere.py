"""Our codes and statuses elsewhere, and theirs here: only with the person's own yes, or an attested investigation."""

import base64
import io
from datetime import datetime, timedelta
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from chalicelib.codes.claims import Payload
from chalicelib.codes.keys import KeyRing, new_key, public_jwk
from chalicelib.codes.token import check, make
from chalicelib.person import signing
from tests.epidemic.steps import inbox, resident
from tests.exchange.test_what_partners_say import subject
from tests.support.client import Answer, Client
from tests.support.cloud import TestCloud
from tests.support.partners import Partner, attested
from tests.support.published import a_minute_passes
from tests.support.resident_steps import NOON, a_document, log_in_staff, refreshed

MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def hubei(cloud: TestCloud) -> Partner:
    partner = Partner("431000", "43").register(NOON)
    a_minute_passes()
    return partner


def ask(partner: Partner, number: str, wanted: str, at: datetime = NOON, name: str = "测试人") -> str:
    payload = {"subject": subject(number, name), "purpose": "check-in", "for": wanted}
    answer = partner.post("code-invocations", payload, at)
    assert answer.status == 202, answer.raw
    return str(answer.body["invocation"])


def decide(client: Client, invocation: str, at: datetime, *, accept: bool = True) -> Answer:
    return refreshed(client, at).post(f"/v1/me/invocations/{invocation}/decision", {"accept": accept}, at=at)


def code_of(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.body["code"]


def test_somebody_shows_their_code_elsewhere_once(hubei: Partner) -> None:
    client, person_id, number = resident()
    invocation = ask(hubei, number, "display")
    assert inbox(client).count("display_asked") == 1
    told = refreshed(client, NOON).get("/v1/me/messages", at=NOON).body["items"][0]["text"]
    assert "03-10 12:05 (Beijing time)" in told
    assert code_of(hubei.post("codes", {"invocation": invocation}, NOON)) == (409, "invocation_open")
    listed = refreshed(client, NOON).get("/v1/me/invocations", at=NOON).body["items"]
    assert [(each["id"], each["person_id"], each["status"]) for each in listed] == [(invocation, person_id, "open")]
    assert decide(client, invocation, NOON + MINUTE).body["status"] == "confirmed"
    given = hubei.post("codes", {"invocation": invocation}, NOON + 2 * MINUTE)
    assert given.status == 200, given.raw
    # What any gate needs is the published key set alone.
    checked = check(given.body["token"], signing.ring("health_code"), NOON + 2 * MINUTE, "QH")
    assert checked.valid
    assert checked.payload is not None
    assert checked.payload.colour == "green"
    found = hubei.post("code-verifications", {"token": given.body["token"]}, NOON + 2 * MINUTE).body
    assert (found["valid"], found["colour"], found["issuer"]) == (True, "green", None)
    assert code_of(hubei.post("codes", {"invocation": invocation}, NOON + 2 * MINUTE)) == (410, "lapsed")


def test_a_given_code_is_also_a_picture_for_who_asks(hubei: Partner) -> None:
    client, _, number = resident()
    for wanted in (True, False):
        invocation = ask(hubei, number, "display")
        decide(client, invocation, NOON)
        given = hubei.post("codes", {"invocation": invocation, "png": wanted}, NOON).body
        if not wanted:
            assert given.get("png") is None
            continue
        picture = Image.open(io.BytesIO(base64.b64decode(given["png"])))
        (shown,) = zxingcpp.read_barcodes(picture)
        assert shown.text == given["token"]


def test_a_no_and_no_answer_give_no_code(hubei: Partner) -> None:
    client, _, number = resident()
    refused, silent = ask(hubei, number, "display"), ask(hubei, number, "display")
    decide(client, refused, NOON, accept=False)
    assert code_of(hubei.post("codes", {"invocation": refused}, NOON)) == (403, "not_authorised")
    late = NOON + 5 * MINUTE
    assert code_of(hubei.post("codes", {"invocation": silent}, late)) == (410, "lapsed")
    assert code_of(decide(client, silent, late)) == (410, "lapsed")


def test_a_yes_is_the_persons_own_and_the_partners_own(hubei: Partner) -> None:
    client, _, number = resident()
    invocation = ask(hubei, number, "display")
    stranger, _, _ = resident()
    assert decide(stranger, invocation, NOON).status == 404
    assert decide(client, invocation, NOON).status == 200
    other = Partner("441000", "44").register(NOON)
    assert code_of(other.post("codes", {"invocation": invocation}, NOON)) == (403, "not_authorised")


def test_a_question_needs_the_persons_yes_or_an_investigation(hubei: Partner) -> None:
    client, person_id, number = resident()
    invocation = ask(hubei, number, "query")
    decide(client, invocation, NOON)
    found = hubei.post("health-queries", {"subject": subject(number), "authorisation": invocation}, NOON)
    assert (found.status, found.body["colour"], found.body["grade"], found.body["holds"]) == (200, "green", "00", [])
    investigation = {"case": "K77", "attested": attested(NOON)}
    at = NOON + MINUTE
    found = hubei.post("health-queries", {"subject": subject(number), "authorisation": investigation}, at)
    assert (found.status, found.body["colour"]) == (200, "green")
    assert inbox(client, at).count("status_asked") == 2
    looks = refreshed(client, at).get("/v1/me/lookers", at=at).body["items"]
    assert [(each["kind"], each["office"]) for each in looks] == [("status.asked", "测试431000")] * 2
    auditor = log_in_staff("auditor", at)
    entries = auditor.get(f"/v1/audit?subject={person_id}", at=at).body["items"]
    assert ("status.asked", "partner:431000") in [(each["action"], each["actor_id"]) for each in entries]


def test_without_it_everybody_and_nobody_are_answered_alike(hubei: Partner) -> None:
    client, _, number = resident()
    _, _, other = resident()
    own = ask(hubei, number, "query")
    decide(client, own, NOON)
    display = ask(hubei, number, "display")
    decide(client, display, NOON)
    late = NOON + 6 * MINUTE
    wrong: list[tuple[str, Any, datetime]] = [
        (number, None, NOON),
        (a_document(), None, NOON),
        (other, own, NOON),
        (a_document(), own, NOON),
        (number, own, late),
        (number, display, NOON),
        (number, "nothing", NOON),
        (number, {"case": "K", "attested": attested(NOON, "one", "one")}, NOON),
    ]
    answers = []
    for whom, authorisation, at in wrong:
        payload = {"subject": subject(whom), "authorisation": authorisation}
        answer = hubei.post("health-queries", payload, at)
        answers.append((answer.status, answer.raw))
    assert len(set(answers)) == 1
    assert answers[0][0] == 403


@pytest.mark.parametrize("whom", ["a stranger", "another name"])
def test_that_nobody_is_asked_is_not_said(hubei: Partner, whom: str) -> None:
    client, _, number = resident()
    invocation = (
        ask(hubei, a_document(), "display") if whom == "a stranger" else ask(hubei, number, "display", name="王芳")
    )
    assert inbox(client).count("display_asked") == 0
    assert code_of(hubei.post("codes", {"invocation": invocation}, NOON)) == (409, "invocation_open")
    assert code_of(hubei.post("codes", {"invocation": invocation}, NOON + 6 * MINUTE)) == (410, "lapsed")


def a_token(ring: KeyRing, issuer: str, colour: str = "green") -> str:
    payload = Payload("abcdef", "domestic", colour, "certified", "测*", "001X", "9")
    ends = NOON + timedelta(hours=24)
    return make(payload, keys=ring, issuer=issuer, issued_at=NOON, expires_at=ends)


def test_a_partners_code_is_known_at_our_gates_by_its_key_and_its_word(cloud: TestCloud) -> None:
    key = new_key()
    told = {"issuer": "GX", "code_keys": [public_jwk(key)], "mapping": {"green": "green", "red": "red", "00": "green"}}
    partner = Partner("451000", "45").register(NOON, **told)
    a_minute_passes()
    ring = KeyRing([key])

    def verified(token: str, at: datetime = NOON) -> dict[str, Any]:
        answer = log_in_staff("gate", at).post("/v1/codes/verify", {"token": token}, at=at)
        assert answer.status == 200, answer.raw
        return dict(answer.body)

    found = verified(a_token(ring, "GX"))
    assert (found["valid"], found["colour"], found["issuer"], found["live"]) == (True, "green", "451000", False)
    assert verified(a_token(ring, "GX", "red"))["colour"] == "red"
    unlisted = verified(a_token(ring, "GX", "yellow"))
    assert (unlisted["valid"], unlisted["colour"]) == (True, None)
    assert unlisted["notes"] == [{"partner": "451000", "says": "unknown"}]
    assert verified(a_token(ring, "QH"))["reason"] == "wrong_issuer"
    assert verified(a_token(KeyRing([new_key()]), "XX"))["reason"] == "unknown_key"
    assert verified(a_token(ring, "GX"), NOON + timedelta(hours=25))["reason"] == "expired"
    # Offline a gate has the same keys from the key set, each with its issuer.
    keys = Client().get("/v1/keys", at=NOON).body["keys"]
    assert [each["issuer"] for each in keys if each["x"] == public_jwk(key)["x"]] == ["GX"]
    elsewhere = partner.post("code-verifications", {"token": a_token(ring, "GX")}, NOON).body
    assert (elsewhere["valid"], elsewhere["issuer"]) == (True, "451000")


def test_a_code_of_a_partner_that_proved_nothing_has_no_colour(cloud: TestCloud) -> None:
    key = new_key()
    told = {"issuer": "HI", "code_keys": [public_jwk(key)], "mapping": {"green": "green"}}
    Partner("461000", "46").register(NOON, proven=False, **told)
    a_minute_passes()
    token = a_token(KeyRing([key]), "HI")
    found = log_in_staff("gate", NOON).post("/v1/codes/verify", {"token": token}, at=NOON).body
    assert (found["colour"], [each["says"] for each in found["notes"]]) == (None, ["unknown"])
    keys = Client().get("/v1/keys", at=NOON).body["keys"]
    assert [each for each in keys if each["issuer"] == "HI"] == []
