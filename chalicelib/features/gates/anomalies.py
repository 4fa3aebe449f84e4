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
from chalicelib.desk import audit
from chalicelib.errors import Conflict, NotFound, Unavailable
from chalicelib.features.gates import anomaly_records
from chalicelib.features.gates.anomaly_records import AnomalyRecord
from chalicelib.person import colour, facts, history, notices, outbox
from chalicelib.person import records as people
from chalicelib.person.due import hasten
from chalicelib.person.records import StateRecord
from chalicelib.places import members
from chalicelib.places.membership import is_staff
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.facts import AnomalyWithdrawn, Event, GateAnomaly
from chalicelib.store import vault
from chalicelib.store.listing import Listing
from chalicelib.store.transactions import Lost, Step, transact

STAFF = frozenset({"reviewer", "epidemiologist", "supervisor"})
_TRIES = 5
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


def fold(state: StateRecord, reading: Reading, now: datetime) -> list[Step]:
    """Folds a reading into `state`, changed in place, and returns the steps to write with it.

    They belong into one transaction with `people.state_write(state, version as read)`. None, and the state
    as it was, for a normal reading.
    """
    if not is_anomalous(reading):
        return []
    reported = reading.reported is not None
    known_at = _after_what_is_known(state, now)
    fact = GateAnomaly(reading.id, known_at, reading.temperature, reported, policy_day(reading.at, POLICY_ZONE))
    consequences = colour.apply_facts(state, [fact], now)
    status = "waiting" if _is_queued(state, reading.id) else "coloured"
    told = outbox.entry(state, _TOLD[status], {}, now, now, urgent=True)
    hasten(state, now)
    return [
        anomaly_records.put(_record(state, reading, status, now)),
        _evidence(state, fact, now),
        *told,
        *consequences,
    ]


def _after_what_is_known(state: StateRecord, now: datetime) -> datetime:
    """`now`, or a microsecond later where something else of this instant is folded: one delivery may bring several.

    So the order of arrival decides which of them found the person yellow already, and not that of their ids.
    """
    folded = colour.load_state(state).folded_to
    return folded + timedelta(microseconds=1) if folded and now <= folded < now + _INSTANT else now


_TOLD = {"coloured": "inbox_anomaly", "waiting": "inbox_anomaly_waiting"}


def _is_queued(state: StateRecord, anomaly_id: str) -> bool:
    return any(item.key == anomaly_id for item in colour.load_state(state).queue)


def _evidence(state: StateRecord, fact: Event, now: datetime) -> Step:
    return history.evidence_put(state.person_id, fact.id, now, *facts.content(fact))


def _record(state: StateRecord, reading: Reading, status: str, now: datetime) -> AnomalyRecord:
    sealed = vault.seal(reading.id, "reported", reading.reported, now) if reading.reported else None
    return AnomalyRecord(
        f"ANOMALY#{reading.id}",
        "anomaly",
        person_id=state.person_id,
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


def keep(person_id: str, reading: Reading, more: list[Step], now: datetime) -> StateRecord:
    """Writes a reading by itself, with `more` in the same transaction, and tells the person.

    One consistent read and one transaction, again where the state changed meanwhile. Raises NotFound for a
    person who is gone, Conflict where the reading or `more` was written before.
    """
    for _ in range(_TRIES):
        state = people.state(person_id)
        if state is None:
            raise NotFound()
        read = int(state.version)
        steps = fold(state, reading, now)
        try:
            transact([people.state_write(state, read), *steps, *more] if steps else more)
        except Lost as lost:
            if 0 in lost.failed and steps:
                continue
            raise Conflict() from None
        return state
    raise Unavailable(retry_after=1)


def decide(actor: Actor, anomaly_id: str, outcome: str, reason: str, now: datetime) -> dict[str, Any]:
    """Takes an anomaly back (`withdrawn`) or lets one that waits stand (`kept`), with a reason, audited.

    A gate may only take its own back, within 15 minutes, at the cost of a read; staff at any time in their region.
    Raises NotFound, Forbidden, Conflict `anomaly_settled` or `anomaly_too_late`.
    """
    record = anomaly_records.find(anomaly_id)
    _require_concerned(actor, record, outcome, now)
    if record is None:
        raise NotFound()
    if record.status == "withdrawn" or (outcome == "kept" and record.status != "waiting"):
        raise Conflict("anomaly_settled")
    for _ in range(_TRIES):
        if _settle(actor, record, outcome, reason, now):
            return {"id": anomaly_id, "status": outcome}
    raise Unavailable(retry_after=1)


def _require_concerned(actor: Actor, record: AnomalyRecord | None, outcome: str, now: datetime) -> None:
    if record is not None and actor.is_one_of(STAFF):
        return require_region(actor, record.region)
    if record is None or outcome != "withdrawn" or not _is_same_gate(actor, record):
        raise NotFound()
    if now > record.known_at + ANOMALY_WITHDRAWAL:
        raise Conflict("anomaly_too_late")
    return None


def _is_same_gate(actor: Actor, record: AnomalyRecord) -> bool:
    """Whoever works at the venue, also for what a visitor typed there; of gate staff the one who measured."""
    if is_staff(actor):
        return bool(record.by == actor.account_id)
    return record.venue_id is not None and members.access(record.venue_id, actor.account_id) is not None


def _settle(actor: Actor, record: AnomalyRecord, outcome: str, reason: str, now: datetime) -> bool:
    """One attempt; False if the person's state changed meanwhile. A person who is gone stands in no way."""
    state = people.state(record.person_id) if outcome == "withdrawn" else None
    steps: list[Step] = [
        anomaly_records.decided(record, outcome),
        *(_taken_back(state, record.id, now) if state else []),
    ]
    try:
        audit.audited(steps, actor.account_id, f"anomaly.{outcome}", record.id, now, region=actor.region, reason=reason)
    except Lost as lost:
        if 0 in lost.failed:
            raise Conflict("anomaly_settled") from None
        return False
    return True


def _taken_back(state: StateRecord, anomaly_id: str, now: datetime) -> list[Step]:
    read = int(state.version)
    fact = AnomalyWithdrawn(f"{anomaly_id}-withdrawn", now, anomaly_id)
    consequences = colour.apply_facts(state, [fact], now)
    told = notices.step(state, "inbox_anomaly_withdrawn", now)
    return [people.state_write(state, read), _evidence(state, fact, now), told, *consequences]


def listed(actor: Actor, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of what waits for staff in the actor's region, oldest first. A query, for the country one a shard.

    Raises Invalid for a cursor of another list.
    """
    listing = Listing("anomalies", actor.region)
    after = listing.behind(cursor)
    found = anomaly_records.waiting(actor.region, limit + 1, after[0] if after else None)
    shown, more = listing.page(found, limit, lambda record: (str(record.gsi3sk),))
    return {"items": [_for_staff(record) for record in shown], "next_cursor": more}


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
