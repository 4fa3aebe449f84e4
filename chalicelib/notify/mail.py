"""E-mail through SES."""

from typing import Any

import boto3

from chalicelib.config import settings
from chalicelib.container import client_per_container
from chalicelib.notify.delivery import ASKED_ONCE, Undeliverable, judged

# `MessageRejected` is no answer about an address: the stage is in SES's sandbox, or what is sent looks harmful to it.
_FINAL = frozenset({"InvalidParameterValue"})


@client_per_container(close=lambda client: client.close())
def _client() -> Any:
    return boto3.client("ses", config=ASKED_ONCE)


def send(address: str, subject: str, text: str) -> str:
    """Hands one plain message to SES, once; returns its id.

    Raises Undeliverable for an address that takes none and where the stage has no address to send from (mainland China
    has no SES), NotTaken where a later try may do, and Unanswered.
    """
    if not settings().mail_from:
        raise Undeliverable("no mail on this stage")
    message = {"Subject": _part(subject), "Body": {"Text": _part(text)}}
    with judged(_FINAL):
        answer = _client().send_email(
            Source=settings().mail_from, Destination={"ToAddresses": [address]}, Message=message
        )
    return str(answer["MessageId"])


def _part(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}
