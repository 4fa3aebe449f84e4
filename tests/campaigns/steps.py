"""Steps of tests about campaigns: minutes that pass, and workers that take what was handed over."""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.config import settings
from chalicelib.features.campaigns import expiry_job, records, rescoring_job
from tests.ratings.steps import in_force
from tests.support.cloud import TestCloud

MINUTE = timedelta(minutes=1)


def lanes(cloud: TestCloud) -> list[dict[str, Any]]:
    """What was handed over to the workers, taken from the queue."""
    found = cloud.messages(settings().rescoring_queue_url)
    return [message for message in found if message["kind"] == "campaign"]


def at_rest(cloud: TestCloud) -> None:
    """Campaigns of other tests are over, and nothing is handed over: each that is open would be worked on too."""
    for record in records.listed(closed=False, limit=1_000, after=None):
        fresh = records.find(record.id)
        assert fresh is not None
        fresh.status = records.STOPPED
        records.placed(fresh).save()
    lanes(cloud)


def work_off(cloud: TestCloud, now: datetime) -> None:
    """The workers take what there is until there is nothing more."""
    while found := lanes(cloud):
        for message in found:
            rescoring_job.work(message, now)


def minutes(cloud: TestCloud, now: datetime, count: int = 5) -> datetime:
    """So many minutes pass."""
    for _ in range(count):
        now += MINUTE
        expiry_job.advance(now)
        work_off(cloud, now)
    return now


def rated(county: str, level: str, first: str, at: datetime) -> str:
    """The id of the campaign of a rating that was put in force just now."""
    return in_force(county, level, first, at).partition("-")[2]


def status_of(campaign_id: str) -> str:
    record = records.find(campaign_id)
    assert record is not None
    return str(record.status)
