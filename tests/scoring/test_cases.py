"""Infections as sources report them: versions, opinions, stages, deaths, and what falls with a case."""

from typing import Any

import pytest

from chalicelib.scoring.cases import episodes, exposing, noted
from chalicelib.scoring.decide import decide
from chalicelib.scoring.due import next_due
from chalicelib.scoring.facts import CaseKnown, CaseOfContact, Event
from chalicelib.scoring.fold import fold
from chalicelib.scoring.rules import SCHEMES
from tests.scoring.builders import (
    BOOK,
    at,
    case,
    colour,
    day,
    decided,
    declaration,
    hold,
    ill,
    positive,
    rules,
    traced,
    well,
)


def fed(when: int, status: str = "open", revision: int = 0, source: str = "feed", **more: Any) -> CaseKnown:
    """A version of what a source says of an infection found on the 5th."""
    more = {"diagnosed": day(5), "id": f"{source}-{when}-{revision}", **more}
    return case(when, status, source=source, revision=revision, **more)


def since(facts: list[Event], when: int, rule: str = "case.confirmed"):
    return hold(facts, when, rule).since


# The declared test that a case takes the place of


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_case_withdrawn_as_another_persons_leaves_the_declared_test_undecided(scheme) -> None:
    facts = [declaration(5, **positive(5)), case(6), declaration(7), case(7, "withdrawn", reason="other_person")]
    assert rules(facts, 6, scheme) == {"case.confirmed"}
    assert rules(facts, 7, scheme) == {"test.declared"}
    assert [item.kind for item in fold(None, facts, BOOK).queue] == ["test.declared"]


@pytest.mark.parametrize("end", [case(7, "excluded"), case(7, "withdrawn", reason="wrong_result")])
def test_an_exclusion_or_a_wrong_result_settles_the_declared_test_as_negative(end: CaseKnown) -> None:
    facts = [traced(5, 5, "building"), declaration(5, **positive(5)), *well(6, 11), case(6), end]
    assert rules(facts, 7) == {"contact.building"}
    assert colour(facts, at(12, 0)) == "green"
    assert fold(None, facts, BOOK).queue == ()


def test_what_was_called_released_then_suspected_and_then_excluded_is_over() -> None:
    """The release was taken back by the version after it: the exclusion is about the whole of it."""
    released = case(1, "released", on=1, id="a", diagnosed=day(1))
    suspected = case(2, id="b", kind="suspected", revision=1, diagnosed=day(1))
    excluded = case(9, "excluded", id="d", kind="suspected", revision=2, diagnosed=day(9))
    assert rules([*well(1, 8), released, suspected, excluded], 9) == set()


def test_a_test_is_not_negative_while_another_source_says_that_it_is_a_case() -> None:
    facts = [declaration(5, **positive(5)), fed(6), fed(6, source="desk"), fed(7, "excluded", 1)]
    assert rules(facts, 7) == {"case.confirmed"}
    assert rules([*facts, fed(8, "withdrawn", 1, "desk", reason="other_person")], 8) == set()


def test_a_withdrawn_case_leaves_nothing_of_what_rested_on_it() -> None:
    facts = [
        declaration(4),
        declaration(5, **positive(5)),
        case(6),
        ill(8),
        case(9, "withdrawn", reason="wrong_result"),
    ]
    assert rules(facts, 9) == {"symptom"}


# Days on which nothing was asked


def test_days_on_which_a_wrong_case_asked_for_nothing_count_as_checked_in() -> None:
    facts = [declaration(4), declaration(5, **positive(5)), declaration(6), case(6), declaration(15)]
    assert not decided(facts, 9).checkin.required
    gone = [*facts, case(14, "withdrawn", reason="other_person")]
    assert rules(gone, 14) == set()  # seven days from the 5th were normal, as far as anybody was asked


def test_they_do_not_where_an_abnormal_reading_was_given() -> None:
    facts = [
        declaration(5, **positive(5)),
        declaration(6),
        case(6),
        ill(9),
        case(14, "withdrawn", reason="other_person"),
    ]
    found = hold(facts, 14, "test.declared")
    assert (found.checkins_done, found.clears_on) == (0, day(20))


def test_they_do_not_where_something_else_asked_all_the_while() -> None:
    facts = [declaration(5, **positive(5)), traced(5, 5), case(6), case(14, "withdrawn", reason="other_person")]
    assert hold(facts, 14, "contact.close").checkins_done == 0


