"""The audit: append-only, each entry chained by hash to the one before it in its shard.

An entry says who did what to whom, when and why, by ids alone. Who holds one shard's latest hash can tell
whether anything before it was changed or left out; the table's stream carries every entry away at once.
"""

import json
import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.config import POLICY_ZONE, settings
from chalicelib.instants import stamp
from chalicelib.store.indexes import index
from chalicelib.store.tables import ABSENT, OperationRecord, ttl
from chalicelib.store.transactions import Contended, Lost, Put, Step, transact

START = "0" * 64
"""What the first entry of a shard is chained to."""

KEPT = timedelta(days=1_095)
"""How long the table has an entry: as long as its copy is locked. Then its expiry takes it out, and nobody else may."""
_LATE = timedelta(days=4)
"""Within how many days an expiry has happened, a day after its time at the earliest."""
_TRIES = 12
_READ_AT_ONCE = 100
"""Entries that a query looks at where it has to leave out others."""


class AuditRecord(OperationRecord, discriminator="audit"):
    """`AUDIT#<shard>`/`<number>`. Its `ttl` is written with it and never after; the copy in the bucket has none."""

    by_day = index("gsi1")
    """Entries by policy day and shard."""
    by_subject = index("gsi2")
    """Entries by what was looked at or changed."""
    by_actor = index("gsi3")
    """Entries by who acted."""
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    number = NumberAttribute()
    actor_id = UnicodeAttribute()
    action = UnicodeAttribute()
    subject = UnicodeAttribute()
    region = UnicodeAttribute(default="")
    reason = UnicodeAttribute(default="")
    ids: JSONAttribute = JSONAttribute(default=dict)
    at = UTCDateTimeAttribute()
    previous = UnicodeAttribute()
    hash = UnicodeAttribute()

    @property
    def shard(self) -> int:
        return int(self.pk.partition("#")[2])


def line_of(record: AuditRecord) -> bytes:
    """An entry as one line of JSON, its content and the hash before it: what is hashed, and what lies in the bucket.

    docs/audit/README.md has it byte for byte; whoever changes it breaks every chain there is.
    """
    content = [
        record.pk,
        int(record.number),
        record.previous,
        record.actor_id,
        record.action,
        record.subject,
        record.region,
        record.reason,
        dict(sorted((record.ids or {}).items())),
        stamp(record.at),
    ]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def hash_of(record: AuditRecord) -> str:
    """The hash that an entry must have: over its content and the hash before it."""
    return hash_of_line(line_of(record))


def hash_of_line(line: bytes) -> str:
    """The hash of an entry as a line."""
    return sha256(line).hexdigest()


def append(
    actor_id: str, action: str, subject: str, now: datetime, *, region: str = "", reason: str = "", **ids: str
) -> Put:
    """The step that appends an entry. One query, for the entry before it.

    It is lost where another entry took that place meanwhile; `audited` tries again by itself.
    """
    shard = random.randrange(settings().audit_shards)  # noqa: S311  (spreads writers, protects nothing)
    last = latest(shard)
    number = int(last.number) + 1 if last else 1
    record = AuditRecord(
        f"AUDIT#{shard}",
        f"{number:012d}",
        number=number,
        actor_id=actor_id,
        action=action,
        subject=subject,
        region=region,
        reason=reason,
        ids=ids,
        at=now,
        previous=last.hash if last else START,
        ttl=ttl(KEPT),
    )
    record.hash = hash_of(record)
    place = f"{stamp(now)}#{shard}#{number:012d}"
    record.gsi1pk, record.gsi1sk = f"AUDITDAY#{_day(now)}#{shard}", place
    record.gsi2pk, record.gsi2sk = f"AUDITOF#{subject}", place
    record.gsi3pk, record.gsi3sk = f"AUDITBY#{actor_id}", place
    return Put(record, ABSENT)


def may_begin(record: AuditRecord, now: datetime) -> bool:
    """Whether a chain in the table may begin with an entry: its first, or one so old that those before have gone."""
    return int(record.number) == 1 or record.at <= now - KEPT + _LATE


