"""The application: what somebody says of themselves, and the checks that need nothing but it and the day."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.config import POLICY_ZONE
from chalicelib.errors import Invalid, Refused, invalid
from chalicelib.features.people import mrz_check
from chalicelib.features.people.mrz_check import Typed
from chalicelib.http.regions import check_region, country_problem, former
from chalicelib.identity.documents import Document, check_document, check_nationality
from chalicelib.scoring.days import policy_day

ENTRY_TYPES = {
    "id_card": frozenset({"id_card", "residence_permit", "foreign_permanent"}),
    "passport": frozenset({"passport", "travel_document", "hk_macao_permit", "taiwan_permit"}),
}


@dataclass(frozen=True)
class Application:
    """What a person declares about who they are."""

    entry: str
    scheme: str
    relation: str
    name: str
    document_type: str
    document_number: str
    country: str | None = None
    expires_on: date | None = None
    zone: str | list[str] | None = None
    birth_date: date | None = None
    sex: str | None = None
    nationality: str | None = None
    residence: str | None = None
    address: str | None = None
    dependant_reason: str | None = None


def checked(form: Application, now: datetime) -> tuple[Document, Application]:
    """The document, and the form with the day of expiry that only the zone told. Raises Refused, Invalid."""
    today = policy_day(now, POLICY_ZONE)
    if form.document_type not in ENTRY_TYPES[form.entry]:
        raise invalid("entry", "wrong_entry")
    _check_countries(form)
    document = check_document(form.document_type, form.document_number, form.country, form.birth_date, on=today)
    if form.entry == "passport" and document.birth_date is None:
        raise invalid("birth_date", "required")
    mrz_check.check_expiry(form.expires_on, today)
    printed = mrz_check.check(form.zone, Typed(document, form.name, form.nationality, form.expires_on, form.sex), today)
    check_nationality(document, form.nationality)
    if form.residence:
        check_region(form.residence, "residence")
    return document, replace(form, expires_on=form.expires_on or printed)


def _check_countries(form: Application) -> None:
    """A country that was given up is named with those in its place. Raises Refused, Invalid."""
    former_issuer = former(form.country, "document.country") if form.country else None
    if former_issuer:
        raise Refused("invalid_document", former_issuer)
    unknown = country_problem(form.nationality, "nationality") if form.nationality else None
    if unknown:
        raise Invalid(None, unknown)
