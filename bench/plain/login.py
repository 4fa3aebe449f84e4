"""Asking for a login code, plainly: one read, one counter, one transaction, one message."""

import json
import os
import secrets
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import boto3
from chalice import TooManyRequestsError

from bench.plain import vault
from bench.plain.once import Once
from bench.plain.records import ChallengeItem, SendsItem, WindowItem, transaction
from bench.plain.shapes import Challenge, CodeWanted
from chalicelib.identity.phone import Phone, normalise

LIFETIME, RESEND = timedelta(minutes=5), timedelta(seconds=60)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SHARDS, A_SHARD, AN_ADDRESS = 4, 500_000, 600
LIMITS = ((1, RESEND), (5, HOUR), (10, DAY))


@cache
def _sqs() -> Any:
    return boto3.client("sqs")


def request_code(body: CodeWanted, address: str, once: Once, now: datetime, language: str) -> Challenge:
    phone = normalise(body.phone)
    phone_hash = vault.keyed("pepper", "phone", phone.e164)[:40]
    sends = _sends(phone_hash, now)
    _count(phone, phone_hash, now)
    challenge = _challenge(body, phone, phone_hash, address, now, language)
    window = WindowItem(f"CAP#codes#{address}#{int(now.timestamp() // HOUR.total_seconds())}", "window")
    with transaction() as writes:
        writes.save(sends)
        actions = [WindowItem.used.add(1), WindowItem.ttl.set(_ttl(HOUR, now))]
        writes.update(
            window, actions=actions, condition=WindowItem.used.does_not_exist() | (WindowItem.used < AN_ADDRESS)
        )
        writes.save(challenge)
        once.save(writes, challenge.challenge_id, now)
    message = {"kind": "login_code", "at": now.isoformat(), "challenge_id": challenge.challenge_id}
    _sqs().send_message(QueueUrl=os.environ["MESSAGES_QUEUE_URL"], MessageBody=json.dumps(message))
    return Challenge(challenge_id=challenge.challenge_id, expires_at=challenge.expires_at, resend_after=now + RESEND)


def _sends(phone_hash: str, now: datetime) -> SendsItem:
    """The phone's latest codes with this one added."""
    try:
        item = SendsItem.get(f"SENDS#{phone_hash}", "sends", consistent_read=True)
    except SendsItem.DoesNotExist:
        item = SendsItem(f"SENDS#{phone_hash}", "sends", strangers=[], known=[])
    at = int(now.timestamp() * 1000)
    for most, length in LIMITS:
        if sum(at - each < length.total_seconds() * 1000 for each in item.strangers) >= most:
            raise TooManyRequestsError("too_many")
    item.strangers = [each for each in item.strangers if at - each < DAY.total_seconds() * 1000] + [at]
    item.ttl = _ttl(DAY, now)
    return item


def _count(phone: Phone, phone_hash: str, now: datetime) -> None:
    shard, day = int(phone_hash[:8], 16) % SHARDS, int(now.timestamp() // DAY.total_seconds())
    window = WindowItem(f"CAP#sms#{phone.country_code}#{shard}#{day}", "window")
    window.update(
        actions=[WindowItem.used.add(1), WindowItem.ttl.set(_ttl(DAY, now))],
        condition=WindowItem.used.does_not_exist() | (WindowItem.used < A_SHARD),
    )


def _challenge(
    body: CodeWanted, phone: Phone, phone_hash: str, address: str, now: datetime, language: str
) -> ChallengeItem:
    slot = vault.keyed("pepper", "slot", phone_hash, body.purpose, body.device_token or address)[:32]
    challenge_id = f"{slot}.{secrets.token_hex(16)}"
    return ChallengeItem(
        f"CH#{slot}",
        "challenge",
        challenge_id=challenge_id,
        purpose=body.purpose,
        phone_hash=phone_hash,
        phone=vault.seal(challenge_id, "phone", phone.e164, now),
        prefix=str(phone.country_code),
        language=language,
        via=body.via,
        expires_at=now + LIFETIME,
        ttl=_ttl(LIFETIME, now),
    )


def _ttl(lifetime: timedelta, now: datetime) -> int:
    return int((now + lifetime + DAY).timestamp())
