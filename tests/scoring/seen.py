"""What somebody sees of a rule set: a colour, a day, a reminder, a flight, an exposure."""

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, time, timedelta
from typing import Any

from chalicelib.scoring.cases import exposing
from chalicelib.scoring.decide import decide
from chalicelib.scoring.due import next_due
from chalicelib.scoring.exposure import Presence, ranked
from chalicelib.scoring.facts import DesignationMade, Event
from chalicelib.scoring.fold import fold
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.quiet_hours import QuietHours
from chalicelib.scoring.rules import RuleBook, RuleSet, Scheme
from chalicelib.scoring.ruleset_data import parse_ruleset
from chalicelib.scoring.travel import Trip, assess
from tests.scoring.builders import (
    BEIJING,
    BOOK,
    anomaly,
    at,
    case,
    colour,
    decided,
    declaration,
    hold,
    ill,
    met,
    positive,
    rating,
    rules_data,
    stayed,
    traced,
    well,
)

type Data = dict[str, Any]
type Seen = Callable[[Data], Any]
START = rules_data(effective=0) | {"quiet": {"from": "18:00", "until": "07:00", "lead_minutes": 30}}


def book_of(data: Data) -> RuleBook:
    return RuleBook([parse_ruleset(data)])


def ruleset_of(data: Data) -> RuleSet:
    return parse_ruleset(data)


def changed(path: str, value: Any) -> Data:
    data = deepcopy(START)
    *sections, last = path.split("/")
    target = data
    for name in sections:
        target = target[name]
    target[last] = value
    return data


# What somebody sees of a rule: its hold's colour, the days that it asks for, the check-ins.
RAISED: dict[str, tuple[list[Event], Scheme]] = {
    "case.confirmed": ([declaration(3), case(4), case(5, "released", 5)], "domestic"),
    "case.suspected": ([declaration(3), case(4, kind="suspected")], "domestic"),
    "case.asymptomatic": (
        [declaration(3), case(4, kind="asymptomatic"), case(5, "released", 5, kind="asymptomatic")],
        "domestic",
    ),
    "contact.close": ([declaration(4), traced(5, 5)], "domestic"),
    "contact.building": ([declaration(4), traced(5, 5, "building")], "domestic"),
    "contact.declared": ([declaration(5, **met(5))], "domestic"),
    "region.high": ([declaration(5, **stayed(3, 5)), rating(3, "high")], "domestic"),
    "region.medium": ([declaration(5, **stayed(3, 5)), rating(3)], "domestic"),
    "symptom": ([ill(5)], "domestic"),
    "test.declared": ([declaration(5, **positive(5))], "domestic"),
    "gate.anomaly": ([declaration(5), anomaly(5)], "domestic"),
    "worsened": ([declaration(3), traced(4, 4, "building"), ill(5)], "domestic"),
    "undeclared": (well(1, 2), "international"),
    "designated.red": ([declaration(4), DesignationMade("d", at(5), "red")], "domestic"),
    "designated.yellow": ([declaration(4), DesignationMade("d", at(5), "yellow")], "domestic"),
}


def of_rule(rule: str) -> Seen:
    facts, scheme = RAISED[rule]

    def seen(data: Data) -> tuple[str, int]:
        found = hold(facts, at(5, 23), rule, scheme, book=book_of(data))
        return str(found.colour), found.checkins_required

    return seen


def in_a_term(when: datetime) -> Seen:
    facts = [declaration(4), traced(5, 5), *well(5, 26)]
    return lambda data: colour(facts, when, book=book_of(data))


def clears(data: Data) -> Any:
    return hold([declaration(4), traced(5, 5), *well(5, 8)], 8, "contact.close", book=book_of(data)).clears_on


def asked(data: Data) -> int:
    return hold([declaration(4), traced(5, 5), *well(5, 8)], 8, "contact.close", book=book_of(data)).checkins_required


CLOSE = {"colour": "red", "days": 14, "checkins": 14}
TWO = {"colour": "red", "days": 7, "checkins": 7, "then": [{"colour": "yellow", "days": 3, "checkins": 3}]}
PROLONGED = CLOSE | {"then": [{"colour": "red", "days": 14, "checkins": 14}]}
OTHER = {"colour": "yellow", "days": 9, "checkins": 9}


def in_force(data: Data) -> list[str | None]:
    """A fever that the set does not know any more, about the instant from which it governs."""
    without = data | {"rules": {name: rule for name, rule in data["rules"].items() if name != "symptom"}}
    book = RuleBook([*BOOK.rulesets, parse_ruleset(without)])
    return [colour([ill(5)], at(number, 1), book=book) for number in (6, 7)]


def streak(data: Data) -> int | None:
    """An outage over the end of the validity, and a declaration three hours after it."""
    facts = [*well(4, 5), declaration(at(6, 13))]
    down = Outage(at(6, 8), at(6, 10))
    streak = decided(facts, at(6, 14), "international", book=book_of(data), outages=[down]).streak
    return streak.days if streak else None


def travel(
    data: Data,
    *,
    first: int = 39,
    on: int = 51,
    country: str = "IT",
    nationality: str = "CN",
    fatigue: bool = False,
) -> Any:
    """What a traveller is told on 10 April of a flight (51 is 20 April)."""
    book, now = book_of(data), at(41)
    facts = [*well(first, 40), declaration(41, "36.5", *(["fatigue"] if fatigue else []))]
    state, trip = fold(None, facts, book), Trip(at(on), country, ())
    decision = decide(state, book, now, "international", departs_at=trip.departs_at)
    return assess(state, book, now, trip, nationality=nationality, decision=decision)


def exposed(kind: str) -> Seen:
    start = datetime(2020, 3, 10, 2, tzinfo=UTC)
    visits = [Presence(who, "v1", kind, start, start + timedelta(minutes=20)) for who in ("case", "other")]
    return lambda data: len(ranked(visits[:1], visits[1:], ruleset_of(data).exposure))


def evening(data: Data) -> datetime:
    """When somebody is reminded in the evening who set no quiet hours."""
    book = book_of(data)
    state = fold(None, [declaration(4), traced(5, 5), *well(5, 5)], book)
    return next_due(
        state, book, at(6, 9), "domestic", evening=time(19), quiet=QuietHours(book, None, BEIJING)
    ).at.astimezone(BEIJING)


def traced_from(data: Data) -> Any:
    terms = ruleset_of(data).exposure
    return terms.source_from(exposing(case(20, on=20), terms.infectious_days)[0])


def validity(data: Data) -> Any:
    return decided([declaration(4)], at(4, 10), "international", book=book_of(data)).valid_until


def reminded(data: Data) -> datetime:
    book = book_of(data)
    return next_due(fold(None, [declaration(4)], book), book, at(4, 10), "international").at.astimezone(BEIJING)
