"""Agreeing to a message by WeChat: it counts for the browser, account, scene and WeChat that it began with."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.features.messages import wechat_agreements
from chalicelib.person import accounts, agreements, platforms
from tests.support.aws_calls import calls_of
from tests.support.client import Client
from tests.support.platform_steps import INSIDE_WECHAT, Browser
from tests.support.platform_steps import bound as bind
from tests.support.platforms import messages
from tests.support.push_services import prefer, reminded, shown
from tests.support.resident_steps import log_in
from tests.support.traveller_steps import START, traveller
from tests.support.wechat_steps import PATH, agreed, back, bound_traveller, kept, start

LATER = START + timedelta(minutes=11)


def test_the_page_is_asked_as_wechat_documents_it(wechat):
    client, _, browser = bound_traveller()
    asked = urlsplit(start(client, browser).body["confirm_url"])
    query = parse_qs(asked.query)
    assert asked.fragment == "wechat_redirect"
    assert list(query) == ["action", "appid", "scene", "template_id", "redirect_url", "reserved"]
    assert query["action"] == ["get_confirm"]
    assert 0 <= int(query["scene"][0]) <= 10000
    assert query["reserved"][0].isalnum()
    assert len(query["reserved"][0]) <= 128


def test_the_page_opens_in_wechat_only(wechat):
    client, _, browser = bound_traveller()
    query = urlsplit(start(client, browser).body["confirm_url"]).query
    assert "confirm" not in messages().page(query, "Mozilla/5.0", browser.user).body
    assert "confirm" in messages().page(query, INSIDE_WECHAT, browser.user).body


def test_each_counts_once_and_has_a_scene_of_its_own(wechat):
    client, _, browser = bound_traveller()
    given = back(client, browser)
    assert [kept(client, browser, given).body for _ in range(2)] == [{"wechat_left": 1}] * 2
    agreed(client, browser)
    assert shown(client)["wechat_left"] == 2
    binding = platforms.find(client.account_id, "wechat")
    assert len(set(binding.scenes)) == 2
    assert binding.scenes[0] == int(given["scene"])
    assert given["openid"] not in str(binding.serialize())


def test_another_browser_account_scene_or_time_keeps_nothing(wechat):
    client, _, browser = bound_traveller()
    given = back(client, browser)
    other, _, _ = bound_traveller()
    refusals = [
        kept(client, browser, given, verifier=Browser().verifier),
        kept(other, browser, given),
        kept(client, browser, given, scene=int(given["scene"]) % 10000 + 1),
        kept(client, browser, given, state=given["reserved"][:-1] + ("0" if given["reserved"][-1] != "0" else "1")),
        kept(log_in(Client(), client.phone, at=LATER), browser, given, at=LATER),
    ]
    assert [(each.status, each.body["code"]) for each in refusals] == [(401, "platform_denied")] * 5
    assert platforms.find(client.account_id, "wechat").scenes is None


def test_another_wechat_than_the_bound_one_keeps_nothing(wechat):
    client, _, browser = bound_traveller()
    given = back(client, browser)
    _, _, others = bound_traveller()
    openid = back_openid(others)
    answer = kept(client, browser, given, openid=openid)
    assert (answer.status, answer.body["code"]) == (422, "wechat_other")
    assert platforms.find(client.account_id, "wechat").openid is None


def back_openid(browser: Browser) -> str:
    from local.wechat_provider import openid_of

    return openid_of(browser.user)


def test_a_state_of_a_login_is_none_of_an_agreement_and_the_other_way_round(wechat):
    client, _, browser = bound_traveller()
    given = back(client, browser)
    login = browser.back(at=START)
    assert kept(client, browser, given, state=login["state"]).status == 400
    assert kept(client, browser, given, state="m" + login["state"][1:]).status == 401
    for state in (given["reserved"], "l" + given["reserved"][1:]):
        assert browser.send(login | {"state": state}, START).status in (400, 401)


def test_without_a_bound_wechat_nothing_begins(wechat):
    client, _ = traveller()
    answer = start(client, Browser())
    assert (answer.status, answer.body["code"]) == (422, "wechat_not_bound")


def test_so_many_and_no_more(wechat, monkeypatch):
    monkeypatch.setattr(agreements, "AT_MOST", 2)
    client, _, browser = bound_traveller()
    given = [back(client, browser) for _ in range(3)]
    answers = [kept(client, browser, each) for each in given]
    assert [each.status for each in answers] == [200, 200, 422]
    assert (start(client, browser).status, start(client, browser).body["code"]) == (422, "wechat_agreements_enough")


@pytest.mark.parametrize("field", ["openid", "state", "verifier"])
def test_what_is_no_such_thing_is_named(wechat, field):
    client, _, browser = bound_traveller()
    answer = kept(client, browser, back(client, browser), **{field: "é"})
    assert (answer.status, list(answer.fields)) == (400, [field])


@pytest.mark.parametrize("scene", [-1, 10001, "x"])
def test_a_scene_is_a_number_of_wechats(wechat, scene):
    client, _, browser = bound_traveller()
    answer = kept(client, browser, back(client, browser), scene=scene)
    assert (answer.status, list(answer.fields)) == (400, ["scene"])


def test_agreeing_switches_it_on_again_and_it_may_be_ordered(wechat):
    client, _, browser = bound_traveller()
    agreed(client, browser)
    assert prefer(client, channels=["sms", "wechat"]).body["channels"] == ["sms", "wechat"]
    assert prefer(client, channels=["sms"]).body["channels"] == ["sms"]
    agreed(client, browser)
    assert shown(client)["channels"] == ["wechat", "sms"]


def test_another_wechat_bound_in_its_place_has_none(wechat):
    client, _, browser = bound_traveller()
    agreed(client, browser)
    bind(client, at=START)
    binding = platforms.find(client.account_id, "wechat")
    assert (binding.openid, binding.scenes, shown(client)["wechat_left"]) == (None, None, 0)


def test_of_an_erased_person_no_openid_is_left(wechat):
    client, person_id = traveller()
    browser = bind(client, at=START)
    agreed(client, browser)
    assert client.call("DELETE", f"/v1/people/{person_id}", at=START).status == 204
    assert platforms.find(client.account_id, "wechat") is None
    assert accounts.find(client.account_id) is None


def test_without_a_template_there_is_no_such_way(wechat, end_template):
    client, _, browser = bound_traveller()
    given = back(client, browser)
    end_template()
    assert (start(client, browser).status, kept(client, browser, given).status) == (404, 404)
    assert client.call("POST", f"{PATH}/start", {}, at=START).status == 400


def test_ones_own_data_tell_of_it_while_messages_are_left(cloud, wechat):
    client, _, browser = bound_traveller()
    agreed(client, browser, times=2)
    assert _copied(client) == {"kind", "platform", "at", "messages_left"}
    binding = platforms.find(client.account_id, "wechat")
    binding.update(actions=[platforms.PlatformBinding.openid.remove(), platforms.PlatformBinding.scenes.remove()])
    assert _copied(client) == {"kind", "platform", "at"}


def _copied(client):
    answer = client.get("/v1/me/export", at=START)
    found = next(each for each in answer.body["people"][0]["records"] if each["kind"] == "platform_binding")
    assert found.get("messages_left", 2) == 2
    return set(found)


def test_a_way_back_counts_once_also_after_its_agreement_was_used_up(cloud, wechat):
    client, person_id, browser = bound_traveller()
    given = back(client, browser)
    assert kept(client, browser, given).body == {"wechat_left": 1}
    reminded(cloud, client, person_id)
    assert kept(client, browser, given).body == {"wechat_left": 0}
    agreed(client, browser)
    assert kept(client, browser, given).body == {"wechat_left": 1}
    assert len(platforms.find(client.account_id, "wechat").returned) == 2


def test_ways_back_that_can_come_no_more_are_forgotten(wechat):
    client, _, browser = bound_traveller()
    agreed(client, browser)
    log_in(client, client.phone, at=LATER)
    agreed(client, browser, at=LATER)
    assert len(platforms.find(client.account_id, "wechat").returned) == 1


def test_a_scene_that_two_pages_drew_counts_once(wechat, monkeypatch):
    """WeChat takes two agreements under one scene as one."""
    client, _, browser = bound_traveller()
    monkeypatch.setattr(wechat_agreements.random, "choice", lambda free: free[0])
    given = [back(client, browser, at=START + timedelta(seconds=second)) for second in range(2)]
    assert [each["scene"] for each in given] == ["1", "1"]
    assert [kept(client, browser, each).body["wechat_left"] for each in given] == [1, 1]
    assert back(client, browser)["scene"] == "2"


def test_who_agreed_to_none_costs_no_read_more(wechat, cold_start):
    client, _, browser = bound_traveller()
    made = []
    for _ in range(2):
        shown(client)
        with calls_of("dynamodb") as calls:
            shown(client)
        made.append(list(calls))
        agreed(client, browser)
    assert made[1] == [*made[0], "GetItem"]


def test_what_began_before_the_same_wechat_was_bound_anew_keeps_nothing(wechat):
    client, _, browser = bound_traveller()
    given = back(client, browser)
    assert client.call("DELETE", "/v1/me/platforms/wechat", at=START).status == 204
    assert (kept(client, browser, given).status, kept(client, browser, given).body["code"]) == (422, "wechat_not_bound")
    assert browser.bind(client, START).status == 204
    assert kept(client, browser, given).body["code"] == "platform_denied"


def test_unbinding_ends_the_agreements_and_asks_for_none_any_more(wechat):
    client, _, browser = bound_traveller()
    agreed(client, browser)
    assert accounts.find(client.account_id).wechat
    assert client.call("DELETE", "/v1/me/platforms/wechat", at=START).status == 204
    assert accounts.find(client.account_id).wechat is None
    assert (shown(client)["wechat_left"], shown(client)["channels"]) == (0, ["sms"])