def test_they_do_not_where_the_cause_was_only_known_late_to_have_ended() -> None:
    facts = [*well(1, 6), case(5), case(20, "released", on=10)]
    assert hold(facts, 20, "case.confirmed").checkins_done == 0


# Versions and opinions


def test_an_older_version_that_arrives_late_changes_nothing() -> None:
    facts = [declaration(5), fed(6, revision=1), fed(8, "released", 2, on=8), fed(9, "open", 1)]
    assert since(facts, 9) == day(8)


def test_a_newer_version_counts() -> None:
    facts = [declaration(5), fed(6, kind="suspected"), fed(8, revision=1)]
    assert rules(facts, 7) == {"case.suspected"}
    assert rules(facts, 8) == {"case.confirmed"}


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([fed(7, kind="suspected", source="desk")], {"case.confirmed"}),
        ([fed(7, "released", on=7, source="desk")], {"case.confirmed"}),
        ([fed(7, kind="asymptomatic", source="desk"), fed(8, "excluded", 1)], {"case.asymptomatic"}),
        ([fed(7, "excluded", source="desk")], {"case.confirmed"}),
        ([fed(7, "excluded", source="desk"), fed(8, "excluded", 1)], set()),
    ],
)
def test_over_sources_the_gravest_open_opinion_counts(others: list[Event], expected: set[str]) -> None:
    assert rules([declaration(5), fed(6), *others], 8) == expected


def test_with_none_open_the_latest_release_counts() -> None:
    facts = [declaration(5), fed(6), fed(6, source="desk"), fed(9, "released", 1, on=9)]
    assert hold(facts, 9, "case.confirmed").open_ended
    facts += [fed(10, "released", 1, "desk", on=8)]
    assert since(facts, 10) == day(9)


def test_an_open_case_shows_the_day_of_diagnosis() -> None:
    found = hold([declaration(9), fed(9)], 9, "case.confirmed")
    assert (found.since, found.clears_on, found.open_ended) == (day(5), None, True)


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (fed(9, "excluded", source="epidemiologist", decides=True), set()),
        (fed(9, "open", source="epidemiologist", decides=True, kind="suspected"), {"case.suspected"}),
    ],
)
def test_a_decision_outweighs_all_earlier_opinions_until_a_newer_version(
    decision: CaseKnown, expected: set[str]
) -> None:
    facts = [declaration(5), fed(6), fed(7, "excluded", source="desk"), decision]
    assert rules(facts, 9) == expected
    assert rules([*facts, fed(10, revision=1)], 10) == {"case.confirmed"}


def test_sources_that_disagree_are_named_with_the_instant_since_when() -> None:
    opinions = noted(noted((), fed(6)), fed(8, "released", source="desk", on=8))
    ((stage,),) = episodes(opinions)
    assert stage.disagreement_since == at(8, 8)
    ((agreed,),) = episodes(noted(opinions, fed(9, "released", 1, on=8)))
    assert agreed.disagreement_since is None


def test_a_release_corrected_to_an_earlier_day_was_on_that_day() -> None:
    facts = [*well(1, 24), fed(5), fed(20, "released", 1, on=20)]
    assert since(facts, 20) == day(20)
    assert since([*facts, fed(22, "released", 2, on=10)], 22) == day(10)
    assert rules([*facts, fed(24, "released", 2, on=10)], at(24, 8)) == set()


def test_a_release_corrected_to_a_later_day_counts_from_then() -> None:
    facts = [*well(1, 24), fed(5), fed(10, "released", 1, on=9), fed(20, "released", 2, on=15)]
    assert since(facts, 19) == day(9)
    assert since(facts, 20) == day(15)


# Stages


def test_a_positive_after_release_is_a_new_stage_with_its_own_days() -> None:
    facts = [*well(1, 60), fed(5), fed(10, "released", 1, on=10)]
    assert rules(facts, 30) == set()
    again = [*facts, fed(40, revision=2, diagnosed=day(39))]
    assert hold(again, 40, "case.confirmed").since == day(39)
    assert since([*again, fed(50, "released", 3, on=49, diagnosed=day(39))], 50) == day(49)
    # What was false of the second stage leaves the first as it was.
    assert rules([*again, fed(41, "excluded", 3, diagnosed=day(39))], 41) == set()
    assert rules([*facts[:13], facts[-2], facts[-1], fed(12, revision=2, diagnosed=day(11))], 12) == {"case.confirmed"}


