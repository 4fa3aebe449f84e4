"""Asking for a list as a file, and fetching it: whoever asked, nobody else."""

import secrets as random
from datetime import datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor, require_role
from chalicelib.access.idempotency import Once
from chalicelib.errors import NotFound, invalid
from chalicelib.features.exports import records
from chalicelib.features.exports.lists import LISTS, Asked, Filters
from chalicelib.features.exports.records import DONE, KEPT, WAITING, ExportRecord
from chalicelib.features.imports import bucket
from chalicelib.person.changing import Attempt, changing

LINK = timedelta(hours=1)


def ask(actor: Actor, what: str, filters: Filters, key: Once | None, now: datetime) -> dict[str, Any]:
    """An export that a worker will make, audited. The list is asked for its first row, so that what its route refuses
    is refused here.

    Raises Forbidden for a list of another role, Invalid for a filter that it has not, and as the list.
    """
    exported = LISTS[what]
    require_role(actor, exported.roles)
    unknown = sorted(filters.keys() - exported.filters)
    if unknown:
        raise invalid(f"filters.{unknown[0][:40]}", "unknown_field")
    exported.page(Asked(actor, filters, now), 1, None)

    def change(attempt: Attempt) -> ExportRecord:
        content = {"what": what, "filters": dict(filters), "by": actor.account_id, "region": actor.region}
        record = records.make(random.token_hex(10), at=now, **content)
        attempt.write(records.step(record))
        told = {f"filter_{name}": value for name, value in filters.items()}
        attempt.audit(actor, "export.asked", record.id, region=actor.region, list=what, **told)
        attempt.once(key, record.id)
        return record

    return _handed_over(changing(now, change), now)


def asked_before(actor: Actor, export_id: str, now: datetime) -> dict[str, Any]:
    """The export that an earlier request asked for, handed over again if it still waits. Raises NotFound."""
    return _handed_over(_own(actor, export_id), now)


def _handed_over(record: ExportRecord, now: datetime) -> dict[str, Any]:
    if record.status == WAITING:
        records.hand_over(record)
    return _view(record, now)


def shown(actor: Actor, export_id: str, now: datetime) -> dict[str, Any]:
    """How far it is, and once it is made a link for an hour. One read. Raises NotFound for another's."""
    return _view(_own(actor, export_id), now)


def _own(actor: Actor, export_id: str) -> ExportRecord:
    record = records.find(export_id)
    if record is None or record.by != actor.account_id:
        raise NotFound()
    return record


def _view(record: ExportRecord, now: datetime) -> dict[str, Any]:
    status = record.status_at(now)
    link = bucket.link(record.key, record.file_name, LINK) if status == DONE else None
    return {
        "id": record.id,
        "list": record.what,
        "filters": dict(record.filters or {}),
        "status": status,
        "rows": int(record.rows) if record.rows is not None else None,
        "at": record.at,
        "made_at": record.made_at,
        "gone_at": record.at + KEPT,
        "name": record.file_name if status == DONE else None,
        "link": link,
        "link_until": now + LINK if link else None,
    }
