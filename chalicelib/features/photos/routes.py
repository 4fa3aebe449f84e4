"""Photos: asking for an upload, following it, looking at it, and deciding it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from chalicelib.access.actor import RESIDENT
from chalicelib.features.photos import review, uploads
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Prose, Shape
from chalicelib.identity.photo_file import MOST_BYTES

feature = Feature("photos")
REVIEWER = ("reviewer",)
Kind = Literal["passport", "holding"]
Note = Annotated[Prose, Field(max_length=200)]
"""Short enough for an SMS."""


class NewPhoto(Shape):
    kind: Kind
    content_type: Literal["image/jpeg", "image/png", "image/webp"]
    size: int = Field(ge=1, le=MOST_BYTES)


class Photo(Shape):
    id: str
    kind: Kind
    status: Literal["awaiting", "received", "rejected", "accepted"]
    reason_code: str | None
    reason: str | None
    at: datetime
    received_at: datetime | None
    decided_at: datetime | None
    width: int | None
    height: int | None


class UploadForm(Shape):
    url: str
    fields: dict[str, str]
    expires_at: datetime


class AskedPhoto(Shape):
    photo: Photo
    upload: UploadForm


class PhotoList(Shape):
    items: list[Photo]
    next_cursor: str | None


class WaitingPhoto(Shape):
    id: str
    person_id: str
    kind: Kind
    region: str
    received_at: datetime
    width: int
    height: int


class WaitingPhotos(Shape):
    items: list[WaitingPhoto]
    next_cursor: str | None


class Comparison(Shape):
    """What the person says; `corrected_number` is to take the number's place."""

    name: str
    document_type: str
    document_number: str
    corrected_number: str | None
    country: str | None
    expires_on: str | None
    birth_date: str | None
    sex: str | None
    nationality: str | None


class PhotoLinks(Shape):
    kind: Kind
    status: Literal["awaiting", "received", "rejected", "accepted"]
    received_at: datetime | None
    url: str
    preview_url: str
    expires_at: datetime
    compare: Comparison | None


class PhotoDecision(Shape):
    accept: bool
    reason: Note | None = None

    @model_validator(mode="after")
    def explained(self) -> "PhotoDecision":
        if not self.accept and self.reason is None:
            raise wrong("photo_reason_required", "reason")
        return self


class DecidedPhoto(Shape):
    id: str
    status: Literal["accepted", "rejected"]


def _again(call: Call, photo_id: str, person_id: str) -> dict[str, Any]:
    return uploads.ask_again(call.actor, person_id, photo_id, call.now, call.language)


@feature.route(
    "POST",
    "/v1/people/{person_id}/photos",
    roles=RESIDENT,
    body=NewPhoto,
    answer=AskedPhoto,
    status=201,
    replay=_again,
)
def ask_for_upload(call: Call, person_id: str) -> dict[str, Any]:
    """A form for one upload, valid for 15 minutes; the same request again gives the same photo a new form."""
    body: NewPhoto = call.body
    return uploads.ask(call.actor, person_id, body.kind, body.content_type, body.size, call.once, call.now)


@feature.route("GET", "/v1/people/{person_id}/photos", roles=RESIDENT, answer=PhotoList, query=("limit", "cursor"))
def list_photos(call: Call, person_id: str) -> dict[str, Any]:
    """A person's photos, newest first: what became of each, and why."""
    return uploads.listed(call.actor, person_id, page_size(call), call.query.get("cursor"), call.language)


@feature.route("GET", "/v1/photos/{photo_id}/view", roles=(*RESIDENT, *REVIEWER), answer=PhotoLinks)
def view_photo(call: Call, photo_id: str) -> dict[str, Any]:
    """Links of two minutes to a photo, for its person and for a reviewer. Each look is recorded."""
    return uploads.look(call.actor, photo_id, call.now)


@feature.route("GET", "/v1/photos", roles=REVIEWER, answer=WaitingPhotos, query=("limit", "cursor"))
def list_waiting_photos(call: Call) -> dict[str, Any]:
    """Photos that wait for a decision in the reviewer's region, longest waiting first."""
    return review.waiting(call.actor, page_size(call), call.query.get("cursor"))


@feature.route("POST", "/v1/photos/{photo_id}/decision", roles=REVIEWER, body=PhotoDecision, answer=DecidedPhoto)
def decide_photo(call: Call, photo_id: str) -> dict[str, Any]:
    """Accepts a photo, or rejects it with a reason that the person is told."""
    body: PhotoDecision = call.body
    return review.decide(call.actor, photo_id, accept=body.accept, reason=body.reason, now=call.now)
