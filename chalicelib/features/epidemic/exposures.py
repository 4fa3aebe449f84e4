"""Exposures of a case: where it was in the days before, to find its source, and whom it exposed, to find contacts."""

from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.config import POLICY_ZONE
from chalicelib.features.epidemic import case_records, cases, exposed_people
from chalicelib.features.epidemic.case_records import CaseRecord
from chalicelib.features.tracing import tracing
from chalicelib.features.tracing.tracing import MOST_DAYS, Page, Window
from chalicelib.person import colour
from chalicelib.person import records as people
from chalicelib.scoring.cases import exposing
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.exposure import Exposed


def window_of(record: CaseRecord, now: datetime) -> Window:
    """The days of a case, to isolation or today, as far back as visits are kept."""
    terms = colour.book().at(now).exposure
    begun, isolated = exposing(case_records.known_as(record, now), terms.infectious_days)
    today = policy_day(now, POLICY_ZONE)
    last = min(isolated or today, today)
    oldest = last - timedelta(days=MOST_DAYS - 1)
    first = min(max(terms.source_from(begun), oldest), last)
    return Window(first, max(begun, first), last)


def of_case(actor: Actor, case_id: str, limit: int, cursor: str | None, now: datetime, language: str) -> dict[str, Any]:
    """A page of those who were where a case was; nobody where the document is nobody's here. Raises NotFound."""
    record = cases.reached(actor, case_id)
    window, claim = window_of(record, now), people.claim_of(record.document_hash)
    days = {"first": window.first, "exposing_from": _exposing_from(window), "last": window.last}
    found: dict[str, Any] = {"visits": [], "elsewhere": 0, "exposed": [], "total": 0, "next_cursor": None}
    if claim is not None:
        found = tracing.of_window(actor, claim.person_id, window, Page(limit, cursor), now, language)
        found["exposed"] = exposed_people.as_now(actor, record, found["exposed"], now)
    named = {"case_id": case_id, "person_id": claim.person_id if claim else None}
    return named | _as_json(days) | found


def _exposing_from(window: Window) -> date | None:
    return window.exposing if window.exposing <= window.last else None


def _as_json(days: dict[str, date | None]) -> dict[str, Any]:
    names = {"first": "from", "exposing_from": "exposing_from", "last": "until"}
    return {names[name]: day.isoformat() if day else None for name, day in days.items()}


def exposed_by(actor: Actor, record: CaseRecord, now: datetime) -> tuple[Exposed, ...]:
    """Everybody whom a case exposed, by minutes: those alone are offered as contacts."""
    claim = people.claim_of(record.document_hash)
    return tracing.exposed_in(actor, claim.person_id, window_of(record, now), now) if claim is not None else ()
