"""Good requests about retention, and a day's run."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chalicelib.features.proposals import records
from tests.faults.good import Good
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, declare, log_in_staff

DAY = timedelta(days=1)
END = {"from": "2020-05-01", "until": "2020-07-01", "reason": "the emergency is over"}


def end() -> Good:
    """A supervisor of the whole country proposes the end; no other one is open any more."""
    by, former = log_in_staff("supervisor"), records.open_id("sunset", "sunset", NOON)
    if former is not None:
        assert by.post(f"/v1/proposals/{former}/withdrawal", {"reason": "another one"}, at=NOON).status == 200
    return Good(by, "POST", "/v1/sunset", END)


def check_erasure() -> Good:
    """Somebody who is certified asks what lies under their document."""
    from chalicelib.features.people import certification_job

    client, person = applied(Client())
    certification_job.work({"person_id": person["id"]}, NOON)
    return Good(client, "POST", "/v1/me/erasure-check", {"person_id": person["id"]})


def day() -> Callable[[], Any]:
    """The run of the day on which a declaration is over."""
    from chalicelib.features.retention import retention_job

    client, person = applied(Client())
    declare(client, person["id"], NOON)
    return lambda: retention_job.go_on(NOON + 61 * DAY, 60)


GOOD: dict[str, Callable[[], Good]] = {"POST /v1/sunset": end, "POST /v1/me/erasure-check": check_erasure}
