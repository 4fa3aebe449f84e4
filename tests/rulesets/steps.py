"""Steps of tests about rule sets: drafted, tried, published by two supervisors of the whole country."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from chalicelib.config import POLICY_ZONE, settings
from chalicelib.features.campaigns import expiry_job
from chalicelib.features.campaigns import rescoring_job as campaigns_job
from chalicelib.features.rulesets import simulation_job
from chalicelib.scoring.ruleset_data import builtin_data
from tests.campaigns.steps import MINUTE
from tests.proposals.steps import at_work
from tests.support.client import Answer, Client
from tests.support.cloud import TestCloud
from tests.support.published import a_minute_passes
from tests.support.resident_steps import NOON, log_in_staff

EFFECTIVE = "2020-03-12T00:00:00+08:00"
MEDIUM_10 = {"region.medium": {"colour": "yellow", "days": 10, "checkins": 10}}


def data(version: str = "2", effective: str = EFFECTIVE, rules: dict[str, Any] | None = None, **changes: Any) -> dict:
    """Rule set 1 as another version, with some rules and items replaced."""
    changed = deepcopy(dict(builtin_data()[0]))
    changed |= {"version": version, "effective": effective} | changes
    changed["rules"] = changed["rules"] | (rules or {})
    return changed


def clock(day: int, hour: int) -> datetime:
    """Of March 2020, in Beijing."""
    return datetime(2020, 3, day, hour, tzinfo=POLICY_ZONE).astimezone(UTC)


def supervisor(at: datetime = NOON) -> Client:
    return log_in_staff("supervisor", at)


def draft(by: Client, at: datetime = NOON, content: dict | None = None, **more: Any) -> Answer:
    """What a supervisor is answered who drafts a rule set."""
    return at_work(by, at).post("/v1/rulesets", {"data": content or data(**more)}, at=at)


def work_off(cloud: TestCloud, now: datetime, count: int = 4) -> datetime:
    """So many minutes pass, and workers take what there is."""
    for _ in range(count):
        now += MINUTE
        expiry_job.advance(now)
        for message in cloud.messages(settings().simulation_queue_url):
            simulation_job.work(message, now)
        for message in cloud.messages(settings().rescoring_queue_url):
            if message["kind"] == "campaign":
                campaigns_job.work(message, now)
    return now


def simulate(cloud: TestCloud, version: str, at: datetime, by: Client) -> dict[str, Any]:
    """The result of a simulation that ran through."""
    begun = at_work(by, at).post(f"/v1/rulesets/{version}/simulation", at=at)
    assert begun.status == 202, begun.raw
    work_off(cloud, at, 2)
    return simulated(version, at, by)


def simulated(version: str, at: datetime, by: Client) -> dict[str, Any]:
    answer = at_work(by, at).get(f"/v1/rulesets/{version}/simulation", at=at)
    assert answer.status == 200, answer.raw
    return dict(answer.body)


def approve(version: str, at: datetime, by: Client, **more: Any) -> Answer:
    """What somebody is answered who approves what they see: the draft, or the open proposal about it."""
    client = at_work(by, at)
    seen = client.get(f"/v1/rulesets/{version}", at=at).body
    said = {"version": seen["revision"], "content_hash": seen["content_hash"]}
    if seen["proposal_id"]:
        proposal = client.get(f"/v1/proposals/{seen['proposal_id']}", at=at).body
        said = {name: proposal[name] for name in ("version", "content_hash")}
    body = said | {"decision": "approve"} | more
    return client.post(f"/v1/rulesets/{version}/approval", body, at=at)


def publish(version: str, at: datetime, first: Client, second: Client, **more: Any) -> None:
    """Two agree; containers learn of it."""
    proposed = approve(version, at, first, **more)
    assert proposed.status == 201, proposed.raw
    agreed = approve(version, at, second, **more)
    assert agreed.status == 200, agreed.raw
    a_minute_passes()
