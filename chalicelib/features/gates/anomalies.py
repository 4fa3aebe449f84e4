"""Gate anomalies: a reading of 37.3 °C or more, or something else that a guard reports (domain: Checkpoints).

Green turns yellow at once. Who is yellow already goes to staff, never red by a gate alone. The same gate may
take it back within 15 minutes, staff later.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.config import ANOMALY_WITHDRAWAL, POLICY_ZONE
from chalicelib.desk import eased
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.gates import anomaly_records
from chalicelib.features.gates.anomaly_records import AnomalyRecord
from chalicelib.person import colour
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.person import Person
from chalicelib.person.records import StateRecord
from chalicelib.places import members
from chalicelib.places.membership import is_staff
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.facts import AnomalyWithdrawn, GateAnomaly
from chalicelib.store import vault
from chalicelib.store.listing import Listing

STAFF = frozenset({"reviewer", "epidemiologist", "supervisor"})
_INSTANT = timedelta(milliseconds=1)
"""How finely requests tell the time."""


@dataclass(frozen=True)
class Reading:
    """What a gate measured or reported of a person. `id`: of the visit or check that carried it, unique.

    `at`: when it was measured, not after now. `reported`: the guard's words for another anomaly.
    """

    id: str
    at: datetime
    by: Actor
    venue_id: str | None = None
    temperature: Decimal | None = None
    reported: str | None = None


def is_anomalous(reading: Reading) -> bool:
    """Whether it colours: the threshold of the rules in force when it was measured, or reported."""
    if reading.reported is not None:
        return True
    return reading.temperature is not None and reading.temperature >= colour.book().at(reading.at).fever


def keep(attempt: Attempt, person: Person, reading: Reading) -> None:
    """Folds a reading that colours, keeps it and tells the person; nothing of a normal one.

    Conflict where this reading was kept before.
    """
    if is_anomalous(reading):
        status = _fold(person, reading, attempt.now)
        attempt.write(anomaly_records.put(_record(person, reading, status, attempt.now)))
        person.notify(_NOTICES[status], urgent=True)


_NOTICES = {"coloured": "inbox_anomaly", "waiting": "inbox_anomaly_waiting"}


def _fold(person: Person, reading: Reading, now: datetime) -> str:
    """What the reading led to: `coloured`, or `waiting` for staff where the person was yellow or red already."""
    known_at, on = _after_what_is_known(person.state, now), policy_day(reading.at, POLICY_ZONE)
    person.record(GateAnomaly(reading.id, known_at, reading.temperature, reading.reported is not None, on))
    return "waiting" if _is_queued(person.state, reading.id) else "coloured"


def _after_what_is_known(state: StateRecord, now: datetime) -> datetime:
    """`now`, or a microsecond later where something else of this instant is folded: one delivery may bring several.

    So the order of arrival decides which of them found the person yellow already, and not that of their ids.
    """
    folded = colour.load_state(state).folded_to
    return folded + timedelta(microseconds=1) if folded and now <= folded < now + _INSTANT else now


def _is_queued(state: StateRecord, anomaly_id: str) -> bool:
    """Whether staff have to look at it: in a scheme in which the person holds a code, it was not green already."""
    held = set(colour.schemes_of(state))
    return any(item.key == anomaly_id and held & set(item.schemes) for item in colour.load_state(state).queue)


def _record(person: Person, reading: Reading, status: str, now: datetime) -> AnomalyRecord:
    sealed = vault.seal(reading.id, "reported", reading.reported, now) if reading.reported else None
    return anomaly_records.make(
        reading.id,
        person_id=person.id,
        by=reading.by.account_id,
        region=reading.by.region,
        venue_id=reading.venue_id,
        measured_at=reading.at,
        known_at=now,
        temperature=str(reading.temperature) if reading.temperature is not None else None,
        reported=sealed,
        status=status,
    )


def view(state: StateRecord, reading: Reading, now: datetime) -> dict[str, Any] | None:
    """What the guard is told of a reading that was folded at `now`; None for a normal one."""
    if not is_anomalous(reading):
        return None
    return {"id": reading.id, "queued": _is_queued(state, reading.id), "withdraw_until": now + ANOMALY_WITHDRAWAL}


def shown(record: AnomalyRecord) -> dict[str, Any]:
    """The same of one that was kept before."""
    until = record.known_at + ANOMALY_WITHDRAWAL
    return {"id": record.id, "queued": record.status == "waiting", "withdraw_until": until}


def decide(actor: Actor, anomaly_id: str, outcome: str, reason: str, now: datetime) -> dict[str, Any]:
    """Takes an anomaly back (`withdrawn`) or lets one that waits stand (`kept`), with a reason, audited.

    A gate may only take its own back, within 15 minutes, at the cost of a read; staff at any time in their region.
    Raises NotFound, Forbidden, Conflict `anomaly_settled` or `anomaly_too_late`.
    """

    def settle(attempt: Attempt) -> None:
        record = _reached(actor, anomaly_id, outcome, now)
        attempt.write(anomaly_records.decided(record, outcome))
        if outcome == "withdrawn":
            _take_back(attempt, record)
        if outcome == "withdrawn" and actor.is_one_of(STAFF):
            place = {"region": record.region, "reason": reason, "by": actor.account_id}
            attempt.write(eased.put(f"anomaly-{record.id}", "anomaly.withdrawn", record.id, now=now, **place))
        attempt.audit(actor, f"anomaly.{outcome}", record.id, region=actor.region, reason=reason)

    changing(now, settle)
    return {"id": anomaly_id, "status": outcome}


def _reached(actor: Actor, anomaly_id: str, outcome: str, now: datetime) -> AnomalyRecord:
    record = anomaly_records.find(anomaly_id)
    if record is None:
        raise NotFound()
    _require_concerned(actor, record, outcome, now)
    if record.status == "withdrawn" or (outcome == "kept" and record.status != "waiting"):
        raise Conflict("anomaly_settled")
    return record


def _require_concerned(actor: Actor, record: AnomalyRecord, outcome: str, now: datetime) -> None:
    if actor.is_one_of(STAFF):
        return require_region(actor, record.region)
    if outcome != "withdrawn" or not _is_same_gate(actor, record):
        raise NotFound()
    if now > record.known_at + ANOMALY_WITHDRAWAL:
        raise Conflict("anomaly_too_late")
    return None


def _is_same_gate(actor: Actor, record: AnomalyRecord) -> bool:
    """Whoever works at the venue, also for what a visitor typed there; of gate staff the one who measured."""
    if is_staff(actor):
        return bool(record.by == actor.account_id)
    return record.venue_id is not None and members.access(record.venue_id, actor.account_id) is not None


def _take_back(attempt: Attempt, record: AnomalyRecord) -> None:
    """Folds that the anomaly was none. A person who is gone stands in no way."""
    state = people.state(record.person_id)
    if state is not None:
        person = attempt.person(state)
        person.record(AnomalyWithdrawn(f"{record.id}-withdrawn", attempt.now, record.id))
        person.note("inbox_anomaly_withdrawn")


def listed(actor: Actor, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of what waits for staff in the actor's region, oldest first. A query, for the country one a shard.

    Raises Invalid for a cursor of another list.
    """
    listing = Listing("anomalies", actor.region)
    after = listing.behind(cursor)
    found = anomaly_records.waiting(actor.region, limit + 1, after[0] if after else None)
    shown, more = listing.page(found, limit, lambda record: (str(record.gsi3sk),))
    return {"items": [_for_staff(record) for record in shown], "next_cursor": more}


def one(actor: Actor, anomaly_id: str) -> dict[str, Any]:
    """An anomaly as staff see it, settled or not. A read. Raises NotFound for none, and for another region's."""
    record = anomaly_records.find(anomaly_id)
    if record is None:
        raise NotFound()
    require_region(actor, record.region)
    return _for_staff(record)


def _for_staff(record: AnomalyRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "person_id": record.person_id,
        "venue_id": record.venue_id,
        "measured_at": record.measured_at,
        "known_at": record.known_at,
        "temperature": Decimal(record.temperature) if record.temperature else None,
        "reported": vault.unseal(record.id, "reported", record.reported) if record.reported else None,
        "status": record.status,
    }
