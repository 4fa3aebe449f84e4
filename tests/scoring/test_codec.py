"""Stored forms of dataclasses: rows without names and without defaults at their end, objects with names."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from chalicelib.scoring.codec import IN_MILLIS, IN_UTC, Rows, objects
from chalicelib.scoring.facts import Contact, Declaration, DeclaredStay

TEN = datetime(2020, 3, 10, 10, tzinfo=timezone(timedelta(hours=8)))


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    on: date | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Whole:
    at: datetime
    kind: Literal["a", "b"]
    parts: tuple[Part, ...] = ()
    first: Part | None = None


ROWS: Rows[Whole] = Rows(Whole, {datetime: IN_UTC})
parts = st.builds(Part, st.text(), st.none() | st.dates(), st.integers(0, 9))
wholes = st.builds(
    Whole,
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from(["a", "b"]),
    st.lists(parts).map(tuple),
    st.none() | parts,
)


@given(wholes)
@example(Whole(datetime(3059, 7, 17, 9, 41, 3, 999_997, tzinfo=UTC), "a"))
@example(Whole(datetime.max.replace(tzinfo=UTC), "b"))
def test_what_is_written_is_what_is_read(whole: Whole) -> None:
    assert ROWS.load(ROWS.dump(whole)) == whole


def test_a_row_has_no_names_and_no_defaults_at_its_end() -> None:
    whole = Whole(TEN, "a", (Part("x"), Part("y", size=2), Part("", date(2020, 3, 1))))
    assert ROWS.dump(whole) == '["2020-03-10T02:00:00Z","a",[["x"],["y",null,2],["","2020-03-01"]]]'
    assert ROWS.dump(Whole(TEN, "b")) == '["2020-03-10T02:00:00Z","b"]'


def test_a_row_that_says_its_defaults_is_read_too() -> None:
    assert ROWS.load('["2020-03-10T10:00:00+08:00","b",[["x",null,0]],null]') == Whole(TEN, "b", (Part("x"),))


@pytest.mark.parametrize(
    "text",
    [
        '["2020-03-10T02:00:00Z"]',
        '["soon","a"]',
        '["2020-03-10T02:00:00Z","c"]',
        '["2020-03-10T02:00:00Z","a",[],null,1]',
        "[]",
    ],
)
def test_a_row_of_another_type_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        ROWS.load(text)


def test_how_instants_are_written_is_said_by_their_type() -> None:
    in_millis: Rows[Whole] = Rows(Whole, {datetime: IN_MILLIS})
    assert in_millis.dump(Whole(TEN, "a")) == '[1583805600000,"a"]'
    assert in_millis.load('[1583805600000,"a"]') == Whole(TEN, "a")


def test_an_object_has_names_so_that_it_can_be_read_for_ever() -> None:
    declared = Declaration(
        "d", TEN, Decimal("36.5"), frozenset({"fever"}), Contact("confirmed", date(2020, 3, 9)), None, "440500",
        (DeclaredStay("420100", date(2020, 3, 1), date(2020, 3, 2)),),
    )  # fmt: skip
    text = (
        '{"id":"d","at":"2020-03-10T10:00:00+08:00","temperature":"36.5","symptoms":["fever"],'
        '"contact":{"kind":"confirmed","on":"2020-03-09"},"test":null,"location":"440500",'
        '"stays":[{"region":"420100","first":"2020-03-01","last":"2020-03-02"}]}'
    )
    assert objects(Declaration).dump_json(declared).decode() == text
    assert objects(Declaration).validate_json(text) == declared
    assert objects(Declaration).validate_json('{"id":"d","at":"2020-03-10T02:00:00Z"}') == Declaration("d", TEN)
