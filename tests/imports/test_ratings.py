"""Ratings as lists: by code or by name, published once, counted by whom they touch."""

from datetime import timedelta

import pytest

from chalicelib.desk.breaker_numbers import Numbers
from chalicelib.identity.region_names import meant_by
from chalicelib.identity.regions import name_of
from chalicelib.person import ratings
from tests.imports.steps import counts, decide, errors, shown, uploaded, work
from tests.proposals.steps import at_work, epidemiologist, needs_of
from tests.ratings.steps import in_force as rated
from tests.ratings.steps import rate, risk
from tests.support.published import a_county, a_minute_passes, stayed
from tests.support.published import shown as code
from tests.support.resident_steps import NOON, log_in_staff

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
_HEADING = "地区,风险等级,起始日期,结束日期,范围"


def csv(*lines: str) -> bytes:
    return "\n".join([_HEADING, *lines]).encode()


def everywhere():
    return epidemiologist("")


def listed(*lines: str, at=NOON, by=None) -> str:
    return uploaded(csv(*lines), by or everywhere(), at=at, kind="ratings")


def published(*lines: str, at=NOON) -> str:
    """The id of a list of ratings that two people of the whole country put in force."""
    import_id = listed(*lines, at=at)
    agreed = decide(import_id, everywhere(), at=at)
    assert agreed.status == 200, agreed.raw
    work(import_id, at)
    a_minute_passes()
    assert shown(import_id, at, everywhere())["status"] == "done"
    return import_id


def found(import_id: str, at=NOON) -> dict:
    return shown(import_id, at, everywhere())


def numbers(import_id: str, at=NOON) -> tuple[int, ...]:
    of = found(import_id, at)
    assert of["lines"] == of["good"] + of["bad"] + of["repeated"] + of["known"]
    return of["good"], of["bad"], of["repeated"], of["known"]


def wrong(import_id: str) -> list[tuple[str, str]]:
    answer = everywhere().get(f"/v1/imports/{import_id}/errors?limit=100", at=NOON)
    return [(each["column"], each["code"]) for each in answer.body["items"]]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("城东区", ("630102",)),
        ("青海省/西宁市/城东区", ("630102",)),
        ("青海省西宁市", ("630100",)),
        ("朝阳区", ("110105", "220104")),
        ("北京市 朝阳区", ("110105",)),
        ("北京市", ("110000",)),
        ("城", ()),
    ],
)
def test_a_name_means_what_no_other_name_does(name, codes):
    assert meant_by(name) == codes


def test_a_list_rates_regions_by_code_and_by_name_and_the_same_list_changes_nothing():
    first, second = a_county(), a_county()
    client, person = stayed(first)
    lines = f"{first},中风险,2020-03-01,,", f"{name_of(second, 'zh-CN')},高,2020-03-02,2020-03-20,南区"
    import_id = published(*lines)
    assert numbers(import_id) == (2, 0, 0, 0)
    assert found(import_id)["outcomes"] == {"accepted": 2}
    (period,) = risk(second, NOON)["ratings"]
    assert (period["level"], period["from"], period["until"], period["area"]) == (
        "high",
        "2020-03-02",
        "2020-03-20",
        "南区",
    )
    assert code(client, person, NOON)["holds"][0]["rule"] == "region.medium"
    again = listed(*lines, at=NOON + DAY)
    assert numbers(again, NOON + DAY) == (0, 0, 0, 2)
    record, other = ratings.records_of([first, second])
    assert [len(record.ratings), len(other.ratings)] == [1, 1]
    assert found(again, NOON + DAY)["proposal"] is None


def test_lines_of_one_region_follow_each_other_in_the_order_of_their_days():
    county = a_county()
    published(f"{county},high,2020-03-07,,", f"{county},medium,2020-03-01,,")
    levels = [risk(county, NOON, day)["level"] for day in ("2020-03-06", "2020-03-07")]
    assert levels == ["medium", "high"]
    assert published(f"{county},low,2020-03-08,,", at=NOON + DAY)
    assert [risk(county, NOON + DAY, day)["level"] for day in ("2020-03-07", "2020-03-08")] == ["high", "low"]


