"""What functions measured on a local stage: the local cloud makes no CloudWatch metrics of what they log."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

_LAST = 5


def last(logs: Any, name: str) -> list[tuple[datetime, float]]:
    """The last few values of a metric with their instants, the latest last."""
    return sorted(_all(logs, name))[-_LAST:]


def _all(logs: Any, name: str) -> Iterator[tuple[datetime, float]]:
    for group in logs.describe_log_groups(logGroupNamePrefix="/aws/lambda/")["logGroups"]:
        pages = logs.get_paginator("filter_log_events").paginate(
            logGroupName=group["logGroupName"], filterPattern=f'"{name}"'
        )
        for event in (event for page in pages for event in page["events"]):
            yield from values(event["message"], name)


def values(line: str, name: str) -> Iterator[tuple[datetime, float]]:
    """What a line in CloudWatch's embedded metric format says of a metric; nothing of any other line."""
    try:
        said = json.loads(line)
        at = datetime.fromtimestamp(said["_aws"]["Timestamp"] / 1000, UTC)
    except (ValueError, TypeError, KeyError):
        return
    found = said.get(name, [])
    yield from ((at, float(each)) for each in (found if isinstance(found, list) else [found]))
