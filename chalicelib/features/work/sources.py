"""Sources of the work list: each queue, whose it is, by when its things are due, and which of them somebody decides."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pynamodb.expressions.condition import Condition

from chalicelib.access.actor import Actor
from chalicelib.config import WORK_WITHIN
from chalicelib.desk import alarms, comparisons, eased, name_matches, requests
from chalicelib.desk.waiting import Queue
from chalicelib.features.appeals import departments
from chalicelib.features.appeals import records as appeals
from chalicelib.features.breaker import records as breaker
from chalicelib.features.exchange import colours
from chalicelib.features.gates import anomaly_records as anomalies
from chalicelib.features.photos import records as photos
from chalicelib.features.proposals import kinds, sizes
from chalicelib.features.proposals import records as proposals
from chalicelib.features.rating_list import records as rating_list
from chalicelib.features.venues import awaiting
from chalicelib.instants import stamp
from chalicelib.person import deadlines, declared_queue
from chalicelib.places.venues import VenueItem

SUPERVISOR, REVIEWER, EPIDEMIOLOGIST = "supervisor", "reviewer", "epidemiologist"
_AT_ITS_DUE = timedelta()
_LOOKED_BACK = timedelta(days=30)


@dataclass(frozen=True)
class Told:
    """What the list says of one thing beside its queue, id, region and deadline. `people`: how many it touches."""

    kind: str
    subject: str
    since: datetime
    person_id: str | None = None
    people: int | None = None


def _everything(actor: Actor, now: datetime) -> None:
    return None


@dataclass(frozen=True)
class Source:
    """A queue of `model`, for staff with one of `roles`. A thing is due `within` that time of where it stands."""

    queue: Queue
    model: type[Any]
    roles: frozenset[str]
    told: Callable[[Any], Told]
    within: timedelta = _AT_ITS_DUE
    only: Callable[[Actor, datetime], Condition | None] = _everything
    """Which of its things wait for this person."""
    begins: Callable[[Actor, datetime], str | None] = _everything
    """The place before which nothing waits for them any more."""

    @property
    def name(self) -> str:
        return self.queue.name


def of(actor: Actor) -> list[Source]:
    """The sources of somebody's roles, by name."""
    return sorted((each for each in SOURCES if actor.is_one_of(each.roles)), key=lambda each: each.name)


def _undecided(actor: Actor, now: datetime) -> str | None:
    """What is past its deadline is a supervisor's: for others the list begins behind it."""
    return None if actor.is_one_of({SUPERVISOR}) else stamp(_first_in_time(now))


def _first_in_time(now: datetime) -> datetime:
    """The earliest deadline that is not over, with the outages that moved deadlines; to the second."""
    over, open_still = now - _LOOKED_BACK, now
    while open_still - over > timedelta(seconds=1):
        middle = over + (open_still - over) / 2
        over, open_still = (middle, open_still) if deadlines.moved(middle, now) < now else (over, middle)
    return open_still


def _of_departments(actor: Actor, now: datetime) -> Condition:
    only: Condition = appeals.AppealRecord.department.is_in(*sorted(departments.of(actor)))
    return only


def _second_reviews(actor: Actor, now: datetime) -> Condition:
    """Of contested requests not those that they decided first, and late ones for supervisors alone."""
    record = requests.RecoveryRecord
    others = record.decided_by.does_not_exist() | (record.decided_by != actor.account_id)
    theirs: Condition = (record.status == "waiting") | others
    in_time: Condition = record.due_at.does_not_exist() | (record.due_at >= now)
    return theirs if actor.is_one_of({SUPERVISOR}) else theirs & in_time


def _to_agree_to(actor: Actor, now: datetime) -> Condition:
    """Proposals that somebody else made and that this person may put in force."""
    record = proposals.ProposalRecord
    approved = [each.name for each in kinds.seen_by(actor.roles) if actor.is_one_of(each.approvers)]
    mine: Condition | None = record.proposed_kind.is_in(*approved) if approved else None
    if actor.is_one_of({SUPERVISOR}):
        asked: Condition = record.needs.contains(sizes.SUPERVISOR)
        mine = mine | asked if mine is not None else asked
    if mine is None:
        mine = record.proposed_kind.does_not_exist()
    others = (record.proposed_by != actor.account_id) & ~record.authors.contains(actor.document or "-")
    theirs: Condition = mine & others
    return theirs


