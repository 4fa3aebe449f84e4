"""Every item of a rule set, changed as data: each changes something that somebody sees.

Whoever gives the rules another item adds it here; a test below compares the table with the shape of stored rule sets.
"""

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, time, timedelta
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from chalicelib.scoring import ruleset_data
from chalicelib.scoring.cases import exposing
from chalicelib.scoring.decide import decide
from chalicelib.scoring.due import next_due
from chalicelib.scoring.exposure import Presence, ranked
from chalicelib.scoring.facts import DesignationMade, Event
from chalicelib.scoring.fold import fold
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.quiet_hours import QuietHours
from chalicelib.scoring.rules import RuleBook, RuleSet, Scheme
from chalicelib.scoring.ruleset_data import RULE_NAMES, parse_ruleset
from chalicelib.scoring.travel import Trip, assess
from tests.scoring.builders import (
    BEIJING,
    BOOK,
    anomaly,
    at,
    case,
    colour,
    day,
    decided,
    declaration,
    hold,
    ill,
    met,
    positive,
    rating,
    rules,
    rules_data,
    stayed,
    traced,
    well,
)

type Data = dict[str, Any]
type Seen = Callable[[Data], Any]
START = rules_data(effective=0) | {"quiet": {"from": "18:00", "until": "07:00", "lead_minutes": 30}}


def _book(data: Data) -> RuleBook:
    return RuleBook([parse_ruleset(data)])


def _set(data: Data) -> RuleSet:
    return parse_ruleset(data)


def _changed(path: str, value: Any) -> Data:
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


def _of_rule(rule: str) -> Seen:
    facts, scheme = RAISED[rule]

    def seen(data: Data) -> tuple[str, int]:
        found = hold(facts, at(5, 23), rule, scheme, book=_book(data))
        return str(found.colour), found.checkins_required

    return seen


def _in_a_term(when: datetime) -> Seen:
    facts = [declaration(4), traced(5, 5), *well(5, 26)]
    return lambda data: colour(facts, when, book=_book(data))


def _clears(data: Data) -> Any:
    return hold([declaration(4), traced(5, 5), *well(5, 8)], 8, "contact.close", book=_book(data)).clears_on


def _asked(data: Data) -> int:
    return hold([declaration(4), traced(5, 5), *well(5, 8)], 8, "contact.close", book=_book(data)).checkins_required


CLOSE = {"colour": "red", "days": 14, "checkins": 14}
TWO = {"colour": "red", "days": 7, "checkins": 7, "then": [{"colour": "yellow", "days": 3, "checkins": 3}]}
PROLONGED = CLOSE | {"then": [{"colour": "red", "days": 14, "checkins": 14}]}
OTHER = {"colour": "yellow", "days": 9, "checkins": 9}


def _in_force(data: Data) -> list[str | None]:
    """A fever that the set does not know any more, about the instant from which it governs."""
    without = data | {"rules": {name: rule for name, rule in data["rules"].items() if name != "symptom"}}
    book = RuleBook([*BOOK.rulesets, parse_ruleset(without)])
    return [colour([ill(5)], at(number, 1), book=book) for number in (6, 7)]


def _streak(data: Data) -> int | None:
    """An outage over the end of the validity, and a declaration three hours after it."""
    facts = [*well(4, 5), declaration(at(6, 13))]
    down = Outage(at(6, 8), at(6, 10))
    streak = decided(facts, at(6, 14), "international", book=_book(data), outages=[down]).streak
    return streak.days if streak else None


def _travel(data: Data, *, first: int = 39, on: int = 51, country: str = "IT", nationality: str = "CN", fatigue: bool = False) -> Any:
    """What a traveller is told on 10 April of a flight (51 is 20 April)."""
    book, now = _book(data), at(41)
    facts = [*well(first, 40), declaration(41, "36.5", *(["fatigue"] if fatigue else []))]
    state, trip = fold(None, facts, book), Trip(at(on), country, ())
    decision = decide(state, book, now, "international", departs_at=trip.departs_at)
    return assess(state, book, now, trip, nationality=nationality, decision=decision)


