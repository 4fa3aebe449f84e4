"""Good requests about campaigns, and the functions that work on them."""

from collections.abc import Callable
from datetime import timedelta
from secrets import token_hex
from typing import Any

from chalicelib.features.campaigns import records
from chalicelib.store.transactions import transact
from tests.faults.good import Good
from tests.faults.ratings import COUNTY, approve
from tests.support.published import stayed
from tests.support.resident_steps import NOON, log_in_staff

MINUTE = timedelta(minutes=1)


def _begun(status: str = records.RUNNING) -> str:
    name = f"campaign-{token_hex(4)}"
    transact([records.begin_step(name, "rating", COUNTY, COUNTY, [COUNTY], "staff", NOON)])
    record = records.find(name)
    assert record is not None
    record.status, record.before_pause = status, records.RUNNING if status == records.PAUSED else None
    record.save()
    return record.id


def _steered(what: str, body: Any = None, status: str = records.RUNNING) -> Good:
    return Good(log_in_staff("supervisor"), "POST", f"/v1/campaigns/{_begun(status)}/{what}", body)


def pause() -> Good:
    return _steered("pause")


def resume() -> Good:
    return _steered("resume", status=records.PAUSED)


def stop() -> Good:
    return _steered("stop")


def restart() -> Good:
    return _steered("restart", status=records.STOPPED)


def speed() -> Good:
    return _steered("speed", {"units_at_once": 3})


def hold() -> Good:
    return Good(log_in_staff("supervisor"), "POST", "/v1/campaigns/pause", {"paused": True})


def _published() -> None:
    """A rating of a county in which one person stayed."""
    stayed(COUNTY)
    answer = approve().send()
    assert answer.status == 200, answer.raw


def minute() -> Callable[[], Any]:
    """The minute in which it is begun and handed over."""
    from chalicelib.features.campaigns import expiry_job

    _published()
    return lambda: expiry_job.advance(NOON + MINUTE)


def lane() -> Callable[[], Any]:
    """The lane in which the person is."""
    from chalicelib.features.campaigns import rescoring_job
    from chalicelib.person import indexed

    _, person = stayed(COUNTY)
    campaign = _begun()
    number = indexed.shard_of(person) % records.LANES
    from tests.support.published import publish

    publish(COUNTY, "medium", NOON)
    return lambda: rescoring_job.work({"campaign_id": campaign, "lane": str(number)}, NOON + MINUTE)
