"""Steps of tests about figures: changes as the streams deliver them, and what was counted of them."""

from typing import Any

from chalicelib.features.statistics import job as statistics_job
from chalicelib.features.statistics import records as statistics_records
from chalicelib.store.tables import Record
from tests.support.resident_steps import NOON

_COUNTIES = (f"{province}0102" for province in range(66, 100))


def a_province_of_its_own() -> str:
    """A county in a province that no other test counts in."""
    return next(_COUNTIES)


def change(before: Record | None, after: Record | None) -> dict[str, Any]:
    """A stream record as DynamoDB delivers it."""
    told: dict[str, Any] = {"ApproximateCreationDateTime": NOON.timestamp()}
    if before is not None:
        told["OldImage"] = before.serialize()
    if after is not None:
        told["NewImage"] = after.serialize()
    return {"dynamodb": told}


def run(*changes: dict[str, Any]) -> dict[str, Any]:
    return statistics_job.work({"Records": list(changes)})


def figures(region: str, day: str = "2020-03-10") -> dict[str, int]:
    return dict(statistics_records.of_region(region, day, day).get(day, {}))
