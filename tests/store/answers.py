"""Answers in DynamoDB's place, for what the local cloud never says."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.awsrequest import AWSResponse

from chalicelib.store.dynamodb import connection

Answer = tuple[int, dict[str, Any]]
"""A status and a body."""


def cancelled(*codes: str) -> Answer:
    """A refused transaction, with a code for each item in the order of sending."""
    kind = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException"
    return 400, {"__type": kind, "message": "cancelled", "CancellationReasons": [{"Code": code} for code in codes]}


@contextmanager
def answered(*answers: Answer | None) -> Iterator[list[dict[str, Any]]]:
    """The next calls are answered so, one after another; for None and after the last by the cloud.

    Yields what was sent.
    """
    left, sent = list(answers), []

    def answer(request: Any, **_: Any) -> AWSResponse | None:
        sent.append(json.loads(request.body))
        found = left.pop(0) if left else None
        return found and AWSResponse(request.url, found[0], {}, _Raw(json.dumps(found[1]).encode()))

    events = connection().client.meta.events
    events.register("before-send.dynamodb", answer)
    try:
        yield sent
    finally:
        events.unregister("before-send.dynamodb", answer)


class _Raw:
    """A body as botocore reads it from a connection."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, **_: Any) -> list[bytes]:
        return [self._content]