def _exposed(kind: str) -> Seen:
    start = datetime(2020, 3, 10, 2, tzinfo=UTC)
    visits = [Presence(who, "v1", kind, start, start + timedelta(minutes=20)) for who in ("case", "other")]
    return lambda data: len(ranked(visits[:1], visits[1:], _set(data).exposure))


def _evening(data: Data) -> datetime:
    """When somebody is reminded in the evening who set no quiet hours."""
    book = _book(data)
    state = fold(None, [declaration(4), traced(5, 5), *well(5, 5)], book)
    return next_due(
        state, book, at(6, 9), "domestic", evening=time(19), quiet=QuietHours(book, None, BEIJING)
    ).at.astimezone(BEIJING)


def _traced_from(data: Data) -> Any:
    terms = _set(data).exposure
    return terms.source_from(exposing(case(20, on=20), terms.infectious_days)[0])


def _validity(data: Data) -> Any:
    return decided([declaration(4)], at(4, 10), "international", book=_book(data)).valid_until


def _reminded(data: Data) -> datetime:
    book = _book(data)
    return next_due(fold(None, [declaration(4)], book), book, at(4, 10), "international").at.astimezone(BEIJING)


KNOBS: dict[str, tuple[Any, Seen, Any, Any]] = {
    "version": ("3", lambda data: decided(well(5, 5), 5, book=_book(data)).rules_version, "2", "3"),
    "effective": (at(7, 0).isoformat(), _in_force, ["green", "green"], ["yellow", "green"]),
    "timezone": (
        "Pacific/Honolulu",
        lambda data: decided([ill(5)], 5, book=_book(data)).holds[0].clears_on,
        day(12),
        day(11),
    ),
    "fever": ("38.5", lambda data: colour([ill(5)], 5, book=_book(data)), "yellow", "green"),
    "symptoms": (
        ["fever"],
        lambda data: colour([declaration(5, "36.5", "dry_cough")], 5, book=_book(data)),
        "yellow",
        "green",
    ),
    "contact_review_days": (
        3,
        lambda data: bool(fold(None, [declaration(9, **met(5))], _book(data)).queue),
        True,
        False,
    ),
    "outage_grace_hours": (6, _streak, 1, 3),
    "rules/contact.close": (TWO, _in_a_term(at(13, 12)), "red", "yellow"),
    "term.colour": (OTHER | {"days": 14}, _in_a_term(at(13, 12)), "red", "yellow"),
    "term.days": (CLOSE | {"days": 20}, _clears, day(19), day(25)),
    "term.checkins": (CLOSE | {"checkins": 10}, _asked, 14, 10),
    "term.then": (PROLONGED, _in_a_term(at(26, 12)), "green", "red"),
    **{
        f"rules/{rule}": (
            {"colour": "red" if rule == "designated.yellow" else "yellow", "days": 9, "checkins": 9},
            _of_rule(rule),
            None,
            ("red" if rule == "designated.yellow" else "yellow", 9),
        )
        for rule in RULE_NAMES
        if rule != "contact.close"
    },
    "international/valid_hours": (48, _validity, at(5, 9), at(6, 9)),
    "international/undeclared_hours": (
        30,
        lambda data: rules(well(1, 4), at(5, 16), "international", book=_book(data)),
        set(),
        {"undeclared"},
    ),
    "international/closes_hours": (
        72,
        lambda data: decided(well(4, 4), at(7), "international", book=_book(data), departs_at=at(4, 12)).closed,
        True,
        False,
    ),
    "international/reminder_hours": (5, _reminded, at(5, 7), at(5, 4)),
    "travel/policy_start": ("2020-05-01", lambda data: _travel(data).required, True, False),
    "travel/boarding_days": (
        7,
        lambda data: [each.kind for each in _travel(data, first=41, on=54).risks],
        ["lapsed"],
        [],
    ),
    "travel/unhealthy_symptoms": (
        [],
        lambda data: "unhealthy" in [each.kind for each in _travel(data, fatigue=True).risks],
        True,
        False,
    ),
    "travel/nationalities": (["IT"], lambda data: _travel(data, nationality="IT").required, False, True),
    "travel/obliged/from": (
        [{"from": "2020-06-01", "countries": ["IT"]}],
        lambda data: _travel(data).required,
        True,
        False,
    ),
    "travel/obliged/until": (
        [{"from": "2020-04-08", "until": "2020-04-15", "countries": ["IT"]}],
        lambda data: _travel(data).required,
        True,
        False,
    ),
    "travel/obliged/countries": (
        [{"from": "2020-04-08", "countries": ["JP"]}],
        lambda data: _travel(data, country="JP").required,
        False,
        True,
    ),
    "exposure/minimum_minutes": (30, _exposed("bank"), 1, 0),
    "exposure/by_type": ({"bank": 25}, _exposed("bank"), 1, 0),
    "exposure/infectious_days": (
        4,
        lambda data: exposing(case(20, on=20), _set(data).exposure.infectious_days)[0],
        day(18),
        day(16),
    ),
    "exposure/trace_days": (21, _traced_from, day(6), day(-1)),
    "quiet/from": ("17:00", _evening, at(6, 17, 30), at(6, 16, 30)),
    "quiet/until": (
        "08:00",
        lambda data: QuietHours(_book(data), None, BEIJING).after(at(6, 2)),
        at(6, 7),
        at(6, 8),
    ),
    "quiet/lead_minutes": (60, _evening, at(6, 17, 30), at(6, 17)),
}
"""An item: another value, what somebody sees, and what that is before and after. Of rules `None`: something else."""