def audited(
    steps: Iterable[Step],
    actor_id: str,
    action: str,
    subject: str,
    now: datetime,
    *,
    region: str = "",
    reason: str = "",
    **ids: str,
) -> None:
    """All of `steps` with an entry about them, or nothing. Without steps it records a look.

    Raises what a step says, Lost with those `steps` whose condition failed, Contended if the audit stayed busy.
    """
    steps = list(steps)
    for _ in range(_TRIES):
        entry = append(actor_id, action, subject, now, region=region, reason=reason, **ids)
        try:
            return transact([*steps, entry])
        except Lost as lost:
            own = [step for step in lost.steps if step is not entry]
            if any(step.otherwise is None for step in own):
                raise Lost(*own) from None
    raise Contended(retry_after=1)


def latest(shard: int) -> AuditRecord | None:
    """The last entry of a shard. One query."""
    found = AuditRecord.query(f"AUDIT#{shard}", scan_index_forward=False, limit=1, consistent_read=True)
    return next(iter(found), None)


def entry(shard: int, number: int) -> AuditRecord | None:
    """One read."""
    record: AuditRecord | None = AuditRecord.find(f"AUDIT#{shard}", f"{number:012d}")
    return record


def chain(shard: int, after: int = 0, limit: int | None = None) -> list[AuditRecord]:
    """A shard's entries in order, from number `after` + 1 on."""
    keys = AuditRecord.sk > f"{after:012d}"
    return list(AuditRecord.query(f"AUDIT#{shard}", keys, limit=limit, consistent_read=True))


def seen(region: str, action: str = "") -> Condition | None:
    """The condition of what staff of a region (a prefix) did, of actions that begin with `action`; None for all."""
    where = AuditRecord.region.startswith(region) if region else None
    what = AuditRecord.action.startswith(action) if action else None
    return where & what if where is not None and what is not None else where if where is not None else what


def of_day(day: str, limit: int, before: str | None, only: Condition | None = None) -> list[AuditRecord]:
    """Entries of a policy day, newest first, those before the place `before`. A query for each shard."""
    found: list[AuditRecord] = []
    for shard in range(settings().audit_shards):
        keys = AuditRecord.gsi1sk < before if before else None
        found += AuditRecord.by_day.query(f"AUDITDAY#{day}#{shard}", keys, only, **_newest(limit, only))
    return sorted(found, key=lambda record: str(record.gsi1sk), reverse=True)[:limit]


def of_subject(
    subject: str, limit: int, before: str | None, actions: Iterable[str] = (), only: Condition | None = None
) -> list[AuditRecord]:
    """Entries about one id, newest first; of these `actions` alone where some are named. One query."""
    keys = AuditRecord.gsi2sk < before if before else None
    only = AuditRecord.action.is_in(*actions) if actions else only
    return list(AuditRecord.by_subject.query(f"AUDITOF#{subject}", keys, only, **_newest(limit, only)))


def about(subject: str, at: datetime) -> list[AuditRecord]:
    """Entries about one id that were written at an instant. One query, eventually consistent."""
    keys = AuditRecord.gsi2sk.startswith(f"{stamp(at)}#")
    return list(AuditRecord.by_subject.query(f"AUDITOF#{subject}", keys))


def _newest(limit: int, only: Condition | None) -> dict[str, Any]:
    """How a query reads from the newest on: more at once where it leaves out others."""
    page = limit if only is None else max(limit, _READ_AT_ONCE)
    return {"scan_index_forward": False, "limit": limit, "page_size": page}


def decisions_about(subject: str, limit: int, until: str, without: Iterable[str]) -> list[AuditRecord]:
    """Entries about one id up to a place, newest first, without those of some actions. One query, more where they are
    far apart."""
    keys, left = AuditRecord.gsi2sk <= until, ~AuditRecord.action.is_in(*without)
    return list(AuditRecord.by_subject.query(f"AUDITOF#{subject}", keys, left, **_newest(limit, left)))


def of_actor(actor_id: str, limit: int, before: str | None, only: Condition | None = None) -> list[AuditRecord]:
    """Entries by one actor, newest first. One query."""
    keys = AuditRecord.gsi3sk < before if before else None
    return list(AuditRecord.by_actor.query(f"AUDITBY#{actor_id}", keys, only, **_newest(limit, only)))


def _day(at: datetime) -> str:
    return f"{at.astimezone(POLICY_ZONE):%Y-%m-%d}"