def _not_expired(actor: Actor, now: datetime) -> str:
    return f"{stamp(now)}~"


def _decidable(actor: Actor, now: datetime) -> Condition:
    return declared_queue.in_time(now)


SOURCES = (
    Source(
        appeals.QUEUE,
        appeals.AppealRecord,
        frozenset({REVIEWER, EPIDEMIOLOGIST, SUPERVISOR}),
        lambda each: Told(each.category, each.id, each.at, each.person_id),
        only=_of_departments,
        begins=_undecided,
    ),
    Source(
        photos.QUEUE,
        photos.PhotoRecord,
        frozenset({REVIEWER}),
        lambda each: Told(each.photo_kind, each.id, each.received_at, each.person_id),
        WORK_WITHIN["photos"],
    ),
    Source(
        anomalies.QUEUE,
        anomalies.AnomalyRecord,
        frozenset({REVIEWER, EPIDEMIOLOGIST, SUPERVISOR}),
        lambda each: Told("anomaly", each.id, each.known_at, each.person_id),
        WORK_WITHIN["anomalies"],
    ),
    Source(
        requests.QUEUE,
        requests.RecoveryRecord,
        frozenset({REVIEWER, SUPERVISOR}),
        lambda each: Told(each.subject, each.id, each.requested_at, each.person_id),
        WORK_WITHIN["recoveries"],
        only=_second_reviews,
    ),
    Source(
        comparisons.QUEUE,
        comparisons.ComparisonRecord,
        frozenset({REVIEWER, SUPERVISOR}),
        lambda each: Told("comparison", each.id, each.at, each.person_id),
        begins=_undecided,
    ),
    Source(
        name_matches.QUEUE,
        name_matches.NameMatchRecord,
        frozenset({REVIEWER, EPIDEMIOLOGIST, SUPERVISOR}),
        lambda each: Told("name_match", each.id, each.at, each.person_id),
        begins=_undecided,
    ),
    Source(
        declared_queue.QUEUE,
        declared_queue.DeclaredRecord,
        frozenset({EPIDEMIOLOGIST}),
        lambda each: Told("test" if each.is_test else "contact", each.id, each.at, each.person_id),
        WORK_WITHIN["declared"],
        only=_decidable,
    ),
    Source(
        proposals.QUEUE,
        proposals.ProposalRecord,
        frozenset({REVIEWER, EPIDEMIOLOGIST, SUPERVISOR}),
        lambda each: Told(
            each.proposed_kind, each.subject, each.proposed_at, people=int((each.touches or {}).get("people", 0))
        ),
        only=_to_agree_to,
        begins=_not_expired,
    ),
    Source(
        breaker.QUEUE,
        breaker.BreakerRecord,
        frozenset({SUPERVISOR}),
        lambda each: Told(each.what, each.id.partition("#")[0], each.opened_at, people=int(each.held)),
    ),
    Source(
        colours.QUEUE,
        colours.BareColourRecord,
        frozenset({EPIDEMIOLOGIST}),
        lambda each: Told(each.says, each.partner_id, each.at, each.person_id),
        begins=_not_expired,
    ),
    Source(
        awaiting.QUEUE,
        VenueItem,
        frozenset({SUPERVISOR}),
        lambda each: Told(each.type, each.id, each.created_at),
        WORK_WITHIN["venues"],
    ),
    Source(
        rating_list.QUEUE,
        rating_list.NameRecord,
        frozenset({EPIDEMIOLOGIST}),
        lambda each: Told(each.reason, each.name, each.since),
        WORK_WITHIN["names"],
    ),
    Source(
        alarms.QUEUE,
        alarms.AlarmRecord,
        frozenset({"auditor"}),
        lambda each: Told(each.alarm_kind, each.about, each.at, people=int(each.people)),
        WORK_WITHIN["alarms"],
    ),
    Source(
        eased.QUEUE,
        eased.EasedRecord,
        frozenset({SUPERVISOR}),
        lambda each: Told(each.action, each.subject, each.at),
        WORK_WITHIN["eased"],
    ),
)
