"""The access token of our account at WeChat: one for all, kept in one place, asked for by one worker at a time.

WeChat gives the same token to whoever asks until five minutes before its end, and takes the former one for those five
minutes; so while one worker asks, others go on with what there is. A refresh is never forced: that would end the token
that others are using. By the process's clock, as WeChat counts by its own.
"""

import time
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass, field
from os import urandom

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.config import settings
from chalicelib.notify import wechat
from chalicelib.notify.delivery import NotTaken
from chalicelib.observability import logger
from chalicelib.store import secrets
from chalicelib.store.tables import ABSENT, AccountRecord
from chalicelib.store.transactions import Lost, conditional

RENEWED_BEFORE = 240
"""Seconds before its end in which another one is asked for: WeChat has a new one from 300 on."""
_ASKING = 10
"""Seconds for which one worker asks alone; it may have died."""


class TokenRecord(AccountRecord, discriminator="wechat_token"):
    """`WECHAT#<application>`/`token`: the token, sealed by a value of the service's secret."""

    sealed = UnicodeAttribute(null=True)
    until = NumberAttribute(default=0)
    asking_until = NumberAttribute(default=0)


@dataclass(frozen=True)
class Known:
    """A token that is kept."""

    text: str = field(repr=False)
    until: float


def token(refused: str = "") -> str:
    """A token that counts, other than the one that WeChat `refused`. One read; to ask WeChat two writes more.

    Raises NotTaken where there is none and another worker is asking, or WeChat does not answer.
    """
    clock, record = int(time.time()), TokenRecord.find(*_key())
    known = _opened(record)
    usable = known if known and known.text != refused and known.until > clock else None
    if usable and usable.until - clock > RENEWED_BEFORE:
        return usable.text
    if not _may_ask(record, clock):
        if usable is None:
            raise NotTaken("another worker asks for the token")
        return usable.text
    return _renewed(usable, clock)


def _renewed(usable: Known | None, clock: int) -> str:
    try:
        given = wechat.new_token(secrets.service()["wechat_key"])
    except NotTaken as refusal:
        logger.warning("wechat gives no token", cause=str(refusal))
        if usable is None:
            raise
        return usable.text
    until = clock + given.seconds
    # Who comes later may write over it: it is the same token, or a later one.
    TokenRecord(*_key(), sealed=_sealed(given.text), until=until, ttl=until + 86400).save()
    return given.text


def _may_ask(record: TokenRecord | None, clock: int) -> bool:
    """Takes the right to ask; False while another worker has it."""
    asking = TokenRecord(*_key(), asking_until=clock + _ASKING, ttl=clock + 2 * 86400)
    if record:
        asking.sealed, asking.until = record.sealed, record.until
    free: Condition = TokenRecord.asking_until <= clock
    same = (TokenRecord.until == record.until) & free if record else ABSENT
    try:
        with conditional():
            asking.save(condition=same)
    except Lost:
        return False
    return True


def _key() -> tuple[str, str]:
    return f"WECHAT#{settings().wechat_app}", "token"


def _sealed(text: str) -> str:
    nonce, cipher = urandom(12), AESGCM(secrets.keyed("otp", "wechat", "token"))
    return b64encode(nonce + cipher.encrypt(nonce, text.encode(), _key()[0].encode())).decode()


def _opened(record: TokenRecord | None) -> Known | None:
    """What is kept; None where there is none, or it was sealed by a value that is not believed any more."""
    if record is None or record.sealed is None:
        return None
    raw = b64decode(record.sealed)
    for key in secrets.keyed_by_each("otp", "wechat", "token"):
        with suppress(InvalidTag):
            text = AESGCM(key).decrypt(raw[:12], raw[12:], _key()[0].encode()).decode()
            return Known(text, float(record.until))
    return None
