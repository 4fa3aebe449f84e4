"""Past days by the colours that were and that would have been: pure, a person at a time."""

from datetime import timedelta

from hypothesis import given
from hypothesis import settings as examples

from chalicelib.scoring import what_if
from chalicelib.scoring.decide import decide, replay
from chalicelib.scoring.ruleset_data import parse_ruleset
from chalicelib.scoring.what_if import Past
from tests.scoring.builders import BOOK, at, day, declaration, rules_data, traced, well
from tests.scoring.lives import Life, lives

TEN = {"colour": "yellow", "days": 10, "checkins": 10}


def _past(first: int, last: int, **rules: object) -> Past:
    return Past.of(BOOK, parse_ruleset(rules_data(**rules)), day(first), day(last))


def test_days_and_rules_are_counted_without_and_with() -> None:
    facts = [declaration(3), traced(4, 4, "building"), *well(4, 20)]
    counts = what_if.compare(facts, _past(1, 20, contact__building=TEN), ["domestic"])
    assert {name: n for name, n in counts.items() if name.startswith("days|")} == {
        "days|domestic|none>none": 2,
        "days|domestic|green>green": 8,
        "days|domestic|yellow>yellow": 7,
        "days|domestic|green>yellow": 3,
    }
    assert what_if.rules(counts) == {"contact.building": {"without": 7, "with": 10}}
    assert (counts["people"], counts["changed"], counts["worse"]) == (1, 1, 1)
    assert "better" not in counts
    shown = what_if.matrix(counts)
    assert sum(shown["domestic"].values()) == 20
    assert not any(shown["international"].values())


def test_a_rule_set_governs_from_the_first_day_whatever_its_own_instant() -> None:
    past = _past(5, 9, contact__building=TEN)
    assert [each.effective for each in past.with_it.rulesets] == [BOOK.rulesets[0].effective, at(5, 0)]
    assert past.ends[0] == at(6, 0) - timedelta(milliseconds=1)
    assert len(past.ends) == 5
    facts = [traced(1, 1, "building"), *well(1, 9)]
    counts = what_if.compare(facts, past, ["domestic"])
    assert counts["days|domestic|yellow>yellow"] == 3
    assert counts["days|domestic|green>yellow"] == 2


@given(lives())
@examples(max_examples=25)
def test_day_by_day_comes_to_what_a_fold_from_nothing_comes_to(life: Life) -> None:
    past = _past(10, 25, contact__building=TEN)
    for end, state in zip(past.ends, what_if.states(life.facts, past.with_it, past), strict=True):
        for scheme in ("domestic", "international"):
            found = decide(state, past.with_it, end, scheme)
            assert found == replay(life.facts, past.with_it, end, scheme)
