"""Arrival of an upload: it is developed, and only the fresh copy is kept. Safe to run twice.

The copy is named after its own bytes, so that a second run writes the same one; the record moves from
`awaiting` once, and whoever comes later takes back what it wrote.
"""

from datetime import datetime
from hashlib import sha256

from chalicelib.config import UPLOAD_LIFETIME
from chalicelib.errors import Unavailable
from chalicelib.features.photos import pictures, records
from chalicelib.features.photos.records import PhotoRecord
from chalicelib.features.photos.standing import is_accepted, stand, standing
from chalicelib.identity.photo_file import MOST_BYTES
from chalicelib.identity.photograph import Photograph, Refusal, developed
from chalicelib.person import outbox
from chalicelib.person import records as people
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.store.transactions import Lost, Put, Step, transact

_TRIES = 5


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
    state = people.state(record.person_id)
    if state is None:
        return "ignored"
    try:
        transact([records.refused(record, reason, now), *entry(state, record, "unusable", now)])
    except Lost:
        return "ignored"
    return "rejected"


def entry(state: StateRecord, record: PhotoRecord, what: str, now: datetime, **params: str) -> list[Put]:
    """The step that tells the person of a photo: `unusable`, `rejected` or `accepted`; only rejections by SMS too."""
    code = f"inbox_photo_{record.photo_kind}_{what}"
    return outbox.entry(state, code, params, now, now, sms=what == "rejected")


def _receive(record: PhotoRecord, photograph: Photograph, now: datetime) -> str:
    name = sha256(photograph.copy).hexdigest()[:16]
    for key, picture in zip(record.keys_of(name), (photograph.copy, photograph.preview), strict=True):
        pictures.keep(key, picture)
    for _ in range(_TRIES):
        state, profile = people.state(record.person_id), people.profile(record.person_id)
        if state is None or profile is None:
            return _take_back(record, name)
        if is_accepted(state, record.photo_kind):
            _take_back(record, name)
            return _refuse(record, "photo_accepted_before", now)
        earlier = standing(state, record.photo_kind).get("id")
        if earlier == record.id:
            return _take_back(record, name)
        try:
            transact(_steps(record, name, photograph, state, profile, now))
        except Lost as lost:
            if 0 in lost.failed:
                return _take_back(record, name)
            continue
        _forget(earlier)
        return "received"
    raise Unavailable(retry_after=1)


def _steps(
    record: PhotoRecord,
    name: str,
    photograph: Photograph,
    state: StateRecord,
    profile: ProfileRecord,
    now: datetime,
) -> list[Step]:
    """The photo is received, counts from now on, and the one before it leaves the queue."""
    read, earlier = int(state.version), standing(state, record.photo_kind).get("id")
    stand(state, record, "received", now)
    steps: list[Step] = [
        records.received(record, name, (photograph.width, photograph.height), profile.residence or "", now, earlier),
        people.state_write(state, read),
    ]
    if earlier:
        steps.append(records.replaced(record.person_id, earlier, now))
    return steps


def _take_back(record: PhotoRecord, name: str) -> str:
    """Deletes the copy just written, unless it is the one that counts."""
    found = records.find(record.id)
    if found is None or found.copy_name != name:
        pictures.remove(*record.keys_of(name))
    return "ignored"


def _forget(photo_id: str | None) -> None:
    """Deletes the copy of a photo that gave way to a newer one."""
    record = records.find(photo_id) if photo_id else None
    if record:
        pictures.remove(*record.copy_keys)
