"""Limits that hold under any concurrency: every raise of a counter is conditional on its limit."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.attributes import JSONAttribute, NumberAttribute

from chalicelib import instants
from chalicelib.config import CODE_RESEND
from chalicelib.errors import TooMany
from chalicelib.store.tables import ABSENT, AccountRecord, ttl
from chalicelib.store.transactions import Change, Lost, Put, conditional


class WindowRecord(AccountRecord, discriminator="window"):
    """`CAP#<kind>#<key>#<window>`: how often something happened in one window of time."""

    used = NumberAttribute(default=0)


class SendRecord(AccountRecord, discriminator="sends"):
    """`SENDS#<phone hash>`: the instants (ms) of a phone's latest codes, so that the cap slides exactly."""

    strangers: JSONAttribute = JSONAttribute(default=list)
    known: JSONAttribute = JSONAttribute(default=list)
    version = NumberAttribute(default=0)


@dataclass(frozen=True)
class Window:
    """At most `limit` times in each `length`, for one `key`."""

    kind: str
    key: str
    limit: int
    length: timedelta = timedelta(hours=1)

    def record(self, now: datetime) -> WindowRecord:
        index = instants.seconds(now) // (self.length // instants.SECOND)
        return WindowRecord(f"CAP#{self.kind}#{self.key}#{index}", "window")

    def left_seconds(self, now: datetime) -> int:
        """Until the next window begins."""
        length = self.length // instants.SECOND
        return length - instants.seconds(now) % length

    def step(self, now: datetime) -> Change:
        """The transaction step that takes one of the window's places; TooMany where none is left."""
        condition = WindowRecord.used.does_not_exist() | (WindowRecord.used < self.limit)
        actions = (WindowRecord.used.add(1), WindowRecord.ttl.set(ttl(self.length)))
        return Change(self.record(now), actions, condition, TooMany(retry_after=self.left_seconds(now)))

    def take(self, now: datetime) -> int:
        """Takes one place by itself; returns how many are used. Raises Lost if none is left. One write."""
        step = self.step(now)
        record = step.record
        with conditional():
            record.update(actions=list(step.actions), condition=step.condition)
        return int(record.used)  # type: ignore[attr-defined]


def sends(phone_hash: str) -> SendRecord:
    """The phone's latest codes. One read."""
    found = SendRecord.find(f"SENDS#{phone_hash}", "sends")
    return found or SendRecord(f"SENDS#{phone_hash}", "sends", strangers=[], known=[], version=0)


def sends_step(record: SendRecord, *, known: bool, at: list[int]) -> Put:
    """The step that writes the phone's instants; TooMany where another code was sent since they were read.

    That one's minute has just begun, so there is nothing to be decided again.
    """
    read = int(record.version)
    changed = SendRecord(
        record.pk,
        record.sk,
        strangers=record.strangers if known else at,
        known=at if known else record.known,
        version=read + 1,
        ttl=ttl(timedelta(days=1)),
    )
    unchanged = ABSENT if read == 0 else SendRecord.version == read
    return Put(changed, unchanged, TooMany(retry_after=CODE_RESEND // instants.SECOND))


def take_sharded(window: Window, shards: int, start: int, now: datetime) -> float:
    """Takes a place of a busy window that is spread over shards; returns the used share of the shard.

    Tries the shards in turn from `start`, so that a full one does not refuse while others have room.
    Raises Lost if all are full.
    """
    limit = max(1, window.limit // shards)
    for turn in range(shards):
        key = f"{window.key}#{(start + turn) % shards}"
        shard = Window(window.kind, key, limit, window.length)
        try:
            return shard.take(now) / limit
        except Lost:
            continue
    raise Lost
