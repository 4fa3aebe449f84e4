"""Good requests about rule sets, and the function that simulates them."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from itertools import count
from typing import Any

from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.rulesets import drafting, records
from chalicelib.person import shelf
from chalicelib.scoring.ruleset_data import builtin_data
from chalicelib.scoring.simulation import Tally
from chalicelib.store.transactions import transact
from tests.faults.good import Good
from tests.support.client import Client
from tests.support.resident_steps import NOON, log_in_staff

_NUMBERS = count()


def data(version: str) -> dict[str, Any]:
    """It would govern long after every other test."""
    return deepcopy(dict(builtin_data()[0])) | {"version": version, "effective": "2030-01-01T00:00:00+08:00"}


def draft() -> Good:
    return Good(log_in_staff("supervisor"), "POST", "/v1/rulesets", {"data": data(f"good-{next(_NUMBERS)}")})


def drafted() -> tuple[Client, str]:
    """A supervisor and the version of their draft."""
    good = draft()
    answer = good.send()
    assert answer.status == 201, answer.raw
    return good.client, str(answer.body["version"])


def edit() -> Good:
    client, version = drafted()
    return Good(client, "PUT", f"/v1/rulesets/{version}", {"data": data(version) | {"fever": "37.5"}})


def simulate() -> Good:
    client, version = drafted()
    return Good(client, "POST", f"/v1/rulesets/{version}/simulation")


def what_if() -> Good:
    client, version = drafted()
    return Good(client, "POST", f"/v1/rulesets/{version}/what-if", {"since": "2020-03-01"})


def tried() -> str:
    """The version of a draft of which a simulation and a run through past days began."""
    good = simulate()
    version = good.path.split("/")[3]
    for each in (good, Good(good.client, "POST", f"/v1/rulesets/{version}/what-if", {"since": "2020-03-01"})):
        assert each.send().status == 202
    return version


def approve() -> Good:
    """The first supervisor's, after a simulation that is done."""
    good = simulate()
    campaign = good.send().body["campaign_id"]
    transact([records.result_put(campaign, Tally().as_json())])
    path = good.path.removesuffix("/simulation")
    seen = good.client.get(path, at=NOON).body
    body = {"version": seen["revision"], "content_hash": seen["content_hash"], "decision": "approve"}
    return Good(good.client, "POST", f"{path}/approval", body)


def withdraw() -> Good:
    """Of one that is published, as far as a proposal looks at it."""
    client, version = drafted()
    record = drafting.find(version)
    record.status = records.PUBLISHED
    record.save()
    return Good(client, "POST", f"/v1/rulesets/{version}/withdrawal", {"reason": "It was a slip."})


def lane() -> Callable[[], Any]:
    """A lane of a simulation of two segments."""
    from chalicelib.features.rulesets import simulation_job
    from tests.support.published import stayed

    stayed("630102")
    client, version = drafted()
    size: Any = {"size": 2, "passes": 1}
    step = campaigns.begin_step("simulation", "simulation", version, "", (), client.account_id, NOON, **size)
    transact([step, records.simulation_put("simulation", drafting.find(version), shelf.current().rulesets)])
    begun = campaigns.find("simulation")
    assert begun is not None
    begun.status, begun.lanes = campaigns.RUNNING, 1
    begun.save()
    return lambda: simulation_job.work({"campaign_id": "simulation", "lane": "0"}, NOON + timedelta(minutes=1))


REPEATED = {
    "/v1/rulesets": draft,
    "/v1/rulesets/{version}/simulation": simulate,
    "/v1/rulesets/{version}/what-if": what_if,
    "/v1/rulesets/{version}/approval": approve,
    "/v1/rulesets/{version}/withdrawal": withdraw,
}
"""Those that an `Idempotency-Key` may repeat, by path."""
