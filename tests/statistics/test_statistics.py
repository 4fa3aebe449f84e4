"""Figures counted from the streams: exact under retries, replays and any order; and who may see them."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from chalicelib.features.gates.check_records import CheckRecord
from chalicelib.features.statistics import records as statistics_records
from chalicelib.features.visits.records import VisitRecord
from chalicelib.person.records import StateRecord
from chalicelib.places.venues import VenueItem
from tests.statistics.steps import a_province_of_its_own, change, figures, run
from tests.support.aws_calls import calls_of
from tests.support.resident_steps import NOON, log_in_staff

DAY = timedelta(days=1)


def state(person: str, county: str, colour: str | None, version: int = 1, at: datetime = NOON) -> StateRecord:
    return StateRecord(
        f"P#{person}",
        "state",
        account_id="a",
        schemes={"domestic"},
        county=county,
        name_masked="x",
        last4="0000",
        severity={"domestic": colour} if colour else {},
        code_id="c",
        code_since=at,
        updated_at=at,
        version=version,
    )


def visit(number: int, county: str, at: datetime = NOON, marks: tuple = ()) -> VisitRecord:
    return VisitRecord(
        f"PV#p{number}",
        f"visit#{number:013d}#{county}{number}",
        venue_id="v",
        venue_name="x",
        venue_type="bank",
        region=county,
        came=at,
        direction="in",
        recorded_at=at,
        recorded_by="x",
        name_masked="x",
        last4="0000",
        marks=list(marks),
    )


def test_a_visit_counts_in_its_county_city_province_and_the_whole(county):
    whole = figures("000000")
    run(*(change(None, visit(number, county)) for number in range(12)))
    for region in (county, f"{county[:4]}00", f"{county[:2]}0000"):
        assert figures(region)["visits"] >= 12
    assert figures(county)["visits"] == 12
    assert figures("000000")["visits"] - whole.get("visits", 0) == 12
    assert statistics_records.of_region(county, "now", "now")["now"]["visits"] == 12


def test_delivered_twice_shuffled_and_cut_anyhow_counts_once(county):
    changes = [change(None, visit(number, county)) for number in range(60)] * 2
    Random(3).shuffle(changes)
    counted = 0
    while changes:
        size = Random(len(changes)).randrange(1, 25)
        batch, changes = changes[:size], changes[size:]
        counted += run(*batch)["counted"]
        run(*batch)
    assert (counted, figures(county)["visits"]) == (60, 60)


def test_many_counties_at_once_fit_into_their_transactions():
    counties = [f"5101{number:02d}" for number in range(4, 90)]
    run(*(change(None, visit(1, each)) for each in counties))
    assert [figures(each)["visits"] for each in counties] == [1] * len(counties)


def test_a_person_moves_between_colours_and_counties(county):
    other = a_province_of_its_own()
    green, yellow = state(county, county, None), state(county, county, "green", 2)
    run(change(None, green), change(green, yellow))
    tomorrow = NOON + DAY
    red, moved = state(county, county, "red", 3, tomorrow), state(county, other, "red", 4, tomorrow)
    run(change(yellow, red))
    assert statistics_records.of_region(county, "now", "now")["now"]["red"] == 1
    assert figures(county, "2020-03-10")["green"] == 1
    assert (figures(county, "2020-03-11")["green"], figures(county, "2020-03-11")["red"]) == (-1, 1)
    run(change(red, moved), change(red, moved))
    now = statistics_records.of_region(county, "now", "now")["now"]
    assert (now["people"], now["red"]) == (0, 0)
    assert statistics_records.of_region(other, "now", "now")["now"]["red"] == 1
    run(change(moved, None), change(moved, None))
    assert statistics_records.of_region(other, "now", "now")["now"]["people"] == 0


def test_a_write_that_changes_neither_colour_nor_county_is_no_event(county):
    before, after = state("q", county, "green", 5), state("q", county, "green", 6)
    assert run(change(before, after))["counted"] == 0


def test_a_graver_code_is_the_persons_colour(county):
    both = state("both", county, "green")
    both.severity = {"domestic": "yellow", "international": "red"}
    run(change(None, both))
    now = statistics_records.of_region(county, "now", "now")["now"]
    assert (now["red"], now["yellow"], now["people"]) == (1, 0, 1)


def test_a_venue_counts_while_it_is_approved(county):
    def venue(status: str, version: int) -> VenueItem:
        return VenueItem(
            f"V#{county}", "venue", status=status, name="x", type="bank", region=county, credit_code="x",
            address="x", lat=36, lon=101, contact_name="x", contact_phone="x", registered_by="x",
            created_at=NOON, updated_at=NOON, poster_since=NOON, version=version,
        )  # fmt: skip

    steps = [venue(status, number) for number, status in enumerate(["awaiting", "approved", "approved", "closed"], 1)]
    run(change(None, steps[0]))
    run(change(steps[0], steps[1]), change(steps[1], steps[2]))
    assert statistics_records.of_region(county, "now", "now")["now"]["venues"] == 1
    run(change(steps[2], steps[3]))
    assert statistics_records.of_region(county, "now", "now")["now"]["venues"] == 0


def test_checks_and_suspect_visits_are_counted(county):
    check = CheckRecord(
        f"CHECK#v#{county}", "check", venue_id="v", region=county, by="x", content="x", at=NOON, received_at=NOON,
        valid=True,
    )  # fmt: skip
    run(change(None, check), change(None, visit(1, county, marks=("old_code",))))
    assert {name: count for name, count in figures(county).items() if count} == {
        "checks": 1,
        "visits": 1,
        "suspect_visits": 1,
    }


def test_days_are_those_of_shanghai(county):
    run(change(None, visit(1, county, datetime(2020, 3, 10, 15, 59, tzinfo=UTC))))
    run(change(None, visit(2, county, datetime(2020, 3, 10, 16, 0, tzinfo=UTC))))
    assert (figures(county)["visits"], figures(county, "2020-03-11")["visits"]) == (1, 1)


def test_what_counts_nothing_is_passed_over():
    other = statistics_records.CounterRecord("STAT#x", "now#0")
    assert run(change(None, other), change(other, None), {"dynamodb": {}})["counted"] == 0


def test_a_new_container_may_count(cold_start, county):
    cold_start()
    assert run(change(None, visit(7, county)))["counted"] == 1


# What is shown.


def _show(query: str, region: str = "", role: str = "supervisor", at: datetime = NOON):
    return log_in_staff(role, at, region).get(f"/v1/statistics{query}", at=at)


def test_the_figures_of_a_day_in_one_call(county):
    people = [state(f"{county}{number}", county, "green" if number < 30 else "yellow") for number in range(45)]
    run(*(change(None, person) for person in people), *(change(None, visit(n, county)) for n in range(20)))
    body = _show(f"?region={county}&from=2020-03-08&until=2020-03-10").body
    assert (body["totals"]["people"], body["totals"]["visits"]) == (45, 20)
    assert [day["visits"] for day in body["days"]] == [None, None, 20]
    assert [day["people_so_far"] for day in body["days"]] == [None, None, 45]
    assert body["days"][-1]["day"] == "2020-03-10"


def test_no_small_group_and_none_by_subtraction(county):
    colours = ["green"] * 40 + ["yellow"] * 20 + ["red"] * 3 + [None] * 15
    run(*(change(None, state(f"{county}{n}", county, colour)) for n, colour in enumerate(colours)))
    totals = _show(f"?region={county}").body["totals"]
    assert (totals["people"], totals["colours"]) == (78, {"green": 40, "yellow": 20, "red": None})
    # The three are hidden, and those without a code with them: 78 less 60 is eighteen, and no more than that.


def test_a_province_shows_its_counties():
    for county, count in (("640104", 12), ("640105", 25), ("640106", 4)):
        run(*(change(None, state(f"{county}{n}", county, "green")) for n in range(count)))
    body = _show("?region=64", region="64").body
    assert body["region"] == "640000"
    assert [(each["county"], each["people"]) for each in body["counties"]] == [
        ("640104", None),
        ("640105", 25),
        ("640106", None),
    ]
    assert body["totals"]["people"] == 41


def test_no_small_county_is_what_its_city_or_province_leaves():
    """Three at 650103; whoever asks for county, city and province by themselves learns that of none."""
    for county, count in (("650102", 20), ("650103", 3), ("652301", 15), ("652302", 30)):
        run(*(change(None, visit(n, county)) for n in range(count)))
    regions = ("650102", "650103", "650100", "652301", "652302", "652300", "65")
    bodies = [_show(f"?region={region}").body for region in regions]
    assert [body["totals"]["visits"] for body in bodies] == [None, None, 23, 15, 30, 45, 68]
    assert [body["days"][-1]["visits"] for body in bodies] == [None, None, 23, 15, 30, 45, 68]
    seen = {each["county"]: each["visits"] for each in bodies[-1]["counties"]}
    assert [seen.get(county) for county in ("650102", "650103", "652301", "652302")] == [None, None, 15, 30]


def test_a_city_without_counties_is_one(county):
    run(*(change(None, visit(number, "441900")) for number in range(12)))
    assert [_show(f"?region={region}").body["totals"]["visits"] for region in ("441900", "44")] == [12, 12]


def test_the_figures_are_two_queries(county):
    run(*(change(None, visit(number, county)) for number in range(12)))
    for region in (county, county[:2], ""):
        staff = log_in_staff("supervisor")
        with calls_of("dynamodb") as made:
            assert staff.get(f"/v1/statistics?region={region}", at=NOON).status == 200
        session, member = "GetItem", "GetItem"
        assert made == [session, member, "Query", "Query"]


def test_days_back_from_today_show_what_stood_then(county):
    run(*(change(None, state(f"{county}{n}", county, "green")) for n in range(12)))
    later = NOON + 2 * DAY
    run(*(change(None, state(f"{county}l{n}", county, "green", at=later)) for n in range(10)))
    body = _show(f"?region={county}&from=2020-03-10&until=2020-03-11", at=later).body
    assert [day["people_so_far"] for day in body["days"]] == [12, 12]
    assert body["totals"]["people"] == 22


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ("?region=11", 403, None),
        ("?region=", 403, None),
        ("?region=6x", 400, "region"),
        ("?region=6", 400, "region"),
        ("?from=2020-03-11", 400, "until"),
        ("?from=2020-01-01&until=2020-03-10", 400, "until"),
        ("?until=2020-03-11", 400, "until"),
        ("?until=x", 400, "until"),
        ("?day=2020-03-10", 400, "day"),
    ],
)
def test_what_is_not_answered(query, status, field):
    answer = _show(query, region="63")
    assert answer.status == status, answer.raw
    assert list(answer.fields) == ([field] if field else [])


@pytest.mark.parametrize(("role", "status"), [("auditor", 200), ("epidemiologist", 200), ("gate", 403)])
def test_who_may_see_them(role, status):
    assert _show("", role=role).status == status
