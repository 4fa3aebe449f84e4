"""Review of photos: the queue of a region, and a decision that reaches the person."""

import re
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.desk import audit
from chalicelib.errors import Conflict, NotFound, Unavailable, invalid
from chalicelib.features.photos import records
from chalicelib.features.photos.arrival import entry
from chalicelib.features.photos.records import PhotoRecord
from chalicelib.features.photos.standing import fall, stand
from chalicelib.person import records as people
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.store.transactions import Lost, Step

_TRIES = 5
_CURSOR = re.compile(r"[0-9]{13}~[0-9a-f]{20}-[0-9]{13}-[0-9a-f]{12}\Z")


def waiting(actor: Actor, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of the photos that wait in the reviewer's region, longest first. A query for each shard."""
    if cursor is not None and not _CURSOR.match(cursor):
        raise invalid("cursor", "bad_cursor")
    found = records.waiting(actor.region, limit + 1, cursor.replace("~", "#") if cursor else None)
    page = found[:limit]
    more = page[-1].gsi3sk.replace("#", "~") if len(found) > limit else None
    return {"items": [_view(record) for record in page], "next_cursor": more}


def _view(record: PhotoRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "person_id": record.person_id,
        "kind": record.photo_kind,
        "region": record.region,
        "received_at": record.received_at,
        "width": int(record.width),
        "height": int(record.height),
    }


def decide(actor: Actor, photo_id: str, *, accept: bool, reason: str | None, now: datetime) -> dict[str, Any]:
    """A reviewer's decision on a received photo, once; the person is told in the same transaction.

    An accepted passport fixes the document's number. The same decision again is the same answer. Raises
    NotFound, Forbidden outside the region, Conflict for a photo that is not waiting.
    """
    status = "accepted" if accept else "rejected"
    for _ in range(_TRIES):
        record, state, profile = _found(actor, photo_id)
        if record.status != "received":
            _require_same(record, actor, status, reason)
            return {"id": photo_id, "status": status}
        try:
            steps = _steps(record, state, profile, actor, status, reason, now)
            action = f"photo.{status}"
            audit.audited(steps, actor.account_id, action, record.person_id, now, region=record.region, photo=photo_id)
        except Lost:
            continue
        return {"id": photo_id, "status": status}
    raise Unavailable(retry_after=1)


def _found(actor: Actor, photo_id: str) -> tuple[PhotoRecord, StateRecord, ProfileRecord]:
    record = records.find(photo_id)
    if record is None:
        raise NotFound()
    require_region(actor, record.region)
    state, profile = people.state(record.person_id), people.profile(record.person_id)
    if state is None or profile is None:
        raise NotFound()
    return record, state, profile


def _require_same(record: PhotoRecord, actor: Actor, status: str, reason: str | None) -> None:
    decided = (record.status, record.decided_by, record.reason)
    if decided != (status, actor.account_id, reason):
        raise Conflict("photo_not_waiting")


def _steps(
    record: PhotoRecord,
    state: StateRecord,
    profile: ProfileRecord,
    actor: Actor,
    status: str,
    reason: str | None,
    now: datetime,
) -> list[Step]:
    read = int(state.version)
    told = {"reason": reason} if reason and status == "rejected" else {}
    if status == "accepted":
        stand(state, record, "accepted", now)
    else:
        fall(state, record, now)
    message = entry(state, record, status, now, **told)
    steps: list[Step] = [
        records.decided(record, status, actor.account_id, reason, now),
        people.state_write(state, read),
        *message,
    ]
    if status == "accepted" and record.photo_kind == "passport":
        steps.append(people.profile_change(profile, [ProfileRecord.photo_accepted.set(True)]))
    return steps
