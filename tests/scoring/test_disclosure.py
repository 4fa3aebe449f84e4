"""No group of fewer than ten is shown, or can be worked out."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.scoring.disclosure import GROUPS, SMALLEST, Sheet

COLOURS = ("green", "yellow", "red")


@pytest.mark.parametrize(("count", "expected"), [(-12, None), (0, None), (1, None), (9, None), (10, 10), (1000, 1000)])
def test_fewer_than_ten_are_hidden(count, expected):
    assert Sheet({"630102": {"checks": count}}).shown("630102", "checks") == expected
    assert Sheet({"000000": {"people": count}}).shown("000000", "people") == expected


def visible(rows, name):
    """What is shown of one figure, by place."""
    sheet = Sheet(rows)
    return {place: sheet.shown(place, each) for place, each in sheet.cells if each == name and sheet.shown(place, each)}


def visits(**counties):
    return {name[1:]: {"visits": count} for name, count in counties.items()}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (visits(c630102=50), {"630000": 50, "630100": 50, "630102": 50}),
        (visits(c630102=50, c630103=0), {"630000": 50, "630100": 50, "630102": 50}),
        (visits(c630102=50, c630103=3), {"630000": 53, "630100": 53}),
        (visits(c630102=50, c630103=20, c630104=3), {"630000": 73, "630100": 73, "630102": 50}),
        (visits(c630102=50, c630103=20, c630104=3, c630105=4), {"630000": 77, "630100": 77, "630102": 50}),
        (visits(c630102=50, c630103=6, c630104=7), {"630000": 63, "630100": 63, "630102": 50}),
        (visits(c630102=50, c632801=3), {"630000": 53}),
        (visits(c630102=50, c630103=40, c632801=3), {"630000": 93, "630102": 50}),
        (visits(c620200=30, c620102=40), {"620000": 70, "620200": 30, "620100": 40, "620102": 40}),
    ],
)
def test_a_small_county_hides_another_and_then_its_city(rows, expected):
    assert visible(rows, "visits") == expected


def test_the_colours_of_a_place_give_no_small_one_away():
    some_undeclared = Sheet({"630102": {"people": 78, "green": 40, "yellow": 20, "red": 3}})
    assert [some_undeclared.shown("630102", colour) for colour in COLOURS] == [40, 20, None]
    all_declared = Sheet({"630102": {"people": 63, "green": 40, "yellow": 20, "red": 3}})
    assert [all_declared.shown("630102", colour) for colour in COLOURS] == [40, None, None]


def test_few_trusted_visits_are_not_what_the_suspect_ones_leave():
    few, many = ({"630102": {"visits": 100, "suspect_visits": suspect}} for suspect in (95, 60))
    assert Sheet(few).shown("630102", "suspect_visits") is None
    assert Sheet(many).shown("630102", "suspect_visits") == 60


# Somebody who knows every shown figure and how they add up.

_PRIME = 2_147_483_647


class Knowledge:
    """What follows from known sums of leaves, by elimination."""

    def __init__(self):
        self.rows = {}

    def _reduced(self, vector):
        vector = dict(vector)
        while vector and (lead := min(vector)) in self.rows:
            factor = vector[lead]
            for leaf, value in self.rows[lead].items():
                vector[leaf] = (vector.get(leaf, 0) - factor * value) % _PRIME
            vector = {leaf: value for leaf, value in vector.items() if value}
        return vector

    def learn(self, vector):
        if reduced := self._reduced(vector):
            lead = min(reduced)
            inverse = pow(reduced[lead], -1, _PRIME)
            self.rows[lead] = {leaf: value * inverse % _PRIME for leaf, value in reduced.items()}

    def tells(self, vector):
        return not self._reduced(vector)


def leaves(place, name, counties):
    """The cell as a sum of the figures that are no sums."""
    stem = place.rstrip("0") if place not in counties else place
    within = [county for county in counties if county == place or (place not in counties and county.startswith(stem))]
    return dict.fromkeys(product(within, GROUPS.get(name, (name,))), 1)


COUNTS = st.sampled_from([0, 0, 1, 3, 8, 10, 12, 25, 60])
ROW = st.tuples(*[COUNTS] * 6).map(
    lambda n: {
        "people": sum(n[:4]), "green": n[0], "yellow": n[1], "red": n[2],
        "visits": n[4] + n[5], "suspect_visits": n[4],
    }
)  # fmt: skip
COUNTIES = st.sampled_from(["630102", "630103", "630104", "632801", "632802", "632521"])


@given(st.dictionaries(COUNTIES, ROW, min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_no_small_group_follows_from_what_is_shown(rows):
    sheet, known = Sheet(rows), Knowledge()
    for cell in sheet.cells:
        if sheet.shown(*cell) is not None:
            known.learn(leaves(*cell, rows))
    small = [cell for cell, count in sheet.cells.items() if 0 < count < SMALLEST]
    assert [cell for cell in small if known.tells(leaves(*cell, rows))] == []
