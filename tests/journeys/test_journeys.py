"""Whole journeys with instants chosen at random: streak, validity, reminders and risks against a reckoning of them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.features.sweep import reminders
from chalicelib.person import colour
from chalicelib.person import records as people
from tests.support.client import Client
from tests.support.itineraries import shown
from tests.support.reckoning.clock import DAY, SECOND, whole
from tests.support.reckoning.travellers import Reckoning
from tests.support.resident_steps import declaration, refreshed
from tests.support.traveller_steps import code, set_trip, told, traveller

HOUR = timedelta(hours=1)
HARD = [
    DAY,
    DAY - SECOND,
    DAY + SECOND,
    DAY + timedelta(milliseconds=999),
    DAY - timedelta(milliseconds=1),
    2 * DAY,
    2 * DAY + SECOND,
    22 * HOUR,
    timedelta(milliseconds=1),
]
gaps = st.one_of(
    st.sampled_from(HARD),
    st.timedeltas(timedelta(minutes=1), DAY),
    st.timedeltas(12 * HOUR, DAY),
    st.timedeltas(DAY, 3 * DAY),
).map(lambda gap: timedelta(milliseconds=gap // timedelta(milliseconds=1)))
starts = st.datetimes(datetime(2020, 2, 25), datetime(2020, 4, 25)).map(
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=UTC)
)


def file(client: Client, person_id: str, at: datetime, key: str) -> None:
    """A declaration whose answer was lost once or twice, and was therefore sent again."""
    path = f"/v1/people/{person_id}/declarations"
    answers = [
        refreshed(client, at).post(path, declaration(location="IT"), at=at, idempotency_key=key) for _ in range(2)
    ]
    assert [answer.status for answer in answers] == [201, 201], answers[0].raw
    assert answers[0].body["declaration"] == answers[1].body["declaration"]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(starts, st.lists(gaps, min_size=4, max_size=20))
def test_the_code_is_what_a_reckoning_says_and_can_be_built_again(start, between):
    client, person_id = traveller(start - timedelta(minutes=1))
    reckoning, at = Reckoning(), start
    for number, gap in enumerate([timedelta(), *between]):
        at += gap
        file(client, person_id, at, str(number))
        reckoning.filed.append((at, "well"))
        assert shown(code(client, person_id, at)) == reckoning.expected(at)
    for later in ends(at):
        assert shown(code(client, person_id, later)) == reckoning.expected(later)
    stored = people.state(person_id)
    assert colour.rebuild(person_id, ()) == colour.load_state(stored)
    listed = refreshed(client, at).get(f"/v1/people/{person_id}/declarations?limit=100", at=at).body["items"]
    assert len(listed) == len(reckoning.filed)


def ends(filed: datetime) -> list[datetime]:
    """The instants around the end of a declaration's validity."""
    end = whole(filed) + DAY
    return [end, end + timedelta(milliseconds=999), end + SECOND]


@settings(max_examples=12, deadline=None)
@given(starts, st.lists(gaps, min_size=3, max_size=10), st.randoms(use_true_random=False))
def test_one_reminder_for_each_expiry_that_comes_near_and_none_for_others(start, between, chance):
    """The sweep runs at every full minute that matters, misses some, and runs others twice."""
    client, person_id = traveller(start - timedelta(minutes=1))
    expected, at = [], start
    filed = [start]
    for gap in between:
        filed.append(filed[-1] + gap)
    for at, following in zip(filed, [*filed[1:], filed[-1] + 5 * DAY], strict=True):
        file(client, person_id, at, at.isoformat())
        ran = [each for each in _minutes(at) if each < following and chance.random() < 0.7]
        for minute in ran:
            for _ in range(chance.choice([1, 1, 2])):
                reminders.run(person_id, minute)
        end = whole(at) + DAY
        expected += [end] if any(end - 2 * HOUR <= minute <= end for minute in ran) else []
    said = told(client, filed[-1] + 5 * DAY, "expiring")
    assert len(said) == len(expected)


def _minutes(at: datetime) -> list[datetime]:
    """When a schedule would run around the instants that matter, to the second."""
    end = whole(at) + DAY
    around = (
        end - 3 * HOUR,
        end - 2 * HOUR - SECOND,
        end - 2 * HOUR,
        end - HOUR,
        end,
        end + SECOND,
        end + DAY + SECOND,
    )
    return [each for each in around if each > at]


@settings(max_examples=12, deadline=None)
@given(
    starts.filter(lambda at: at > datetime(2020, 4, 1, tzinfo=UTC)),
    st.lists(gaps, min_size=2, max_size=8),
    st.integers(6, 25),
    st.sampled_from(["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Rome", "America/New_York"]),
)
def test_what_puts_a_flight_at_risk_is_what_the_formula_says(start, between, ahead, zone):
    """Whatever clock the ticket is printed in: P is the day in Shanghai."""
    client, person_id = traveller(start - timedelta(minutes=1))
    departs = start + ahead * DAY
    printed = departs.astimezone(ZoneInfo(zone)).isoformat()
    set_trip(client, person_id, start, departs_at=printed, departure_airport=None)
    reckoning, at = Reckoning(trips=[(start, departs)]), start
    for number, gap in enumerate([timedelta(), *between]):
        at += gap
        if at >= departs:
            return
        file(client, person_id, at, str(number))
        reckoning.filed.append((at, "well"))
        for probe in (at, *ends(at)):
            if probe < departs:
                assert shown(code(client, person_id, probe)) == reckoning.expected(probe)
