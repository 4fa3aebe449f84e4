"""A few residents in each colour for a new local stage, made through the API like anybody else.

Their past is real: each step runs at the instant at which it would have happened.
"""

import re
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from local.api import Answer, Api
from local.sms import fetch

WELL, FEVER = 36.5, 38.2
SMS_SECONDS = 20.0


class NotSeeded(Exception):
    """The API did not do what seeding asked of it."""


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
    return [_seed_one(api, resident, now) for resident in RESIDENTS]


def _seed_one(api: Api, resident: Resident, now: datetime) -> dict[str, str]:
    instants = [(now - timedelta(days=days), temperature) for days, temperature in resident.declared]
    session = _log_in(api, resident.phone, instants[0][0])
    body = _application(resident)
    person = _right(api.invoke("POST", "/v1/people", body, _bearer(session), instants[0][0]))
    colour = ""
    for at, temperature in instants:
        session = _refreshed(api, session, at)
        path = f"/v1/people/{person['id']}/declarations"
        answer = _right(api.invoke("POST", path, _declaration(temperature), _bearer(session), at))
        colour = answer["code"]["colour"]
    return {"name": resident.name, "phone": resident.phone, "colour": colour}


def _log_in(api: Api, phone: str, at: datetime) -> dict[str, Any]:
    before = len(_texts(api, phone))
    wanted = {"phone": phone, "purpose": "login"}
    challenge = _right(api.invoke("POST", "/v1/login/codes", wanted, at=at))
    code = _code_from_sms(api, phone, before)
    given = {"challenge_id": challenge["challenge_id"], "code": code}
    return dict(_right(api.invoke("POST", "/v1/login/sessions", given, at=at)))


def _code_from_sms(api: Api, phone: str, before: int) -> str:
    end_at = time.monotonic() + SMS_SECONDS
    while time.monotonic() < end_at:
        texts = _texts(api, phone)
        found = re.search(r"(?<!\d)\d{6}(?!\d)", texts[-1]) if len(texts) > before else None
        if found:
            return found[0]
        time.sleep(0.1)
    raise NotSeeded(f"no login code was sent to {phone} within {SMS_SECONDS:.0f} s")


def _texts(api: Api, phone: str) -> list[str]:
    return [message["text"] for message in fetch(str(api.home.endpoint)) if message["to"] == phone]


def _refreshed(api: Api, session: dict[str, Any], at: datetime) -> dict[str, Any]:
    given = {"refresh_token": session["refresh_token"]}
    return dict(_right(api.invoke("POST", "/v1/login/sessions/refresh", given, at=at)))


def _bearer(session: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {session['access_token']}"}


def _application(resident: Resident) -> dict[str, Any]:
    return {
        "entry": "id_card",
        "scheme": "domestic",
        "relation": "self",
        "name": resident.name,
        "document": {"type": "id_card", "number": with_check_character(resident.digits)},
        "residence": "630102",
    }


def with_check_character(digits: str) -> str:
    """A resident ID number from its first 17 digits (GB 11643, ISO 7064 MOD 11-2)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11]


def _declaration(temperature: float) -> dict[str, Any]:
    return {
        "temperature": temperature,
        "symptoms": [],
        "contact": {"kind": "none"},
        "test": {"result": "none"},
        "location": "630102",
        "stays": [],
    }


def _right(answer: Answer) -> Any:
    if answer.status >= 400:
        raise NotSeeded(f"{answer.status} {answer.text}")
    return answer.json()
