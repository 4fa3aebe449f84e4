"""Jobs of several messages or parts: each by itself. What fails is tried again and keeps nothing else waiting."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib import instants
from chalicelib.container import asked_at
from chalicelib.observability import failure

Work = Callable[[dict[str, Any], datetime], None]
Parts = Mapping[str, Callable[[datetime], Any]]
"""The parts of a job of a schedule by their names, each called with the schedule's own time."""


class PartsFailed(Exception):
    """Parts of a job that failed, by name; the log has why and where."""


def run(event: Any, work: Work, *, ages: bool = False) -> dict[str, Any]:
    """Calls `work(message, at)` for every record; `at` is the now that caused the message.

    With `ages` it is that now and as long as the message has been in the queue: for work that is in vain after a time.

    Returns SQS's partial batch answer: the ids of the records that are to be tried again. Raises nothing where all
    of them failed, as Powertools would: its error quotes each cause, which may hold what somebody sent.
    """

    def one(record: SQSRecord) -> None:
        try:
            message = json.loads(record.body)
            at = datetime.fromisoformat(message["at"])
            at += _age(record) if ages else timedelta()
            asked_at(at)
            work(message, at)
        except Exception as error:
            failure("message failed", error, message_id=record.message_id)
            raise

    processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
    return dict(process_partial_response(event.to_dict(), one, processor))


def parts[A](asked: A, works: Mapping[str, Callable[[A], Any]]) -> dict[str, Any]:
    """What each part of a job answers, by its name. One that fails is logged, and the others are done all the same.

    Raises PartsFailed at the end where one did: the call counts as failed and is repeated, which each part bears.
    """
    done, failed = dict[str, Any](), list[str]()
    for name, work in works.items():
        try:
            done[name] = work(asked)
        except Exception as error:
            failure("part of a job failed", error, part=name)
            failed.append(name)
    if failed:
        raise PartsFailed(*failed)
    return done


def _age(record: SQSRecord) -> timedelta:
    """How long a message has been in the queue, by the clock of the workers."""
    return datetime.now(UTC) - instants.from_millis(int(record.attributes.sent_timestamp or 0))
