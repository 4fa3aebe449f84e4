"""Queue messages: each by itself; what fails goes back to the queue, the rest does not."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from chalicelib.observability import failure

Work = Callable[[dict[str, Any], datetime], None]


def run(event: Any, work: Work) -> dict[str, Any]:
    """Calls `work(message, at)` for every record; `at` is the now that caused the message.

    Returns SQS's partial batch answer: the ids of the records that are to be tried again.
    """
    records = event.to_dict()["Records"]
    failed = [record["messageId"] for record in records if not _done(record, work)]
    return {"batchItemFailures": [{"itemIdentifier": each} for each in failed]}


def _done(record: dict[str, Any], work: Work) -> bool:
    try:
        message = json.loads(record["body"])
        work(message, datetime.fromisoformat(message["at"]))
    except Exception as error:
        failure("message failed", error, message_id=record["messageId"])
        return False
    return True
