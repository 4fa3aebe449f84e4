"""Text messages through SNS."""

from functools import cache
from typing import Any

import boto3


@cache
def _client() -> Any:
    return boto3.client("sns")


def send(phone: str, text: str) -> str:
    """Hands one transactional message to the carrier; returns the provider's id. `phone` is E.164."""
    attributes = {"AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}}
    answer = _client().publish(PhoneNumber=phone, Message=text, MessageAttributes=attributes)
    return str(answer["MessageId"])
