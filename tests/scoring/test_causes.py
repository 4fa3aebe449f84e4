"""Every cause of a colour, in both schemes: colour, start of observation, days to clear."""

import pytest

from chalicelib.scoring.facts import DesignationMade, Event
from tests.scoring.builders import (
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
    stayed,
    traced,
    well,
)

HOLDS = [
    ("case.confirmed", [case(5, "released", on=5)], "red", 5, 14),
    ("case.asymptomatic", [case(5, "released", on=5, kind="asymptomatic")], "red", 5, 14),
    ("contact.close", [traced(5, 3)], "red", 3, 14),
    ("contact.building", [traced(5, 3, "building")], "yellow", 3, 7),
    ("region.high", [declaration(5, **stayed(1, 3)), rating(1, "high")], "red", 3, 14),
    ("region.high", [declaration(5, **stayed(1, 3)), rating(1, "key")], "red", 3, 14),
    ("region.medium", [declaration(5, **stayed(1, 3)), rating(1)], "yellow", 3, 7),
    ("symptom", [ill(5)], "yellow", 5, 7),
    ("contact.declared", [declaration(5, **met(3))], "yellow", 3, 7),
    ("contact.declared", [declaration(5, **met(3, "suspected"))], "yellow", 3, 7),
    ("test.declared", [declaration(5, **positive(3))], "yellow", 3, 7),
    ("gate.anomaly", [anomaly(5)], "yellow", 5, 7),
    ("designated.red", [DesignationMade("d", at(5), "red")], "red", 5, 14),
    ("designated.yellow", [DesignationMade("d", at(5), "yellow")], "yellow", 5, 7),
]
RED_ABROAD = {"symptom", "contact.declared", "test.declared"}


@pytest.mark.parametrize(("rule", "facts", "expected", "since", "days"), HOLDS)
def test_domestic(rule: str, facts: list[Event], expected: str, since: int, days: int) -> None:
    decision = decided([declaration(at(5, 7)), *facts], 5)
    assert [(h.rule, h.colour, h.since, h.checkins_required) for h in decision.holds] == [
        (rule, expected, day(since), days)
    ]
    assert decision.colour == expected


@pytest.mark.parametrize(("rule", "facts", "expected", "since", "days"), HOLDS)
def test_international(rule: str, facts: list[Event], expected: str, since: int, days: int) -> None:
    found = hold([declaration(at(5, 7)), *facts], 5, rule, "international")
    wanted = ("red", 14) if rule in RED_ABROAD else (expected, days)
    assert (found.colour, found.since, found.checkins_required) == (wanted[0], day(since), wanted[1])


@pytest.mark.parametrize("kind", ["confirmed", "suspected", "asymptomatic"])
def test_an_open_case_is_red_and_open_ended(kind: str) -> None:
    found = hold([*well(1, 30), case(5, kind=kind)], 30, f"case.{kind}")
    assert (found.colour, found.clears_on, found.open_ended, found.checkins_done) == ("red", None, True, 0)


@pytest.mark.parametrize(
    ("temperature", "symptoms", "expected"),
    [
        ("37.2", (), "green"),
        ("37.3", (), "yellow"),
        ("36.5", ("fever",), "yellow"),
        ("36.5", ("dry_cough",), "yellow"),
        ("36.5", ("shortness_of_breath",), "yellow"),
        ("36.5", ("sore_throat",), "yellow"),
        ("36.5", ("other_respiratory",), "yellow"),
        ("36.5", ("diarrhea",), "green"),
        ("36.5", ("fatigue",), "green"),
        ("36.5", ("fatigue", "diarrhea", "dry_cough"), "yellow"),
    ],
)
def test_answers_about_health(temperature: str, symptoms: tuple[str, ...], expected: str) -> None:
    assert colour([declaration(5, temperature, *symptoms)], 5) == expected


@pytest.mark.parametrize("result", ["none", "negative", "pending"])
def test_only_a_positive_test_counts(result: str) -> None:
    assert colour([declaration(5, **positive(4, result))], 5) == "green"


@pytest.mark.parametrize("kind", ["none", "symptomatic"])
def test_other_contacts_colour_nobody(kind: str) -> None:
    for scheme in ("domestic", "international"):
        assert colour([declaration(5, **met(4, kind))], 5, scheme) == "green"


@pytest.mark.parametrize(("temperature", "expected"), [("37.2", set()), ("37.3", {"gate.anomaly"})])
def test_a_gate_reads_a_threshold(temperature: str, expected: set[str]) -> None:
    assert rules([declaration(5), anomaly(5, temperature)], 5) == expected


def test_before_the_first_declaration_there_is_no_colour_but_the_holds_are_listed() -> None:
    decision = decided([traced(5, 3)], 5)
    assert (decision.colour, decision.grade) == (None, None)
    assert [h.rule for h in decision.holds] == ["contact.close"]


@pytest.mark.parametrize(
    ("facts", "grade"),
    [([], "00"), ([ill(at(5, 10))], "01"), ([traced(5, 3)], "10"), ([ill(at(5, 10)), traced(5, 3)], "10")],
)
def test_grades_and_the_most_severe_wins(facts: list[Event], grade: str) -> None:
    assert decided([declaration(5), *facts], 5).grade == grade


def test_holds_are_listed_gravest_first() -> None:
    facts = [ill(5), traced(5, 3), anomaly(5)]
    assert [h.rule for h in decided(facts, 5).holds] == ["contact.close", "gate.anomaly", "symptom"]


def test_each_decision_names_its_rule_set() -> None:
    assert decided(well(5, 5), 5).rules_version == "1"
