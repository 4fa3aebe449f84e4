"""Visits: one batch read and one transaction, however large the venue and however many were there before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from chalicelib.access.actor import Actor, require_own
from chalicelib.access.idempotency import Once
from chalicelib.codes.venue import VenueCode
from chalicelib.config import VISIT_AHEAD, VISIT_LATE
from chalicelib.errors import Conflict, NotFound, invalid, refused
from chalicelib.features.gates import anomalies
from chalicelib.features.venues import codes as venues_codes
from chalicelib.features.visits import booking, records, visitors
from chalicelib.features.visits.booking import Entry, Scanning
from chalicelib.features.visits.records import PresenceRecord
from chalicelib.features.visits.views import view
from chalicelib.features.visits.visitors import Visitors
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.person import Person
from chalicelib.person.records import StateRecord
from chalicelib.places import doors, members
from chalicelib.places.membership import require_gate, works_there
from chalicelib.places.venues import VenueItem, venue_key
from chalicelib.scoring.visits import Direction
from chalicelib.store.reading import read_together

PHONES_AT_ONCE = 20
"""How many phones may scan for one person at once: with each try one of them succeeds."""
# How the id of what a request made begins: whether it began a visit or belonged to one.
_BEGAN, _WENT_ON = "+", "="


@dataclass(frozen=True)
class Form:
    """A scan as it was sent. `location` is (lat, lon, inaccuracy in metres) of the phone that scanned."""

    direction: Direction
    venue_code: str | None = None
    venue_id: str | None = None
    person_id: str | None = None
    people: tuple[str, ...] = ()
    shown: str | None = None
    temperature: Decimal | None = None
    anomaly: str | None = None
    location: tuple[float, float, float] | None = None
    client_at: datetime | None = None
    sent_at: datetime | None = None
    door: int | None = None


@dataclass(frozen=True)
class Scene:
    """What one batch read found: the venue, whether the actor works there, each visitor if there still is."""

    venue: VenueItem
    works_there: bool
    states: list[StateRecord | None]
    presences: list[PresenceRecord]


def record(actor: Actor, form: Form, key: Once | None, now: datetime, language: str) -> tuple[dict[str, Any], bool]:
    """Records a scan; says whether it began a visit. One batch read and one transaction.

    A shown code costs a read of its index more, a visit recorded before a read of it, a county new to the
    person a batch read of ratings. Raises NotFound for another's person; Forbidden, before anything is told of
    a shown code; Refused `invalid_venue_code`, `shown_refused`; Invalid for the time of the scan; Conflict
    `venue_not_open`.
    """
    at = instant_of(form, now)
    code = venues_codes.read_code(form.venue_code) if form.venue_code else None
    venue_id = code.venue_id if code else form.venue_id
    if venue_id is None:
        raise invalid("venue_code", "venue_required")
    if form.venue_id not in (None, venue_id):
        raise invalid("venue_id", "bad_value")
    who = visitors.shown(form.shown, at, now) if form.shown else visitors.own(str(form.person_id), form.people)

    def change(attempt: Attempt) -> list[Entry]:
        scene = _scene(actor, venue_id, who)
        _check(actor, form, code, scene, at)
        persons = [attempt.person(state) for state in who.require(actor, scene.states)]
        scanning = _scanning(actor, form, code, scene, who, at, now)
        entries = _book(attempt, scanning, persons, scene.presences)
        attempt.once(key, _resource(entries))
        return entries

    entries = changing(now, change, tries=PHONES_AT_ONCE)
    return _answer(entries, who, now, language), entries[0].began


def instant_of(form: Form, now: datetime) -> datetime:
    """When the scan was made: now, or what the gate's clock said, corrected by how wrong that clock is.

    Raises Invalid for a scan ahead of now or older than 72 h.
    """
    if form.client_at is None:
        return now
    error = now - form.sent_at if form.sent_at else timedelta(0)
    if abs(error) > VISIT_LATE:
        raise invalid("sent_at", "out_of_range")
    error = error if abs(error) > VISIT_AHEAD else timedelta(0)
    # Compared without arithmetic on what was sent, which may lie at the edge of the calendar.
    if form.client_at > now - error + VISIT_AHEAD:
        raise invalid("client_at", "scan_ahead")
    if form.client_at < now - error - VISIT_LATE:
        raise invalid("client_at", "scan_too_old", hours=int(VISIT_LATE.total_seconds() // 3600))
    return _in_milliseconds(min(now, form.client_at.astimezone(now.tzinfo) + error))


def _in_milliseconds(at: datetime) -> datetime:
    """As a scan is kept: so that the same one, delivered again, is known for the same."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _scene(actor: Actor, venue_id: str, who: Visitors) -> Scene:
    keys = [venue_key(venue_id), members.access_key(venue_id, actor.account_id)]
    keys += [people.state_key(person_id) for person_id in who.ids]
    keys += [records.presence_key(person_id) for person_id in who.ids]
    venue, access, *rest = read_together(keys)
    if venue is None:
        raise NotFound()
    there = [each or records.no_presence(who.ids[number]) for number, each in enumerate(rest[len(who.ids) :])]
    return Scene(venue, works_there(actor, venue, access), rest[: len(who.ids)], there)


