"""The machine-readable zone of a document against what was typed: they must agree."""

from dataclasses import dataclass
from datetime import date

from chalicelib.errors import FieldError, Refused, refused
from chalicelib.identity.documents import Document
from chalicelib.identity.mrz import agrees, read_zone

_FIELDS = {"number": "document.number", "country": "document.country"}


@dataclass(frozen=True)
class Typed:
    """What was typed beside the zone."""

    document: Document
    name: str
    nationality: str | None
    expires_on: date | None
    sex: str | None = None


def check(lines: str | list[str] | None, typed: Typed, today: date) -> date | None:
    """The day on which the zone says that the document expires; None without a zone.

    Raises Refused `invalid_document` for a zone that is wrong in itself and for every typed field that differs.
    """
    if lines is None:
        return None
    try:
        zone = read_zone(lines, on=today)
    except Refused as wrong:
        raise Refused(wrong.code, *(FieldError("document.zone", each.code) for each in wrong.fields)) from None
    document = typed.document
    differing = agrees(
        zone,
        number=document.number,
        name=typed.name,
        birth_date=document.birth_date,
        sex=document.sex or typed.sex,
        country=document.country,
        nationality=typed.nationality,
    )
    fields = [_FIELDS.get(each, each) for each in differing]
    if typed.expires_on and typed.expires_on != zone.expires_on:
        fields.append("document.expires_on")
    if fields:
        raise Refused("invalid_document", *(FieldError(each, "zone_disagrees") for each in fields))
    check_expiry(zone.expires_on, today)
    return zone.expires_on


def check_expiry(expires_on: date | None, today: date) -> None:
    """Raises Refused `invalid_document` for a document that has expired; its last day still counts."""
    if expires_on and expires_on < today:
        raise refused("invalid_document", "document.expires_on", "document_expired")
