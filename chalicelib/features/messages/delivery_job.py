"""Delivery reports of carriers on text messages: SNS writes each report to a log, whose subscription calls this job.

A mainland provider keeps them until it is asked, each minute.
"""

import gzip
import json
from base64 import b64decode
from datetime import datetime
from typing import Any

from chalicelib import instants
from chalicelib.features.messages import receipts, sending
from chalicelib.observability import failure


def reports(event: dict[str, Any]) -> dict[str, int]:
    """Notes every report of a log event. One that cannot be read or noted stands in the way of no other."""
    lines = json.loads(gzip.decompress(b64decode(event["awslogs"]["data"])))["logEvents"]
    return {"noted": sum(_noted(line) for line in lines)}


def pull(event: dict[str, Any]) -> dict[str, int]:
    """Notes the receipts that wait with a mainland provider, up to the schedule's own time."""
    return receipts.pull(datetime.fromisoformat(event["time"]))


def _noted(line: dict[str, Any]) -> bool:
    try:
        report = json.loads(line["message"])
        at = instants.from_millis(int(line["timestamp"]))
        sending.report(report["notification"]["messageId"], arrived=report["status"] == "SUCCESS", now=at)
    except Exception as error:
        failure("delivery report not noted", error)
        return False
    return True
