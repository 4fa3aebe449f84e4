"""Review of photos: the queue of a region, and a decision that reaches the person."""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.photos import records
from chalicelib.features.photos.records import PhotoRecord
from chalicelib.features.photos.standing import fall, stand
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.person import Person
from chalicelib.person.records import ProfileRecord
from chalicelib.store.listing import Listing


def waiting(actor: Actor, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of the photos that wait in the reviewer's region, longest first. A query, for the country one a shard."""
    listing = Listing("photos", actor.region)
    found = records.waiting(actor.region, limit + 1, listing.after(cursor))
    return listing.answer(found, limit, lambda record: record.waiting_place, _view)


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

    def change(attempt: Attempt) -> None:
        record = _reached(actor, photo_id)
        person, profile = attempt.person(record.person_id), _profile(record.person_id)
        if record.status != "received":
            return _require_same(record, actor, status, reason)
        attempt.write(records.decided(record, status, actor.account_id, reason, now))
        if accept:
            _accept(attempt, person, profile, record)
        else:
            _reject(person, record, reason)
        return attempt.audit(actor, f"photo.{status}", person.id, region=record.region, photo=photo_id)

    changing(now, change)
    return {"id": photo_id, "status": status}


def _reached(actor: Actor, photo_id: str) -> PhotoRecord:
    record = records.find(photo_id)
    if record is None:
        raise NotFound()
    require_region(actor, record.region)
    return record


def _profile(person_id: str) -> ProfileRecord:
    profile = people.profile(person_id)
    if profile is None:
        raise NotFound()
    return profile


def _require_same(record: PhotoRecord, actor: Actor, status: str, reason: str | None) -> None:
    decided = (record.status, record.decided_by, record.reason)
    if decided != (status, actor.account_id, reason):
        raise Conflict("photo_not_waiting")


def _accept(attempt: Attempt, person: Person, profile: ProfileRecord, record: PhotoRecord) -> None:
    stand(person, record, "accepted")
    person.note(f"inbox_photo_{record.photo_kind}_accepted")
    if record.photo_kind == "passport":
        attempt.write(people.profile_change(profile, [ProfileRecord.photo_accepted.set(True)]))


def _reject(person: Person, record: PhotoRecord, reason: str | None) -> None:
    fall(person, record)
    person.notify(f"inbox_photo_{record.photo_kind}_rejected", reason=reason)