@pytest.mark.parametrize("knob", KNOBS)
def test_an_item_changes_what_somebody_sees(knob: str) -> None:
    value, seen, before, after = KNOBS[knob]
    path = knob.rpartition("/")[0] if knob.startswith("travel/obliged/") else knob
    changed = _changed("rules/contact.close" if knob.startswith("term.") else path, value)
    was = seen(START)
    assert was == before if before is not None else was != after
    assert seen(changed) == after


@pytest.mark.parametrize("rule", RULE_NAMES)
def test_a_rule_that_is_absent_holds_nobody(rule: str) -> None:
    facts, scheme = RAISED[rule]
    data = deepcopy(START)
    assert rule in rules(facts, at(5, 23), scheme, book=_book(data))
    del data["rules"][rule]
    assert rule not in rules(facts, at(5, 23), scheme, book=_book(data))


def test_each_scheme_has_its_own_colour() -> None:
    own = {"domestic": OTHER, "international": CLOSE}
    facts = RAISED["contact.close"][0]
    book = _book(_changed("rules/contact.close", own))
    schemes: tuple[Scheme, ...] = ("domestic", "international")
    assert [colour(facts, at(5, 23), scheme, book=book) for scheme in schemes] == ["yellow", "red"]


def test_the_table_has_every_item_of_a_stored_rule_set() -> None:
    items = set(_items(ruleset_data._Stored, ""))
    of_rules = {f"rules/{rule}" for rule in RULE_NAMES} | {f"term.{name}" for name in ruleset_data._Terms.model_fields}
    assert set(KNOBS) == items - {"rules"} | of_rules


def _items(model: type[BaseModel], before: str) -> list[str]:
    found = []
    for name, field in model.model_fields.items():
        path = f"{before}{field.alias or name}"
        inner = _model_in(field.annotation)
        found += [path] if inner is None or path == "rules" else _items(inner, f"{path}/")
    return found


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that an annotation is, or is a list of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (list, Union, UnionType):
        return next(filter(None, map(_model_in, get_args(annotation))), None)
    return None
