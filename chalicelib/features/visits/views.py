"""Views of a visit for residents, guards and staff."""

from datetime import datetime
from typing import Any

from chalicelib.features.visits.records import VisitRecord
from chalicelib.notify.texts import say
from chalicelib.scoring.visits import LONGEST_STAY, Span


def view(record: VisitRecord, now: datetime, language: str) -> dict[str, Any]:
    """A visit as of `now`. `left` is when the person scanned out, `until` when it ends or ended by itself."""
    span = Span(record.came, record.left)
    end = span.end(LONGEST_STAY[record.venue_type])
    return {
        "id": record.id,
        "at": record.came,
        "left": record.left,
        "until": end,
        "open": record.left is None and now <= end,
        "direction": record.direction,
        "venue": {
            "id": record.venue_id,
            "name": record.venue_name,
            "type": record.venue_type,
            "region": record.region,
        },
        "door": _door(record),
        "temperature": float(record.temperature) if record.temperature is not None else None,
        "colour": record.colour,
        "suspect": record.suspect,
        "marks": [{"kind": mark, "text": say(f"mark.{mark}", language)} for mark in record.marks],
        "by_gate": record.by_gate,
        "recorded_at": record.recorded_at,
        "anomaly_id": record.anomaly_id,
    }


def _door(record: VisitRecord) -> dict[str, Any] | None:
    return {"number": int(record.door), "name": record.door_name} if record.door else None


def entry(record: VisitRecord, now: datetime, language: str, guard: str | None = None) -> dict[str, Any]:
    """The same in a venue's list: with what the guard saw of the person, and what the venue calls that guard."""
    return view(record, now, language) | {
        "name_masked": record.name_masked,
        "document_last4": record.last4,
        "guard": guard,
    }
