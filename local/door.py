"""A restaurant that is open, with its manager, for a new local stage."""

from datetime import datetime, timedelta
from typing import Any

from local.api import Api
from local.offices import Office
from local.steps import bearer, log_in, one_time_code, right

NAME, PHONE = "示例餐厅", "+8613800000006"
_FORM = {
    "name": NAME,
    "type": "restaurant",
    "region": "630102",
    "credit_code": "91630102MA0000001G",
    "address": "东大街1号",
    "location": {"lat": 36.6171, "lon": 101.7782},
    "contact": {"name": "示例店", "phone": "0971-8230000"},
}


def seed_venue(api: Api, staff: list[dict[str, Any]], now: datetime) -> dict[str, str]:
    """Registers the venue and has a supervisor approve it; its name and its manager's phone."""
    session = log_in(api, PHONE, now)
    venue = right(api.invoke("POST", "/v1/venues", _FORM, bearer(session), now))
    supervisor = _supervisor(api, staff, now)
    right(api.invoke("PATCH", f"/v1/venues/{venue['id']}", {"status": "approved"}, bearer(supervisor), now))
    return {"name": NAME, "phone": PHONE, "colour": "manages the venue"}


def at_the_door(api: Api, staff: list[dict[str, Any]], now: datetime) -> str | None:
    """What hangs at the venue's door, as a supervisor of the country sees it; None where there is no such venue."""
    office = Office.logged_in(api, staff, "supervisor-country", now - timedelta(minutes=10))
    venues = right(office.call("GET", "/v1/venues?status=approved&limit=100", at=now))["items"]
    found = next((each["id"] for each in venues if each["name"] == NAME), None)
    if found is None:
        return None
    return str(right(office.call("GET", f"/v1/venues/{found}/code?kind=poster", at=now))["venue_code"])


def _supervisor(api: Api, staff: list[dict[str, Any]], now: datetime) -> dict[str, Any]:
    """A session of ten minutes ago: the one-time code of now stays for whoever logs in next."""
    login = next(each for each in staff if each["login"] == "supervisor-2")
    at = now - timedelta(minutes=10)
    code = one_time_code(login["totp_secret"], at)
    proof = {"login": login["login"], "password": login["password"], "totp": code}
    return dict(right(api.invoke("POST", "/v1/login/sessions", proof, at=at)))
