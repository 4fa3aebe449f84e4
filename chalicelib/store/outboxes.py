"""The outbox of the messages queue: what a change has to tell has a place in an index, in the change's own write.

It is handed to the queue right after its change, and by the relay until a worker has taken it (messages/relay_job.py).
So nothing is lost where the queue does not answer, nor where whoever wrote it dies in between.
"""

from datetime import datetime
from typing import Any
from zlib import crc32

from pynamodb.attributes import UnicodeAttribute

from chalicelib.config import CODE_SHARDS, settings
from chalicelib.instants import stamp
from chalicelib.observability import aws_code, logger
from chalicelib.store import queues
from chalicelib.store.failures import AWS_FAILURES
from chalicelib.store.set_aside import first
from chalicelib.store.tables import AccountRecord


class Outboxed:
    """The attributes of a record that a worker of the messages queue is to be told of."""

    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    """Its place in the outbox, in shards, the oldest first; absent once a worker has taken it."""

    @property
    def queued(self) -> tuple[str, dict[str, str]]:
        """The kind of its message, and the ids that the message carries."""
        raise NotImplementedError


LEAVE = (Outboxed.gsi2pk.remove(), Outboxed.gsi2sk.remove())
"""The actions that take a record out, in whatever write."""


def place(owner: str, now: datetime) -> dict[str, Any]:
    """The attributes that put a record into the outbox at `now`; `owner` is an id whose records share a shard."""
    return {"gsi2pk": _outbox_of(crc32(owner.encode()) % CODE_SHARDS), "gsi2sk": f"{stamp(now)}#{owner}"}


def enter(owner: str, now: datetime) -> list[Any]:
    """The actions that do the same to a record that is there."""
    return [getattr(Outboxed, name).set(value) for name, value in place(owner, now).items()]


def _outbox_of(shard: int) -> str:
    return f"UNTOLD#{shard}"


def untold(until: datetime, limit: int) -> list[Any]:
    """What stands in the outbox since `until` or longer, the oldest of each shard first. One query a shard."""
    keys, index = Outboxed.gsi2sk < stamp(until), "gsi2"
    shards = (AccountRecord.query(_outbox_of(n), keys, index_name=index, page_size=limit) for n in range(CODE_SHARDS))
    return [record for shard in shards for record in first(shard, limit)]


def tell(record: Outboxed, now: datetime) -> None:
    """Hands over what was just written. Where the queue does not answer it stays where it is, and the relay does it."""
    try:
        hand_over(record, now)
    except AWS_FAILURES as error:
        logger.warning("message left to the outbox", cause=aws_code(error))


def hand_over(record: Outboxed, now: datetime) -> None:
    """Hands a record to the queue, which may be done more than once. Raises botocore's errors."""
    kind, ids = record.queued
    queues.send(settings().messages_queue_url, kind, now, **ids)
