"""The trip: what a traveller says of the journey to China. Nothing of it touches the streak."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.access.actor import Actor
from chalicelib.config import POLICY_ZONE
from chalicelib.errors import FieldError, Invalid, NotFound, Refused
from chalicelib.http.regions import country_problem
from chalicelib.identity import airports
from chalicelib.identity.airports import Airport
from chalicelib.identity.countries import CHINA
from chalicelib.identity.flights import plain_flight
from chalicelib.identity.regions import is_city_or_province, is_county
from chalicelib.person import colour, travel
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import own_state
from chalicelib.person.person import Person
from chalicelib.person.records import StateRecord
from chalicelib.scoring.days import policy_day

_IN_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,20}")
"""A city's Chinese name, as on a ticket printed in China. The list of airports has English names only."""
_FURTHEST = timedelta(days=400)
"""Airlines sell seats up to about 360 days ahead."""


@dataclass(frozen=True)
class TripForm:
    """A journey as it was typed. `departs_at` is a day where only an expected day is known."""

    departs_at: datetime | date
    from_country: str
    destination: str
    ticketed: bool
    flight_number: str | None = None
    transit: tuple[tuple[str, bool], ...] = ()
    departure_airport: str | None = None

    def stored(self) -> dict[str, Any]:
        """What is kept of it: one spelling of each, the traveller's own offset of the departure."""
        return {
            "flight_number": plain_flight(self.flight_number) if self.flight_number else None,
            "departs_at": departure(self.departs_at).isoformat(),
            "from_country": self.from_country,
            "transit": [{"country": country, "left_airport": left} for country, left in self.transit],
            "destination": _plain_place(self.destination),
            "ticketed": self.ticketed,
            "departure_airport": self.departure_airport.strip().upper() if self.departure_airport else None,
            "timezone": self._timezone(),
        }

    def _timezone(self) -> str | None:
        """The zone of the airport of departure, kept so that reminders need no list of airports."""
        airport = airports.find(self.departure_airport.strip().upper()) if self.departure_airport else None
        return airport.timezone if airport else None


def departure(typed: datetime | date) -> datetime:
    """The instant of departure; for an expected day the last second of that day in Shanghai."""
    if isinstance(typed, datetime):
        return typed
    return datetime(typed.year, typed.month, typed.day, 23, 59, 59, tzinfo=POLICY_ZONE)


def _plain_place(text: str) -> str:
    """Codes in capitals; a city's name as it was written."""
    tidy = " ".join(text.split())
    return tidy.upper() if len(tidy) == 3 else tidy


def put(actor: Actor, person_id: str, form: TripForm, now: datetime, language: str) -> dict[str, Any]:
    """Sets or changes the trip of one of the account's people. One read, one transaction.

    Raises NotFound, Invalid with every wrong field, Refused `not_eligible` without an international code.
    """
    state = _write(actor, person_id, form, now)
    return view(state, now, language)


def cancel(actor: Actor, person_id: str, now: datetime) -> None:
    """Takes the trip away; there being none is no error."""
    _write(actor, person_id, None, now)


def show(actor: Actor, person_id: str, now: datetime, language: str) -> dict[str, Any]:
    """The trip as it stands. One read. Raises NotFound where there is none."""
    state = own_state(actor, person_id)
    if state.trip is None:
        raise NotFound()
    return view(state, now, language)


def _write(actor: Actor, person_id: str, form: TripForm | None, now: datetime) -> StateRecord:
    def change(attempt: Attempt) -> StateRecord:
        person = attempt.person(own_state(actor, person_id))
        if set_trip(person, form, now, prefix=""):
            person.settle()
        return person.state

    return changing(now, change)


def set_trip(person: Person, form: TripForm | None, now: datetime, *, prefix: str) -> bool:
    """Plans the trip; says whether that changes anything. `prefix` goes before field names.

    A trip sent again unchanged is accepted after its departure too: pages send what they prefilled.
    """
    state = person.state
    if form is None:
        return _cancelled(person)
    if "international" not in state.schemes:
        raise Refused("not_eligible", FieldError(prefix.rstrip(".") or "trip", "international_only"))
    problems = _problems(form, now, prefix)
    if problems not in ([], [_past(prefix)]):
        raise Invalid(None, *problems)
    stored = form.stored()
    if state.trip and _same(stored, state.trip):
        return False
    if problems:
        raise Invalid(None, *problems)
    person.plan_trip(stored | {"updated_at": now.isoformat()})
    return True


