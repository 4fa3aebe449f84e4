"""Stays that partners know of: official records, which count whatever was declared, one hand being enough.

A stay known by city or province meets only what is rated as widely (scoring/ratings.py): the person is asked for the
county, and a declaration of it counts beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.desk.name_matches import NamedFact
from chalicelib.errors import invalid
from chalicelib.features.epidemic import outcomes
from chalicelib.features.epidemic.outcomes import NO_EFFECT
from chalicelib.features.exchange import fact_records, saying, subjects
from chalicelib.features.exchange.fact_records import IN_FORCE, STAY, WITHDRAWN, PartnerFactRecord
from chalicelib.features.exchange.receiving import Message
from chalicelib.features.exchange.subjects import Subject
from chalicelib.features.name_matches import settling
from chalicelib.features.name_matches.naming import Naming
from chalicelib.http.regions import check_stay_region
from chalicelib.identity.regions import is_city_or_province
from chalicelib.person import arriving
from chalicelib.person.arriving import Arrived
from chalicelib.person.changing import Attempt
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.facts import Event, StayKnown, StayWithdrawn
from chalicelib.scoring.runs import forget_before

_NAMED = "partner_stay"


@dataclass(frozen=True)
class Stayed:
    """A stay with the reference by which its partner tells of it again."""

    region: str
    first: date
    last: date
    source_ref: str
    revision: int = 1

    @property
    def told(self) -> dict[str, Any]:
        return {"region": self.region, "first": self.first.isoformat(), "last": self.last.isoformat()}


@dataclass(frozen=True)
class Taken:
    """What became of stays, and whose they are; nobody's where their document is nobody's."""

    outcome: str
    arrived: Arrived | None = None


def take(attempt: Attempt, message: Message, number: int, subject: Subject, stayed: Sequence[Stayed]) -> Taken:
    """Takes somebody's stays in, known from when the message came first; a newer revision replaces the one before.

    Raises Invalid for days that make no sense and for no region, Conflict for a revision that said something else.
    """
    fresh, outcome, events = list[PartnerFactRecord](), NO_EFFECT, list[Event]()
    for each in stayed:
        _check(each, message.now)
        record, nothing = saying.said_before(message, STAY, each, each.told | {"hash": subject.hash})
        outcome = nothing or outcome
        if nothing is None:
            events += _replaced(record, attempt.now)
            fresh.append(_record(message, record, subject, each))
            events += _known(fresh[-1], message)
    attempt.write(*(fact_records.put(record, number) for record in fresh))
    if not events:
        return Taken(outcome)
    named = {"facts": [[each.id, int(each.revision)] for each in fresh], "hash": subject.hash}
    naming = Naming(subject.name, NamedFact(_NAMED, fresh[0].id, named))
    arrived = _told(arriving.arrive(attempt, subject.hash, *events, naming=naming), fresh)
    return Taken(outcomes.of(arrived), arrived)


def _check(stayed: Stayed, now: datetime) -> None:
    check_stay_region(stayed.region, "region")
    if stayed.last < stayed.first:
        raise invalid("until", "until_before_from")
    if stayed.first > policy_day(now, POLICY_ZONE):
        raise invalid("from", "in_future")


def _record(message: Message, record: PartnerFactRecord | None, subject: Subject, stayed: Stayed) -> PartnerFactRecord:
    record = record or fact_records.make(message.partner.id, STAY, stayed.source_ref)
    record.revision, record.document_hash = stayed.revision, subject.hash
    record.told = stayed.told | {"hash": subject.hash}
    record.message_id, record.status, record.at = message.record.id, IN_FORCE, message.at
    return record


def _known(record: PartnerFactRecord, message: Message) -> list[Event]:
    """The fact; none for what is older than anything that is remembered."""
    if date.fromisoformat(record.told["last"]) < forget_before(policy_day(message.now, POLICY_ZONE)):
        return []
    return [fact_of(record, message.at)]


def _replaced(record: PartnerFactRecord | None, at: datetime) -> list[Event]:
    """That what stood before never was, where something did."""
    if record is None or record.status != IN_FORCE:
        return []
    name = _name(record)
    return [StayWithdrawn(f"{name}~", at, name)]


def fact_of(record: PartnerFactRecord, at: datetime) -> StayKnown:
    """The stay as the scoring core folds it."""
    told = record.told
    first, last = date.fromisoformat(told["first"]), date.fromisoformat(told["last"])
    return StayKnown(_name(record), at, told["region"], first, last)


def _name(record: PartnerFactRecord) -> str:
    return f"{record.id}-{int(record.revision)}"


def _told(arrived: Arrived | None, records: Sequence[PartnerFactRecord]) -> Arrived | None:
    """Whoever turns worse is told; whose stay is known by no county is asked for it, once for all of a record."""
    if arrived is None:
        return None
    if arrived.worse:
        arrived.person.notify("inbox_travel_record", urgent=True, reference=records[0].id)
    wide = next((each.told for each in records if is_city_or_province(each.told["region"])), None)
    if wide is not None:
        arrived.person.notify("inbox_county_asked", region=wide["region"], first=wide["first"], last=wide["last"])
    return arrived


def withdraw(attempt: Attempt, records: Iterable[PartnerFactRecord]) -> bool:
    """Takes one person's stays back from their beginning; who gets better by it is told. Says whether any stood."""
    standing = [each for each in records if each.status == IN_FORCE]
    if not standing:
        return False
    events = [event for each in standing for event in _replaced(each, attempt.now)]
    arrived = arriving.arrive(attempt, str(standing[0].document_hash), *events)
    if arrived is not None and arrived.better:
        arrived.person.notify("inbox_travel_withdrawn", reference=standing[0].id)
    for each in standing:
        each.status = WITHDRAWN
        attempt.write(fact_records.put(each))
    return True


def settle(attempt: Attempt, fact: NamedFact, naming: Naming | None, at: datetime) -> None:
    """Stays whose name was compared take effect, known from `at` on; of those that were replaced nothing follows."""
    found = [(fact_records.find(name), revision) for name, revision in fact.content["facts"]]
    standing = [each for each, said in found if each and each.status == IN_FORCE and int(each.revision) == said]
    if naming is None or not standing:
        return
    events = [fact_of(each, at) for each in standing]
    _told(arriving.arrive(attempt, fact.content["hash"], *events, naming=naming), standing)


settling.settles(_NAMED, settle)


def of_trip(attempt: Attempt, message: Message, number: int, item: Any) -> str:
    """One record of `trip-declarations`: it has no reference of its own, so the message's counts."""
    stayed = Stayed(item.region, item.from_, item.until, f"{message.record.id}/{number}")
    return take(attempt, message, number, subjects.of(item.subject, message.now), [stayed]).outcome


def of_feed(attempt: Attempt, message: Message, number: int, item: Any) -> str:
    """One record of the travel feed: a stay by its reference, or that it never was."""
    if item.status == "withdrawn":
        return _withdrawn_by_feed(attempt, message, item)
    if item.from_ is None or item.until is None or item.region is None:
        raise invalid("region" if item.region is None else "from", "required")
    stayed = Stayed(item.region, item.from_, item.until, item.source_ref, item.revision)
    return take(attempt, message, number, subjects.of(item.subject, message.now), [stayed]).outcome


def _withdrawn_by_feed(attempt: Attempt, message: Message, item: Any) -> str:
    record = fact_records.known(message.partner.id, STAY, item.source_ref)
    if record is None or item.revision < int(record.revision):
        return NO_EFFECT
    record.revision = item.revision if record.status != IN_FORCE else record.revision
    return "withdrawn" if withdraw(attempt, [record]) else NO_EFFECT
