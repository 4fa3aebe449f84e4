"""The number on a poster: what of it is mistyped is noticed before anybody looks for a venue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.codes import venue_number

BODIES = st.integers(10**8, 10**9 - 1).map(str)


@pytest.mark.parametrize("known", ["86095742719", "47036892816", "136695976"])
def test_the_check_digit_is_that_of_iso_7064(known):
    """Numbers of the German tax offices, which are checked by the same scheme: BZSt's own examples."""
    assert venue_number.is_whole(known)
    assert venue_number.complete(known[:-1]) == known


@given(BODIES, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(body, at, by):
    number = venue_number.complete(body)
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert venue_number.is_whole(number)
    assert not venue_number.is_whole(wrong)


@given(BODIES, st.integers(0, 20))
def test_what_a_poster_shows_is_read_as_it_was_meant(body, door):
    number = venue_number.complete(body)
    assert venue_number.read(venue_number.shown(number, door)) == (number, door)


@pytest.mark.parametrize(
    "typed", ["", "123456789", "12345678901", "1234567890-", "1234567890-x", "123456789O", "٣" * 10]
)
def test_another_form_is_none(typed):
    assert venue_number.read(typed) is None
