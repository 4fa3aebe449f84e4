"""The commands that put our accounts at WeChat and Alipay among the service's values."""

import os
from typing import Any

import pytest

from infra import keys, platform_accounts
from local import oauth_platforms
from tests.support import platforms


@pytest.fixture(autouse=True)
def _home(cloud: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(keys, "home_of", lambda stage: cloud.home)
    yield
    keys.put_values(cloud.home.client("secretsmanager"), os.environ["SERVICE_SECRET"], **platforms.made()[2])


def stored(cloud: Any) -> dict[str, Any]:
    return keys.stored(cloud.home.client("secretsmanager"), os.environ["SERVICE_SECRET"])


def test_they_are_put_beside_what_is_there(cloud: Any) -> None:
    before, (_, made) = stored(cloud), oauth_platforms.new_keys()
    platform_accounts.put_wechat("prod", "a1b2c3")
    platform_accounts.put_alipay("prod", made["alipay_key"], made["alipay_public"])
    assert stored(cloud) == before | made | {"wechat_key": "a1b2c3"}


@pytest.mark.parametrize(("own", "theirs"), [("", ""), ("AAAA", "AAAA"), ("swapped", "swapped"), ("short", "short")])
def test_what_is_no_key_is_refused_and_changes_nothing(cloud: Any, own: str, theirs: str) -> None:
    from cryptography.hazmat.primitives.asymmetric import rsa

    before, (_, made) = stored(cloud), oauth_platforms.new_keys()
    if own == "swapped":
        own, theirs = made["alipay_public"], made["alipay_key"]
    if own == "short":
        key = rsa.generate_private_key(65537, 1024)
        own, theirs = oauth_platforms.private_text(key), made["alipay_public"]
    with pytest.raises(SystemExit):
        platform_accounts.put_alipay("prod", own, theirs)
    with pytest.raises(SystemExit):
        platform_accounts.put_wechat("prod", "not a secret")
    assert stored(cloud) == before
