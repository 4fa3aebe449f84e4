"""The facts as they stand: what was annulled, refuted or withdrawn is left out from its beginning.

A correction of a fact replaces it, from the original's instant where it eases, from its own where it worsens.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.scoring.annulled import as_declared
from chalicelib.scoring.days import add_days, day_start, policy_day
from chalicelib.scoring.facts import (
    AnomalyWithdrawn,
    CaseKnown,
    CaseOfContact,
    ContactKnown,
    DayCredited,
    Declaration,
    DeclaredSettled,
    DesignationLifted,
    DesignationMade,
    Event,
    GateAnomaly,
    RatingKnown,
    StayKnown,
    StayWithdrawn,
)
from chalicelib.scoring.gazette import timeline
from chalicelib.scoring.order import Excusal, Reached, Step, in_order, place
from chalicelib.scoring.reported import reported_cases, reported_contacts, struck_cases
from chalicelib.scoring.rules import RuleBook

_RECONSIDERED = (
    Declaration,
    DeclaredSettled,
    CaseKnown,
    ContactKnown,
    CaseOfContact,
    DesignationMade,
    GateAnomaly,
    RatingKnown,
    StayKnown,
    DayCredited,
)
"""Facts of which others decide what is left."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts in the order of folding, the ratings as known from each instant on, and what is known throughout."""

    events: tuple[Step, ...]
    known: tuple[RatingKnown, ...]
    credited: tuple[date, ...]
    refuted: tuple[str, ...]
    struck: tuple[tuple[str, str], ...] = ()


def standing(
    events: Iterable[Event], reaching: Collection[RatingKnown], excusals: Iterable[Excusal], book: RuleBook
) -> Standing:
    """What is left of the facts, and what stands in spite of them.

    `reaching`: the corrections and withdrawals of ratings that reach back.
    """
    events = tuple(events)
    known = timeline((each for each in events if isinstance(each, RatingKnown)), reaching)
    cases, negative = reported_cases(events)
    struck = struck_cases(events, cases)
    declared, refuted = as_declared(events, negative)
    found: list[Step] = [*excusals, *(each for each in events if not isinstance(each, _RECONSIDERED))]
    found += [*declared, *cases, *reported_contacts(events), *known]
    found += [*_anomalies(events), *_stays(events), *_designations(events, book), *_credits(events, book)]
    left = {_named(each) for each in found}
    found += [Reached(each.at, place(each)) for each in events if _named(each) not in left]
    credited = {each.on for each in events if isinstance(each, DayCredited)}
    return Standing(tuple(sorted(found, key=in_order)), known, tuple(sorted(credited)), refuted, struck)


def unrevised(ordered: Iterable[Event]) -> Standing:
    """Facts of which none takes anything back: they stand as they are."""
    ratings = [each for each in ordered if isinstance(each, RatingKnown)]
    if not ratings:
        return Standing(tuple(ordered), (), (), ())
    known = timeline(ratings, ())
    others: list[Step] = [each for each in ordered if not isinstance(each, RatingKnown)]
    return Standing(tuple(sorted((*others, *known), key=in_order)), known, (), ())


def _named(step: Step) -> tuple[datetime, type[Step], str]:
    return step.at, type(step), step.id


def _anomalies(events: Iterable[Event]) -> Iterator[Event]:
    withdrawn = {each.anomaly_id for each in events if isinstance(each, AnomalyWithdrawn)}
    yield from (each for each in events if isinstance(each, GateAnomaly) and each.id not in withdrawn)


def _stays(events: Iterable[Event]) -> Iterator[Event]:
    withdrawn = {each.stay_id for each in events if isinstance(each, StayWithdrawn)}
    yield from (each for each in events if isinstance(each, StayKnown) and each.id not in withdrawn)


def _credits(events: Iterable[Event], book: RuleBook) -> Iterator[Event]:
    """Credited days, each as a check-in that was made by the end of the day."""
    for each in events:
        if isinstance(each, DayCredited):
            yield replace(each, at=min(each.at, day_start(add_days(each.on, 1), book.zone)))


def _designations(events: Iterable[Event], book: RuleBook) -> Iterator[Event]:
    """Designations with their versions, without those that were wrong."""
    wrong = {each.designation_id for each in events if isinstance(each, DesignationLifted) and each.means == "wrong"}
    by_id: dict[str, list[DesignationMade]] = {}
    for each in sorted((each for each in events if isinstance(each, DesignationMade)), key=in_order):
        versions = by_id.setdefault(each.id, [])
        begun = versions[0].since if versions else policy_day(each.at, book.zone)
        named = replace(each, since=each.since or begun)
        if each.correction:
            versions[:] = [_eased(before, named, book) for before in versions]
        versions.append(named)
    yield from (each for name, versions in by_id.items() if name not in wrong for each in versions)


def _eased(before: DesignationMade, after: DesignationMade, book: RuleBook) -> DesignationMade:
    """What two versions of a designation have in common."""
    (days, checkins), (less_days, less_checkins) = _terms(before, book), _terms(after, book)
    return replace(
        before,
        colour="yellow" if "yellow" in (before.colour, after.colour) else "red",
        since=min(before.since, after.since) if before.since and after.since else None,
        days=min(days, less_days),
        checkins=min(checkins, less_checkins),
    )


def _terms(made: DesignationMade, book: RuleBook) -> tuple[int, int]:
    terms = book.at(made.at).rule(f"designated.{made.colour}", "domestic")
    days, checkins = (terms.days, terms.phases[0].checkins) if terms is not None else (0, 0)
    return days if made.days is None else made.days, checkins if made.checkins is None else made.checkins
