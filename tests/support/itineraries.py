"""Journeys of travellers through the API: when they declare by their own clock, what they say and how it is sent."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.support.client import Answer
from tests.support.reckoning.clock import DAY, SECOND, whole
from tests.support.reckoning.travellers import Reckoning
from tests.support.resident_steps import declaration, refreshed
from tests.support.traveller_steps import code, set_trip, traveller

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ANSWERS: dict[str, dict[str, Any]] = {"ill": {"symptoms": ["dry_cough"]}, "tired": {"symptoms": ["fatigue"]}}


@dataclass
class Step:
    """One declaration: how long after the last (None: the next day at the same hour of the wall clock, be that
    23, 24 or 25 hours), how one was, how it was sent: once, retried, or twice together."""

    after: timedelta | None = None
    how: str = "well"
    sent: str = "once"


@dataclass
class Journey:
    """A traveller's clock, habits and flights, as (day of the change, day of departure or None to cancel)."""

    zone: str
    begins: datetime
    steps: list[Step]
    flights: list[tuple[int, int | None]] = field(default_factory=list)
    quiet: tuple[str, str] | None = None

    def instants(self) -> list[datetime]:
        """When each step is made."""
        found = [self.begins.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)]
        for step in self.steps[1:]:
            found.append(found[-1] + step.after if step.after else self._same_clock(found[-1]))
        return found

    def _same_clock(self, last: datetime) -> datetime:
        zone = ZoneInfo(self.zone)
        return datetime.combine(last.astimezone(zone).date() + DAY, self.begins.time(), zone).astimezone(UTC)

    def changes(self) -> list[tuple[datetime, datetime | None]]:
        """When each flight is booked or cancelled, and when it leaves."""
        start = self.instants()[0]
        return [(start + on * DAY + 3 * HOUR, start + to * DAY + 2 * HOUR if to else None) for on, to in self.flights]

    def night_of(self, at: datetime) -> datetime | None:
        """When the quiet hours began in which `at` lies; None outside of them."""
        if self.quiet is None:
            return None
        zone, (start, end) = ZoneInfo(self.zone), [time.fromisoformat(each) for each in self.quiet]
        today = at.astimezone(zone).date()
        for evening in (today - DAY, today):
            began, over = datetime.combine(evening, start, zone), datetime.combine(evening + DAY, end, zone)
            if began.astimezone(UTC) <= at < over.astimezone(UTC):
                return began.astimezone(UTC)
        return None

    def reminded_at(self, filed: datetime) -> datetime:
        """Two hours before the end, or half an hour before the quiet hours."""
        usual = whole(filed) + DAY - 2 * HOUR
        night = self.night_of(usual)
        return night - 30 * MINUTE if night else usual


class Underway:
    """A journey as it is being made through the API, and the reckoning of it."""

    def __init__(self, journey: Journey) -> None:
        self.journey, self.reckoning = journey, Reckoning()
        self.differences: list[tuple[datetime, dict[str, Any], dict[str, Any]]] = []
        start = journey.instants()[0] - HOUR
        self.client, self.person_id = traveller(start)
        if journey.quiet:
            hours = {"from": journey.quiet[0], "until": journey.quiet[1], "timezone": journey.zone}
            body = {"language": "en", "sms": True, "quiet_hours": hours}
            assert self.client.call("PUT", "/v1/me/preferences", body, at=start).status == 200

    def file(self, at: datetime, step: Step) -> None:
        """Declares; the answer may be lost and asked for again, or two pages send at once."""
        refreshed(self.client, at)
        if step.sent == "together":
            with ThreadPoolExecutor(2) as pool:
                answers = list(pool.map(lambda n: self._send(at, step, f"{at.isoformat()}-{n}"), range(2)))
            assert answers[0].body["declaration"]["id"] != answers[1].body["declaration"]["id"]
        else:
            answers = [self._send(at, step, at.isoformat())]
        if step.sent == "retried":
            answers.append(self._send(at + 3 * SECOND, step, at.isoformat()))
            assert answers[0].body["declaration"] == answers[1].body["declaration"]
        assert {answer.status for answer in answers} == {201}, answers[0].raw
        self.reckoning.filed.append((at, step.how))
        self.look(at)

    def _send(self, at: datetime, step: Step, key: str) -> Answer:
        body = declaration(location="IT", **ANSWERS.get(step.how, {}))
        return self.client.post(f"/v1/people/{self.person_id}/declarations", body, at=at, idempotency_key=key)

    def fly(self, at: datetime, departs: datetime | None) -> None:
        """Sets, changes or cancels the trip; the ticket is printed in the traveller's own time."""
        if departs is None:
            path = f"/v1/people/{self.person_id}/trip"
            assert refreshed(self.client, at).call("DELETE", path, at=at).status == 204
        else:
            printed = departs.astimezone(ZoneInfo(self.journey.zone)).isoformat()
            answer = set_trip(self.client, self.person_id, at, departs_at=printed, departure_airport=None)
            assert answer.status == 200, answer.raw
        self.reckoning.trips.append((at, departs))
        self.look(at)

    def look(self, now: datetime) -> None:
        """Compares what is shown at `now` with what should be; never goes back in time."""
        found, expected = shown(code(self.client, self.person_id, now)), self.reckoning.expected(now)
        if found != expected:
            differing = {name for name in found if found[name] != expected[name]}
            self.differences.append((now, *({n: each[n] for n in differing} for each in (found, expected))))


def shown(found: dict[str, Any]) -> dict[str, Any]:
    """A code under the names of the reckoning."""
    since, until, earliest = found["streak"]["since"], found["valid_until"], found["earliest_boarding_on"]
    return {
        "colour": found["colour"],
        "rules": {hold["rule"] for hold in found["holds"]},
        "days": found["streak"]["days"],
        "since": date.fromisoformat(since) if since else None,
        "valid_until": datetime.fromisoformat(until) if until else None,
        "expired": found["expired"],
        "closed": found["closed"],
        "risks": [risk["kind"] for risk in found["risks"]],
        "earliest_boarding_on": date.fromisoformat(earliest) if earliest else None,
        "boardable": found["boardable"],
    }
