"""Behind CloudFront the API answers only what carries the secret header, also while its value is turned."""

import time
from collections.abc import Callable, Iterator

import pytest

from infra import service_values
from infra.service_values import LEAD
from tests.support.client import Client
from tests.support.resident_steps import NOON
from tests.support.turned_secrets import Turning


@pytest.fixture(autouse=True)
def behind_cloudfront(
    turning: Turning, monkeypatch: pytest.MonkeyPatch, cold_start: Callable[[], None]
) -> Iterator[None]:
    """A stage that is not on this machine."""
    with monkeypatch.context() as patched:
        patched.setenv("STAGE", "prod")
        cold_start()
        yield
    cold_start()


def status(origin: str) -> int:
    headers = {"x_origin_secret": origin, "cloudfront_viewer_address": "198.51.100.9:443"}
    return Client().get("/v1/keys", at=NOON, **headers).status


def test_only_what_comes_through_the_distribution_is_answered(turning: Turning) -> None:
    assert [status(each) for each in (turning.secret()["origin"], "", "another")] == [200, 404, 404]


def test_both_values_count_until_the_distribution_sends_the_new_one(turning: Turning) -> None:
    before = turning.secret()
    now = int(time.time()) - 30 * 86_400
    turned = service_values.turned(before, "origin", now)
    turning.put(turned)
    turning.read_anew()
    assert [status(each) for each in (before["origin"], turned["origin"])] == [200, 200]
    turning.put(service_values.ended(turned, "origin", int(time.time()) - LEAD - 1))
    turning.read_anew()
    assert [status(each) for each in (before["origin"], turned["origin"])] == [404, 200]
