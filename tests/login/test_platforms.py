"""Log-in by WeChat and Alipay: a second way into an account whose phone is known, bound, seen, told and ended."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.features.login import alipay, platform_logins, platform_states
from chalicelib.person.accounts import AccountItem
from tests.login.test_platform_bindings import listed, refresh
from tests.support.client import Client
from tests.support.platform_steps import PLATFORMS, Browser, bound
from tests.support.platforms import made
from tests.support.resident_steps import NOON, applied, log_in

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
WECHAT, ALIPAY, _ = made()


@pytest.fixture(autouse=True)
def _as_usual() -> Iterator[None]:
    yield
    WECHAT.mode = ALIPAY.mode = "normal"


@pytest.mark.parametrize("platform", PLATFORMS)
def test_who_is_bound_logs_in_without_a_code(platform: str) -> None:
    owner = log_in(Client())
    browser = bound(owner, platform)
    answer = browser.log_in(at=NOON + MINUTE)
    assert answer.status == 201
    assert answer.body["binding"] is None
    session = answer.body["session"]
    assert (session["account"]["id"], session["account"]["roles"]) == (owner.account_id, ["resident"])
    assert session["device_token"]
    assert refresh(session["refresh_token"], NOON + 2 * MINUTE) == 200


def test_the_session_is_seen_among_the_others_with_its_device() -> None:
    owner = log_in(Client())
    browser = bound(owner)
    agent = "Mozilla/5.0 (iPhone) MicroMessenger/8.0"
    browser.send(browser.back(at=NOON + MINUTE), NOON + MINUTE, user_agent=agent)
    sessions = owner.get("/v1/me/sessions", at=NOON + MINUTE).body["items"]
    assert [(each["current"], each["device"]) for each in sessions] == [(True, None), (False, "iPhone · WeChat")]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_nobody_gets_an_account_by_it(platform: str) -> None:
    before = {each.pk for each in AccountItem.scan()}
    answer = Browser(platform).log_in()
    assert (answer.status, answer.body["session"]) == (201, None)
    assert {each.pk for each in AccountItem.scan()} == before
    assert re.match(r"person#2020-03:", answer.body["binding"]["ticket"])


def test_the_ticket_of_a_log_in_that_led_nowhere_binds_after_the_phones_code() -> None:
    browser = Browser()
    ticket = browser.log_in().body["binding"]["ticket"]
    owner = log_in(Client(), at=NOON + MINUTE)
    body = {"ticket": ticket, "verifier": browser.verifier}
    for _ in range(2):
        assert owner.call("PUT", "/v1/me/platforms/wechat", body, at=NOON + 2 * MINUTE).status == 204
    assert browser.log_in(at=NOON + 3 * MINUTE).body["session"]["account"]["id"] == owner.account_id


def test_it_proves_nothing_that_would_take_the_account_away() -> None:
    owner, person = applied(Client())
    client = bound(owner).session(NOON + MINUTE)
    wanted: list[tuple[str, str, Any]] = [
        ("PUT", "/v1/me/password", {"password": "correct horse 42"}),
        ("PUT", "/v1/me/phone", {"challenge_id": "x", "code": "000000"}),
        ("DELETE", f"/v1/people/{person['id']}", None),
        ("PUT", "/v1/me/platforms/alipay", {"ticket": "x", "verifier": "v" * 43}),
    ]
    answers = [client.call(method, path, body, at=NOON + MINUTE) for method, path, body in wanted]
    assert [each.body["code"] for each in answers] == ["proof_required"] * len(wanted)


def test_binding_asks_for_a_proof() -> None:
    owner = log_in(Client())
    owner.proof = ""
    answer = Browser().bind(owner)
    assert (answer.status, answer.body["code"]) == (401, "proof_required")
    assert listed(owner) == {"wechat": None, "alipay": None}


# What one browser set out to do counts in no other: neither a log-in (somebody else's account opened here) nor a
# binding (somebody else's WeChat bound to mine).


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_code_that_another_browser_asked_for_is_denied(platform: str) -> None:
    attacker, victim = Browser(platform), Browser(platform)
    asked = WECHAT.asked + ALIPAY.asked
    answer = victim.send(attacker.back() | {"verifier": victim.verifier})
    assert (answer.status, answer.body["code"]) == (401, "platform_denied")
    assert WECHAT.asked + ALIPAY.asked == asked, "nobody's code is exchanged for another browser"


def test_a_ticket_counts_in_its_browser_alone() -> None:
    attacker, owner = Browser(), log_in(Client())
    ticket = attacker.log_in("bind").body["binding"]["ticket"]
    body = {"ticket": ticket, "verifier": Browser().verifier}
    answer = owner.call("PUT", "/v1/me/platforms/wechat", body, at=NOON)
    assert (answer.status, answer.fields) == (422, {"ticket": "platform_ticket_over"})


def test_a_ticket_is_of_its_platform() -> None:
    browser, owner = Browser(), log_in(Client())
    ticket = browser.log_in("bind").body["binding"]["ticket"]
    body = {"ticket": ticket, "verifier": browser.verifier}
    assert owner.call("PUT", "/v1/me/platforms/alipay", body, at=NOON).status == 422


@pytest.mark.parametrize(
    "ticket", ["x", "person#2020-03:", "person#2020-03:AAAA", "person#1999-01:AAAA", "made#up:AAAA"]
)
def test_what_is_no_ticket_binds_nothing_and_makes_no_key(ticket: str) -> None:
    from chalicelib.store.vault import DataKeyRecord

    owner = log_in(Client())
    body = {"ticket": ticket, "verifier": "v" * 43}
    assert owner.call("PUT", "/v1/me/platforms/wechat", body, at=NOON).status == 422
    assert DataKeyRecord.find(f"KEY#{ticket.partition(':')[0]}", "key") is None or ticket.startswith("person#2020-03")


def test_a_log_in_may_take_ten_minutes_and_a_ticket_too() -> None:
    browser, late = Browser(), Browser()
    given, too_late = browser.back(), late.back()
    answer = browser.send(given, NOON + 10 * MINUTE)
    assert answer.status == 201
    assert late.send(too_late, NOON + 10 * MINUTE + timedelta(seconds=1)).body["code"] == "platform_denied"
    owner = log_in(Client(), at=NOON + 11 * MINUTE)
    body = {"ticket": answer.body["binding"]["ticket"], "verifier": browser.verifier}
    at = NOON + 20 * MINUTE
    assert owner.call("PUT", "/v1/me/platforms/wechat", body, at=at + timedelta(seconds=1)).status == 422
    assert owner.call("PUT", "/v1/me/platforms/wechat", body, at=at).status == 204


def test_a_state_of_another_purpose_or_platform_is_denied() -> None:
    browser = Browser()
    given = browser.back("bind")
    assert browser.send(given | {"state": f"l{given['state'][1:]}"}).body["code"] == "platform_denied"
    browser.platform = "alipay"
    assert browser.send(given).body["code"] == "platform_denied"


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_code_counts_once(platform: str) -> None:
    browser = Browser(platform)
    given = browser.back()
    assert browser.send(given).status == 201
    assert browser.send(given).body["code"] == "platform_denied"


def test_a_lost_answer_is_given_again_for_a_minute() -> None:
    browser = bound(log_in(Client()))
    given, client = browser.back(at=NOON + MINUTE), Client()
    first, again, late = (
        browser.send(given, NOON + MINUTE + timedelta(seconds=wait), client, idempotency_key="once")
        for wait in (0, 60, 61)
    )
    assert (first.status, again.status, late.status) == (201, 201, 401)
    assert again.body["session"]["session_id"] == first.body["session"]["session_id"]


def test_who_sets_out_to_bind_is_not_logged_in_to_another_account() -> None:
    browser = bound(log_in(Client()))
    answer = browser.log_in("bind", NOON + MINUTE)
    assert answer.body["session"] is None
    assert answer.body["binding"]["ticket"]


# The platforms as they may be.


@pytest.mark.parametrize("mode", ["down", "cut", "busy", "limited"])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_platform_that_does_not_answer_asks_for_another_way(platform: str, mode: str) -> None:
    browser = Browser(platform)
    browser.counterpart.mode = mode
    answer = browser.log_in()
    assert (answer.status, answer.body["code"]) == (503, "unavailable")
    assert answer.headers["Retry-After"]


def test_an_answer_that_alipay_did_not_sign_is_not_believed() -> None:
    browser = bound(log_in(Client()), "alipay")
    ALIPAY.mode = "forged"
    assert browser.log_in(at=NOON + MINUTE).status == 503


NODE = '{"open_id":"x","n":{"a":1}}'
ANSWER = '{"alipay_system_oauth_token_response":%s,"sign":"c"}'


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        (ANSWER % NODE, NODE),
        (ANSWER % NODE.replace(":1", ": 1"), NODE.replace(":1", ": 1")),
        (ANSWER.replace(":", ": ") % NODE, ""),
        (ANSWER.replace(":", " :") % NODE, ""),
        (ANSWER % '{"open_id":"y"}', ""),
        ('{"sign":"c"}', ""),
    ],
)
def test_alipay_signs_the_text_of_its_answer_and_nothing_stands_for_another(text: str, signed: str) -> None:
    assert alipay.signed_part(text, json.loads(NODE)) == signed


def test_wechats_snapshot_of_a_page_is_nobody() -> None:
    browser = Browser()
    WECHAT.mode = "snapshot"
    answer = browser.log_in()
    assert (answer.status, answer.body["code"]) == (422, "platform_snapshot")


def test_a_platform_that_the_stage_has_not_is_not_found(monkeypatch: pytest.MonkeyPatch, cold_start: Any) -> None:
    offered = Client().get("/v1/login/platforms", at=NOON).body["items"]
    assert [each["platform"] for each in offered] == ["wechat", "alipay"]
    with monkeypatch.context() as patched:
        patched.setenv("WECHAT_APP", "")
        cold_start()
        body = {"challenge": "c" * 43}
        assert Client().post("/v1/login/platforms/wechat/start", body, at=NOON).status == 404
        assert Client().post("/v1/login/platforms/alipay/start", body, at=NOON).status == 200
        assert list(listed(log_in(Client()))) == ["alipay"]
    cold_start()
    assert Client().post("/v1/login/platforms/else/start", body, at=NOON).status == 404


def test_wechat_gets_its_parameters_in_its_order() -> None:
    url = Browser().start()
    assert re.search(
        r"/authorize\?appid=wx-local&redirect_uri=http%3A%2F%2Flocalhost[^&]*index\.html&response_type=code"
        r"&scope=snsapi_base&state=[a-zA-Z0-9]{49}#wechat_redirect$",
        url,
    )


def test_the_challenge_is_that_of_the_standard() -> None:
    """RFC 7636, appendix B."""
    verifier, challenge = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    assert platform_states.challenge_of(verifier) == challenge


def test_log_ins_of_one_identity_are_capped() -> None:
    browser = bound(log_in(Client()))
    answers = [browser.log_in(at=NOON + MINUTE).status for _ in range(platform_logins.PER_HOUR + 1)]
    assert answers == [201] * platform_logins.PER_HOUR + [429]


def test_nothing_of_a_code_is_written_to_the_log(capfd: pytest.CaptureFixture[str]) -> None:
    browser = Browser()
    given = browser.back()
    for mode in ("down", "busy", "cut", "normal"):
        WECHAT.mode = mode
        browser.send(given)
    said = "".join(capfd.readouterr())
    assert given["auth_code"] not in said
    assert "errcode" not in said
