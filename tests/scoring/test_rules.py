"""Rule sets as data: read, refused, and taking effect."""

from datetime import timedelta
from decimal import Decimal
from math import inf
from typing import Any, get_args

import pytest

from chalicelib.errors import Invalid
from chalicelib.notify import texts
from chalicelib.notify.causes import cause
from chalicelib.scoring.due import next_due
from chalicelib.scoring.facts import Event, GateAnomaly
from chalicelib.scoring.fold import fold
from chalicelib.scoring.rules import RuleBook
from chalicelib.scoring.ruleset_data import RULE_NAMES, Symptom, parse_ruleset
from tests.scoring.builders import (
    BOOK,
    anomaly,
    at,
    colour,
    decided,
    declaration,
    ill,
    met,
    rating,
    rules_data,
    stayed,
    traced,
    well,
    with_rules,
)


def yellow(days: int) -> dict[str, Any]:
    return {"colour": "yellow", "days": days, "checkins": days}


def test_every_rule_applies_in_the_schemes_where_it_should() -> None:
    for name in RULE_NAMES:
        assert BOOK.rulesets[0].rule(name, "international") is not None
        assert (BOOK.rulesets[0].rule(name, "domestic") is None) is (name == "undeclared")


def test_the_rule_set_in_force() -> None:
    two = with_rules()
    instant = two.rulesets[1].effective
    assert two.at(instant - timedelta(milliseconds=1)).version == "1"
    assert two.at(instant).version == "2"
    assert two.at(at(-3000)).version == "1"
    assert decided(well(5, 5), instant, book=two).rules_version == "2"


def test_a_new_rule_set_governs_open_holds_from_its_instant() -> None:
    shorter = with_rules(contact__building=yellow(3))
    facts = [traced(6, 6, "building"), *well(6, 9)]
    assert colour(facts, at(9, 23, 59), book=shorter) == "yellow"
    assert colour(facts, at(10, 0), book=shorter) == "green"
    assert colour(facts, at(10, 0)) == "yellow"
    assert next_due(fold(None, facts, shorter), shorter, at(9, 21), "domestic").kinds == {"rules_change"}


def test_closed_holds_stay_closed_under_longer_rules() -> None:
    longer = with_rules(contact__building=yellow(20))
    facts = [traced(2, 2, "building"), *well(2, 9)]
    assert colour(facts, at(9, 12), book=longer) == "green"
    assert colour([*facts, declaration(10)], 10, book=longer) == "green"


def test_a_new_colour_for_an_open_hold() -> None:
    graver = with_rules(contact__building={"colour": "red", "days": 14, "checkins": 14})
    facts = [traced(6, 6, "building"), *well(6, 9)]
    assert [colour(facts, at(9, 23), book=graver), colour(facts, at(10, 0), book=graver)] == ["yellow", "red"]


def test_a_rule_switched_off_closes_its_holds() -> None:
    changed = rules_data()
    del changed["rules"]["symptom"]
    without = RuleBook([*BOOK.rulesets, parse_ruleset(changed)])
    facts = [ill(9)]
    assert [colour(facts, at(9, 23), book=without), colour(facts, at(10, 0), book=without)] == ["yellow", "green"]
    assert colour([ill(11)], 11, book=without) == "green"


