"""A case with its contacts and a rated county, for a new local stage: agreed to by two, like everywhere."""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.scoring.days import policy_day
from local.api import Api
from local.offices import Office, by_two
from local.residents import Resident, arrived, shown
from local.steps import right, with_check_character

COUNTY = "632803"
"""Mangnai, which nobody else of the seed has been to."""
REFERENCE = "SEED-1"
CASE = Resident("示例例", "+8613800000007", "63010219880808007", ((0, 36.5),))
CONTACT = Resident("示例触", "+8613800000008", "63010219690909008", ((0, 36.5),))
NOBODY = "63010219710707009"
"""Of somebody who has not applied: what is known waits under the number."""


def seed_outbreak(api: Api, staff: list[dict[str, Any]], now: datetime) -> list[dict[str, str]]:
    """Makes what is missing of it; the two people whom it turned red, with phones."""
    people = [(each, *arrived(api, each, now)) for each in (CASE, CONTACT)]
    # Sessions of ten minutes ago: the one-time codes of now stay for whoever logs in next.
    before = now - timedelta(minutes=10)
    first, second = (Office.logged_in(api, staff, login, before) for login in ("epidemiologist", "epidemiologist-2"))
    yesterday = (policy_day(now, POLICY_ZONE) - timedelta(days=1)).isoformat()
    _contacts(first, second, _case(first, second, yesterday, now), yesterday, now)
    _rating(first, second, yesterday, now)
    return [
        {"name": each.name, "phone": each.phone, "colour": shown(api, session, person_id, now)}
        for each, session, person_id in people
    ]


def _card(digits: str) -> dict[str, Any]:
    return {"document": {"type": "id_card", "number": with_check_character(digits)}}


def _case(first: Office, second: Office, on: str, now: datetime) -> str:
    """The case's id."""
    known = right(first.call("GET", "/v1/cases?region=630102&limit=100", at=now))["items"]
    if found := [each["id"] for each in known if each["source_ref"] == REFERENCE]:
        return str(found[0])
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
