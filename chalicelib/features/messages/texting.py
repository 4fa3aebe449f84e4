"""Text messages and e-mails on their way: providers' accounts are among the secrets, which senders do not know."""

from chalicelib.config import settings
from chalicelib.notify import mail, sms
from chalicelib.notify.smtp import Server
from chalicelib.notify.tencent import Account
from chalicelib.store import secrets


def text(phone: str, said: str, *, short: str = "") -> str:
    """Hands one message over, once, as `notify.sms.send` does; returns the provider's id and raises what it raises."""
    return sms.send(phone, said, account, short=short)


def write(address: str, subject: str, said: str) -> str:
    """Hands one e-mail over, once, as `notify.mail.send` does; returns its id and raises what it raises."""
    return mail.send(address, subject, said, server)


def server() -> Server:
    """By whom the stage's own mail server is asked. Raises KeyError where the stage has none."""
    stored = secrets.service()
    return Server(settings().mail_server, stored["mail_user"], stored["mail_key"])


def account() -> Account:
    """By whom a mainland provider is asked. Raises KeyError where the stage has none."""
    stored = secrets.service()
    return Account(stored["sms_id"], stored["sms_key"])
