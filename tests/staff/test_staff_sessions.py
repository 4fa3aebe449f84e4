"""Sessions of staff: a working day, half an hour idle; a guard's a shift."""

from datetime import timedelta

import pytest

from tests.staff.steps import MINUTE, created, log_in, refresh
from tests.support.resident_steps import NOON

HOUR = timedelta(hours=1)
NOW = NOON + MINUTE


@pytest.mark.parametrize(
    ("roles", "idle"), [(["reviewer"], HOUR / 2), (["gate", "reviewer"], HOUR / 2), (["gate"], 12 * HOUR)]
)
def test_an_idle_session_ends(supervisor, roles, idle):
    member = created(supervisor, roles=roles)
    _, client = log_in(member, NOW)
    assert refresh(client, NOW + idle) == 200
    assert refresh(client, NOW + 2 * idle + MINUTE) == 401


@pytest.mark.parametrize(
    ("roles", "step", "lifetime"), [(["reviewer"], HOUR / 3, 12 * HOUR), (["gate"], 6 * HOUR, 24 * HOUR)]
)
def test_a_session_in_use_ends_too(supervisor, roles, step, lifetime):
    _, client = log_in(created(supervisor, roles=roles), NOW)
    at = NOW
    while at + step <= NOW + lifetime:
        at += step
        assert refresh(client, at) == 200
    assert refresh(client, NOW + lifetime + MINUTE) == 401


def test_no_access_token_outlives_its_session(supervisor):
    _, client = log_in(created(supervisor, roles=["gate"]), NOW)
    end = NOW + 24 * HOUR
    assert refresh(client, NOW + 12 * HOUR) == 200
    assert refresh(client, end - MINUTE) == 200
    assert client.get("/v1/me/preferences", at=end + MINUTE).status == 401
