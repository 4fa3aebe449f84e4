"""Steps of tests about stale rules: a mass event of a few people, and what a gate carries of it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.codes import revocations as lists
from chalicelib.codes.token import Checked
from chalicelib.features.campaigns import records, rescoring_job, working
from chalicelib.features.campaigns.records import CampaignRecord
from chalicelib.features.gates import revocation_lists, verification
from chalicelib.features.ratings import stale
from chalicelib.person import revocations, signing
from chalicelib.person.stale_rules import KNOWN_AFTER
from tests.campaigns.steps import rated
from tests.support.published import a_minute_passes

PATCH = pytest.MonkeyPatch
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def few_are_many(patch: PATCH) -> None:
    """Whoever is in a county, a mass event is it; and everybody is counted."""
    patch.setattr(stale.config, "STALE_ABOVE", 0)
    patch.setattr(stale, "_QUERIES", 64)


def begun(patch: PATCH, county: str, level: str, first: str, at: datetime) -> str:
    """A campaign that was begun at `at` and has not gone through anybody: its id."""
    campaign = rated(county, level, first, at)
    running(campaign)
    with patch.context() as slow:
        slow.setattr(working, "PAGES", 0)
        rescoring_job.work({"campaign_id": campaign, "lane": 0}, at)
    return campaign


def running(campaign_id: str) -> None:
    """It is worked on, by one lane."""
    record = found(campaign_id)
    record.status, record.lanes = records.RUNNING, 1
    records.placed(record).save()


def gone_through(campaign_id: str, at: datetime) -> None:
    """A worker goes through everybody, at `at`."""
    a_minute_passes()
    for _ in range(2):
        rescoring_job.work({"campaign_id": campaign_id, "lane": 0}, at)


def found(campaign_id: str) -> CampaignRecord:
    record = records.find(campaign_id)
    assert record is not None
    return record


def instant_of(campaign_id: str) -> datetime | None:
    """That of its stale rule."""
    made = found(campaign_id).stale
    return datetime.fromisoformat(made["before"]) if made else None


def rule_instant(at: datetime) -> datetime:
    """That of the rule of a campaign that was begun at `at`."""
    return at + KNOWN_AFTER


def opened(text: str, at: datetime) -> Checked:
    """A token at an instant at which it lives."""
    checked = verification.check_token(text, at)
    assert checked.payload is not None
    return checked


def is_listed(code_id: str) -> bool:
    """Whether a code that ended is in the lists that are made of it."""
    record = revocations.find(code_id)
    assert record is not None, "it has not ended"
    around = revocations.since(record.revoked_at - MINUTE, record.revoked_at + MINUTE)
    return code_id in {each.code_id for each in around}


def published(at: datetime) -> list[tuple[lists.Statement, lists.Revoked]]:
    """What a gate holds after a run at `at`, each list checked."""
    revocation_lists.publish(at)
    ring = signing.ring("revocation_list")
    current: list[Any] = revocation_lists.current(at, ring)
    return [lists.check(each.statement, revocation_lists.body(each.list_id), ring, "QH") for each in current]
