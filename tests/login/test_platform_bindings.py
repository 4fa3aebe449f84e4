"""WeChat and Alipay bound to an account: a credential, so told, undone, moved and ended as the others are."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.features.login import undo_records
from chalicelib.person import platforms
from chalicelib.store.tables import AccountRecord
from local import wechat_provider
from tests.login.credential_steps import link_in, move_phone, set_password, undo
from tests.support.client import Client
from tests.support.mailbox import worked_off
from tests.support.platform_steps import PLATFORMS, bound
from tests.support.resident_steps import NOON, a_phone, applied, log_in, refreshed

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def listed(client: Client, at: Any = NOON) -> dict[str, Any]:
    items = client.get("/v1/me/platforms", at=at).body["items"]
    return {each["platform"]: each["bound_at"] for each in items}


def unbind(client: Client, platform: str = "wechat", at: Any = NOON) -> int:
    return client.call("DELETE", f"/v1/me/platforms/{platform}", at=at).status


def refresh(token: str, at: Any) -> int:
    return Client().post("/v1/login/sessions/refresh", {"refresh_token": token}, at=at).status


def inbox(client: Client, at: Any) -> list[str]:
    return [each["kind"] for each in refreshed(client, at).get("/v1/me/messages", at=at).body["items"]]


def everything_of(identity_hash: str, account_id: str) -> list[str]:
    found = [*AccountRecord.query(f"A#{account_id}")]
    for platform in PLATFORMS:
        found += AccountRecord.query(f"PLATFORM#{platform}#{identity_hash}")
    return sorted(str(each.sk) for each in found)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_binding_is_told_and_undone_by_the_phone(cloud: Any, platform: str) -> None:
    owner = log_in(Client())
    earlier = log_in(Client(), owner.phone, NOON + MINUTE)
    mine = log_in(Client(), owner.phone, NOON + 2 * MINUTE)
    browser = bound(mine, platform, NOON + 3 * MINUTE)
    assert set_password(earlier, at=NOON + 3 * MINUTE).status == 401, "every other session has ended"
    worked_off(cloud, owner)
    text = cloud.sms(owner.phone)[-1]
    assert {"wechat": "WeChat", "alipay": "Alipay"}[platform] in text
    assert f"inbox_{platform}_changed".removeprefix("inbox_") in inbox(mine, NOON + 4 * MINUTE)
    session = browser.log_in(at=NOON + 4 * MINUTE).body["session"]
    assert undo(link_in(text), NOON + HOUR).status == 204
    assert refresh(session["refresh_token"], NOON + HOUR) == 401
    assert browser.log_in(at=NOON + HOUR).body["session"] is None


def test_undoing_a_later_change_leaves_what_was_bound_before(cloud: Any) -> None:
    owner = log_in(Client())
    browser = bound(owner)
    assert set_password(owner, at=NOON + MINUTE).status == 204
    worked_off(cloud, owner)
    assert undo(link_in(cloud.sms(owner.phone)[-1])).status == 204
    assert browser.log_in(at=NOON + 2 * HOUR).body["session"]["account"]["id"] == owner.account_id


def test_one_identity_enters_one_account_and_moves_with_a_fresh_log_in() -> None:
    first, second = log_in(Client()), log_in(Client())
    browser = bound(first)
    session = browser.log_in(at=NOON + MINUTE).body["session"]
    assert browser.bind(second, NOON + 2 * MINUTE).status == 204
    assert browser.log_in(at=NOON + 3 * MINUTE).body["session"]["account"]["id"] == second.account_id
    assert refresh(session["refresh_token"], NOON + 3 * MINUTE) == 401
    assert listed(refreshed(first, NOON + 4 * MINUTE), NOON + 4 * MINUTE)["wechat"] is None
    assert "wechat_moved" in inbox(first, NOON + 4 * MINUTE)


def test_one_account_has_one_identity_of_a_platform() -> None:
    owner = log_in(Client())
    before = bound(owner)
    after = bound(owner, at=NOON + MINUTE)
    assert before.log_in(at=NOON + 2 * MINUTE).body["session"] is None
    assert after.log_in(at=NOON + 2 * MINUTE).body["session"]


def test_unbinding_ends_it_and_its_sessions_and_no_others() -> None:
    owner = log_in(Client())
    bound(owner, "alipay")
    browser = bound(owner)
    session = browser.log_in(at=NOON + MINUTE).body["session"]
    assert [unbind(owner), unbind(owner)] == [204, 204]
    assert (listed(owner)["wechat"], listed(owner)["alipay"] is None) == (None, False)
    assert refresh(session["refresh_token"], NOON + 2 * MINUTE) == 401
    assert browser.log_in(at=NOON + 2 * MINUTE).body["session"] is None
    assert browser.bind(owner, NOON + 3 * MINUTE).status == 204
    assert refresh(session["refresh_token"], NOON + 4 * MINUTE) == 401, "bound anew, what began before stays ended"
    assert "wechat_unbound" in inbox(owner, NOON + 4 * MINUTE)


def identity_of(client: Client) -> str:
    """The hash of who the client is at WeChat."""
    binding = platforms.find(client.account_id, "wechat")
    assert binding is not None
    return str(binding.identity_hash)


def test_a_name_at_a_platform_stands_in_no_record() -> None:
    owner = log_in(Client())
    browser = bound(owner)
    openid = wechat_provider.openid_of(browser.user)
    text = "".join(str(each.serialize()) for each in AccountRecord.query(f"A#{owner.account_id}"))
    assert openid not in text
    assert identity_of(owner) != openid


def test_erasing_oneself_takes_it_away() -> None:
    owner, person = applied(Client())
    browser = bound(owner)
    identity_hash = identity_of(owner)
    assert "platform#wechat" in everything_of(identity_hash, owner.account_id)
    assert owner.call("DELETE", f"/v1/people/{person['id']}", at=NOON).status == 204
    assert everything_of(identity_hash, owner.account_id) == []
    assert browser.log_in(at=NOON + MINUTE).body["session"] is None


def test_my_data_tell_of_it() -> None:
    owner, _ = applied(Client())
    bound(owner)
    held = owner.get("/v1/me/held", at=NOON).body["items"][0]["held"]
    assert [each["count"] for each in held if each["kind"] == "platform_binding"] == [1]
    exported = owner.get("/v1/me/export", at=NOON)
    records = exported.body["people"][0]["records"]
    assert [each["platform"] for each in records if each["kind"] == "platform_binding"] == ["wechat"]


def test_an_account_that_a_phone_is_taken_from_leaves_nothing_behind() -> None:
    """Undoing gives the phone back; whoever began an account with it meanwhile, and nobody in it, loses that."""
    owner = log_in(Client())
    assert move_phone(owner, a_phone(), NOON + MINUTE).status == 204
    stranger = log_in(Client(), owner.phone, NOON + 2 * MINUTE)
    browser = bound(stranger, at=NOON + 3 * MINUTE)
    identity_hash = identity_of(stranger)
    (record,) = undo_records.since(owner.account_id, 0)
    assert undo(record.token).status == 204
    assert not any(
        key.startswith(("platform", "identity")) for key in everything_of(identity_hash, stranger.account_id)
    )
    assert browser.log_in(at=NOON + 2 * HOUR).body["session"] is None
