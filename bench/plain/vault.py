"""Secrets, signing keys and sealed fields of the plain service, each fetched once per container."""

import hmac
import json
import os
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any

import boto3
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.plain.records import DataKeyItem
from chalicelib.codes.keys import KeyRing, from_pem


@cache
def _secret(name: str) -> dict[str, Any]:
    answer = boto3.client("secretsmanager").get_secret_value(SecretId=os.environ[name])
    found: dict[str, Any] = json.loads(answer["SecretString"])
    return found


def service_key(purpose: str) -> bytes:
    return str(_secret("SERVICE_SECRET")[purpose]).encode()


@cache
def ring() -> KeyRing:
    return KeyRing(
        from_pem(each["pem"].encode(), _instant(each["not_before"]), _instant(each["not_after"]))
        for each in _secret("SIGNING_SECRET")["keys"]
        if each["use"] == "health_code"
    )


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def keyed(purpose: str, *parts: str) -> str:
    """HMAC-SHA256 of `parts`, each with its length before it."""
    message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    return hmac.new(service_key(purpose), message, sha256).hexdigest()


@cache
def _cipher(month: str) -> AESGCM:
    record = DataKeyItem.get(f"KEY#{month}", "key", consistent_read=True)
    context = {"month": month, "stage": os.environ["STAGE"]}
    kms = boto3.client("kms")
    answer = kms.decrypt(KeyId=os.environ["DATA_KEY"], CiphertextBlob=record.wrapped, EncryptionContext=context)
    return AESGCM(answer["Plaintext"])


def seal(owner: str, field: str, value: str, now: datetime) -> str:
    month, nonce = f"person#{now:%Y-%m}", os.urandom(12)
    sealed = _cipher(month).encrypt(nonce, value.encode(), f"{owner}/{field}".encode())
    return f"{month}:{urlsafe_b64encode(nonce + sealed).decode()}"
