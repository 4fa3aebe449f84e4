"""E-mail by SMTP submission (RFC 6409) over TLS from the first byte (RFC 8314), for a stage whose region has no SES.

Every mainland provider of e-mail takes it. A message is handed over in one session, once; its id is the Message-ID that
it gets here.
"""

import secrets
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate
from typing import Final

from chalicelib.notify.delivery import NotTaken, Unanswered, Undeliverable

_SECONDS: Final = 5.0
_NOBODY: Final = frozenset({550, 551, 553})
"""Answers to a recipient that stand for an address that takes none (RFC 5321, 4.2.3)."""


@dataclass(frozen=True)
class Server:
    """`place` is `host:port`; by whom it is asked: user and password."""

    place: str
    user: str
    password: str = field(repr=False)


def send(server: Server, sender: str, address: str, subject: str, text: str) -> str:
    """Hands one plain message over, once; returns its id.

    Raises Undeliverable for an address that takes none, NotTaken where the server refused it or was not reached before
    the message was under way, Unanswered where no answer came after that.
    """
    if not address.isascii():
        raise Undeliverable("SMTPUTF8")
    message_id = f"<{secrets.token_hex(16)}@{sender.rpartition('@')[2]}>"
    content = _message(sender, address, subject, text, message_id)
    session = _opened(server)
    try:
        _address(session, sender, address)
        _hand_over(session, content)
    finally:
        session.close()
    return message_id


def _message(sender: str, address: str, subject: str, text: str, message_id: str) -> bytes:
    """Its Date is the process's clock's: it decides nothing."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, address, subject
    message["Date"], message["Message-ID"] = formatdate(), message_id
    message.set_content(text, cte="base64")
    return message.as_bytes()


def _opened(server: Server) -> smtplib.SMTP_SSL:
    host, _, port = server.place.rpartition(":")
    session = None
    try:
        session = smtplib.SMTP_SSL(host, int(port), timeout=_SECONDS, context=ssl.create_default_context())
        session.login(server.user, server.password)
        return session
    except (OSError, smtplib.SMTPException) as error:
        if session is not None:
            session.close()
        raise NotTaken(type(error).__name__) from error


def _address(session: smtplib.SMTP_SSL, sender: str, address: str) -> None:
    """Nothing of the message is under way yet: whatever fails here may be tried again."""
    try:
        from_code, _ = session.mail(sender)
        code, _ = session.rcpt(address) if from_code == 250 else (from_code, b"")
    except (OSError, smtplib.SMTPException) as error:
        raise NotTaken(type(error).__name__) from error
    if from_code == 250 and code in _NOBODY:
        raise Undeliverable(str(code))
    if code not in (250, 251):
        raise NotTaken(str(code))


def _hand_over(session: smtplib.SMTP_SSL, content: bytes) -> None:
    try:
        code, _ = session.data(content)
    except smtplib.SMTPDataError as error:
        raise NotTaken(str(error.smtp_code)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unanswered(type(error).__name__) from error
    if code != 250:
        raise NotTaken(str(code))