def _cancelled(person: Person) -> bool:
    if person.state.trip is None and person.state.departed_at is None:
        return False
    person.plan_trip(None)
    return True


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two stored trips say the same; the departure may be written with different offsets."""
    if datetime.fromisoformat(one["departs_at"]) != datetime.fromisoformat(other["departs_at"]):
        return False
    return all(one[key] == other.get(key) for key in one if key != "departs_at")


def _problems(form: TripForm, now: datetime, prefix: str) -> list[FieldError]:
    """Everything that is wrong, each with its field."""
    found = [
        *_of_flight(form, prefix),
        *_of_departure(form, now, prefix),
        _of_origin(form.from_country, f"{prefix}from_country"),
        *(country_problem(code, f"{prefix}transit.{i}.country") for i, (code, _) in enumerate(form.transit)),
        _of_destination(form.destination, f"{prefix}destination"),
        _of_airport(form, f"{prefix}departure_airport"),
    ]
    return [each for each in found if each is not None]


def _of_origin(code: str, field: str) -> FieldError | None:
    """A journey to China does not begin in mainland China."""
    return FieldError(field, "begins_in_china") if code == "CN" else country_problem(code, field)


def _of_flight(form: TripForm, prefix: str) -> list[FieldError]:
    field = f"{prefix}flight_number"
    if form.flight_number is None:
        return [FieldError(field, "flight_required")] if form.ticketed else []
    return [] if plain_flight(form.flight_number) else [FieldError(field, "flight_form")]


def _past(prefix: str) -> FieldError:
    return FieldError(f"{prefix}departs_at", "departed")


def _of_departure(form: TripForm, now: datetime, prefix: str) -> list[FieldError]:
    field = f"{prefix}departs_at"
    if form.ticketed and not isinstance(form.departs_at, datetime):
        return [FieldError(field, "departure_time_required")]
    at = departure(form.departs_at)
    if at < now:
        return [_past(prefix)]
    return [FieldError(field, "departs_too_late", {"days": _FURTHEST.days})] if at - now > _FURTHEST else []


def _of_destination(text: str, field: str) -> FieldError | None:
    place = _plain_place(text)
    airport = airports.find(place)
    if airport is not None:
        return None if airport.country in CHINA else FieldError(field, "destination_abroad")
    known = is_county(place) or is_city_or_province(place) or place == "CN" or airports.is_chinese_city(place)
    return None if known or _IN_CHINESE.fullmatch(place) else FieldError(field, "unknown_destination")


def _of_airport(form: TripForm, field: str) -> FieldError | None:
    if form.departure_airport is None:
        return None
    airport = airports.find(form.departure_airport.strip().upper())
    if airport is None:
        return FieldError(field, "unknown_airport")
    on_the_way = {form.from_country, *(country for country, _ in form.transit)}
    fits = not on_the_way.isdisjoint(airports.countries(airport)) or any(
        country_problem(country, field) for country in on_the_way
    )
    return None if fits else FieldError(field, "airport_off_the_way")


def view(state: StateRecord, now: datetime, language: str) -> dict[str, Any]:
    """The trip with its times in Beijing and at the airport, and what it asks of the traveller."""
    assessed = colour.assessed(state, colour.load_state(state), now)
    return shown(state.trip) | travel.answer(assessed, language)


def shown(trip: dict[str, Any]) -> dict[str, Any]:
    """A stored trip as it is answered."""
    departs_at = datetime.fromisoformat(trip["departs_at"])
    start, end = _airport(trip["departure_airport"]), _airport(trip["destination"])
    local = departs_at.astimezone(ZoneInfo(start["timezone"])) if start else departs_at
    return {key: value for key, value in trip.items() if key != "timezone"} | {
        "departs_on": policy_day(departs_at, POLICY_ZONE),
        "departs_beijing": departs_at.astimezone(POLICY_ZONE).isoformat(),
        "departs_local": local.isoformat(),
        "departure": start,
        "arrival": end,
    }


def _airport(code: str | None) -> dict[str, Any] | None:
    airport = airports.find(code) if code else None
    return place(airport) if airport else None


def place(airport: Airport) -> dict[str, Any]:
    """An airport as it is answered."""
    return {
        "code": airport.code,
        "name": airport.name,
        "city": airport.city,
        "country": airport.country,
        "countries": sorted(airports.countries(airport)),
        "timezone": airport.timezone,
    }
