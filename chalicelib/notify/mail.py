"""E-mail through SES, or through the server that the stage names."""

from collections.abc import Callable
from typing import Any

import boto3

from chalicelib.config import settings
from chalicelib.container import client_per_container
from chalicelib.notify import smtp
from chalicelib.notify.delivery import ASKED_ONCE, Undeliverable, judged
from chalicelib.notify.smtp import Server

# `MessageRejected` is no answer about an address: the stage is in SES's sandbox, or what is sent looks harmful to it.
_FINAL = frozenset({"InvalidParameterValue"})


@client_per_container(close=lambda client: client.close())
def _client() -> Any:
    return boto3.client("ses", config=ASKED_ONCE)


def send(address: str, subject: str, text: str, server: Callable[[], Server]) -> str:
    """Hands one plain message over, once; returns its id. `server` says by whom the stage's own server is asked.

    Raises Undeliverable for an address that takes none and where the stage has no address to send from, NotTaken where
    a later try may do, and Unanswered.
    """
    if not settings().mail_from:
        raise Undeliverable("no mail on this stage")
    if settings().mail_server:
        return smtp.send(server(), settings().mail_from, address, subject, text)
    return _send_by_ses(address, subject, text)


def _send_by_ses(address: str, subject: str, text: str) -> str:
    message = {"Subject": _part(subject), "Body": {"Text": _part(text)}}
    with judged(_FINAL):
        answer = _client().send_email(
            Source=settings().mail_from, Destination={"ToAddresses": [address]}, Message=message
        )
    return str(answer["MessageId"])


def _part(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}
