"""A person's part of a scan: what cannot be true of it, which visit it is, what follows for the colour."""

import secrets as random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from chalicelib.access.actor import Actor
from chalicelib.codes.venue import VenueCode
from chalicelib.config import ANOMALY_WITHDRAWAL, POLICY_ZONE
from chalicelib.features.gates import anomalies
from chalicelib.features.gates.anomalies import Reading
from chalicelib.features.visits import presence, records
from chalicelib.features.visits.presence import AtVenue, Booked, Outcome
from chalicelib.features.visits.records import PresenceRecord, VisitRecord
from chalicelib.person import colour
from chalicelib.person.changing import Attempt
from chalicelib.person.person import Person
from chalicelib.person.records import StateRecord
from chalicelib.places.doors import Door
from chalicelib.places.venues import VenueItem
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.decide import Decision
from chalicelib.scoring.facts import StayKnown
from chalicelib.scoring.plausible import Mark, Place, Sighting, fits, is_far
from chalicelib.scoring.visits import Direction, Scan
from chalicelib.store.transactions import Step

Content = dict[str, AtVenue]


@dataclass(frozen=True)
class Scanning:
    """A scan as it concerns everybody who came with it. `actor` has the region of the venue."""

    actor: Actor
    venue: VenueItem
    direction: Direction
    at: datetime
    now: datetime
    by_gate: bool
    code: VenueCode | None = None
    location: tuple[float, float, float] | None = None
    presentation: str | None = None
    temperature: Decimal | None = None
    anomaly: str | None = None
    door: Door | None = None

    @property
    def place(self) -> Place:
        return Place(float(self.venue.lat), float(self.venue.lon))

    @property
    def scan(self) -> Scan:
        return Scan(self.at, self.direction)


@dataclass(frozen=True)
class Entry:
    """What a scan was for one person: the visit it belongs to; whether it began one; what was measured that colours.

    `state` is theirs as it follows from it.
    """

    state: StateRecord
    visit: VisitRecord
    began: bool = False
    reading: Reading | None = None


def content_of(kept: PresenceRecord, now: datetime) -> Content:
    """What a presence says, without what is over."""
    return presence.pruned(presence.load(kept.content), now)


def marks_of(scanning: Scanning, content: Content) -> list[Mark]:
    """Why the scan cannot be true; nothing for one that can (domain: Venues)."""
    found: list[Mark] = []
    if scanning.location is not None:
        lat, lon, accuracy = scanning.location
        if is_far(scanning.place, scanning.venue.type, Place(lat, lon), accuracy):
            found.append("far_from_venue")
    seen = Sighting(scanning.at, scanning.place)
    if not fits(seen, presence.sightings(content, scanning.venue.id)):
        found.append("impossible_travel")
    old_screen = scanning.code is not None and scanning.code.is_screen and not scanning.code.is_current(scanning.at)
    if old_screen or scanning.presentation == "stale":
        found.append("old_code")
    return found


def book(attempt: Attempt, scanning: Scanning, person: Person, kept: PresenceRecord, *, measured: bool) -> Entry:
    """Puts the scan among the person's others. `measured`: the temperature and the anomaly are this person's.

    A scan that belongs to a visit already recorded costs one read of it.
    """
    content = content_of(kept, scanning.now)
    marks = marks_of(scanning, content)
    trusted = content.get(scanning.venue.id)
    if marks and trusted is not None and trusted.visit_at(scanning.at) is not None:
        # Whoever is there by a trusted scan is there: a doubtful one adds nothing.
        marks = []
    return record(attempt, scanning, person, kept, content, marks, measured=measured)


def record(
    attempt: Attempt,
    scanning: Scanning,
    person: Person,
    kept: PresenceRecord,
    content: Content,
    marks: Sequence[Mark],
    *,
    measured: bool = False,
) -> Entry:
    """The same where it is known whether the scan is suspect. Writes nothing for a scan that is known."""
    key = presence.key_of(scanning.venue.id, suspect=bool(marks))
    outcome = presence.scanned(
        content.get(key) or AtVenue(scanning.venue.type, scanning.place.lat, scanning.place.lon), scanning.scan
    )
    if not outcome.is_new:
        return Entry(person.state, _recorded(person.id, outcome.visit))
    found = _learn(attempt, scanning, person, outcome.visit, marks, measured=measured)
    visits = _visits(scanning, person.state, outcome, found)
    content[key] = _noted(outcome, visits, found.reading, scanning.at)
    superseded = [] if marks else _superseded(scanning, content, person.id)
    attempt.write(*(_visit_step(visit, outcome) for visit in visits), *superseded)
    attempt.write(records.presence_write(kept, presence.dump(content)))
    return Entry(person.state, _own(visits, outcome), not outcome.visit.sk, found.reading)


@dataclass(frozen=True)
class Findings:
    """What a scan shows of its person: why it cannot be true, what was measured, and the colour that the guard sees."""

    marks: Sequence[Mark]
    temperature: Decimal | None
    reading: Reading | None
    decision: Decision