@pytest.mark.parametrize(("found_on", "apart"), [(100, 1), (101, 2)])
def test_a_positive_within_ninety_days_of_release_belongs_to_the_episode(found_on: int, apart: int) -> None:
    opinions = noted(noted((), fed(5)), fed(10, "released", 1, on=10))
    opinions = noted(opinions, fed(found_on, revision=2, diagnosed=day(found_on)))
    assert [len(episode) for episode in episodes(opinions)] == ([2] if apart == 1 else [1, 1])


@pytest.mark.parametrize(
    ("days", "window"),
    [
        ({}, (3, None)),
        ({"onset_on": day(4)}, (2, None)),
        ({"onset_on": day(6), "sampled_on": day(4), "isolated_on": day(7)}, (2, 7)),
    ],
)
def test_the_window_that_exposes(days: dict, window: tuple[int, int | None]) -> None:
    first, last = exposing(fed(6, **days), 2)
    assert (first, last) == (day(window[0]), day(window[1]) if window[1] else None)


# Death


def test_a_death_ends_the_code_until_it_is_struck() -> None:
    facts = [*well(3, 6), fed(6), fed(8, "died", 1)]
    for scheme in SCHEMES:
        found = decided(facts, 9, scheme)
        assert (found.colour, found.holds, found.closed, found.checkin.required) == (None, (), True, False)
        assert next_due(fold(None, facts, BOOK), BOOK, at(9), scheme) is None
    assert rules([*facts, fed(10, "open", 2)], 10) == {"case.confirmed"}


# Contacts of cases


def told(when: int, name: str, status: str) -> CaseOfContact:
    return CaseOfContact(f"told-{when}-{name}", at(when, 8), "contact-close", name, status)


@pytest.mark.parametrize(
    ("news", "stands"),
    [
        ([told(8, "a", "excluded")], True),
        ([told(8, "a", "excluded"), told(9, "b", "withdrawn")], False),
        ([told(8, "a", "released"), told(9, "b", "died")], True),
        ([told(8, "a", "excluded"), told(9, "b", "released")], True),
        ([told(8, "a", "excluded"), told(9, "b", "excluded"), told(10, "a", "open")], True),
    ],
)
def test_a_contact_falls_when_every_case_it_names_has(news: list[Event], stands: bool) -> None:
    facts = [declaration(5), traced(5, 5, cases=("a", "b")), *news]
    assert (rules(facts, 10) == {"contact.close"}) is stands


def test_a_contact_of_no_case_falls_by_its_withdrawal_alone() -> None:
    facts = [declaration(5), traced(5, 5), told(8, "a", "excluded")]
    assert rules(facts, 8) == {"contact.close"}


def test_worsened_goes_with_the_contact_that_fell() -> None:
    facts = [declaration(5), traced(5, 5, "building", cases=("a",)), ill(6)]
    fell = CaseOfContact("fell", at(8), "contact-building", "a", "excluded")
    assert rules([*facts, fell], 8) == {"symptom"}


# Corrections


def test_a_contacts_date_corrected_so_that_nothing_would_have_opened_closes_at_once() -> None:
    facts = [declaration(24), traced(28, 20), *well(28, 29)]
    assert rules(facts, 29) == {"contact.close"}
    assert rules([*facts, traced(29, 4, correction=True)], 29) == set()


def test_a_contacts_date_corrected_to_an_earlier_one_moves_since_earlier() -> None:
    facts = [*well(1, 21), traced(12, 10), traced(14, 8, correction=True)]
    assert (hold(facts, 13, "contact.close").since, hold(facts, 14, "contact.close").since) == (day(10), day(8))
    assert colour(facts, at(22, 0)) == "green"


def test_a_contacts_date_corrected_to_a_later_one_counts_from_then() -> None:
    facts = [*well(1, 30), traced(12, 5), traced(20, 9, correction=True)]
    assert colour(facts, at(19, 0)) == "green"
    assert rules(facts, 20) == {"contact.close"}
    assert hold(facts, 20, "contact.close").opened_at == at(20, 8)


def test_what_became_of_the_case_of_somebody_without_a_code_is_there_when_they_apply() -> None:
    facts = [fed(6), fed(9, "released", 1, on=9), declaration(10)]
    state = fold(None, facts, BOOK)
    assert decide(state, BOOK, at(10, 12), "domestic").holds[0].since == day(9)
