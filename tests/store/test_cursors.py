"""Cursors: what a list gave leads on in that list, and nothing else leads anywhere."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.errors import Invalid
from chalicelib.store.cursors import page, read, seal
from chalicelib.store.listing import Listing

KEY = b"made up"
SCOPE = ("photos", "340104")
encodable = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
places = st.lists(encodable, max_size=4).map(tuple)
scopes = st.lists(encodable, max_size=3).map(tuple)
texts = st.text(max_size=60) | st.from_regex(r"[A-Za-z0-9_-]{0,80}={0,2}", fullmatch=True)


def is_refused(cursor: str, key: bytes = KEY, scope: tuple[str, ...] = SCOPE) -> bool:
    with pytest.raises(Invalid) as refused:
        read(key, scope, cursor)
    return [(each.field, each.code) for each in refused.value.fields] == [("cursor", "bad_cursor")]


@given(places, scopes)
def test_a_place_comes_back(place, scope):
    assert read(KEY, scope, seal(KEY, scope, place)) == place


@given(places)
def test_a_cursor_needs_no_escape_in_an_address(place):
    assert re.fullmatch(r"[A-Za-z0-9_-]+", seal(KEY, SCOPE, place))


@given(texts)
@example("")
@example("x")
@example("=")
@example("é")
@example("\ud800")
@example("A" * 16)
@example("A" * 10_000)
def test_garbage_is_refused(text):
    assert is_refused(text)


@given(places, st.data())
def test_a_cursor_with_one_other_character_is_refused(place, data):
    cursor = seal(KEY, SCOPE, place)
    at = data.draw(st.integers(0, len(cursor) - 1))
    other = data.draw(st.sampled_from("ABab01-_=+/ ").filter(lambda each: each != cursor[at]))
    assert is_refused(cursor[:at] + other + cursor[at + 1 :])
    assert is_refused(cursor[:at])
    assert is_refused(cursor + other)


@given(places, scopes, scopes)
@example(("a",), ("ab",), ("a", "b"))
@example(("b", "c"), ("a",), ("a", "b"))
def test_a_cursor_of_another_list_is_refused(place, scope, other):
    if scope != other:
        assert is_refused(seal(KEY, scope, place), scope=other)


@given(places)
def test_a_cursor_of_another_stage_is_refused(place):
    assert is_refused(seal(b"another key", SCOPE, place))


@given(st.lists(st.integers(), unique=True).map(sorted), st.integers(1, 7))
def test_pages_give_each_once_and_in_order(everything, limit):
    seen, place = [], None
    for _ in range(len(everything) + 1):
        rest = [each for each in everything if place is None or each > int(place[0])]
        shown, place = page(rest[: limit + 1], limit, lambda each: (str(each),))
        seen += shown
        assert len(shown) <= limit
        if place is None:
            break
    assert seen == everything


def test_a_page_that_is_just_full_is_the_last():
    assert page([1, 2], 2, lambda each: (str(each),)) == ([1, 2], None)
    assert page([], 2, lambda each: (str(each),)) == ([], None)


def test_a_list_goes_on_behind_its_own_cursor_alone(cloud):
    photos = Listing("photos", "34")
    shown, cursor = photos.page([1, 2, 3], 2, lambda each: (f"at {each}",))
    assert (shown, photos.behind(cursor), photos.behind(None)) == ([1, 2], ("at 2",), None)
    for other in (Listing("photos", "41"), Listing("appeals", "34"), Listing("photos", "3", "4")):
        with pytest.raises(Invalid):
            other.behind(cursor)


def test_the_last_page_has_no_cursor(cloud):
    assert Listing("photos", "34").page([1], 1, lambda each: (str(each),)) == ([1], None)
