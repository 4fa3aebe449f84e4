"""Text messages through SNS."""

from typing import Any

import boto3
from botocore.exceptions import ClientError

from chalicelib.container import client_per_container
from chalicelib.notify.delivery import Undeliverable

# SNS's answers for a number that will never take a message, however often it is tried.
_FINAL = frozenset({"InvalidParameter", "InvalidParameterValue", "OptedOut", "EndpointDisabled"})


@client_per_container(close=lambda client: client.close())
def _client() -> Any:
    return boto3.client("sns")


def send(phone: str, text: str) -> str:
    """Hands one transactional message to the carrier; returns the provider's id. `phone` is E.164.

    Raises Undeliverable for a number that takes none, and what botocore raises where a later try may do.
    """
    attributes = {"AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}}
    try:
        answer = _client().publish(PhoneNumber=phone, Message=text, MessageAttributes=attributes)
    except ClientError as error:
        if error.response["Error"]["Code"] in _FINAL:
            raise Undeliverable from error
        raise
    return str(answer["MessageId"])
