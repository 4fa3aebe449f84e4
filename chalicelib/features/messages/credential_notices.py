"""Notices of a changed password, phone or e-mail, to the old phone and address and to the new.

They go out whatever the person chose to be told of, and at once. The old ones get the link that undoes the change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.config import settings
from chalicelib.errors import Unavailable
from chalicelib.features.login import undo_records
from chalicelib.features.login.undo_records import UndoRecord
from chalicelib.features.messages import texting
from chalicelib.notify.delivery import Unanswered, Undeliverable
from chalicelib.notify.texts import say
from chalicelib.observability import logger
from chalicelib.store import vault
from chalicelib.store.leases import LEASE


@dataclass(frozen=True)
class Notice:
    """One message: to whom, by which way, which sentence, with the link or without."""

    whom: str
    way: str
    sealed: str
    code: str


def tell(account_id: str, generation: int, now: datetime) -> None:
    """At least once each: leased, sent, recorded. Only a death between the last two can double one.

    Nothing is sent of a change that was undone. Raises Unavailable while another worker tells.
    """
    record = undo_records.find(account_id, generation)
    if record is None or now > record.expires_at:
        return
    if not _left(record):
        undo_records.close(record)
        return
    if not undo_records.hold(record):
        raise Unavailable(retry_after=int(LEASE.total_seconds()))
    for notice in _left(record):
        _send(record, notice)
        undo_records.note_told(record, notice.whom)
    undo_records.close(record)


def _left(record: UndoRecord) -> list[Notice]:
    told = record.told or set()
    return [notice for notice in _notices(record) if notice.whom not in told]


def _notices(record: UndoRecord) -> Iterator[Notice]:
    changed = f"changed_{record.changed}"
    yield Notice("before_phone", "sms", record.phone, changed)
    if record.email:
        yield Notice("before_email", "email", record.email, changed)
    if record.new_phone:
        yield Notice("new_phone", "sms", record.new_phone, "changed_to_here")
    if record.new_email:
        yield Notice("new_email", "email", record.new_email, "changed_to_here")


def _send(record: UndoRecord, notice: Notice) -> None:
    link = f"{settings().public_url}/index.html#/undo/{record.token}"
    text = say(notice.code, record.language, link=link)
    try:
        if notice.way == "sms":
            texting.text(vault.unseal(record.account_id, "phone", notice.sealed), text)
        else:
            address = vault.unseal(record.account_id, "email", notice.sealed)
            texting.write(address, say("email_subject", record.language), text)
    except (Undeliverable, Unanswered):
        logger.warning("nobody told of a changed credential", whom=notice.whom)
