"""The streams of people, venues and operations, counted. A batch that fails is delivered again and counts once."""

from typing import Any

from chalicelib import instants
from chalicelib.features.statistics import counting
from chalicelib.features.statistics.counting import Changed
from chalicelib.observability import measure


def work(event: dict[str, Any]) -> dict[str, int]:
    """Counts a batch of changed records. Raises what the store raises, so that the batch comes again."""
    changes = [_changed(each["dynamodb"]) for each in event["Records"]]
    added = counting.count(changes)
    measure("StatisticsCounted", "Count", added)
    return {"records": len(changes), "counted": added}


def _changed(change: dict[str, Any]) -> Changed:
    at = instants.from_seconds(int(change.get("ApproximateCreationDateTime", 0)))
    return Changed(change.get("OldImage"), change.get("NewImage"), at)
