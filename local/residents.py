"""A few residents in each colour for a new local stage, made through the API like anybody else.

Their past is real: each step runs at the instant at which it would have happened.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from local.api import Api
from local.steps import bearer, log_in, refreshed, right, with_check_character

WELL, FEVER = 36.5, 38.2


@dataclass(frozen=True)
class Resident:
    """Made up: a name, a phone, a document's first 17 digits, and temperatures by how many days ago."""

    name: str
    phone: str
    digits: str
    declared: tuple[tuple[int, float], ...]


RESIDENTS = (
    Resident("示例青", "+8613800000001", "63010219900101001", ((0, WELL),)),
    Resident("示例安", "+8613800000002", "63010219550505002", ((1, WELL), (0, WELL))),
    # Ill three days ago and well since: yellow, with check-ins under way.
    Resident("示例黄", "+8613800000003", "63010219850315003", ((3, FEVER), (2, WELL), (1, WELL))),
    # Ill again on a later day while yellow: red.
    Resident("示例红", "+8613800000004", "63010219780820004", ((4, FEVER), (3, WELL), (1, FEVER))),
)


def seed_residents(api: Api, now: datetime) -> list[dict[str, str]]:
    """Makes each resident whose phone has no person yet; name, phone and colour of each."""
    return [seed_resident(api, resident, now) for resident in RESIDENTS]


def seed_resident(api: Api, resident: Resident, now: datetime) -> dict[str, str]:
    """Makes one who has no person yet; name, phone and colour."""
    session, person_id = arrived(api, resident, now)
    return {"name": resident.name, "phone": resident.phone, "colour": shown(api, session, person_id, now)}


def arrived(api: Api, resident: Resident, now: datetime) -> tuple[dict[str, Any], str]:
    """A session and the person's id; applied and declared where nobody was there yet."""
    instants = [(now - timedelta(days=days), temperature) for days, temperature in resident.declared]
    session = log_in(api, resident.phone, instants[0][0])
    known = right(api.invoke("GET", "/v1/people", None, bearer(session), instants[0][0]))["items"]
    if known:
        return session, known[0]["id"]
    person = right(api.invoke("POST", "/v1/people", _application(resident), bearer(session), instants[0][0]))
    for at, temperature in instants:
        session = refreshed(api, session, at)
        path = f"/v1/people/{person['id']}/declarations"
        right(api.invoke("POST", path, _declaration(temperature), bearer(session), at))
    return session, person["id"]


def shown(api: Api, session: dict[str, Any], person_id: str, now: datetime) -> str:
    """The colour that the person is shown."""
    headers = bearer(refreshed(api, session, now))
    return str(right(api.invoke("GET", f"/v1/people/{person_id}/code", None, headers, now))["colour"])


def _application(resident: Resident) -> dict[str, Any]:
    return {
        "entry": "id_card",
        "scheme": "domestic",
        "relation": "self",
        "name": resident.name,
        "document": {"type": "id_card", "number": with_check_character(resident.digits)},
        "residence": "630102",
    }


def _declaration(temperature: float) -> dict[str, Any]:
    return {
        "temperature": temperature,
        "symptoms": [],
        "contact": {"kind": "none"},
        "test": {"result": "none"},
        "location": "630102",
        "stays": [],
    }