def test_what_cannot_be_published_is_an_error_of_its_line(monkeypatch: pytest.MonkeyPatch):
    county = a_county()
    rated(county, "medium", "2020-03-05", NOON)
    monkeypatch.setenv("RATED_BY_LIST", "45")
    from chalicelib.config import settings

    settings.cache_clear()
    import_id = listed(
        "朝阳区,高,2020-03-01,,",
        "没有这个县,高,2020-03-01,,",
        "450102,高,2020-03-01,,",
        f"{county},高,2020-03-05,,",
        f"{a_county()},高,2020-01-01,,",
        f"{a_county()},高,2022-01-01,,",
        f"{a_county()},橙,2020-03-01,,",
        f"{a_county()},高,2020-03-09,2020-03-01,",
    )
    monkeypatch.undo()
    settings.cache_clear()
    assert sorted(wrong(import_id)) == sorted(
        [
            ("地区", "ambiguous_region"),
            ("地区", "unknown_region"),
            ("地区", "not_yours_to_say"),
            ("起始日期", "use_correction"),
            ("起始日期", "too_early"),
            ("起始日期", "too_far_ahead"),
            ("风险等级", "not_allowed"),
            ("结束日期", "until_before_from"),
        ]
    )
    outside = uploaded(csv("340102,高,2020-03-01,,", "US,高,2020-03-01,,"), kind="ratings")
    assert [each["code"] for each in errors(outside)] == ["region_outside"] * 2
    assert counts(outside)["bad"] == 2


def test_what_was_rated_between_the_reading_and_the_approval_is_accounted_for():
    county, other = a_county(), a_county()
    import_id = listed(f"{county},high,2020-03-05,,", f"{other},medium,2020-03-05,,")
    rated(county, "medium", "2020-03-05", NOON)
    assert decide(import_id, everywhere()).status == 200
    work(import_id)
    assert found(import_id)["outcomes"] == {"accepted": 1, "use_correction": 1}
    assert numbers(import_id) == (1, 1, 0, 0)
    assert wrong(import_id) == [("", "use_correction")]
    assert risk(county, NOON)["level"] == "medium"


def test_whom_a_list_touches_is_counted_by_region_and_many_need_a_supervisor_and_the_number(monkeypatch):
    first, second = a_county(), a_county()
    for county in (first, first, second):
        stayed(county)
    monkeypatch.setattr("chalicelib.desk.breaker_numbers.current", lambda: Numbers(counted=2))
    import_id = listed(f"{first},high,2020-03-01,,", f"{second},medium,2020-03-01,,", f"{a_county()},low,2020-03-01,,")
    assert found(import_id)["touches"] == {
        "people": 3,
        "unregistered": 0,
        "to_red": 2,
        "to_yellow": 1,
        "estimated": True,
    }
    assert needs_of(decide(import_id, everywhere())) == {"supervisor", "count"}
    supervisor = log_in_staff("supervisor", NOON, "")
    assert needs_of(decide(import_id, supervisor)) == {"count"}
    assert decide(import_id, supervisor, count=3).status == 200


def test_whoever_sent_it_does_not_agree_to_it_and_its_regions_are_shown_to_who_does():
    county, sender = a_county(), everywhere()
    import_id = listed(f"{county},high,2020-03-01,,", by=sender)
    answer = decide(import_id, sender)
    assert (answer.status, answer.body["code"]) == (403, "same_person")
    proposal = found(import_id)["proposal"]["id"]
    page = at_work(everywhere(), NOON).get(f"/v1/proposals/{proposal}/people", at=NOON)
    assert [(each["region"], each["level"]) for each in page.body["items"]] == [(county, "high")]
    assert rate(county, "high", "2020-03-02", NOON).status == 201
