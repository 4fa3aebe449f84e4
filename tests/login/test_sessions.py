"""Sessions as their person sees and ends them."""

from datetime import timedelta

from chalicelib.features.login.by_code import code_of
from tests.support.client import Client
from tests.support.resident_steps import NOON, ask_for_code, entered, log_in

MINUTE = timedelta(minutes=1)
PIXEL = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
)
WECHAT = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.47"


def _session(phone: str, at, agent: str = "", city: str = "") -> tuple[Client, str]:
    client = Client()
    challenge = ask_for_code(client, phone, at).body["challenge_id"]
    body = {"challenge_id": challenge, "code": code_of(challenge)}
    headers = {"user_agent": agent, "cloudfront_viewer_city": city}
    answer = client.post("/v1/login/sessions", body, at=at, **headers)
    return entered(client, answer), answer.body["refresh_token"]


def _listed(client: Client, at=NOON + 5 * MINUTE) -> list[dict]:
    answer = client.get("/v1/me/sessions", at=at)
    assert answer.status == 200, answer.raw
    return answer.body["items"]


def _refresh(token: str, at=NOON + 6 * MINUTE) -> int:
    return Client().post("/v1/login/sessions/refresh", {"refresh_token": token}, at=at).status


def test_a_person_sees_where_they_are_logged_in():
    here = log_in(Client())
    phone, token = _session(here.phone, NOON + MINUTE, PIXEL, "Xining")
    _session(here.phone, NOON + 2 * MINUTE, WECHAT, "S%C3%A3o%20Paulo")
    assert _refresh(token, NOON + 3 * MINUTE) == 200
    seen = [(each["device"], each["place"], each["current"]) for each in _listed(here)]
    assert seen == [
        (None, None, True),
        ("Android · Chrome", "Xining", False),
        ("iPhone · WeChat", "São Paulo", False),
    ]
    assert _listed(here)[1]["last_used_at"] == "2020-03-10T04:03:00+00:00"
    assert _listed(phone)[0]["device"] == "Android · Chrome"


def test_one_session_is_ended_and_goes_from_the_list():
    here = log_in(Client())
    other, token = _session(here.phone, NOON + MINUTE)
    path = f"/v1/me/sessions/{other.session_id}"
    assert here.call("DELETE", path, at=NOON + MINUTE).status == 204
    assert _refresh(token) == 401
    assert [each["id"] for each in _listed(here)] == [here.session_id]
    assert here.call("DELETE", path, at=NOON + MINUTE).status == 404


def test_all_others_are_ended_at_once():
    here, mine = _session((phone := log_in(Client()).phone), NOON + MINUTE)
    _, other = _session(phone, NOON + 2 * MINUTE)
    assert here.call("DELETE", "/v1/me/sessions?except=current", at=NOON + 3 * MINUTE).status == 204
    assert (_refresh(mine), _refresh(other)) == (200, 401)
    assert [each["current"] for each in _listed(here)] == [True]


def test_every_session_is_ended():
    here, mine = _session(log_in(Client()).phone, NOON + MINUTE)
    assert here.call("DELETE", "/v1/me/sessions", at=NOON + MINUTE).status == 204
    assert _refresh(mine) == 401
    assert here.call("DELETE", "/v1/me/sessions?except=others", at=NOON).fields == {"except": "not_allowed"}


def test_another_persons_session_is_not_there():
    stranger, here = log_in(Client()), log_in(Client())
    assert here.call("DELETE", f"/v1/me/sessions/{stranger.session_id}", at=NOON).status == 404
    assert [each["id"] for each in _listed(stranger)] == [stranger.session_id]


def test_a_log_in_after_all_others_were_ended_goes_on():
    here = log_in(Client())
    here.call("DELETE", "/v1/me/sessions?except=current", at=NOON)
    later, token = _session(here.phone, NOON + MINUTE)
    assert _refresh(token) == 200
    assert len(_listed(later)) == 2
