"""The records of photos: in the person's partition, and in the reviewers' queue while they wait for one."""

import re
from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.desk import waiting as desk_waiting
from chalicelib.desk.waiting import LEAVE, Queue, WaitingRecord
from chalicelib.errors import Conflict
from chalicelib.features.photos.pictures import COPIES, QUARANTINE
from chalicelib.instants import stamp
from chalicelib.store.tables import ABSENT, ttl
from chalicelib.store.transactions import Change, Put

_ID = re.compile(r"([0-9a-f]{20})-([0-9]{13}-[0-9a-f]{12})\Z")
QUEUE = Queue("photos")
_NEVER_SENT = timedelta(days=2)
_BY_JOB = ("received", "rejected")


class PhotoRecord(WaitingRecord, discriminator="photo"):
    """`P#<person>`/`photo#<instant>-<random>`; the photo's id is `<person>-<instant>-<random>`."""

    photo_kind = UnicodeAttribute()
    content_type = UnicodeAttribute()
    size = NumberAttribute()
    status = UnicodeAttribute(default="awaiting")
    """awaiting, received, rejected, accepted."""
    at = UTCDateTimeAttribute()
    received_at = UTCDateTimeAttribute(null=True)
    decided_at = UTCDateTimeAttribute(null=True)
    decided_by = UnicodeAttribute(null=True)
    reason_code = UnicodeAttribute(null=True)
    reason = UnicodeAttribute(null=True)
    """A reviewer's own words; the job's reasons are codes with sentences."""
    copy_name = UnicodeAttribute(null=True)
    replaces = UnicodeAttribute(null=True)
    """The photo that gave way to this one: its copy goes once this one counts."""
    width = NumberAttribute(null=True)
    height = NumberAttribute(null=True)

    @property
    def upload_key(self) -> str:
        """Where its upload arrives."""
        return f"{QUARANTINE}{self.person_id}/{self.sk.partition('#')[2]}"

    def keys_of(self, name: str) -> tuple[str, str]:
        """Where a copy of that name and its preview lie."""
        place = f"{COPIES}{self.person_id}/{self.sk.partition('#')[2]}-{name}"
        return f"{place}.jpg", f"{place}-preview.jpg"

    @property
    def copy_keys(self) -> tuple[str, ...]:
        return self.keys_of(self.copy_name) if self.copy_name else ()


def make(person_id: str, name: str, kind: str, content_type: str, size: int, now: datetime) -> PhotoRecord:
    """A record that awaits its upload. It goes away by itself if none comes."""
    return PhotoRecord(
        f"P#{person_id}",
        f"photo#{stamp(now)}-{name}",
        photo_kind=kind,
        content_type=content_type,
        size=size,
        at=now,
        ttl=ttl(_NEVER_SENT),
    )


def put(record: PhotoRecord) -> Put:
    """The step that makes the record."""
    return Put(record, ABSENT)


def find(photo_id: str) -> PhotoRecord | None:
    """By its id; None for what is no id too. One read."""
    parts = _ID.match(photo_id)
    if parts is None:
        return None
    record: PhotoRecord | None = PhotoRecord.find(f"P#{parts[1]}", f"photo#{parts[2]}")
    return record


def id_of_upload(key: str) -> str:
    """The id of the photo whose upload arrives under this key; of no photo if the key is another."""
    return key.removeprefix(QUARANTINE).replace("/", "-", 1)


def of_person(person_id: str, limit: int, before: str | None) -> list[PhotoRecord]:
    """Newest first, those before the photo of that id. One query."""
    return desk_waiting.of_person(PhotoRecord, "photo", person_id, limit, before)


def waiting(region: str, limit: int, after: str | None) -> list[PhotoRecord]:
    """Received photos of people in a region (a prefix), longest waiting first. A query, for the country one a shard."""
    return QUEUE.first(PhotoRecord, region, limit, after)


def received(
    record: PhotoRecord, name: str, size: tuple[int, int], region: str, now: datetime, replaces: str | None = None
) -> Change:
    """The step by which an awaited photo is received, and joins the queue; Conflict where it is settled already."""
    actions = (
        *((PhotoRecord.replaces.set(replaces),) if replaces else ()),
        PhotoRecord.status.set("received"),
        PhotoRecord.received_at.set(now),
        PhotoRecord.copy_name.set(name),
        PhotoRecord.width.set(size[0]),
        PhotoRecord.height.set(size[1]),
        *QUEUE.entry(record.id, region, now),
        PhotoRecord.ttl.remove(),
    )
    return _settling(record, actions)


def refused(record: PhotoRecord, reason_code: str, now: datetime) -> Change:
    """The step by which an awaited photo turns out to be none; Conflict where it is settled already."""
    actions = (
        PhotoRecord.status.set("rejected"),
        PhotoRecord.received_at.set(now),
        PhotoRecord.reason_code.set(reason_code),
        PhotoRecord.ttl.remove(),
    )
    return _settling(record, actions)


def _settling(record: PhotoRecord, actions: tuple[Any, ...]) -> Change:
    return Change(record, actions, PhotoRecord.status == "awaiting", Conflict("photo_not_waiting"))


def replaced(person_id: str, photo_id: str, now: datetime) -> Change:
    """The step by which a received photo gives way to a newer one of its kind."""
    record = PhotoRecord(f"P#{person_id}", f"photo#{photo_id.partition('-')[2]}")
    actions = (
        PhotoRecord.status.set("rejected"),
        PhotoRecord.reason_code.set("photo_replaced"),
        PhotoRecord.decided_at.set(now),
        *LEAVE,
    )
    return Change(record, actions, PhotoRecord.status == "received")


def decided(record: PhotoRecord, status: str, by: str, reason: str | None, now: datetime) -> Change:
    """The step by which a reviewer decides a received photo, once."""
    actions = [
        PhotoRecord.status.set(status),
        PhotoRecord.decided_at.set(now),
        PhotoRecord.decided_by.set(by),
        *LEAVE,
    ]
    if reason is not None:
        actions.append(PhotoRecord.reason.set(reason))
    if status == "rejected":
        actions.append(PhotoRecord.reason_code.set("photo_reviewed"))
    return Change(record, tuple(actions), PhotoRecord.status == "received")
