"""Reading the audit, and checking that nothing in it was changed or left out."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from pynamodb.expressions.condition import Condition

from chalicelib.access.actor import Actor
from chalicelib.codes.heads import Head
from chalicelib.config import POLICY_ZONE, settings
from chalicelib.desk import audit, audit_heads, staff
from chalicelib.desk.audit import AuditRecord
from chalicelib.desk.audit_heads import HeadsRecord
from chalicelib.errors import NotFound, invalid
from chalicelib.scoring.days import policy_day
from chalicelib.store.listing import Listing

_PAGE = 1_000


def listed(actor: Actor, by: dict[str, str], limit: int, cursor: str | None, now: datetime) -> dict[str, Any]:
    """A page of entries, newest first: of a `subject`, of an `actor`, or of a policy `day` (today where none is named);
    with an `action` those alone whose action begins so.

    An `actor` may be named by login or by id. An auditor with a region sees what staff of that region did. A query, one
    a shard for a day, and a batch read for the logins of who acted. Raises Invalid for a day or cursor that is none.
    """
    listing = Listing("audit", *(part for pair in sorted(by.items()) for part in pair))
    only = audit.seen(actor.region, by.get("action", ""))
    found = _found(by, limit + 1, listing.after(cursor), only, now)
    answer = listing.answer(found, limit, lambda record: str(record.gsi1sk), _view)
    return answer | {"logins": staff.logins(each["actor_id"] for each in answer["items"])}


def lines(actor: Actor, first: date, last: date, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of the entries of policy days, latest first, each as the line that is hashed (docs/audit/README.md). An
    auditor with a region gets what staff of that region did. A query a shard and day."""
    listing, only = Listing("audit_entries", str(first), str(last)), audit.seen(actor.region)
    day, _, before = (listing.after(cursor) or f"{last}#").partition("#")
    found: list[AuditRecord] = []
    at, place = date.fromisoformat(day), before or None
    while len(found) <= limit and at >= first:
        found += audit.of_day(at.isoformat(), limit + 1 - len(found), place, only)
        at, place = at - timedelta(days=1), None
    return listing.answer(found, limit, _place, lambda record: audit.line_of(record).decode())


def _place(record: AuditRecord) -> str:
    return f"{policy_day(record.at, POLICY_ZONE)}#{record.gsi1sk}"


def _found(
    by: dict[str, str], limit: int, before: str | None, only: Condition | None, now: datetime
) -> list[AuditRecord]:
    if "subject" in by:
        return audit.of_subject(by["subject"], limit, before, only=only)
    if "actor" in by:
        return audit.of_actor(_id_of(by["actor"]), limit, before, only)
    try:
        day = date.fromisoformat(by["day"]) if "day" in by else policy_day(now, POLICY_ZONE)
    except ValueError:
        raise invalid("day", "bad_date") from None
    return audit.of_day(day.isoformat(), limit, before, only)


def _id_of(actor: str) -> str:
    """The id of who is named by login; what is no login is an id. One read."""
    record = staff.find(actor)
    return str(record.account_id) if record is not None else actor


def _view(record: AuditRecord) -> dict[str, Any]:
    return {
        "shard": record.shard,
        "number": int(record.number),
        "at": record.at,
        "actor_id": record.actor_id,
        "action": record.action,
        "subject": record.subject,
        "region": record.region,
        "reason": record.reason,
        "ids": dict(record.ids or {}),
        "previous": record.previous,
        "hash": record.hash,
    }


def heads(now: datetime) -> dict[str, Any]:
    """The heads of each chain at the last full hour, signed: whoever keeps them can tell later whether anything before
    was changed. Nothing of it before the first hour. One query."""
    return _published(audit_heads.newest(now))


def heads_of(hour: str) -> dict[str, Any]:
    """The heads of an hour (`20200310T09`, UTC). One read. Raises NotFound."""
    found = audit_heads.of_hour(hour)
    if found is None:
        raise NotFound()
    return _published(found)


def _published(record: HeadsRecord | None) -> dict[str, Any]:
    if record is None:
        return {"hour": None, "at": None, "items": [], "statement": None}
    said = record.said
    items = [{"shard": each.shard, "number": each.number, "hash": each.hash} for each in said.items]
    statement = urlsafe_b64encode(record.statement).rstrip(b"=").decode()
    return {"hour": str(record.sk), "at": said.signed_at, "items": items, "statement": statement}


def verified(shard: int, after: int, now: datetime) -> dict[str, Any]:
    """Checks up to a thousand entries of a shard from number `after` + 1 on: each number there, each hash right, and
    that they pass through the last published head.

    `broken_at` is the first number at which the chain does not hold. `first`: where the chain begins in the table, more
    than 1 once its older part is over; the bucket vouches for that. Raises Invalid for a shard that is none.
    """
    if not 0 <= shard < settings().audit_shards:
        raise invalid("shard", "out_of_range")
    before = audit.entry(shard, after) if after else None
    entries = audit.chain(shard, after, _PAGE)
    published = _head(shard, now)
    broken = after if after and (before is None or audit.hash_of(before) != before.hash) else None
    number, head = _beginning(entries, after, before, now)
    first = number + 1
    for record in entries if broken is None else ():
        number += 1
        if not _follows(record, number, head, published):
            broken = number
            break
        head = record.hash
    more = broken is None and len(entries) == _PAGE
    if broken is None and not more and published is not None and number < published.number:
        broken = number + 1  # The end of the chain was taken away.
    return {
        "shard": shard,
        "shards": settings().audit_shards,
        "after": after,
        "first": first,
        "until": number if broken is None else broken - 1,
        "head": head,
        "intact": broken is None,
        "broken_at": broken,
        "more": more,
        "published": {"number": published.number, "hash": published.hash} if published else None,
    }


def _beginning(
    entries: Sequence[AuditRecord], after: int, before: AuditRecord | None, now: datetime
) -> tuple[int, str]:
    """Number and hash of what comes before these entries."""
    if before is None and not after and entries and audit.may_begin(entries[0], now):
        return int(entries[0].number) - 1, str(entries[0].previous)
    return after, before.hash if before else audit.START


def _head(shard: int, now: datetime) -> Head | None:
    found = audit_heads.newest(now)
    return found.said.of(shard) if found else None


def _follows(record: AuditRecord, number: int, before: str, published: Head | None) -> bool:
    """Whether an entry has its number and its hash, follows the one before it, and is the one that was published."""
    if published is not None and published.number == number and published.hash != record.hash:
        return False
    return int(record.number) == number and record.previous == before and audit.hash_of(record) == record.hash
