"""The periods of a county as its strip shows them: past, standing and planned, with who put them in force."""

from datetime import timedelta

from tests.proposals.steps import at_work, epidemiologist
from tests.ratings.steps import in_force
from tests.support.published import a_county, publish, stayed
from tests.support.resident_steps import NOON

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def test_past_standing_and_planned_ones_with_who_put_them_in_force():
    county = a_county()
    stayed(county)
    wanted = ("low", "2020-02-20"), ("medium", "2020-03-05"), ("low", "2020-03-20")
    for minute, (level, first) in enumerate(wanted):
        in_force(county, level, first, NOON + minute * MINUTE)
    at = NOON + 5 * MINUTE
    found = at_work(epidemiologist(county[:2]), at).get(f"/v1/regions/{county}/periods", at=at).body
    assert [(each["standing"], each["from"]) for each in found["items"]] == [
        ("planned", "2020-03-20"),
        ("standing", "2020-03-05"),
        ("past", "2020-02-20"),
    ]
    assert all(each["by_login"].startswith("epidemiologist-") for each in found["items"])
    assert (found["people"], found["items"][0]["people"]) == (1, 1)
    levels = {each["day"]: each["level"] for each in found["days"]}
    assert [levels[f"2020-{day}"] for day in ("01-10", "02-20", "03-10", "03-24")] == [None, "low", "medium", "low"]
    assert len(levels) == 75


def test_what_ended_over_60_days_ago_is_left_out_and_a_lists_has_nobody():
    county = a_county()
    publish(county, "medium", NOON - 100 * DAY, "2019-12-01", last="2020-01-09")
    publish(county, "medium", NOON - 50 * DAY, "2020-01-20", last="2020-01-25")
    (only,) = at_work(epidemiologist(county[:2]), NOON).get(f"/v1/regions/{county}/periods", at=NOON).body["items"]
    assert (only["from"], only["by_login"], only["people"]) == ("2020-01-20", None, None)


def test_another_regions_county_is_not_there():
    county = a_county()
    assert at_work(epidemiologist("63"), NOON).get(f"/v1/regions/{county}/periods", at=NOON).status == 404
