"""Checks that a gate made without a network, delivered later: judged at the instant of the check, once each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.codes.token import Checked
from chalicelib.config import CHECKS_AHEAD, CHECKS_OLDEST
from chalicelib.errors import Conflict, KangmaError, invalid
from chalicelib.features.gates import anomalies, anomaly_records, check_records, guard_post, verification
from chalicelib.features.gates.anomalies import Reading
from chalicelib.features.gates.check_records import CheckRecord
from chalicelib.person import records as people
from chalicelib.person import revocations
from chalicelib.person.changing import Attempt, changing


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
        ours = self.answer["valid"] and self.answer["issuer"] is None
        fit = ours and self.checked.presentation != "stale"
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
        if reason == "unknown_key":
            answer = verification.elsewhere(item.shown, at) or answer
        person_id = record.person_id if record else None
        if not isinstance(actor, KangmaError):
            found.append(Judged(item, actor, at, checked, answer | {"live": checked.payload is not None}, person_id))
    return found


def _keep(judged: dict[int, Judged], now: datetime) -> dict[int, str]:
    """Writes what is new, each once: plain ones all together, each with an anomaly by itself.

    Says of each whether it was accepted, a duplicate or refused as another.
    """
    first = _first_of_each(judged.values())
    earlier = changing(now, lambda attempt: _keep_plain(attempt, first))
    for key, each in first.items():
        if each.counts and key not in earlier:
            earlier |= _keep_anomaly(each, now)
    return {index: _status(each, first[each.item.key], earlier) for index, each in judged.items()}


def _first_of_each(judged: Iterable[Judged]) -> dict[str, Judged]:
    """By key the check that counts: the first of those that one delivery brings under it."""
    first: dict[str, Judged] = {}
    for each in judged:
        first.setdefault(each.item.key, each)
    return first


def _status(each: Judged, first: Judged, earlier: dict[str, CheckRecord]) -> str:
    """Whether it was kept just now, or is told by its content from what has its key."""
    before = earlier.get(each.item.key)
    if before is None and each is first:
        return "accepted"
    content = before.content if before else first.item.content
    return "duplicate" if content == each.item.content else "refused"


def _keep_plain(attempt: Attempt, first: dict[str, Judged]) -> dict[str, CheckRecord]:
    """Keeps those that colour nobody; returns what was kept of all of them before."""
    earlier = check_records.known(first)
    fresh = [each for key, each in first.items() if key not in earlier and not each.counts]
    attempt.write(*(check_records.put(_record(each, attempt.now)) for each in fresh))
    return earlier


def _keep_anomaly(each: Judged, now: datetime) -> dict[str, CheckRecord]:
    """Keeps the check and what follows from it, in one transaction; what another delivery kept in its place."""
    try:
        changing(now, lambda attempt: _write_anomaly(attempt, each))
    except Conflict:
        earlier = check_records.known([each.item.key])
        if not earlier:
            raise
        return earlier
    return {}


def _write_anomaly(attempt: Attempt, each: Judged) -> None:
    """Of a person who is gone only the check is kept."""
    attempt.write(check_records.put(_record(each, attempt.now), Conflict()))
    person_id = each.person_id or _shown_by(each.checked)
    state = people.state(person_id) if person_id else None
    if state is not None:
        anomalies.keep(attempt, attempt.person(state), each.reading)


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
    delivered = {"id": each.item.id, "status": status, "code": None, "anomaly_kept": each.counts}
    return each.answer | delivered | {"anomaly": _anomaly(each)}


def _anomaly(each: Judged) -> dict[str, Any] | None:
    """What the guard may take back; None for a normal reading, and of a person who is gone."""
    record = anomaly_records.find(each.reading.id) if each.counts else None
    return anomalies.shown(record) if record else None
