"""What several tests of messages begin with."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.features.messages import wechat_tokens
from local.wechat_messages import Messages
from tests.messages.test_second_way import carrier_answers
from tests.support import platforms


@pytest.fixture
def refusing_carrier(cloud):
    """A carrier that delivers to nobody."""
    with carrier_answers("InvalidParameter", 400):
        yield


@pytest.fixture
def wechat(cloud: Any) -> Iterator[Messages]:
    """WeChat that has delivered nothing yet, and of which we have no token."""
    behaviour = platforms.messages()
    clean = {"mode": "normal", "clock": platforms.made()[0].clock, "asked": 0, "tokens_asked": 0}
    for name, value in clean.items():
        setattr(behaviour, name, value)
    behaviour.sent.clear()
    behaviour.revoke()
    if record := wechat_tokens.TokenRecord.find(*wechat_tokens._key()):
        record.delete()
    yield behaviour
    behaviour.mode = "normal"


@pytest.fixture
def end_template(monkeypatch: pytest.MonkeyPatch, cold_start: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """What leaves the stage without a template, until the test is over."""
    with monkeypatch.context() as patched:

        def end() -> None:
            patched.setenv("WECHAT_TEMPLATE", "")
            cold_start()

        yield end
    cold_start()
