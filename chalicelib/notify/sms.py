"""Text messages through SNS."""

from typing import Any

import boto3

from chalicelib.container import client_per_container
from chalicelib.notify.delivery import ASKED_ONCE, judged

# SNS's answers for a number that will never take a message, however often it is tried. `ParameterValueInvalid` is the
# code of what its documentation calls InvalidParameterValue.
_FINAL = frozenset({"InvalidParameter", "ParameterValueInvalid", "ValidationException", "OptedOut", "EndpointDisabled"})


@client_per_container(close=lambda client: client.close())
def _client() -> Any:
    return boto3.client("sns", config=ASKED_ONCE)


def send(phone: str, text: str) -> str:
    """Hands one transactional message to the carrier, once; returns the provider's id. `phone` is E.164.

    Raises Undeliverable for a number that takes none, NotTaken where a later try may do, and Unanswered.
    """
    attributes = {"AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}}
    with judged(_FINAL):
        answer = _client().publish(PhoneNumber=phone, Message=text, MessageAttributes=attributes)
    return str(answer["MessageId"])
