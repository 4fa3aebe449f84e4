"""No group of fewer than ten is shown, or can be worked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.scoring.disclosure import columns, parts, shown


@pytest.mark.parametrize(("count", "expected"), [(0, None), (1, None), (9, None), (10, 10), (1000, 1000)])
def test_fewer_than_ten_are_hidden(count, expected):
    assert shown(count) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"a": 50, "b": 20, "c": 3}, {"a": 50, "b": None, "c": None}),
        ({"a": 50, "b": 2, "c": 3}, {"a": 50, "b": None, "c": None}),
        ({"a": 50, "b": 20, "c": 30}, {"a": 50, "b": 20, "c": 30}),
        ({"a": 5}, {"a": None}),
        ({}, {}),
    ],
)
def test_a_hidden_part_has_company(counts, expected):
    assert parts(counts) == expected


COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 60), min_size=1)


@given(COUNTS)
def test_no_small_part_follows_from_the_total(counts):
    found = parts(counts)
    hidden = [name for name, count in found.items() if count is None]
    assert all(found[name] in (None, counts[name]) for name in counts)
    assert all(count is None or count >= 10 for count in found.values())
    assert len(hidden) != 1 or len(counts) == 1


@given(st.lists(st.fixed_dictionaries({"x": st.integers(0, 60), "y": st.integers(0, 60)}), max_size=6))
def test_each_column_is_the_parts_of_its_sum(rows):
    found = columns(rows)
    for name in ("x", "y"):
        column = parts({str(number): row[name] for number, row in enumerate(rows)})
        assert [row[name] for row in found] == list(column.values())
