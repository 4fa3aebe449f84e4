"""Quiet hours by rule set: those of whoever set none, from the instant from which it governs."""

from datetime import UTC, timedelta

from chalicelib.features.sweep import expiry_job
from chalicelib.person import records as people
from tests.rulesets.steps import clock, draft, publish, simulate, supervisor
from tests.support.resident_steps import NOON, refreshed
from tests.support.traveller_steps import abroad, traveller

NIGHT = {"from": "22:00", "until": "07:00"}
LATE = timedelta(hours=48, minutes=1)


def _waits_until(person: str, filed) -> list[str]:
    """When the texts go out of which one becomes due 48 hours after a declaration."""
    expiry_job.sweep(filed + LATE)
    return [at for _, at in people.state(person).outbox or ()]


def _filed(at):
    client, person = traveller(at)
    abroad(client, person, at)
    return client, person


def test_whoever_set_none_is_told_in_the_morning_once_it_governs(cloud):
    before, after = clock(9, 23), clock(10, 23)
    (_, first), (client, second) = _filed(before), _filed(after)
    s1, s2 = supervisor(), supervisor()
    draft(s1, quiet=NIGHT)
    simulate(cloud, "2", NOON, s1)
    publish("2", NOON + timedelta(minutes=5), s1, s2)
    assert _waits_until(first, before) == []
    assert _waits_until(second, after) == [clock(13, 7).astimezone(UTC).isoformat()]
    shown = refreshed(client, clock(13, 8)).get("/v1/me/preferences", at=clock(13, 8)).body
    assert shown["quiet_hours"] is None
    assert shown["default_quiet_hours"] == NIGHT | {"timezone": "Asia/Shanghai"}
    assert (
        refreshed(client, clock(10, 8)).get("/v1/me/preferences", at=clock(10, 8)).body["default_quiet_hours"] is None
    )