def _check(actor: Actor, form: Form, code: VenueCode | None, scene: Scene, at: datetime) -> None:
    """Raises what speaks against the scan as a whole."""
    if (form.shown or form.anomaly or code is None) and not scene.works_there:
        require_gate(actor, scene.venue, None)
    if form.client_at is not None and not scene.works_there:
        raise refused("not_eligible", "client_at", "gate_only")
    if not _was_open(scene.venue, at):
        raise Conflict("venue_not_open")
    if code is not None:
        venues_codes.check_poster(code, scene.venue, at)
    asks = scene.venue.asks_temperature and form.direction == "in" and not scene.works_there
    if asks and form.temperature is None:
        raise invalid("temperature", "temperature_required")


def _was_open(venue: VenueItem, at: datetime) -> bool:
    """Whether it took visitors at `at`: a gate may deliver a scan after its venue has closed."""
    closed_later = venue.status == "closed" and venue.decided_at is not None and at < venue.decided_at
    return venue.status == "approved" or closed_later


def _scanning(
    actor: Actor, form: Form, code: VenueCode | None, scene: Scene, who: Visitors, at: datetime, now: datetime
) -> Scanning:
    return Scanning(
        actor=replace(actor, region=scene.venue.region),
        venue=scene.venue,
        direction=form.direction,
        at=at,
        now=now,
        by_gate=form.shown is not None,
        code=code,
        location=form.location,
        presentation=who.checked.presentation if who.checked else None,
        temperature=form.temperature,
        anomaly=form.anomaly,
        door=doors.find(scene.venue, code.door if code else form.door),
    )


def _book(
    attempt: Attempt, scanning: Scanning, persons: Sequence[Person], presences: Sequence[PresenceRecord]
) -> list[Entry]:
    """One entry a person; what was measured is the first one's."""
    pairs = enumerate(zip(persons, presences, strict=True))
    return [booking.book(attempt, scanning, person, kept, measured=number == 0) for number, (person, kept) in pairs]


def _resource(entries: list[Entry]) -> str:
    """The id of what a scan made: whether it began a visit, and each one's visit."""
    return (_BEGAN if entries[0].began else _WENT_ON) + "|".join(entry.visit.reference for entry in entries)


def _answer(entries: list[Entry], who: Visitors, now: datetime, language: str) -> dict[str, Any]:
    first, *others = [_part(entry, who, now, language) for entry in entries]
    ids = [entry.state.person_id for entry in entries[1:]]
    return first | {"people": [{"person_id": each} | part for each, part in zip(ids, others, strict=True)]}


def _part(entry: Entry, who: Visitors, now: datetime, language: str) -> dict[str, Any]:
    anomaly = anomalies.view(entry.state, entry.reading, now) if entry.reading else None
    return {
        "visit": view(entry.visit, now, language),
        "code": visitors.code_of(entry.state, who, now, language),
        "anomaly": anomaly,
    }


def replay_answer(
    actor: Actor, shown: str | None, resource: str, now: datetime, language: str
) -> tuple[dict[str, Any], bool]:
    """The answer to a scan that an earlier request recorded, with the colours of now.

    Raises NotFound for another's person, Forbidden for a guard who works there no more.
    """
    entries = []
    for reference in resource[1:].split("|"):
        visit = records.by_reference(reference)
        state = people.state(visit.person_id) if visit else None
        if visit is None or state is None:
            raise NotFound()
        entries.append(Entry(state, visit))
    who = Visitors(tuple(entry.state.person_id for entry in entries))
    if shown is not None:
        _require_post(actor, entries[0].visit.venue_id)
        who = visitors.seen_again(shown, who.ids, now)
    for entry in entries if shown is None else ():
        require_own(actor, entry.state.account_id)
    return _answer(entries, who, now, language), resource.startswith(_BEGAN)


def _require_post(actor: Actor, venue_id: str) -> None:
    """Raises Forbidden unless the actor works at the venue now. One batch read."""
    venue, access = read_together([venue_key(venue_id), members.access_key(venue_id, actor.account_id)])
    if venue is None:
        raise NotFound()
    require_gate(actor, venue, access)
