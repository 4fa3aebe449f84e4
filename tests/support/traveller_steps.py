"""Steps of travellers' tests: applying for the international edition, a trip, declaring abroad, looking at the code."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.client import Answer, Client
from tests.support.resident_steps import applied, declare, refreshed

DAY = timedelta(days=1)
START = datetime(2020, 4, 20, 4, 0, tzinfo=UTC)
"""Noon in Shanghai, after the beginning of the policy."""

_PASSPORTS, _NAMES = iter(range(10_000_000)), iter(range(10_000_000))


def a_passport() -> str:
    """A number that no other test uses."""
    return f"E{next(_PASSPORTS):08d}"


def a_name() -> str:
    """A name that no other test uses: whoever shares name, birth date and sex with another waits for staff."""
    serial = next(_NAMES)
    return f"WEI LI{''.join(chr(65 + serial // 26**place % 26) for place in range(4))}"


def passport_form(**changes: Any) -> dict[str, Any]:
    """What somebody without an ID card types."""
    number = changes.pop("number", None) or a_passport()
    document = {"type": "passport", "number": number, "country": "CN", "expires_on": "2027-01-01"}
    form = {
        "entry": "passport",
        "scheme": "international",
        "name": "WEI LI",
        "document": document | changes.pop("document", {}),
        "birth_date": "1990-05-17",
        "sex": "female",
        "nationality": "CN",
    }
    return form | changes


def traveller(at: datetime = START, **changes: Any) -> tuple[Client, str]:
    """A client with a person of its own who has an ID card and travels."""
    client, person = applied(Client(), at, scheme="international", residence=None, **changes)
    return client, person["id"]


def with_passport(at: datetime = START, **changes: Any) -> tuple[Client, str]:
    """The same by the other entry."""
    from tests.support.resident_steps import log_in

    client = log_in(Client(), at=at)
    answer = client.post("/v1/people", passport_form(**({"name": a_name()} | changes)), at=at)
    assert answer.status == 201, answer.raw
    return client, answer.body["id"]


def certified(cloud: Any, at: datetime = START, **changes: Any) -> tuple[Client, str]:
    """A traveller whom the real-name service has confirmed."""
    from chalicelib.features.people import certification_job

    client, person_id = traveller(at, **changes)
    certification_job.work({"person_id": person_id}, at)
    return client, person_id


def trip(**changes: Any) -> dict[str, Any]:
    """From Rome to Beijing on 5 May 2020, late enough for a streak that begins on 20 April."""
    form = {
        "flight_number": "CA940",
        "departs_at": "2020-05-05T13:30:00+02:00",
        "from_country": "IT",
        "transit": [],
        "destination": "PEK",
        "ticketed": True,
        "departure_airport": "FCO",
    }
    return {name: value for name, value in (form | changes).items() if value is not None}


def set_trip(client: Client, person_id: str, at: datetime = START, **changes: Any) -> Answer:
    return refreshed(client, at).call("PUT", f"/v1/people/{person_id}/trip", trip(**changes), at=at)


def abroad(client: Client, person_id: str, at: datetime, **changes: Any) -> Answer:
    """A normal declaration from Italy."""
    return declare(client, person_id, at, **({"location": "IT"} | changes))


def due_reminder(client: Client, person_id: str) -> None:
    """The reminder of a declaration that runs out."""
    from chalicelib.features.sweep import expiry_job

    abroad(client, person_id, START)
    expiry_job.sweep(START + timedelta(hours=22))


def code(client: Client, person_id: str, at: datetime) -> dict[str, Any]:
    """The code as it is shown at `at`."""
    answer = refreshed(client, at).get(f"/v1/people/{person_id}/code", at=at)
    assert answer.status == 200, answer.raw
    return dict(answer.body)


def risks(client: Client, person_id: str, at: datetime) -> dict[str, str]:
    """Kind and earliest day to board of each risk."""
    return {risk["kind"]: risk["earliest_boarding_on"] for risk in code(client, person_id, at)["risks"]}


def told(client: Client, at: datetime, kind: str | None = None) -> list[dict[str, Any]]:
    """The inbox, newest first; of one kind only if named."""
    items = refreshed(client, at).get("/v1/me/messages?limit=100", at=at).body["items"]
    return [each for each in items if kind in (None, each["kind"])]
