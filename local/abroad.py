"""A traveller who has declared for fifteen days and flies tomorrow, for a new local stage."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from local.api import Api
from local.steps import bearer, log_in, refreshed, right, with_check_character

NAME, PHONE, DIGITS = "示例旅", "+8613800000005", "63010219920612005"
DAYS = 15
ROME = ZoneInfo("Europe/Rome")


def seed_traveller(api: Api, now: datetime) -> dict[str, str]:
    """Makes the traveller; name, phone and colour."""
    instants = [now - timedelta(days=days, minutes=30 - days) for days in reversed(range(DAYS))]
    session = log_in(api, PHONE, instants[0])
    person = right(api.invoke("POST", "/v1/people", _application(), bearer(session), instants[0]))
    colour = ""
    for at in instants:
        session = refreshed(api, session, at)
        body = _declaration() | ({"trip": _trip(now)} if at == instants[-1] else {})
        answer = right(api.invoke("POST", f"/v1/people/{person['id']}/declarations", body, bearer(session), at))
        colour = answer["code"]["colour"]
    return {"name": NAME, "phone": PHONE, "colour": f"{colour}, flies tomorrow"}


def _application() -> dict[str, Any]:
    document = {"type": "id_card", "number": with_check_character(DIGITS)}
    return {"entry": "id_card", "scheme": "international", "relation": "self", "name": NAME, "document": document}


def _declaration() -> dict[str, Any]:
    return {
        "temperature": 36.5,
        "symptoms": [],
        "contact": {"kind": "none"},
        "test": {"result": "none"},
        "location": "IT",
        "stays": [],
    }


def _trip(now: datetime) -> dict[str, Any]:
    departs = (now.astimezone(ROME) + timedelta(days=1)).replace(hour=13, minute=30, second=0, microsecond=0)
    return {
        "flight_number": "CA940",
        "departs_at": departs.isoformat(),
        "from_country": "IT",
        "transit": [],
        "destination": "PEK",
        "ticketed": True,
        "departure_airport": "FCO",
    }
