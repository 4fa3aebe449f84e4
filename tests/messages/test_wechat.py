"""Messages by WeChat: each uses up one agreement, says nothing about the person, and falls to the next way."""

import threading
import time
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.features.messages import job, wechat_agreements, wechat_messages, wechat_tokens
from chalicelib.notify import wechat as platform
from chalicelib.notify.delivery import NotTaken
from chalicelib.person import accounts, agreements, inbox, platforms
from chalicelib.store import secrets
from chalicelib.store.transactions import Lost, transact
from local.wechat_provider import openid_of
from tests.messages.test_second_way import due_reminder
from tests.support.mailbox import free_the_leases, queued
from tests.support.platform_steps import bound as bind
from tests.support.push_services import prefer, reminded, shown
from tests.support.traveller_steps import DAY, START, told, traveller
from tests.support.wechat_steps import agreed, back, bound_traveller, kept


def end_asking() -> None:
    """The seconds are over in which a worker that got no token asked alone."""
    if record := wechat_tokens.TokenRecord.find(*wechat_tokens._key()):
        record.update(actions=[wechat_tokens.TokenRecord.asking_until.set(0)])


def a_message(client: Any, number: int) -> inbox.MessageRecord:
    """An entry of the inbox that is about nobody."""
    key = inbox.key(START, f"t{number}", "")
    record = inbox.MessageRecord(f"A#{client.account_id}", key, code="inbox_green", person_id="", at=START)
    inbox.write(record)
    return record


def scenes(client: Any) -> list[int]:
    return list(platforms.find(client.account_id, "wechat").scenes or ())


def test_it_goes_there_first_and_says_nothing_about_the_person(cloud, wechat):
    client, person_id, browser = bound_traveller()
    agreed(client, browser)
    prefer(client, language="en")
    before = shown(client)
    assert (before["channels"], before["wechat_left"]) == (["wechat", "sms"], 1)
    entry = reminded(cloud, client, person_id)
    assert (entry["wechat"], entry["delivery"]) == ("sent", "left_out")
    assert [text for text in cloud.sms(client.phone) if "expires at" in text] == []
    (sent,) = wechat.sent
    assert (sent["title"], sent["data"]) == (
        "Kangma",
        {"content": {"value": "You have a new message. Open it to read it."}},
    )
    assert set(sent) == {"touser", "template_id", "url", "scene", "title", "data"}


def test_the_last_one_ends_the_way_and_the_openid(cloud, wechat):
    client, person_id, browser = bound_traveller()
    agreed(client, browser)
    assert platforms.find(client.account_id, "wechat").openid
    reminded(cloud, client, person_id)
    binding, account = platforms.find(client.account_id, "wechat"), accounts.find(client.account_id)
    assert (binding.openid, binding.scenes, account.wechat) == (None, None, None)
    after = shown(client)
    assert (after["available_channels"], after["wechat_left"]) == (["sms"], 0)


def test_one_message_uses_one_of_several(cloud, wechat):
    client, person_id, browser = bound_traveller()
    agreed(client, browser, times=3)
    held = scenes(client)
    reminded(cloud, client, person_id)
    assert (scenes(client), [int(each["scene"]) for each in wechat.sent]) == (held[1:], held[:1])
    assert accounts.find(client.account_id).wechat


@pytest.mark.parametrize(
    ("mode", "left"),
    [
        ("void", 1),
        ("unknown", 1),
        ("busy", 2),
        ("limited", 2),
        ("often", 2),
        ("template", 2),
        ("unauthorized", 2),
        ("down", 2),
        ("no_token", 2),
        ("cut", 2),
    ],
)
def test_what_wechat_does_not_take_falls_to_the_next_way(cloud, wechat, mode, left):
    client, person_id, browser = bound_traveller()
    agreed(client, browser, times=2)
    wechat.mode = mode
    entry = reminded(cloud, client, person_id)
    assert (entry["wechat"], entry["delivery"], wechat.sent) == ("failed", "sent", [])
    assert len(scenes(client)) == left


