"""A message as a push to the person's devices: on a lock screen it says nothing about them."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Literal

from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.features.login import session_records
from chalicelib.features.login.session_records import SessionRecord
from chalicelib.features.messages import devices
from chalicelib.notify import web_push
from chalicelib.notify.delivery import NotTaken, Unanswered, Undeliverable
from chalicelib.notify.texts import say
from chalicelib.observability import logger
from chalicelib.person.accounts import AccountItem
from chalicelib.person.inbox import MessageRecord

Senders = Mapping[str, ec.EllipticCurvePrivateKey]
Outcome = Literal["sent", "failed", "later"]
_ABOUT_NOBODY = frozenset({"inbox_checkin"})
"""Sentences that anybody may read over a shoulder. In the place of all others stands that there is a message."""


def pushed(account: AccountItem, record: MessageRecord, now: datetime) -> Outcome:
    """Sends it to the account's devices: `sent` if one took it, `later` where one may take it yet, else `failed`.

    A subscription that ended, or whose key of ours does not count any more, is forgotten. What went twice replaces
    itself on the device.
    """
    senders = devices.senders()
    found = devices.of(account, now)[: devices.AT_MOST] if senders else []
    content = json.dumps(shown(account, record), ensure_ascii=False).encode()
    topic = sha256(f"{record.pk}/{record.sk}".encode()).hexdigest()[:32]
    outcomes = [_sent(each, content, topic, senders) for each in found]
    return "sent" if "sent" in outcomes else "later" if "later" in outcomes else "failed"


def shown(account: AccountItem, record: MessageRecord) -> dict[str, str]:
    """What stands on a lock screen, and the screen that opens with it."""
    code = record.code if record.code in _ABOUT_NOBODY else "push_look_inside"
    return {"title": say("push_title", account.language), "body": say(code, account.language), "open": "messages"}


def _sent(session: SessionRecord, content: bytes, topic: str, senders: Senders) -> Outcome:
    to = devices.subscription(session)
    try:
        if to.sender not in senders:
            raise web_push.Gone("key")
        web_push.send(to, content, topic, senders[to.sender])
    except web_push.Gone:
        session_records.drop_push(session.id)
        return "failed"
    except Undeliverable as refusal:
        logger.warning("push refused", answer=str(refusal))
        return "failed"
    except (NotTaken, Unanswered):
        return "later"
    return "sent"