@pytest.mark.parametrize(
    ("path", "value", "field", "code"),
    [
        (("version",), "", "version", "ruleset_version"),
        (("version",), 7, "version", "ruleset_version"),
        (("effective",), "2020-03-10T00:00:00", "effective", "ruleset_instant"),
        (("effective",), "soon", "effective", "ruleset_instant"),
        (("timezone",), "Asia/Atlantis", "timezone", "ruleset_timezone"),
        (("timezone",), "../etc/passwd", "timezone", "ruleset_timezone"),
        (("fever",), "hot", "fever", "ruleset_fever"),
        (("fever",), "99", "fever", "ruleset_fever"),
        (("symptoms",), ["boredom"], "symptoms", "ruleset_list"),
        (("symptoms",), "fever", "symptoms", "ruleset_list"),
        (("contact_review_days",), True, "contact_review_days", "ruleset_number"),
        (("outage_grace_hours",), -1, "outage_grace_hours", "ruleset_number"),
        (("outage_grace_hours",), inf, "outage_grace_hours", "ruleset_number"),
        (("outage_grace_hours",), Decimal("1.5"), "outage_grace_hours", "ruleset_number"),
        (("extra",), 1, "extra", "ruleset_unknown"),
        (("rules",), [], "rules", "ruleset_missing"),
        (("rules", "symptom"), {"colour": "blue", "days": 7, "checkins": 7}, "rules.symptom", "ruleset_rule"),
        (("rules", "symptom"), {"colour": "green", "days": 7, "checkins": 7}, "rules.symptom", "ruleset_rule"),
        (("rules", "symptom"), {"colour": "red", "days": 61, "checkins": 7}, "rules.symptom", "ruleset_rule"),
        (("rules", "symptom"), {"colour": "red", "days": 7.5, "checkins": 7}, "rules.symptom", "ruleset_rule"),
        (("rules", "symptom"), {"colour": "red", "days": 7}, "rules.symptom", "ruleset_rule"),
        (("rules", "symptom"), {"abroad": {}}, "rules.symptom", "ruleset_rule"),
        (("rules", "symptom"), None, "rules.symptom", "ruleset_rule"),
        (("rules", "symptom", "domestic"), 7, "rules.symptom.domestic", "ruleset_rule"),
        (("rules", "vaccinated"), {}, "rules.vaccinated", "ruleset_unknown"),
        (("international", "valid_hours"), "24", "international.valid_hours", "ruleset_number"),
        (("international",), None, "international.valid_hours", "ruleset_missing"),
        (("travel", "policy_start"), "2020-4-8", "travel.policy_start", "ruleset_date"),
        (("travel", "nationalities"), ["China"], "travel.nationalities", "ruleset_list"),
        (("travel", "obliged"), [{"from": "2020-04-08"}], "travel.obliged", "ruleset_obliged"),
        (("travel", "obliged"), {}, "travel.obliged", "ruleset_obliged"),
        (("exposure", "by_type"), [], "exposure.by_type", "ruleset_list"),
        (("quiet",), {"from": "25:00", "until": "07:00"}, "quiet.from", "ruleset_clock"),
        (("quiet",), {"from": "22:00", "until": "7:00"}, "quiet.until", "ruleset_clock"),
        (("quiet",), {"from": 22, "until": "07:00"}, "quiet.from", "ruleset_clock"),
        (("quiet",), {"from": "22:00"}, "quiet", "ruleset_quiet"),
        (("quiet",), {"from": "08:00", "until": "07:00"}, "quiet", "ruleset_quiet"),
        (("quiet",), {"lead_minutes": 121}, "quiet.lead_minutes", "ruleset_number"),
    ],
)
def test_what_is_wrong_is_named(path: tuple[str, ...], value: Any, field: str, code: str) -> None:
    wrong = rules_data()
    target = wrong
    for part in path[:-1]:
        target = target[part]
    target[path[-1]] = value
    with pytest.raises(Invalid) as refused:
        parse_ruleset(wrong)
    assert (field, code) in [(f.field, f.code) for f in refused.value.fields]
    for error in refused.value.fields:
        assert all(texts.say(error.code, language, **error.params) for language in texts.LANGUAGES)


def test_numbers_from_the_store_are_decimals() -> None:
    stored = {**rules_data(), "contact_review_days": Decimal(14)}
    assert parse_ruleset(stored) == parse_ruleset(rules_data())


def test_everything_wrong_is_named_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        parse_ruleset({})
    assert {"version", "rules", "travel.obliged"} <= {f.field for f in refused.value.fields}


def test_rule_sets_that_collide() -> None:
    with pytest.raises(ValueError, match="same version"):
        with_rules(version="1")
    first = BOOK.rulesets[0]
    with pytest.raises(ValueError, match="same instant"):
        RuleBook([first, first])
    with pytest.raises(ValueError, match="at least one"):
        RuleBook([])
    elsewhere = parse_ruleset({**rules_data(), "timezone": "Europe/Rome"})
    with pytest.raises(ValueError, match="time zone"):
        RuleBook([first, elsewhere])


SYMPTOMS = get_args(Symptom)
THINGS = {
    "contact.declared": [("confirmed",), ("suspected",)],
    "gate.anomaly": [("temperature",), ("reported",)],
    "region.high": [("high",), ("key",)],
    "symptom": [("temperature",), *((name,) for name in SYMPTOMS if name not in ("fatigue", "diarrhea"))],
}


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("rule", RULE_NAMES)
def test_every_rule_has_its_sentences(rule: str, language: str) -> None:
    told = [cause(rule, named, "2020-03-05", language) for named in THINGS.get(rule, [()])]
    assert len(set(told)) == len(told)
    assert all(sentence and "{" not in sentence for sentence in told)


def test_the_sentence_of_a_hold_names_what_was_ticked() -> None:
    (found,) = decided([declaration(5, "37.4", "dry_cough", "fatigue")], 5).holds
    assert cause(found.rule, found.named, "5 March", "en") == (
        "On 5 March you told us of: a temperature of 37.3 °C or more, a dry cough."
    )
    assert cause(found.rule, found.named, "3月5日", "zh-CN") == "您在 3月5日 申报了：体温达到 37.3 度或以上、干咳。"


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ([declaration(5, **met(4))], ("confirmed",)),
        ([declaration(5, **met(4, "suspected"))], ("suspected",)),
        ([declaration(5), anomaly(5)], ("temperature",)),
        ([declaration(5), GateAnomaly("a", at(5, 12), reported=True)], ("reported",)),
        ([declaration(5, **stayed(1, 4)), rating(2, "high")], ("high",)),
        ([declaration(5, **stayed(1, 4)), rating(2, "high"), rating(at(5, 20), "key")], ("key",)),
        ([declaration(5), traced(5, 5)], ()),
    ],
)
def test_which_it_was_of_the_things_a_rule_is_about(facts: list[Event], named: tuple[str, ...]) -> None:
    assert [view.named for view in decided(facts, 5).holds] == [named]
