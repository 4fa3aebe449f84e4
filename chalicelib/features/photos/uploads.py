"""Uploads of a person's photos: asking for one, what became of it, and looking at it."""

import secrets as random
from datetime import datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.access.idempotency import Once
from chalicelib.config import PHOTO_LINK_LIFETIME, PHOTOS_PER_DAY, UPLOAD_LIFETIME
from chalicelib.desk import audit
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.photos import pictures, records
from chalicelib.features.photos.records import PhotoRecord
from chalicelib.features.photos.standing import is_accepted
from chalicelib.notify.texts import say
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import own_state
from chalicelib.store import vault
from chalicelib.store.limits import Window
from chalicelib.store.listing import Listing


def ask(
    actor: Actor, person_id: str, kind: str, content_type: str, size: int, key: Once | None, now: datetime
) -> dict[str, Any]:
    """A new photo that awaits its upload, and the form for it. One read, one transaction.

    Raises NotFound for another's person, Conflict `photo_accepted` where the kind is settled, TooMany.
    """
    window = Window("photos", person_id, PHOTOS_PER_DAY, timedelta(days=1))

    def make(attempt: Attempt) -> PhotoRecord:
        if is_accepted(own_state(actor, person_id), kind):
            raise Conflict("photo_accepted")
        record = records.make(person_id, random.token_hex(6), kind, content_type, size, now)
        attempt.write(window.step(now), records.put(record))
        attempt.once(key, record.id)
        return record

    return _with_form(changing(now, make), now, "zh-CN")


def ask_again(actor: Actor, person_id: str, photo_id: str, now: datetime, language: str) -> dict[str, Any]:
    """The same photo with a new form: how an upload goes on after a lost connection. Raises NotFound."""
    own_state(actor, person_id)
    record = records.find(photo_id)
    if record is None or record.person_id != person_id:
        raise NotFound()
    return _with_form(record, now, language)


def _with_form(record: PhotoRecord, now: datetime, language: str) -> dict[str, Any]:
    form = pictures.upload_form(record.upload_key, record.content_type, int(record.size), UPLOAD_LIFETIME)
    upload = {"url": form["url"], "fields": form["fields"], "expires_at": now + UPLOAD_LIFETIME}
    return {"photo": answer(record, language), "upload": upload}


def answer(record: PhotoRecord, language: str) -> dict[str, Any]:
    """A photo as its person sees it."""
    return {
        "id": record.id,
        "kind": record.photo_kind,
        "status": record.status,
        "reason_code": record.reason_code,
        "reason": _reason(record, language),
        "at": record.at,
        "received_at": record.received_at,
        "decided_at": record.decided_at,
        "width": int(record.width) if record.width else None,
        "height": int(record.height) if record.height else None,
    }


def _reason(record: PhotoRecord, language: str) -> str | None:
    """A reviewer's own words, or the sentence of the job's code."""
    if record.reason:
        return str(record.reason)
    return say(record.reason_code, language) if record.reason_code else None


def listed(actor: Actor, person_id: str, limit: int, cursor: str | None, language: str) -> dict[str, Any]:
    """A page of a person's photos, newest first. One read, one query. Raises NotFound."""
    listing = Listing("photos of", person_id)
    before = listing.after(cursor)
    own_state(actor, person_id)
    found = records.of_person(person_id, limit + 1, before)
    return listing.answer(found, limit, lambda record: record.id, lambda record: answer(record, language))


def look(actor: Actor, photo_id: str, now: datetime) -> dict[str, Any]:
    """Links to a photo's copy and preview, for its person and for a reviewer of its region.

    The look is in the audit before a link is given out. A reviewer also sees what to compare it with.
    Raises NotFound for another's photo and for one without a copy.
    """
    record = records.find(photo_id)
    if record is None:
        raise NotFound()
    reviews = actor.is_one_of(("reviewer",))
    if reviews:
        require_region(actor, record.region)
    else:
        own_state(actor, record.person_id)
    if not record.copy_keys:
        raise NotFound()
    audit.audited([], actor.account_id, "photo.looked_at", record.person_id, now, region=record.region, photo=photo_id)
    copy, preview = (pictures.link(key, PHOTO_LINK_LIFETIME) for key in record.copy_keys)
    return {
        "kind": record.photo_kind,
        "status": record.status,
        "received_at": record.received_at,
        "url": copy,
        "preview_url": preview,
        "expires_at": now + PHOTO_LINK_LIFETIME,
        "compare": _compare(record.person_id) if reviews else None,
    }


def _compare(person_id: str) -> dict[str, Any]:
    """What the person says of the document in the photo."""
    profile = people.profile(person_id)
    if profile is None:
        raise NotFound()
    details, corrected = profile.details or {}, profile.corrected_number
    return {
        "name": vault.unseal(person_id, "name", profile.name),
        "document_type": profile.document_type,
        "document_number": vault.unseal(person_id, "document", profile.document_number),
        "corrected_number": vault.unseal(person_id, "document", corrected) if corrected else None,
        **{field: details.get(field) for field in ("country", "expires_on", "birth_date", "sex", "nationality")},
    }


def erase(person_id: str) -> None:
    """Deletes every picture of a person; the records go with the partition. Safe to repeat."""
    pictures.remove_all(person_id)
