"""Who was there at the same time, ranked by minutes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Invalid
from chalicelib.scoring.exposure import ExposureTerms, Presence, ranked
from chalicelib.scoring.ruleset_data import builtin_book, builtin_data, parse_ruleset

TEN = datetime(2020, 3, 10, 2, tzinfo=UTC)
TERMS = ExposureTerms(15, {"restaurant": 10})


def there(person: str, start: float, end: float, venue: str = "v1", kind: str = "bank", **rest) -> Presence:
    return Presence(person, venue, kind, TEN + timedelta(minutes=start), TEN + timedelta(minutes=end), **rest)


CASE = there("case", 0, 60)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        (0, 60, 60),
        (-30, 90, 60),
        (10, 30, 20),
        (-30, 15, 15),
        (-30, 14.9, None),
        (45, 90, 15),
        (60, 90, None),
        (-60, -1, None),
    ],
)
def test_minutes_together(start, end, minutes):
    found = ranked([CASE], [there("a", start, end)], TERMS)
    assert [each.minutes for each in found] == ([] if minutes is None else [minutes])


def test_another_venue_is_no_contact():
    assert ranked([CASE], [there("a", 0, 60, venue="v2")], TERMS) == ()


def test_the_person_is_no_contact_of_their_own():
    assert ranked([CASE], [there("case", 30, 60)], TERMS) == ()


def test_a_type_has_its_own_minimum():
    own = [there("case", 0, 60, kind="restaurant")]
    assert ranked(own, [there("a", 50, 60, kind="restaurant")], TERMS)[0].minutes == 10
    assert ranked(own, [there("a", 51, 60, kind="restaurant")], TERMS) == ()


def test_minutes_at_one_venue_add_up_and_at_two_they_do_not():
    own = [there("case", 0, 10), there("case", 100, 110), there("case", 0, 10, venue="v2")]
    twice = [there("a", 0, 10), there("a", 100, 110)]
    apart = [there("b", 0, 10), there("b", 0, 10, venue="v2")]
    found = ranked(own, [*twice, *apart], TERMS)
    assert [(each.person_id, each.minutes) for each in found] == [("a", 20)]


def test_longest_first_and_suspect_minutes_apart():
    others = [there("short", 0, 20), there("long", 0, 50), there("forged", 0, 60, suspect=True)]
    found = ranked([CASE], others, TERMS)
    assert [(e.person_id, e.minutes, e.suspect_minutes) for e in found] == [
        ("long", 50, 0),
        ("short", 20, 0),
        ("forged", 0, 60),
    ]


def test_suspect_minutes_lift_nobody_over_the_minimum():
    mixed = [there("a", 0, 5), there("a", 10, 30, suspect=True)]
    brief = [there("b", 0, 14), there("b", 14, 28, suspect=True)]
    found = ranked([CASE], [*mixed, *brief], TERMS)
    assert [(each.person_id, each.minutes, each.suspect_minutes) for each in found] == [("a", 0, 20)]


def test_an_overlap_is_certain_where_the_earlier_end_is_known():
    automatic = there("case", 0, 60, ended=False)
    left = ranked([automatic], [there("a", 0, 30)], TERMS)[0].overlaps[0]
    forgot = ranked([automatic], [there("a", 0, 90)], TERMS)[0].overlaps[0]
    assert (left.certain, forgot.certain) == (True, False)


MINUTES = st.integers(0, 200)
PEOPLE = st.lists(
    st.builds(
        lambda person, start, length: there(person, start, start + length), st.sampled_from("abcd"), MINUTES, MINUTES
    ),
    max_size=12,
)


@given(PEOPLE, PEOPLE)
def test_everybody_over_the_minimum_is_found_and_nobody_else(own, others):
    own = [there("case", *_minutes(each)) for each in own]
    found = {each.person_id: each.minutes for each in ranked(own, others, TERMS)}
    expected = {}
    for person in "abcd":
        seconds = sum(
            max(0.0, (min(a.end, b.end) - max(a.came, b.came)).total_seconds())
            for a in own
            for b in others
            if b.person_id == person
        )
        if seconds >= 15 * 60:
            expected[person] = int(seconds // 60)
    assert found == expected


def _minutes(presence: Presence) -> tuple[float, float]:
    return tuple((at - TEN).total_seconds() / 60 for at in (presence.came, presence.end))


def test_the_rule_set_says_the_minimum():
    terms = builtin_book().at(TEN).exposure
    assert (terms.minimum("bank"), terms.minimum("restaurant")) == (15, 10)


def test_a_rule_set_from_before_venues_has_the_default():
    old = {name: value for name, value in builtin_data()[0].items() if name != "exposure"}
    assert parse_ruleset(old).exposure == ExposureTerms()


@pytest.mark.parametrize(
    ("exposure", "field"),
    [
        ({}, "exposure.minimum_minutes"),
        ({"minimum_minutes": -1}, "exposure.minimum_minutes"),
        ({"minimum_minutes": True}, "exposure.minimum_minutes"),
        ({"minimum_minutes": 15, "by_type": {"pub": 3}}, "exposure.by_type.pub"),
        ({"minimum_minutes": 15, "by_type": {"bank": "x"}}, "exposure.by_type.bank"),
        ({"minimum_minutes": 15, "by_type": [1]}, "exposure.by_type"),
    ],
)
def test_what_is_wrong_with_an_exposure_rule_is_named(exposure, field):
    with pytest.raises(Invalid) as caught:
        parse_ruleset({**builtin_data()[0], "exposure": exposure})
    assert [each.field for each in caught.value.fields] == [field]