@pytest.mark.parametrize("mode", ["broken", "slow"])
def test_without_an_answer_it_may_have_gone_and_nothing_is_sent_twice(cloud, wechat, monkeypatch, mode):
    monkeypatch.setattr(platform, "_SECONDS", 0.3)
    client, person_id, browser = bound_traveller()
    agreed(client, browser, times=2)
    wechat_tokens.token()
    wechat.seconds, wechat.mode = 0.8, mode
    entry = reminded(cloud, client, person_id)
    assert (entry["wechat"], entry["delivery"], wechat.asked) == ("uncertain", "left_out", 1)
    assert len(scenes(client)) == 1
    time.sleep(0.6 if mode == "slow" else 0)


@pytest.mark.parametrize("mode", ["often", "no_token"])
def test_where_there_is_no_other_way_it_is_tried_again_with_the_same_agreement(cloud, wechat, mode):
    client, person_id, browser = bound_traveller()
    agreed(client, browser)
    held = scenes(client)
    prefer(client, channels=["wechat"])
    due_reminder(client, person_id)
    (message,) = [each for each in queued(cloud, client) if "expiring" in each.get("entry", "")]
    wechat.mode = mode
    with pytest.raises(NotTaken):
        job.work(message, START + DAY)
    wechat.mode = "normal"
    end_asking()
    job.work(message, START + DAY)
    assert told(client, START + DAY, "expiring")[0]["wechat"] == "sent"
    assert [int(each["scene"]) for each in wechat.sent] == held


