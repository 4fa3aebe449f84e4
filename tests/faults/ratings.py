"""Good requests about ratings of regions."""

from itertools import count

from chalicelib.features.rating_list import records
from tests.faults.good import Good
from tests.support.client import Client
from tests.support.published import publish
from tests.support.resident_steps import NOON, log_in_staff

COUNTY = "630225"
_PERIOD = {"level": "medium", "from": "2020-03-10"}
_NAMES = count()


def _epidemiologist(county: str = COUNTY) -> Client:
    return log_in_staff("epidemiologist", region=county[:2])


def rate(county: str = COUNTY) -> Good:
    """It makes somebody worse, so it waits for a second person."""
    return Good(_epidemiologist(county), "PUT", f"/v1/regions/{county}/risk", _PERIOD)


def approve(county: str = COUNTY) -> Good:
    proposal = rate(county).send().body
    body = {"version": 1, "content_hash": proposal["content_hash"], "decision": "approve"}
    return Good(_epidemiologist(county), "POST", f"/v1/ratings/{county}/approval", body)


def _rated(county: str) -> str:
    return publish(county, "high", NOON, id=f"{county}-of-before")


def correct(county: str = COUNTY) -> Good:
    body = {"level": "low", "reason": "It was a slip."}
    return Good(_epidemiologist(county), "POST", f"/v1/ratings/{_rated(county)}/correction", body)


def withdraw(county: str = COUNTY) -> Good:
    body = {"reason": "It was a mistake."}
    return Good(_epidemiologist(county), "POST", f"/v1/ratings/{_rated(county)}/withdrawal", body)


def preview() -> Good:
    return Good(_epidemiologist(), "POST", "/v1/ratings/preview", _PERIOD | {"region": COUNTY})


def say_name() -> Good:
    """A name of the national list that nobody has said anything about."""
    name = f"青海省/西宁市/第{next(_NAMES)}新区"
    records.put_waiting([records.new_name(name, "63", "unknown", (), NOON)])
    return Good(_epidemiologist(), "POST", "/v1/ratings/names", {"name": name, "code": "630102"})
