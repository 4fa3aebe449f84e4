"""Lives made by chance, with all that is taken back of them: the core against a reckoning that shares nothing with it.

`RULES_LIVES=10000 pytest tests/scoring/test_reckoning.py` looks at as many, in a quarter of an hour; `make explore`
at others, by chance.
"""

import os
from datetime import datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.scoring.fold import fold
from chalicelib.scoring.state import State
from tests.scoring.as_facts import BOOK, fact, outages, shown
from tests.scoring.stored import Stored
from tests.support.reckoning.chance import life
from tests.support.reckoning.lives import Life, expected, told

LIVES = int(os.environ.get("RULES_LIVES", "300"))
TOGETHER = 50
SCHEMES = ("domestic", "international")


def moments(one: Life, number: int) -> list[datetime]:
    """Two instants by chance at which something became known, and the last."""
    every = [move.at for move in one.moves]
    return sorted({*Random(number).sample(every, min(2, len(every))), every[-1]})


def differences(number: int) -> list[str]:
    """Where the core and the reckoning say different things of a life."""
    one, found = life(number), []
    for now in moments(one, number):
        breaks, diary = one.recorded(now), told(one, now)
        state = fold(None, [fact(move) for move in one.known(now)], BOOK, outages(breaks))
        for scheme in SCHEMES:
            said, meant = shown(state, breaks, now, scheme), expected(diary, now, scheme)
            wrong = [name for name in said if said[name] != meant[name]]
            found += [f"{number} {now} {scheme} {name}: {said[name]} != {meant[name]}" for name in wrong]
    return found


@pytest.mark.parametrize("first", range(0, LIVES, TOGETHER))
def test_the_core_says_what_the_rules_come_to(first: int) -> None:
    assert [told for number in range(first, min(first + TOGETHER, LIVES)) for told in differences(number)] == []


@settings(max_examples=settings.default.max_examples // 10)
@given(st.integers(LIVES, 10**9))
def test_it_does_in_other_lives_too(number: int) -> None:
    assert differences(number) == []


@pytest.mark.parametrize("first", range(0, LIVES, 6 * TOGETHER))
def test_the_stored_state_is_the_one_built_anew(first: int) -> None:
    for number in range(first, min(first + 6 * TOGETHER, LIVES), 6):
        one = life(number)
        stored = Stored([fact(move) for move in one.moves], outages(one.breaks))
        for now in stored.moments():
            stored.reach(now)
        anew = fold(None, stored.facts, BOOK, stored.recorded(stored.moments()[-1]))
        assert (stored.state or State()) == anew, number
