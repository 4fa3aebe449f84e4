"""Facts whose time is over go, and nothing that is decided on is otherwise without them."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.scoring.decide import decide
from chalicelib.scoring.fold import fold
from chalicelib.scoring.retiring import without
from chalicelib.scoring.rules import Context
from tests.scoring.builders import BOOK, at, case, declaration, ill, well
from tests.scoring.lives import Life, lives

CTX = Context.of(BOOK, ())


def _fold(facts):
    return fold(None, facts, BOOK)


def _left(facts, last, now):
    going = [each.id for each in facts if each.at < at(last)]
    return without(facts, going, _fold, CTX, at(now))


def test_a_chain_that_goes_on_begins_where_it_began():
    facts = well(1, 70)
    left = _left(facts, 10, 71)
    assert left is not None
    assert len(left) == 62
    assert _fold(left).chain == _fold(facts).chain


def test_somebody_who_declares_no_more_has_declared():
    facts = well(1, 4)
    left = _left(facts, 30, 64)
    assert left is not None
    assert len(left) == 1
    assert _fold(left).has_declared


def test_what_an_open_case_rests_on_stays():
    facts = [*well(1, 8), case(at(3, 12)), *well(60, 63)]
    assert without(facts, [each.id for each in facts if each.at < at(8)], _fold, CTX, at(70)) is None


def test_a_fever_that_nobody_checked_in_after_stays_for_forty_days_after_its_hold():
    facts = [*well(1, 3), ill(4)]
    assert _left(facts, 30, 65) is None
    assert _left([*facts, *well(70, 90)], 30, 91) is None
    assert _left([*facts, *well(70, 130)], 30, 131) is not None


def test_what_goes_twice_goes_on_from_what_is_left():
    facts = well(1, 80)
    once = _left(facts, 10, 71)
    twice = without(once, [each.id for each in once if each.at < at(20)], _fold, CTX, at(81))
    assert twice is not None
    assert len(twice) == 62
    assert _fold(twice).chain == _fold(facts).chain


@given(lives(), st.integers(1, 30), st.integers(30, 130))
def test_whoever_it_is_the_state_is_the_same(life: Life, last: int, now: int):
    ctx = Context.of(BOOK, life.outages)

    def folded(facts):
        return fold(None, facts, BOOK, life.outages)

    going = [each.id for each in life.facts if each.at < at(last) and type(each).__name__ != "RatingKnown"]
    left = without(life.facts, going, folded, ctx, at(now))
    if left is not None:
        after = declaration(at(now) + timedelta(hours=1))
        whole, parted = (folded([*facts, after]) for facts in (life.facts, left))
        assert whole.chain == parted.chain
        for scheme in ("domestic", "international"):
            for later in (at(now, 12), at(now + 3), at(now + 20)):
                assert decide(whole, BOOK, later, scheme, outages=life.outages) == decide(
                    parted, BOOK, later, scheme, outages=life.outages
                )
