"""The travel side of an international code: what is required, what is at risk, and telling of it once."""

from datetime import date, datetime
from typing import Any

from chalicelib.notify.texts import say
from chalicelib.person import outbox
from chalicelib.person.records import StateRecord
from chalicelib.scoring.travel import Risk, Transit, Travel, Trip
from chalicelib.store.transactions import Step


def trip_of(record: StateRecord) -> Trip | None:
    """The stored trip as the scoring core takes it."""
    stored = record.trip
    if stored is None:
        return None
    transit = tuple(Transit(each["country"], each["left_airport"]) for each in stored["transit"])
    return Trip(datetime.fromisoformat(stored["departs_at"]), stored["from_country"], transit)


def departs_at(record: StateRecord) -> datetime | None:
    """When the trip departs, or the last one did; the international code closes some time after it."""
    return datetime.fromisoformat(record.trip["departs_at"]) if record.trip else record.departed_at


def zone_of(record: StateRecord) -> str | None:
    """The time zone in which the traveller reads a clock, if it is known: of the quiet hours, or of the airport."""
    zone = (record.quiet or {}).get("timezone") or (record.trip or {}).get("timezone")
    return str(zone) if zone else None


def answer(travel: Travel | None, language: str) -> dict[str, Any]:
    """What a code and a trip say of the journey; nothing for a person without an international code."""
    if travel is None:
        return {}
    return {
        "required": travel.required,
        "boardable": travel.boardable,
        "earliest_boarding_on": travel.earliest_boarding_on,
        "risks": [
            {
                "kind": risk.kind,
                "text": _said(risk, language),
                "earliest_boarding_on": risk.earliest_boarding_on,
            }
            for risk in travel.risks
        ],
    }


def _said(risk: Risk, language: str) -> str:
    """What is at risk and what to do, with the day from which boarding is possible where one is known."""
    day = risk.earliest_boarding_on
    if day is None:
        return say(f"risk.{risk.kind}.no_day", language)
    return say(f"risk.{risk.kind}", language, day=spoken(day, language))


def spoken(day: date, language: str) -> str:
    """A day as a person says it: 3月12日, Thursday 12 March."""
    weekday = say("spoken.weekdays", language).split()[day.weekday()]
    name = say("spoken.months", language).split()[day.month - 1]
    return say("spoken.day", language, month=day.month, day=day.day, weekday=weekday, name=name)


def announced(record: StateRecord, travel: Travel | None, now: datetime) -> list[Step]:
    """The steps that tell of risks which have arisen since the person was last told; notes which ones stand.

    A risk that went and comes again is told again: it has arisen again.
    """
    standing = {risk.kind: risk for risk in travel.risks} if travel else {}
    known = set((record.notified or {}).get("risks", ()))
    steps: list[Step] = []
    for kind in sorted(standing.keys() - known):
        day = standing[kind].earliest_boarding_on
        params = {} if day is None else {"on": day.isoformat()}
        steps += outbox.entry(record, f"inbox_risk_{kind}", params, now, now)
    if known != standing.keys():
        record.notified = (record.notified or {}) | {"risks": sorted(standing)}
    return steps