def _learn(
    attempt: Attempt, scanning: Scanning, person: Person, booked: Booked, marks: Sequence[Mark], *, measured: bool
) -> Findings:
    """Folds what the scan says of where the person was and how they are; a suspect one says nothing.

    The decision is the one that follows from it.
    """
    temperature = scanning.temperature if measured else None
    reading = _reading(scanning, booked) if measured and not marks else None
    if not marks:
        _record_stay(scanning, person)
    if reading is not None:
        anomalies.keep(attempt, person, reading)
    return Findings(marks, temperature, reading, colour.decision(person.state, None, scanning.now))


def _record_stay(scanning: Scanning, person: Person) -> None:
    """Every county and day is one fact."""
    day, region = policy_day(scanning.at, POLICY_ZONE), scanning.venue.region
    known = colour.load_state(person.state).stays
    if not any(stay.region == region and stay.first <= day <= stay.last for stay in known):
        person.record(StayKnown(f"-stay-{region}-{day}", scanning.now, region, day, day))


def _superseded(scanning: Scanning, content: Content, person_id: str) -> list[Step]:
    """Ends a suspect visit at the same venue as a trusted scan comes: one visit a person and venue is open."""
    key = presence.key_of(scanning.venue.id, suspect=True)
    there = content.get(key)
    if there is None or there.visit_at(scanning.at) is None:
        return []
    outcome = presence.scanned(there, Scan(scanning.at, "out"))
    content[key] = outcome.there
    return [_visit_step(_recorded(person_id, each), outcome) for each in outcome.corrected]


def _recorded(person_id: str, booked: Booked) -> VisitRecord:
    """A visit recorded before, with the span that all scans give it now."""
    visit = records.known(person_id, booked.sk)
    visit.came, visit.left = booked.span.came, booked.span.left
    return visit


def _visits(scanning: Scanning, state: StateRecord, outcome: Outcome, found: Findings) -> list[VisitRecord]:
    """The visits that this scan made or changed, and always the one that it belongs to."""
    changed = {each.sk: each for each in (*outcome.corrected, outcome.visit) if each.sk}
    visits = [_recorded(state.person_id, each) for each in changed.values()]
    visits += [_new_visit(scanning, state, each, found) for each in outcome.created]
    own = _own(visits, outcome)
    if found.temperature is not None:
        own.temperature = float(found.temperature)
    if found.reading is not None:
        own.anomaly_id, own.anomaly_at = found.reading.id, scanning.at
        own.colour = found.decision.colour
    return visits


def _own(visits: Iterable[VisitRecord], outcome: Outcome) -> VisitRecord:
    """Of all that a scan made or changed the visit that it belongs to."""
    return next(visit for visit in visits if visit.came == outcome.visit.span.came)


def _new_visit(scanning: Scanning, state: StateRecord, booked: Booked, found: Findings) -> VisitRecord:
    venue, came = scanning.venue, booked.span.came
    return records.make(
        state.person_id,
        random.token_hex(10),
        came,
        venue_id=venue.id,
        venue_name=venue.name,
        venue_type=venue.type,
        region=venue.region,
        door=scanning.door.number if scanning.door else None,
        door_name=scanning.door.name if scanning.door else None,
        left=booked.span.left,
        direction="out" if booked.span.left == came == scanning.at and scanning.direction == "out" else "in",
        recorded_at=scanning.now,
        recorded_by=scanning.actor.account_id,
        by_gate=scanning.by_gate,
        name_masked=state.name_masked,
        last4=state.last4,
        colour=found.decision.colour,
        marks=list(found.marks),
        presentation=scanning.presentation,
    )


def _noted(outcome: Outcome, visits: list[VisitRecord], reading: Reading | None, at: datetime) -> AtVenue:
    there = presence.recorded(outcome.there, {visit.came: str(visit.sk) for visit in visits})
    return presence.with_anomaly(there, outcome.visit.span.came, at) if reading else there


def _visit_step(visit: VisitRecord, outcome: Outcome) -> Step:
    day = policy_day(visit.came, POLICY_ZONE).isoformat()
    known = {each.sk for each in outcome.there.visits}
    return records.visit_change(visit, day) if visit.sk in known else records.visit_put(visit, day)


def _reading(scanning: Scanning, booked: Booked) -> Reading | None:
    """What was measured, if it colours and was not measured about then in the same visit.

    Told by the instants of the scans, not by when they arrive: a delivery may come again hours later.
    """
    if booked.anomaly_at is not None and abs(scanning.at - booked.anomaly_at) < ANOMALY_WITHDRAWAL:
        return None
    venue_id, name = scanning.venue.id, random.token_hex(10)
    reading = Reading(name, scanning.at, scanning.actor, venue_id, scanning.temperature, scanning.anomaly)
    return reading if anomalies.is_anomalous(reading) else None
