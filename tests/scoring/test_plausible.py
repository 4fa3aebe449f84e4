"""Which visits cannot be true."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.scoring.plausible import Place, Sighting, can_travel, distance_km, fits, is_far

NOON = datetime(2020, 3, 10, 4, tzinfo=UTC)
XINING, LANZHOU, BEIJING = Place(36.617, 101.778), Place(36.061, 103.834), Place(39.904, 116.407)


def seen(place: Place, minutes: float = 0) -> Sighting:
    return Sighting(NOON + timedelta(minutes=minutes), place)


def test_distances_are_those_of_the_map():
    assert distance_km(XINING, LANZHOU) == pytest.approx(195, abs=5)
    assert distance_km(XINING, BEIJING) == pytest.approx(1320, abs=20)
    assert distance_km(Place(0, 0), Place(0, 180)) == pytest.approx(20015, abs=1)


@pytest.mark.parametrize(
    ("venue_type", "north_km", "accuracy_m", "far"),
    [
        ("restaurant", 0.1, 0, False),
        ("restaurant", 1.9, 0, False),
        ("restaurant", 2.1, 0, True),
        ("restaurant", 2.1, 500, False),
        ("restaurant", 6, 1e9, True),
        ("restaurant", 2.1, -500, True),
        ("airport", 7, 0, False),
        ("airport", 9, 0, True),
    ],
)
def test_far_outside_of_the_venue(venue_type, north_km, accuracy_m, far):
    person = Place(XINING.lat + north_km / 111.195, XINING.lon)
    assert is_far(XINING, venue_type, person, accuracy_m) is far


@pytest.mark.parametrize(
    ("place", "minutes", "possible"),
    [
        (XINING, 0, True),
        (LANZHOU, 5, False),
        (LANZHOU, 37, False),
        (LANZHOU, 45, True),
        (BEIJING, 60, False),
        (BEIJING, 120, True),
        (Place(36.617, 101.90), 1, False),
        (Place(36.617, 101.90), 6, True),
    ],
)
def test_travel_takes_its_time(place, minutes, possible):
    assert can_travel(seen(XINING), seen(place, minutes)) is possible
    assert can_travel(seen(place, minutes), seen(XINING)) is possible


def test_a_sighting_fits_between_its_neighbours():
    others = [seen(XINING, -600), seen(LANZHOU, 0), seen(XINING, 600)]
    assert fits(seen(LANZHOU, 60), others)
    assert not fits(seen(XINING, 5), others)
    assert not fits(seen(BEIJING, 595), others)
    assert fits(seen(BEIJING), [])
