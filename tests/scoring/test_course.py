"""The course of holds: any past instant decided again as it was then, and what is known about it now."""

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.scoring.course import Course, course, turns
from chalicelib.scoring.decide import decide, replay
from chalicelib.scoring.facts import Event
from chalicelib.scoring.fold import fold
from chalicelib.scoring.rules import SCHEMES
from tests.scoring.builders import BOOK, at, case, declaration
from tests.scoring.lives import DAYS, Life, instants, lives

END = at(DAYS + 1)
tame = settings(max_examples=40, deadline=None)


def lived(*facts: Event, until: datetime = END) -> Course:
    return course(facts, BOOK, until)


@tame
@given(lives(), instants, st.sampled_from(SCHEMES))
def test_then_is_what_was_decided_then(life: Life, when: datetime, scheme) -> None:
    found = course(life.facts, BOOK, END)
    assert found.then(when, scheme) == replay(life.facts, BOOK, when, scheme)


@tame
@given(lives(), st.sampled_from(SCHEMES))
def test_by_now_ends_with_what_is_decided_now(life: Life, scheme) -> None:
    found = course(life.facts, BOOK, END)
    assert found.by_now(END, scheme) == decide(
        fold(None, [each for each in life.facts if each.at <= END], BOOK), BOOK, END, scheme
    )


@tame
@given(lives())
def test_what_opened_and_did_not_close_is_what_holds(life: Life) -> None:
    found = course(life.facts, BOOK, END)
    held: set[tuple[str, str]] = set()
    for turn in turns(found):
        (held.add if turn.opened else held.discard)((turn.scheme, turn.view.rule))
    shown = {(scheme, view.rule) for scheme in SCHEMES for view in found.then(END, scheme).holds}
    assert held >= {each for each in shown if each[1] != "undeclared"}


def test_a_case_that_was_excluded_was_red_then_and_is_marked():
    before, entered, excluded = declaration(at(9)), case(at(11)), case(at(15), "excluded", on=11)
    found = lived(before, entered, excluded)
    colours = [found.then(at(day), "domestic").colour for day in (10, 12, 16)]
    assert (colours, found.by_now(at(12), "domestic").colour) == (["green", "red", "green"], "green")
    shown = [
        (turn.at, turn.view.rule, turn.opened, turn.corrected) for turn in turns(found) if turn.scheme == "domestic"
    ]
    assert shown == [(at(11), "case.confirmed", True, True), (at(15), "case.confirmed", False, True)]
    assert found.corrections == [at(15)]


def test_one_that_was_released_stays_as_it_was():
    found = lived(declaration(at(9)), case(at(11)), case(at(20), "released", on=11))
    assert all(not turn.corrected for turn in turns(found))
    assert found.by_now(at(12), "domestic") == found.then(at(12), "domestic")
    assert found.corrections == []
