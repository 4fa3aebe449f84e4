"""A message by WeChat: it uses up one of the person's agreements, and says nothing about them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chalicelib.config import settings
from chalicelib.features.messages import pushing, wechat_agreements, wechat_tokens
from chalicelib.notify import wechat
from chalicelib.notify.delivery import NotTaken, Unanswered, Undeliverable
from chalicelib.notify.wechat import Message
from chalicelib.observability import logger
from chalicelib.person import accounts, agreements, platforms
from chalicelib.person.accounts import AccountItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.inbox import MessageRecord
from chalicelib.store import vault

Outcome = Literal["sent", "uncertain", "failed", "later"]


@dataclass(frozen=True)
class Taken:
    """An agreement in a message's hand: of which identity, its sealed openid, its scene."""

    identity: str
    sealed: str
    scene: int


def sent(account: AccountItem, record: MessageRecord, now: datetime) -> Outcome:
    """Takes an agreement for this message and sends it; one that WeChat did not use up is the person's again.

    `uncertain` where no answer came: the agreement is gone, and so may be the message. `later` where WeChat may take
    it yet, else `failed`. Who died between taking and noting has used the agreement: the next way follows.
    """
    if not wechat_agreements.offered():
        return "failed"
    try:
        token = wechat_tokens.token()
    except NotTaken:
        return "later"
    taken = changing(now, lambda attempt: _take(attempt, account, record))
    if taken is None:
        return "failed"
    outcome, used = _outcome(_message(account, record, taken), token)
    if not used:
        changing(now, lambda attempt: _give_back(attempt, account.id, record, taken))
    return outcome


def _take(attempt: Attempt, account: AccountItem, record: MessageRecord) -> Taken | None:
    """The agreement that is this message's now; None where there is none, which is noted."""
    binding = platforms.find(account.id, "wechat")
    held = agreements.left(binding)
    if binding is None or not held:
        attempt.write(*agreements.none_steps(account.id))
        return None
    attempt.write(*agreements.taken_steps(binding, record))
    return Taken(str(binding.identity_hash), str(binding.openid), held[0])


def _give_back(attempt: Attempt, account_id: str, record: MessageRecord, taken: Taken) -> None:
    """Nothing where WeChat was unbound meanwhile, or another one bound."""
    binding, account = platforms.find(account_id, "wechat"), accounts.find(account_id)
    if account is not None and binding is not None and binding.identity_hash == taken.identity:
        attempt.write(*agreements.returned_steps(binding, account, taken.scene, taken.sealed, record))


def _message(account: AccountItem, record: MessageRecord, taken: Taken) -> Message:
    said = pushing.shown(account, record)
    openid = vault.unseal(account.id, "openid", taken.sealed)
    return Message(openid, taken.scene, said["title"], said["body"], f"{settings().public_url}/index.html")


def _outcome(message: Message, token: str) -> tuple[Outcome, bool]:
    """What became of it, and whether its agreement is used up."""
    try:
        _send(message, token)
    except wechat.Gone:
        return "failed", True
    except Unanswered:
        return "uncertain", True
    except NotTaken:
        return "later", False
    except Undeliverable as refusal:
        logger.warning("wechat refuses a message", answer=str(refusal))
        return "failed", False
    return "sent", True


def _send(message: Message, token: str) -> None:
    """Once more with a new token where this one does not count any more. Raises NotTaken where that one does not."""
    try:
        wechat.send(message, token)
    except wechat.TokenEnded:
        _send_anew(message, wechat_tokens.token(refused=token))


def _send_anew(message: Message, token: str) -> None:
    try:
        wechat.send(message, token)
    except wechat.TokenEnded:
        raise NotTaken("no token of ours counts") from None
