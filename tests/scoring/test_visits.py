"""Visits made of scans: scanning twice, leaving, forgetting to leave, deliveries in any order."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.scoring.visits import LONGEST_STAY, Scan, Span, is_open, spans

TEN = datetime(2020, 3, 10, 2, tzinfo=UTC)
LONGEST = timedelta(hours=4)


def scans(text: str) -> list[Scan]:
    """`in0 out30` is a scan in at ten and out half an hour later."""
    return [
        Scan(TEN + timedelta(minutes=int(each.lstrip("inout"))), "in" if each.startswith("in") else "out")
        for each in text.split()
    ]


def shown(found: tuple[Span, ...]) -> str:
    def minutes(at: datetime | None) -> str:
        return "" if at is None else str(int((at - TEN).total_seconds() // 60))

    return " ".join(f"{minutes(span.came)}-{minutes(span.left)}" for span in found)


@pytest.mark.parametrize(
    ("given_scans", "visits"),
    [
        ("", ""),
        ("in0", "0-"),
        ("in0 out30", "0-30"),
        ("in0 in5", "0-"),
        ("in0 in5 out30", "0-30"),
        ("in0 out30 in40", "0-30 40-"),
        ("in0 out30 out31", "0-30"),
        ("in0 in240", "0-"),
        ("in0 in241", "0- 241-"),
        ("in0 out241", "0- 241-241"),
        ("out30", "30-30"),
        ("out30 out60", "30-30"),
        ("out30 in40", "30-30 40-"),
        ("in0 in0 out0", "0-0"),
    ],
)
def test_what_scans_make(given_scans, visits):
    assert shown(spans(scans(given_scans), LONGEST)) == visits


SCANS = st.lists(
    st.builds(Scan, st.integers(0, 900).map(lambda m: TEN + timedelta(minutes=m)), st.sampled_from(["in", "out"])),
    max_size=14,
)


@given(SCANS, st.randoms(use_true_random=False))
def test_order_and_doubles_change_nothing(given_scans, random):
    delivered = given_scans * 2
    random.shuffle(delivered)
    assert spans(delivered, LONGEST) == spans(given_scans, LONGEST)


@given(SCANS)
def test_visits_follow_one_another_and_every_scan_in_lies_in_one(given_scans):
    found = spans(given_scans, LONGEST)
    assert all(a.came < b.came for a, b in pairwise(found))
    assert all(span.left is None or span.came <= span.left <= span.came + LONGEST for span in found)
    for scan in given_scans:
        if scan.direction == "in":
            assert any(span.covers(scan.at, LONGEST) for span in found)


@given(SCANS, st.integers(0, 900), st.sampled_from(["in", "out"]))
def test_another_scan_never_takes_a_visit_away(given_scans, minute, direction):
    one_more = [*given_scans, Scan(TEN + timedelta(minutes=minute), direction)]
    assert len(spans(one_more, LONGEST)) >= len(spans(given_scans, LONGEST))


def test_a_visit_is_open_until_its_longest_stay():
    span = Span(TEN, None)
    assert is_open(span, TEN + LONGEST, LONGEST)
    assert not is_open(span, TEN + LONGEST + timedelta(seconds=1), LONGEST)
    assert not is_open(Span(TEN, TEN), TEN, LONGEST)


def test_every_type_of_the_domain_has_a_longest_stay():
    assert len(LONGEST_STAY) == 16
    assert all(timedelta(hours=1) <= stay <= timedelta(hours=24) for stay in LONGEST_STAY.values())
