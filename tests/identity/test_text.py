"""Kinds of text: one table of examples, which the pages' tests read too, and what holds for every text."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.identity import text

TABLE = json.loads((Path(__file__).parent / "text_kinds.json").read_text("utf-8"))
FOLDS = json.loads((Path(text.__file__).parent / "text_folds.json").read_text("utf-8"))
KINDS = {name: getattr(text, name) for name in TABLE}
ROWS = [(kind, typed, kept) for kind, rows in TABLE.items() for typed, kept in rows]
MARKS = "\u200b\u200e\u200f\u202a\u202c\u2060\u2066\u2068\u2069\ufeff\u00ad\u061c"


@pytest.mark.parametrize(("kind", "typed", "kept"), ROWS)
def test_each_example_of_the_table(kind, typed, kept):
    if isinstance(kept, str):
        assert KINDS[kind](typed) == kept
        return
    with pytest.raises(text.Unreadable) as caught:
        KINDS[kind](typed)
    assert caught.value.code == kept["refused"]


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(typed=st.text())
def test_tidied_again_a_text_stays_as_it_is(kind, typed):
    try:
        tidy = KINDS[kind](typed)
    except text.Unreadable:
        return
    assert KINDS[kind](tidy) == tidy


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"prose"}))
@given(st.lists(st.sampled_from(MARKS), max_size=4), st.lists(st.sampled_from(MARKS), max_size=4))
def test_marks_that_nobody_sees_change_nothing(kind, before, inside):
    seen = {"number": "110105", "code": "HC1:A B", "address": "anna@example.org"}.get(kind, "Anna Lee")
    assert KINDS[kind]("".join(before) + seen[:3] + "".join(inside) + seen[3:] + "".join(before)) == seen


@given(st.characters(categories=["Nd"]))
def test_a_digit_of_any_script_is_the_digit_that_it_is(digit):
    assert text.number(digit) == str(unicodedata.decimal(digit))


def test_private_codes_of_gbk_are_what_its_successor_says():
    """Python's codec of GB 18030 knows all but fourteen, which the first edition left in the private area."""
    trails = [trail for trail in range(0x50, 0xA1) if trail != 0x7F]
    decoded = {chr(0xE815 + place): bytes((0xFE, trail)).decode("gb18030") for place, trail in enumerate(trails)}
    differing = {code for code, character in decoded.items() if FOLDS["private_use"][code] != character}
    assert len(differing) == 14
    assert all(decoded[code] == code for code in differing)
    assert all(unicodedata.category(character) != "Co" for character in FOLDS["private_use"].values())


@pytest.mark.parametrize("radical", [chr(each) for each in range(0x2F00, 0x2FD6)])
def test_radicals_of_kangxi_are_the_characters_they_stand_for(radical):
    assert FOLDS["radicals"][radical] == unicodedata.normalize("NFKC", radical)


@given(st.text(st.characters(min_codepoint=0x20000, max_codepoint=0x3FFFD), min_size=2, max_size=4))
def test_characters_that_unicode_has_not_named_yet_are_chinese(name):
    assert all(map(text.is_han, text.name(name)))
