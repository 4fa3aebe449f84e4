"""The queues. A message names records by id and carries `at`, the now that caused it; nothing personal."""

import json
from datetime import datetime
from typing import Any

import boto3

from chalicelib.container import client_per_container


@client_per_container(close=lambda client: client.close())
def _client() -> Any:
    return boto3.client("sqs")


def send(queue_url: str, kind: str, at: datetime, **ids: str) -> None:
    """One message. Raises botocore's errors when the queue does not answer."""
    body = {"kind": kind, "at": at.isoformat()} | ids
    _client().send_message(QueueUrl=queue_url, MessageBody=json.dumps(body))
