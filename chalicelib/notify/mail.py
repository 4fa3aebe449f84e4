"""E-mail through SES."""

from typing import Any

import boto3
from botocore.exceptions import ClientError

from chalicelib.config import settings
from chalicelib.container import client_per_container
from chalicelib.notify.delivery import Undeliverable

_FINAL = frozenset({"MessageRejected", "InvalidParameterValue"})


@client_per_container(close=lambda client: client.close())
def _client() -> Any:
    return boto3.client("ses")


def send(address: str, subject: str, text: str) -> str:
    """Hands one plain message to SES; returns its id.

    Raises Undeliverable for an address that takes none, and what botocore raises where a later try may do.
    """
    message = {"Subject": _part(subject), "Body": {"Text": _part(text)}}
    try:
        answer = _client().send_email(
            Source=settings().mail_from, Destination={"ToAddresses": [address]}, Message=message
        )
    except ClientError as error:
        if error.response["Error"]["Code"] in _FINAL:
            raise Undeliverable from error
        raise
    return str(answer["MessageId"])


def _part(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}
