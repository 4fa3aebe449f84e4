"""Checks that a gate made without a network, delivered later: judged at the instant of the check, once each."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.codes.token import Checked
from chalicelib.config import CHECKS_AHEAD, CHECKS_OLDEST
from chalicelib.errors import Conflict, KangmaError, NotFound, Unavailable, invalid
from chalicelib.features.gates import anomalies, anomaly_records, check_records, guard_post, verification
from chalicelib.features.gates.anomalies import Reading
from chalicelib.features.gates.check_records import CheckRecord
from chalicelib.person import records as people
from chalicelib.person import revocations
from chalicelib.store.transactions import Lost, transact

_TRIES = 4


@dataclass(frozen=True)
class Item:
    """One check as the gate kept it. `id` is the gate's own, unique at its venue."""

    id: str
    shown: str
    checked_at: datetime
    venue_id: str
    temperature: Decimal | None = None
    anomaly: str | None = None

    @property
    def key(self) -> str:
        return CheckRecord.key(self.venue_id, self.id)

    @property
    def content(self) -> str:
        """What tells a second delivery from another check under the same id."""
        parts = (self.shown, self.checked_at.isoformat(), str(self.temperature), str(self.anomaly))
        return sha256("\n".join(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Judged:
    """A check with the instant that counts and what was found of it."""

    item: Item
    actor: Actor
    at: datetime
    checked: Checked
    answer: dict[str, Any]
    person_id: str | None

    @property
    def reading(self) -> Reading:
        item = self.item
        name = sha256(item.key.encode()).hexdigest()[:20]
        return Reading(name, self.at, self.actor, item.venue_id, item.temperature, item.anomaly)

    @property
    def counts(self) -> bool:
        """Whether an anomaly of it is the person's: a valid code, not a stale picture of one."""
        fit = self.answer["valid"] and self.checked.presentation != "stale"
        return bool(fit and anomalies.is_anomalous(self.reading))


def deliver(actor: Actor, items: list[Item], sent_at: datetime | None, now: datetime) -> list[dict[str, Any]]:
    """The verdict on each item, in their order; what was delivered before is answered again and counts once.

    `sent_at` is the gate's clock at the delivery: if that is wrong by more than a minute, every `checked_at` is
    moved by as much. Two batch reads and one transaction; for each anomaly one transaction and one read more.
    Raises Invalid for a clock that is wrong by days.
    """
    error = _clock_error(sent_at, now)
    actors = _posts(actor, items)
    results: list[dict[str, Any] | None] = [_refusal(item, actors, error, now) for item in items]
    fit = [index for index, result in enumerate(results) if result is None]
    judged = dict(zip(fit, _judge([items[index] for index in fit], actors, error, now), strict=True))
    statuses = _keep(judged, now)
    for index, each in judged.items():
        results[index] = _result(each, statuses[index])
    return [result for result in results if result is not None]


def _clock_error(sent_at: datetime | None, now: datetime) -> timedelta:
    error = now - sent_at if sent_at else timedelta(0)
    if abs(error) > CHECKS_OLDEST:
        raise invalid("sent_at", "out_of_range")
    return error if abs(error) > CHECKS_AHEAD else timedelta(0)


def _posts(actor: Actor, items: Iterable[Item]) -> dict[str, Actor | KangmaError]:
    """For each venue named, the actor as it stands there, or why it may not. A batch read for each venue."""
    found: dict[str, Actor | KangmaError] = {}
    for venue_id in {item.venue_id for item in items}:
        try:
            found[venue_id] = guard_post.at(actor, venue_id)[0]
        except KangmaError as error:
            found[venue_id] = error
    return found


def _refusal(
    item: Item, actors: dict[str, Actor | KangmaError], error: timedelta, now: datetime
) -> dict[str, Any] | None:
    """The answer to an item that is not even judged, or None."""
    post = actors[item.venue_id]
    if isinstance(post, KangmaError):
        return {"id": item.id, "status": "refused", "code": post.code}
    # Compared without arithmetic on what was sent, which may lie at the edge of the calendar.
    if item.checked_at > now - error + CHECKS_AHEAD:
        return {"id": item.id, "status": "refused", "code": "in_future"}
    if item.checked_at < now - error - CHECKS_OLDEST:
        return {"id": item.id, "status": "refused", "code": "check_too_old"}
    return None


def _judge(items: list[Item], actors: dict[str, Actor | KangmaError], error: timedelta, now: datetime) -> list[Judged]:
    instants = [min(now, item.checked_at.astimezone(UTC) + error) for item in items]
    opened = [verification.check_token_at_gate(item.shown, at, now) for item, at in zip(items, instants, strict=True)]
    ended = check_records.ended({each.payload.code_id for each in opened if each.payload})
    found = []
    for item, at, checked in zip(items, instants, opened, strict=True):
        actor = actors[item.venue_id]
        record = ended.get(checked.payload.code_id) if checked.payload else None
        gone = record is not None and record.revoked_at <= at
        reason = checked.reason or ("revoked" if gone else None)
        answer = verification.refused(checked, reason, at) if reason else verification.accepted(checked, None, at)
        person_id = record.person_id if record else None
        if not isinstance(actor, KangmaError):
            found.append(Judged(item, actor, at, checked, answer | {"live": checked.payload is not None}, person_id))
    return found


def _keep(judged: dict[int, Judged], now: datetime) -> dict[int, str]:
    """Writes what is new, each once; says of each whether it was accepted, a duplicate or refused as another."""
    statuses: dict[int, str] = {}
    written: set[str] = set()
    for _ in range(_TRIES):
        before = check_records.known({each.item.key for index, each in judged.items() if index not in statuses})
        fresh: dict[str, int] = {}
        for index, each in judged.items():
            if index not in statuses and each.item.key not in written:
                _sort(index, each, judged, before, fresh, statuses)
        written |= _write([judged[index] for index in fresh.values()], now)
        statuses |= {index: "accepted" for key, index in fresh.items() if key in written}
        if len(statuses) == len(judged):
            return statuses
    raise Unavailable(retry_after=1)


def _sort(
    index: int,
    each: Judged,
    judged: dict[int, Judged],
    before: dict[str, CheckRecord],
    fresh: dict[str, int],
    statuses: dict[int, str],
) -> None:
    """An item is fresh, or told apart by its content from the one that has its id already."""
    key = each.item.key
    if key in before:
        earlier = before[key].content
    elif key in fresh:
        earlier = judged[fresh[key]].item.content
    else:
        fresh[key] = index
        return
    statuses[index] = "duplicate" if earlier == each.item.content else "refused"


def _write(fresh: list[Judged], now: datetime) -> set[str]:
    """The keys of what was written: plain ones all together, each with an anomaly by itself.

    What another delivery wrote meanwhile is not among them.
    """
    plain = [each for each in fresh if not each.counts]
    written: set[str] = set()
    with suppress(Lost):
        if plain:
            transact([check_records.put(_record(each, now)) for each in plain])
        written |= {each.item.key for each in plain}
    for each in fresh:
        with suppress(Lost, Conflict):
            if each.counts:
                _write_anomaly(each, now)
                written.add(each.item.key)
    return written


def _write_anomaly(each: Judged, now: datetime) -> None:
    """The check and what follows from it, in one transaction. Of a person who is gone only the check is kept."""
    record = check_records.put(_record(each, now))
    person_id = each.person_id or _shown_by(each.checked)
    try:
        if person_id is None:
            raise NotFound()
        anomalies.keep(person_id, each.reading, [record], now)
    except NotFound:
        transact([record])


def _shown_by(checked: Checked) -> str | None:
    """Whose code it is, also where an item before this one has just ended it."""
    if checked.payload is None:
        return None
    state = people.by_code_id(checked.payload.code_id)
    if state is not None:
        return state.person_id
    record = revocations.find(checked.payload.code_id)
    return record.person_id if record else None


def _record(each: Judged, now: datetime) -> CheckRecord:
    item = each.item
    return CheckRecord(
        item.key,
        "check",
        venue_id=item.venue_id,
        region=each.actor.region,
        by=each.actor.account_id,
        content=item.content,
        at=each.at,
        received_at=now,
        valid=each.answer["valid"],
        reason=each.answer["reason"],
        colour=each.answer["colour"],
        presentation=each.checked.presentation,
        anomaly=each.counts,
    )


def _result(each: Judged, status: str) -> dict[str, Any]:
    if status == "refused":
        return {"id": each.item.id, "status": status, "code": "id_taken"}
    told = {"id": each.item.id, "status": status, "code": None, "anomaly_kept": each.counts}
    return each.answer | told | {"anomaly": _anomaly(each)}


def _anomaly(each: Judged) -> dict[str, Any] | None:
    """What the guard may take back; None for a normal reading, and of a person who is gone."""
    record = anomaly_records.find(each.reading.id) if each.counts else None
    return anomalies.shown(record) if record else None
