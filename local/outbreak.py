"""A case with its contacts and a rated county, for a new local stage: agreed to by two, like everywhere.

The case was at the seeded venue together with somebody who is no contact yet: a list can be made of it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.scoring.days import policy_day
from local.api import Api
from local.door import at_the_door
from local.offices import Office, by_two
from local.residents import Resident, arrived, shown
from local.steps import bearer, refreshed, right, with_check_character

COUNTY = "632803"
"""Mangnai, which nobody else of the seed has been to."""
REFERENCE = "SEED-1"
CASE = Resident("示例例", "+8613800000007", "63010219880808007", ((0, 36.5),))
CONTACT = Resident("示例触", "+8613800000008", "63010219690909008", ((0, 36.5),))
MET = Resident("示例遇", "+8613800000009", "63010219770707010", ((0, 36.5),))
"""Of somebody who was where the case was."""
NOBODY = "63010219710707009"
"""Of somebody who has not applied: what is known waits under the number."""
_HERE = timedelta(hours=5)


def seed_outbreak(api: Api, staff: list[dict[str, Any]], now: datetime) -> list[dict[str, str]]:
    """Makes what is missing of it; the two people whom it turned red and who was with the case, with phones."""
    # Here for some hours before the case is known: it was somewhere with others.
    people = [Visitor(api, each, *arrived(api, each, now - _HERE)) for each in (CASE, CONTACT, MET)]
    # Sessions of ten minutes ago: the one-time codes of now stay for whoever logs in next.
    before = now - timedelta(minutes=10)
    first, second = (Office.logged_in(api, staff, login, before) for login in ("epidemiologist", "epidemiologist-2"))
    yesterday = (policy_day(now, POLICY_ZONE) - timedelta(days=1)).isoformat()
    case = _known_case(first, now)
    if case is None:
        _were_at_the_venue(people[0], people[2], at_the_door(api, staff, now), now)
        case = _entered(first, second, yesterday, now)
    _contacts(first, second, case, yesterday, now)
    _rating(first, second, yesterday, now)
    return [each.told(now) for each in people]


@dataclass
class Visitor:
    """A resident with a session, which each step renews."""

    api: Api
    resident: Resident
    session: dict[str, Any]
    person_id: str

    def stayed(self, venue_code: str, came: datetime, left: datetime) -> None:
        """Scans what hangs at a door when they come and when they go."""
        body = {"person_id": self.person_id, "venue_code": venue_code}
        for direction, at in (("in", came), ("out", left)):
            self.session = refreshed(self.api, self.session, at)
            visit = body | {"direction": direction}
            right(self.api.invoke("POST", "/v1/visits", visit, bearer(self.session), at))

    def told(self, now: datetime) -> dict[str, str]:
        """Name, phone and colour."""
        colour = shown(self.api, self.session, self.person_id, now)
        return {"name": self.resident.name, "phone": self.resident.phone, "colour": colour}


def _were_at_the_venue(case: Visitor, met: Visitor, venue_code: str | None, now: datetime) -> None:
    """An hour together; nothing where there is no venue."""
    if venue_code is None:
        return
    came = now - timedelta(hours=4)
    case.stayed(venue_code, came, came + timedelta(minutes=90))
    met.stayed(venue_code, came + timedelta(minutes=30), came + timedelta(minutes=100))


def _card(digits: str) -> dict[str, Any]:
    return {"document": {"type": "id_card", "number": with_check_character(digits)}}


def _known_case(office: Office, now: datetime) -> str | None:
    """The case's id, where it was made before."""
    known = right(office.call("GET", "/v1/cases?region=630102&limit=100", at=now))["items"]
    return next((str(each["id"]) for each in known if each["source_ref"] == REFERENCE), None)


def _entered(first: Office, second: Office, on: str, now: datetime) -> str:
    """The id of the case that one entered and another put in force."""
    form = {"kind": "confirmed", "on": on, "region": "630102", "source_ref": REFERENCE, "note": "nucleic acid test"}
    return str(by_two(first, second, "POST", "/v1/cases", form | {"person": _card(CASE.digits)}, now)["subject"])


def _contacts(first: Office, second: Office, case_id: str, on: str, now: datetime) -> None:
    known = right(first.call("GET", f"/v1/contacts?case={case_id}&limit=100", at=now))["items"]
    form = {"case_ids": [case_id], "kind": "close", "last_exposure": on, "ground": "phone_interview"}
    for digits in (CONTACT.digits, NOBODY)[len(known) :]:
        body = form | {"person": _card(digits), "reason": "named by the case"}
        by_two(first, second, "POST", "/v1/contacts", body, now)


def _rating(first: Office, second: Office, since: str, now: datetime) -> None:
    path = f"/v1/regions/{COUNTY}/risk"
    if right(first.call("GET", path, at=now))["level"] is None:
        by_two(first, second, "PUT", path, {"level": "medium", "from": since, "reason": "three cases"}, now)
