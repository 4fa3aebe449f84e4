"""Every item of a rule set, changed as data: each changes something that somebody sees.

Whoever gives the rules another item adds it here; a test below compares the table with the shape of stored rule sets.
"""

from copy import deepcopy
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from chalicelib.scoring import ruleset_data
from chalicelib.scoring.cases import exposing
from chalicelib.scoring.fold import fold
from chalicelib.scoring.quiet_hours import QuietHours
from chalicelib.scoring.rules import Scheme
from chalicelib.scoring.ruleset_data import RULE_NAMES
from tests.scoring.builders import (
    BEIJING,
    at,
    case,
    colour,
    day,
    decided,
    declaration,
    ill,
    met,
    rules,
    well,
)
from tests.scoring.seen import (
    CLOSE,
    OTHER,
    PROLONGED,
    RAISED,
    START,
    TWO,
    Seen,
    asked,
    book_of,
    changed,
    clears,
    evening,
    exposed,
    in_a_term,
    in_force,
    of_rule,
    reminded,
    ruleset_of,
    streak,
    traced_from,
    travel,
    validity,
)

KNOBS: dict[str, tuple[Any, Seen, Any, Any]] = {
    "version": ("3", lambda data: decided(well(5, 5), 5, book=book_of(data)).rules_version, "2", "3"),
    "effective": (at(7, 0).isoformat(), in_force, ["green", "green"], ["yellow", "green"]),
    "timezone": (
        "Pacific/Honolulu",
        lambda data: decided([ill(5)], 5, book=book_of(data)).holds[0].clears_on,
        day(12),
        day(11),
    ),
    "fever": ("38.5", lambda data: colour([ill(5)], 5, book=book_of(data)), "yellow", "green"),
    "symptoms": (
        ["fever"],
        lambda data: colour([declaration(5, "36.5", "dry_cough")], 5, book=book_of(data)),
        "yellow",
        "green",
    ),
    "contact_review_days": (
        3,
        lambda data: bool(fold(None, [declaration(9, **met(5))], book_of(data)).queue),
        True,
        False,
    ),
    "outage_grace_hours": (6, streak, 1, 3),
    "rules/contact.close": (TWO, in_a_term(at(13, 12)), "red", "yellow"),
    "term.colour": (OTHER | {"days": 14}, in_a_term(at(13, 12)), "red", "yellow"),
    "term.days": (CLOSE | {"days": 20}, clears, day(19), day(25)),
    "term.checkins": (CLOSE | {"checkins": 10}, asked, 14, 10),
    "term.then": (PROLONGED, in_a_term(at(26, 12)), "green", "red"),
    **{
        f"rules/{rule}": (
            {"colour": "red" if rule == "designated.yellow" else "yellow", "days": 9, "checkins": 9},
            of_rule(rule),
            None,
            ("red" if rule == "designated.yellow" else "yellow", 9),
        )
        for rule in RULE_NAMES
        if rule != "contact.close"
    },
    "international/valid_hours": (48, validity, at(5, 9), at(6, 9)),
    "international/undeclared_hours": (
        30,
        lambda data: rules(well(1, 4), at(5, 16), "international", book=book_of(data)),
        set(),
        {"undeclared"},
    ),
    "international/closes_hours": (
        72,
        lambda data: decided(well(4, 4), at(7), "international", book=book_of(data), departs_at=at(4, 12)).closed,
        True,
        False,
    ),
    "international/reminder_hours": (5, reminded, at(5, 7), at(5, 4)),
    "travel/policy_start": ("2020-05-01", lambda data: travel(data).required, True, False),
    "travel/boarding_days": (
        7,
        lambda data: [each.kind for each in travel(data, first=41, on=54).risks],
        ["lapsed"],
        [],
    ),
    "travel/unhealthy_symptoms": (
        [],
        lambda data: "unhealthy" in [each.kind for each in travel(data, fatigue=True).risks],
        True,
        False,
    ),
    "travel/nationalities": (["IT"], lambda data: travel(data, nationality="IT").required, False, True),
    "travel/obliged/from": (
        [{"from": "2020-06-01", "countries": ["IT"]}],
        lambda data: travel(data).required,
        True,
        False,
    ),
    "travel/obliged/until": (
        [{"from": "2020-04-08", "until": "2020-04-15", "countries": ["IT"]}],
        lambda data: travel(data).required,
        True,
        False,
    ),
    "travel/obliged/countries": (
        [{"from": "2020-04-08", "countries": ["JP"]}],
        lambda data: travel(data, country="JP").required,
        False,
        True,
    ),
    "exposure/minimum_minutes": (30, exposed("bank"), 1, 0),
    "exposure/by_type": ({"bank": 25}, exposed("bank"), 1, 0),
    "exposure/infectious_days": (
        4,
        lambda data: exposing(case(20, on=20), ruleset_of(data).exposure.infectious_days)[0],
        day(18),
        day(16),
    ),
    "exposure/trace_days": (21, traced_from, day(6), day(-1)),
    "quiet/from": ("17:00", evening, at(6, 17, 30), at(6, 16, 30)),
    "quiet/until": (
        "08:00",
        lambda data: QuietHours(book_of(data), None, BEIJING).after(at(6, 2)),
        at(6, 7),
        at(6, 8),
    ),
    "quiet/lead_minutes": (60, evening, at(6, 17, 30), at(6, 17)),
}
"""An item: another value, what somebody sees, and what that is before and after. Of rules `None`: something else."""


@pytest.mark.parametrize("knob", KNOBS)
def test_an_item_changes_what_somebody_sees(knob: str) -> None:
    value, seen, before, after = KNOBS[knob]
    path = knob.rpartition("/")[0] if knob.startswith("travel/obliged/") else knob
    other = changed("rules/contact.close" if knob.startswith("term.") else path, value)
    was = seen(START)
    assert was == before if before is not None else was != after
    assert seen(other) == after


@pytest.mark.parametrize("rule", RULE_NAMES)
def test_a_rule_that_is_absent_holds_nobody(rule: str) -> None:
    facts, scheme = RAISED[rule]
    data = deepcopy(START)
    assert rule in rules(facts, at(5, 23), scheme, book=book_of(data))
    del data["rules"][rule]
    assert rule not in rules(facts, at(5, 23), scheme, book=book_of(data))


def test_each_scheme_has_its_own_colour() -> None:
    own = {"domestic": OTHER, "international": CLOSE}
    facts = RAISED["contact.close"][0]
    book = book_of(changed("rules/contact.close", own))
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
