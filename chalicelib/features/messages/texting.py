"""Text messages on their way: the provider's account is among the stage's secrets, which senders do not know."""

from chalicelib.notify import sms
from chalicelib.notify.tencent import Account
from chalicelib.store import secrets


def text(phone: str, said: str, *, short: str = "") -> str:
    """Hands one message over, once, as `notify.sms.send` does; returns the provider's id and raises what it raises."""
    return sms.send(phone, said, account, short=short)


def account() -> Account:
    """By whom a mainland provider is asked. Raises KeyError where the stage has none."""
    stored = secrets.service()
    return Account(stored["sms_id"], stored["sms_key"])
