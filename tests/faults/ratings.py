"""Good requests about ratings of regions."""

from tests.faults.good import Good
from tests.support.client import Client
from tests.support.published import publish
from tests.support.resident_steps import NOON, log_in_staff

COUNTY = "630225"
_PERIOD = {"level": "medium", "from": "2020-03-10"}


def _epidemiologist() -> Client:
    return log_in_staff("epidemiologist", region="63")


def rate() -> Good:
    """It makes somebody worse, so it waits for a second person."""
    return Good(_epidemiologist(), "PUT", f"/v1/regions/{COUNTY}/risk", _PERIOD)


def approve() -> Good:
    proposal = rate().send().body
    body = {"version": 1, "content_hash": proposal["content_hash"], "decision": "approve"}
    return Good(_epidemiologist(), "POST", f"/v1/ratings/{COUNTY}/approval", body)


def _rated() -> str:
    return publish(COUNTY, "high", NOON, id=f"{COUNTY}-of-before")


def correct() -> Good:
    return Good(
        _epidemiologist(), "POST", f"/v1/ratings/{_rated()}/correction", {"level": "low", "reason": "It was a slip."}
    )


def withdraw() -> Good:
    return Good(_epidemiologist(), "POST", f"/v1/ratings/{_rated()}/withdrawal", {"reason": "It was a mistake."})


def preview() -> Good:
    return Good(_epidemiologist(), "POST", "/v1/ratings/preview", _PERIOD | {"region": COUNTY})


REPEATED = {
    "/v1/regions/{code}/risk": rate,
    "/v1/ratings/{rating_id}/approval": approve,
    "/v1/ratings/{rating_id}/correction": correct,
    "/v1/ratings/{rating_id}/withdrawal": withdraw,
}
"""Those that an `Idempotency-Key` may repeat, by path."""
