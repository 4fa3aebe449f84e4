"""Arrival of an upload: it is developed, and only the fresh copy is kept. Safe to run twice.

The copy is named after its own bytes, so that a second run writes the same one; the record moves from
`awaiting` once, and whoever comes later takes back what it wrote.
"""

from datetime import datetime
from hashlib import sha256

from chalicelib.config import UPLOAD_LIFETIME
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.photos import pictures, records
from chalicelib.features.photos.records import PhotoRecord
from chalicelib.features.photos.standing import is_accepted, stand, standing
from chalicelib.identity.photo_file import MOST_BYTES
from chalicelib.identity.photograph import Photograph, Refusal, developed
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing


def arrive(key: str, at: datetime) -> str:
    """Deals with the upload under `key`; says what came of it: received, rejected or ignored.

    Uploads that nobody asked for, or whose photo is settled, are deleted and change nothing.
    Raises what AWS raises, so that the event comes again.
    """
    record = records.find(records.id_of_upload(key))
    if record is None or record.upload_key != key or record.status != "awaiting":
        if record is not None and record.upload_key == key:
            _forget(record.replaces)  # A run that died right after the photo was received left it undone.
        pictures.remove(key)
        return "ignored"
    upload = pictures.uploaded(key, MOST_BYTES)
    if upload is None:
        return "ignored"
    result, now = developed(upload), _instant(record, at)
    done = _refuse(record, result.reason, now) if isinstance(result, Refusal) else _receive(record, result, now)
    pictures.remove(key)
    return done


def _instant(record: PhotoRecord, at: datetime) -> datetime:
    """The event's time, unless the request was made at another time than the real one: then the request's."""
    return at if record.at <= at <= record.at + 2 * UPLOAD_LIFETIME else record.at


def _refuse(record: PhotoRecord, reason: str, now: datetime) -> str:
    def change(attempt: Attempt) -> None:
        attempt.person(record.person_id).note(f"inbox_photo_{record.photo_kind}_unusable")
        attempt.write(records.refused(record, reason, now))

    try:
        changing(now, change)
    except (NotFound, Conflict):
        return "ignored"
    return "rejected"


def _receive(record: PhotoRecord, photograph: Photograph, now: datetime) -> str:
    name = _keep_copies(record, photograph)
    try:
        earlier = changing(now, lambda attempt: _record_received(attempt, record, name, photograph))
    except (NotFound, Conflict) as refusal:
        _take_back(record, name)
        # Of two photos of a kind that were on their way the other was accepted: the person learns why this one is not.
        return _refuse(record, "photo_accepted_before", now) if refusal.code == "photo_accepted" else "ignored"
    _forget(earlier)
    return "received"


def _keep_copies(record: PhotoRecord, photograph: Photograph) -> str:
    """Stores copy and preview; returns the name that their bytes give them."""
    name = sha256(photograph.copy).hexdigest()[:16]
    for key, picture in zip(record.keys_of(name), (photograph.copy, photograph.preview), strict=True):
        pictures.keep(key, picture)
    return name


def _record_received(attempt: Attempt, record: PhotoRecord, name: str, photograph: Photograph) -> str | None:
    """The photo is received, counts from now on, and the one before it leaves the queue; returns that one's id."""
    person, profile = attempt.person(record.person_id), people.profile(record.person_id)
    if profile is None:
        raise NotFound()
    if is_accepted(person.state, record.photo_kind):
        raise Conflict("photo_accepted")
    earlier = standing(person.state, record.photo_kind).get("id")
    if earlier == record.id:
        raise Conflict("photo_not_waiting")
    stand(person, record, "received")
    size, region = (photograph.width, photograph.height), profile.residence or ""
    attempt.write(records.received(record, name, size, region, attempt.now, earlier))
    if earlier:
        attempt.write(records.replaced(record.person_id, earlier, attempt.now))
    return earlier


def _take_back(record: PhotoRecord, name: str) -> None:
    """Deletes the copy just written, unless it is the one that counts."""
    found = records.find(record.id)
    if found is None or found.copy_name != name:
        pictures.remove(*record.keys_of(name))


def _forget(photo_id: str | None) -> None:
    """Deletes the copy of a photo that gave way to a newer one."""
    record = records.find(photo_id) if photo_id else None
    if record:
        pictures.remove(*record.copy_keys)
