"""Uploads: S3 tells EventBridge of each, and this deals with one."""

from datetime import datetime
from typing import Any

from chalicelib.features.photos import arrival
from chalicelib.observability import logger

UPLOADED = {
    "source": ["aws.s3"],
    "detail-type": ["Object Created"],
    "detail": {"bucket": {"name": ["photos"]}, "object": {"key": [{"prefix": "quarantine/"}]}},
}
"""What calls it: the template puts the bucket's name in place of this one."""


def arrived(event: dict[str, Any]) -> dict[str, str]:
    """Deals with the upload that an `Object Created` event names. Raises what AWS raises: the event comes again."""
    outcome = arrival.arrive(event["detail"]["object"]["key"], datetime.fromisoformat(event["time"]))
    logger.info("upload dealt with", outcome=outcome)
    return {"outcome": outcome}
