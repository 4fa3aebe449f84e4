"""What if a draft had governed since a day: histories of a sample, day by day, written to nobody."""

from datetime import date

import pytest

from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.rulesets import what_if
from chalicelib.person import records as people
from tests.proposals.steps import at_work
from tests.ratings.steps import in_force, march
from tests.rulesets.steps import MEDIUM_10, draft, supervisor, work_off
from tests.support.aws_calls import calls_of
from tests.support.published import a_county, stayed
from tests.support.resident_steps import declare, log_in_staff

RED = {"region.medium": {"colour": "red", "days": 10, "checkins": 10}}


@pytest.fixture
def everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is left out of the sample."""
    monkeypatch.setattr(what_if, "ONE_OF", 1)


def _left(last: int) -> str:
    """Somebody who left a medium-risk county of the 1st after a day of March, and checked in daily until the 14th."""
    county = a_county()
    in_force(county, "medium", "2020-03-01", march(2, 8))
    client, person = stayed(county, march(3))
    for day in range(4, 15):
        declare(client, person, march(day), location=county if day <= last else "630102")
    return str(person)


def _run(cloud, by, at, since: str, **more) -> dict:
    draft(by, at, **more)
    begun = at_work(by, at).post("/v1/rulesets/2/what-if", {"since": since}, at=at)
    assert begun.status == 202, begun.raw
    work_off(cloud, at, 2)
    shown = at_work(by, at).get("/v1/rulesets/2/what-if", at=at).body
    assert shown["status"] == "done", shown
    return dict(shown)


def _days(shown: dict) -> dict[str, int]:
    return {pair: count for pair, count in shown["result"]["days"]["domestic"].items() if count}


def test_days_are_counted_by_the_colour_that_was_and_that_would_have_been(cloud, everybody):
    """Yellow of the 3rd to the 10th, the 4th having been the last day there; it would have been three days more."""
    person, s1, at = _left(4), supervisor(march(15)), march(15)
    before = people.state(person).serialize()
    with calls_of("dynamodb") as made:
        shown = _run(cloud, s1, at, "2020-03-01", rules=MEDIUM_10)
    assert "Query" in made
    assert people.state(person).serialize() == before
    assert _days(shown) == {"none>none": 2, "yellow>yellow": 8, "green>yellow": 3, "green>green": 1}
    assert (shown["since"], shown["until"], shown["one_of"]) == ("2020-03-01", "2020-03-14", 1)
    result = shown["result"]
    assert (result["people"], result["changed"], result["worse"], result["better"]) == (1, 1, 1, 0)
    assert result["rules"] == {"region.medium": {"without": 8, "with": 11}}
    assert result["failed"] == result["left_out"] == 0


def test_it_governs_from_the_day_that_was_asked_about(cloud, everybody):
    """Before that day the former rules' days stand; from the 8th on the draft is in force, whatever its own instant."""
    _left(14)
    shown = _run(cloud, supervisor(march(15)), march(15), "2020-03-08", rules=RED)
    assert _days(shown) == {"yellow>red": 7}


def test_only_a_stable_share_is_gone_through(cloud):
    _left(14)
    shown = _run(cloud, supervisor(march(15)), march(15), "2020-03-08", rules=RED)
    sampled = [each.person_id for each in people.StateRecord.code_index.scan() if what_if.is_sampled(each.person_id)]
    assert (shown["result"]["people"], shown["one_of"]) == (len(sampled), 100)
    share = sum(what_if.is_sampled(f"person-{number}") for number in range(10_000))
    assert 60 < share < 140


def test_it_is_a_campaign_of_the_role_that_cannot_write(cloud, everybody):
    _left(14)
    s1, at = supervisor(march(15)), march(15)
    draft(s1, at, rules=RED)
    campaign = s1.post("/v1/rulesets/2/what-if", {"since": "2020-03-08"}, at=at).body["campaign_id"]
    assert campaigns.find(campaign).what == "what_if"
    work_off(cloud, at, 2)
    seen = at_work(s1, at).get(f"/v1/campaigns/{campaign}", at=at).body
    assert (seen["kind"], seen["status"], seen["changes"]) == ("what_if", "done", {"domestic|yellow>red": 7})
    assert seen["people"] == {"seen": 1, "changed": 1, "unchanged": 0, "failed": 0, "later": 0}


@pytest.mark.parametrize("since", ["2020-03-15", "2019-09-01"])
def test_days_to_come_and_days_too_long_ago_are_refused(since):
    s1, at = supervisor(march(15)), march(15)
    draft(s1, at)
    answer = s1.post("/v1/rulesets/2/what-if", {"since": since}, at=at)
    assert (answer.status, [(each["field"], each["code"]) for each in answer.body["errors"]]) == (
        400,
        [("since", "ruleset_since")],
    )


def test_whoever_sees_the_result_is_a_supervisor_of_the_country(cloud):
    s1, at = supervisor(march(15)), march(15)
    draft(s1, at)
    assert s1.get("/v1/rulesets/2/what-if", at=at).status == 404
    for other in (log_in_staff("supervisor", at, "63"), log_in_staff("auditor", at)):
        assert other.get("/v1/rulesets/2/what-if", at=at).status == 403
        assert other.post("/v1/rulesets/2/what-if", {"since": date(2020, 3, 1).isoformat()}, at=at).status == 403
