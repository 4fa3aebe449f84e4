"""Text messages, through the provider of a phone's country: SNS where none is named."""

from collections.abc import Callable
from typing import Any

import boto3

from chalicelib.config import settings
from chalicelib.container import client_per_container
from chalicelib.notify import tencent
from chalicelib.notify.delivery import ASKED_ONCE, judged
from chalicelib.notify.tencent import Account

# SNS's answers for a number that will never take a message, however often it is tried. `ParameterValueInvalid` is the
# code of what its documentation calls InvalidParameterValue.
_FINAL = frozenset({"InvalidParameter", "ParameterValueInvalid", "ValidationException", "OptedOut", "EndpointDisabled"})


@client_per_container(close=lambda client: client.close())
def _client() -> Any:
    return boto3.client("sns", config=ASKED_ONCE)


def send(phone: str, text: str, account: Callable[[], Account], *, short: str = "") -> str:
    """Hands one transactional message to the carrier, once; returns the provider's id. `phone` is E.164.

    `account` says by whom a mainland provider is asked. `short`, in Chinese, goes out in place of a text that a carrier
    takes only as a registered template and that fits none. Raises Undeliverable for a number that takes none, NotTaken
    where a later try may do, and Unanswered.
    """
    if provider_of(phone) == "tencent":
        return tencent.send(account(), phone, text, short)
    return _send_by_sns(phone, text)


def provider_of(phone: str) -> str:
    """`tencent` or `sns`: the stage names it by calling code, as `86:tencent` parted by commas.

    No calling code begins with another one (ITU-T E.164), so the first that fits is it.
    """
    pairs = (pair.partition(":") for pair in settings().sms_providers.split(",") if pair)
    return next((provider for code, _, provider in pairs if phone.startswith(f"+{code}")), "sns")


def _send_by_sns(phone: str, text: str) -> str:
    attributes = {"AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}}
    with judged(_FINAL):
        answer = _client().publish(PhoneNumber=phone, Message=text, MessageAttributes=attributes)
    return str(answer["MessageId"])