def test_who_died_with_an_agreement_in_hand_takes_no_second_one(cloud, wechat, monkeypatch):
    client, person_id, browser = bound_traveller()
    agreed(client, browser, times=2)
    due_reminder(client, person_id)
    (message,) = [each for each in queued(cloud, client) if "expiring" in each.get("entry", "")]

    def die(*_: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(wechat_messages, "_send", die)
        with pytest.raises(SystemExit):
            job.work(message, START + DAY)
    free_the_leases(client)
    job.work(message, START + DAY)
    entry = told(client, START + DAY, "expiring")[0]
    assert (entry["wechat"], entry["delivery"], wechat.sent, len(scenes(client))) == ("failed", "sent", [], 1)


def test_two_messages_at_once_never_take_the_same_agreement(cloud, wechat):
    client, _, browser = bound_traveller()
    agreed(client, browser, times=2)
    records = [a_message(client, number) for number in range(3)]
    outcomes: list[str] = []

    def send(record: Any) -> None:
        outcomes.append(wechat_messages.sent(accounts.find(client.account_id), record, START))

    wechat_tokens.token()
    threads = [threading.Thread(target=send, args=(each,)) for each in records]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(outcomes) == ["failed", "sent", "sent"]
    assert len({each["scene"] for each in wechat.sent}) == 2
    assert scenes(client) == []


def test_after_unbinding_nothing_goes_there(cloud, wechat):
    client, person_id, browser = bound_traveller()
    agreed(client, browser)
    assert client.call("DELETE", "/v1/me/platforms/wechat", at=START).status == 204
    assert shown(client)["available_channels"] == ["sms"]
    entry = reminded(cloud, client, person_id)
    assert (entry["delivery"], wechat.asked) == ("sent", 0)


def test_what_moved_away_is_asked_for_once_more_and_then_no_more(cloud, wechat):
    """Bound by another account: this one learns of it with its next message."""
    client, person_id, browser = bound_traveller()
    agreed(client, browser)
    other, _ = traveller()
    assert browser.bind(other, START).status == 204
    assert (accounts.find(client.account_id).wechat, shown(client)["wechat_left"]) == (True, 0)
    assert reminded(cloud, client, person_id)["delivery"] == "sent"
    assert (accounts.find(client.account_id).wechat, wechat.asked) == (None, 0)


def test_a_stage_without_a_template_sends_none(cloud, wechat, end_template):
    client, person_id, browser = bound_traveller()
    agreed(client, browser)
    end_template()
    assert (shown(client)["wechat_left"], shown(client)["available_channels"]) == (None, ["sms"])
    assert (reminded(cloud, client, person_id)["delivery"], wechat.asked) == ("sent", 0)
    assert len(scenes(client)) == 1


def test_nor_does_one_without_the_key(cloud, wechat, monkeypatch):
    client, person_id, browser = bound_traveller()
    agreed(client, browser)
    kept = {name: value for name, value in secrets.service().items() if name != "wechat_key"}
    monkeypatch.setattr(secrets, "service", lambda: kept)
    assert (shown(client)["wechat_left"], reminded(cloud, client, person_id)["delivery"]) == (None, "sent")
    assert (wechat.asked, wechat.tokens_asked, len(scenes(client))) == (0, 0, 1)


def test_a_title_and_a_text_are_as_long_as_wechat_takes_them(cloud, wechat):
    client, _, browser = bound_traveller()
    agreed(client, browser)
    (scene,) = scenes(client)
    platform.send(
        platform.Message(openid_of(browser.user), scene, "t" * 300, "c" * 300, "https://example.org"),
        wechat_tokens.token(),
    )
    (sent,) = wechat.sent
    assert (len(sent["title"]), len(sent["data"]["content"]["value"])) == (15, 200)


def test_what_was_read_before_another_change_takes_and_gives_nothing(cloud, wechat):
    client, _, browser = bound_traveller()
    none_yet = platforms.find(client.account_id, "wechat")
    agreed(client, browser)
    one, record = platforms.find(client.account_id, "wechat"), a_message(client, 1)
    transact(agreements.taken_steps(one, record))
    with pytest.raises(Lost):
        transact(agreements.taken_steps(one, a_message(client, 2)))
    account = accounts.find(client.account_id)
    with pytest.raises(Lost):
        transact(agreements.given_steps(none_yet, account, 7, "sealed", ()))
    assert scenes(client) == []


def test_a_message_that_had_one_takes_no_other(cloud, wechat):
    client, _, browser = bound_traveller()
    agreed(client, browser, times=2)
    record = a_message(client, 1)
    transact(agreements.taken_steps(platforms.find(client.account_id, "wechat"), record))
    with pytest.raises(Lost):
        transact(agreements.taken_steps(platforms.find(client.account_id, "wechat"), record))
    assert len(scenes(client)) == 1


def test_none_is_kept_with_another_wechat_that_was_bound_meanwhile(cloud, wechat):
    client, _, _ = bound_traveller()
    before = platforms.find(client.account_id, "wechat")
    bind(client, at=START)
    account = accounts.find(client.account_id)
    with pytest.raises(Lost):
        transact(agreements.given_steps(before, account, 7, "sealed", ()))
    assert scenes(client) == []


def test_none_is_given_back_to_another_wechat_that_was_bound_meanwhile(cloud, wechat, monkeypatch):
    client, _, browser = bound_traveller()
    agreed(client, browser)

    def refused(*_: Any) -> None:
        bind(client, at=START)
        raise NotTaken

    monkeypatch.setattr(wechat_messages, "_send", refused)
    assert wechat_messages.sent(accounts.find(client.account_id), a_message(client, 1), START) == "later"
    binding = platforms.find(client.account_id, "wechat")
    assert (binding.openid, binding.scenes) == (None, None)


def test_a_scene_that_is_agreed_to_anew_while_its_message_is_out_is_one(cloud, wechat, monkeypatch):
    monkeypatch.setattr(wechat_agreements.random, "choice", lambda free: free[0])
    client, person_id, browser = bound_traveller()
    agreed(client, browser)
    prefer(client, channels=["wechat"])
    due_reminder(client, person_id)
    (message,) = [each for each in queued(cloud, client) if "expiring" in each.get("entry", "")]

    def refused(*_: Any) -> None:
        later = START + timedelta(seconds=1)
        assert kept(client, browser, back(client, browser, at=later), later).body == {"wechat_left": 1}
        raise NotTaken

    with monkeypatch.context() as patched:
        patched.setattr(wechat_messages, "_send", refused)
        with pytest.raises(NotTaken):
            job.work(message, START + DAY)
    job.work(message, START + DAY)
    assert (len(wechat.sent), scenes(client)) == (1, [])
