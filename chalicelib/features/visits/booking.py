"""One person's part of a scan: what cannot be true of it, which visit it is, what follows for the colour."""

import secrets as random
from collections.abc import Sequence
from dataclasses import dataclass, field
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
from chalicelib.person import colour, facts, history
from chalicelib.person import records as people
from chalicelib.person.records import StateRecord
from chalicelib.places.venues import VenueItem
from chalicelib.scoring.days import policy_day
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

    @property
    def place(self) -> Place:
        return Place(float(self.venue.lat), float(self.venue.lon))

    @property
    def scan(self) -> Scan:
        return Scan(self.at, self.direction)


@dataclass(frozen=True)
class Entry:
    """The steps that record it, none for a scan that is known; the visit it belongs to; whether it began one."""

    state: StateRecord
    visit: VisitRecord
    steps: list[Step] = field(default_factory=list)
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


def book(scanning: Scanning, state: StateRecord, kept: PresenceRecord, *, measured: bool) -> Entry:
    """Puts the scan among the person's others. `measured`: the temperature and the anomaly are this person's.

    A scan that belongs to a visit already recorded costs one read of it.
    """
    content = content_of(kept, scanning.now)
    marks = marks_of(scanning, content)
    trusted = content.get(scanning.venue.id)
    if marks and trusted is not None and trusted.visit_at(scanning.at) is not None:
        # Whoever is there by a trusted scan is there: a doubtful one adds nothing.
        marks = []
    return placed(scanning, state, kept, content, marks, measured=measured)


def placed(
    scanning: Scanning,
    state: StateRecord,
    kept: PresenceRecord,
    content: Content,
    marks: Sequence[Mark],
    *,
    measured: bool = False,
) -> Entry:
    """The same where it is known whether the scan is suspect."""
    key = presence.key_of(scanning.venue.id, suspect=bool(marks))
    outcome = presence.scanned(
        content.get(key) or AtVenue(scanning.venue.type, scanning.place.lat, scanning.place.lon), scanning.scan
    )
    if not outcome.is_new:
        return Entry(state, _recorded(state.person_id, outcome.visit))
    reading = _reading(scanning, outcome.visit) if measured and not marks else None
    # First what follows for the colour: the visit says the one that the guard sees.
    consequences = _facts(scanning, state, reading, suspect=bool(marks))
    visits = _visits(scanning, state, outcome, marks, reading, measured=measured)
    content[key] = _noted(outcome, visits, reading, scanning.at)
    superseded = [] if marks else _superseded(scanning, content, state.person_id)
    steps: list[Step] = [
        records.presence_write(kept, presence.dump(content)),
        *(_visit_step(visit, outcome) for visit in visits),
        *superseded,
        *consequences,
    ]
    own = next(visit for visit in visits if visit.came == outcome.visit.span.came)
    return Entry(state, own, steps, not outcome.visit.sk, reading)


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
    visit = records.find(person_id, booked.sk) or VisitRecord(f"PV#{person_id}", booked.sk)
    visit.came, visit.left = booked.span.came, booked.span.left
    return visit


def _visits(
    scanning: Scanning,
    state: StateRecord,
    outcome: Outcome,
    marks: Sequence[Mark],
    reading: Reading | None,
    *,
    measured: bool,
) -> list[VisitRecord]:
    """The visits that this scan made or changed, and always the one that it belongs to."""
    person_id = state.person_id
    changed = {each.sk: each for each in (*outcome.corrected, outcome.visit) if each.sk}
    visits = [_recorded(person_id, each) for each in changed.values()]
    visits += [_new_visit(scanning, state, each, marks) for each in outcome.created]
    own = next(visit for visit in visits if visit.came == outcome.visit.span.came)
    if measured and scanning.temperature is not None:
        own.temperature = float(scanning.temperature)
    if reading is not None:
        own.anomaly_id, own.anomaly_at = reading.id, scanning.at
        own.colour = colour.decision(state, None, scanning.now).colour
    return visits


def _new_visit(scanning: Scanning, state: StateRecord, booked: Booked, marks: Sequence[Mark]) -> VisitRecord:
    venue, came = scanning.venue, booked.span.came
    decision = colour.decision(state, None, scanning.now)
    return VisitRecord(
        f"PV#{state.person_id}",
        records.sort_key(came, random.token_hex(10)),
        venue_id=venue.id,
        venue_name=venue.name,
        venue_type=venue.type,
        region=venue.region,
        came=came,
        left=booked.span.left,
        direction="out" if booked.span.left == came == scanning.at and scanning.direction == "out" else "in",
        recorded_at=scanning.now,
        recorded_by=scanning.actor.account_id,
        by_gate=scanning.by_gate,
        name_masked=state.name_masked,
        last4=state.last4,
        colour=decision.colour,
        marks=list(marks),
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


def _facts(scanning: Scanning, state: StateRecord, reading: Reading | None, *, suspect: bool) -> list[Step]:
    """What the scan says of where the person was and how they are. A suspect one says nothing."""
    day = policy_day(scanning.at, POLICY_ZONE)
    known = colour.load_state(state).stays
    region = scanning.venue.region
    is_known = any(stay.region == region and stay.first <= day <= stay.last for stay in known)
    if suspect or (is_known and reading is None):
        return []
    read = int(state.version)
    steps: list[Step] = []
    if not is_known:
        # The id sorts before an anomaly's of the same instant, because facts are folded in that order.
        stay = StayKnown(f"-stay-{region}-{day}", scanning.now, region, day, day)
        steps += [history.evidence_put(state.person_id, stay.id, scanning.now, *facts.content(stay))]
        steps += colour.apply_facts(state, [stay], scanning.now)
    if reading is not None:
        steps += anomalies.fold(state, reading, scanning.now)
    return [*steps, people.state_write(state, read)]
