"""Field encryption: names, numbers, addresses and phones are sealed one by one.

One data key a class of records and month, wrapped by KMS and unwrapped once per container; AES-256-GCM bound to the
record's id and the field, so that a sealed value copied elsewhere does not open. When the last record of a class and
month is gone its key can go, and with it what backups hold. Values of before there were classes name the month alone.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from datetime import datetime
from typing import Any, Literal

import boto3
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pynamodb.attributes import BinaryAttribute

from chalicelib.config import settings
from chalicelib.container import client_per_container, kept_per_container
from chalicelib.store.tables import ABSENT, OperationRecord
from chalicelib.store.transactions import Lost, conditional

KeyClass = Literal["person", "case", "appeal", "exchange", "import", "staff"]
"""What goes together when its time is over. Staff's outlives the end: they read the audit (`infra/sunset.py`)."""


class DataKeyRecord(OperationRecord, discriminator="data_key"):
    """`KEY#<class>#<yyyy-mm>`: the data key of a class and month, wrapped."""

    wrapped = BinaryAttribute(legacy_encoding=False)


@client_per_container(close=lambda client: client.close())
def _kms() -> Any:
    return boto3.client("kms")


class KeyGone(InvalidTag):
    """The data key was destroyed with the last record that it sealed: what is left of its values opens nowhere."""


@kept_per_container
def _cipher(name: str) -> AESGCM:
    """The key `<class>#<month>`. A read and a KMS call a container. Raises KeyGone."""
    record = DataKeyRecord.find(f"KEY#{name}", "key")
    if record is None:
        raise KeyGone(name)
    context = {"month": name, "stage": settings().stage}
    answer = _kms().decrypt(KeyId=settings().data_key, CiphertextBlob=record.wrapped, EncryptionContext=context)
    return AESGCM(answer["Plaintext"])


def _sealing_cipher(name: str) -> AESGCM:
    """The same, made by whoever needs it first: a write and a KMS call more."""
    try:
        return _cipher(name)
    except KeyGone:
        _make_key(name)
        return _cipher(name)


def _make_key(name: str) -> None:
    context = {"month": name, "stage": settings().stage}
    answer = _kms().generate_data_key_without_plaintext(
        KeyId=settings().data_key, KeySpec="AES_256", EncryptionContext=context
    )
    record = DataKeyRecord(f"KEY#{name}", "key", wrapped=answer["CiphertextBlob"])
    with suppress(Lost), conditional():
        record.save(condition=ABSENT)


def seal(owner: str, field: str, value: str, now: datetime, key_class: KeyClass = "person") -> str:
    """`value` encrypted for the record `owner` and its `field`, under the key of the class and now's month."""
    name = f"{key_class}#{now:%Y-%m}"
    nonce = os.urandom(12)
    sealed = _sealing_cipher(name).encrypt(nonce, value.encode(), f"{owner}/{field}".encode())
    return f"{name}:{urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(owner: str, field: str, sealed: str) -> str:
    """The value again. Raises cryptography's InvalidTag if it was sealed for another record or field; KeyGone, which is
    one, where its key is no more: opening makes none."""
    name, _, body = sealed.partition(":")
    raw = urlsafe_b64decode(body)
    return _cipher(name).decrypt(raw[:12], raw[12:], f"{owner}/{field}".encode()).decode()
