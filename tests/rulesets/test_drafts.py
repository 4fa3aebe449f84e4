"""Drafts: every wrong field named, corrected until they are published, compared."""

import pytest

from tests.proposals.steps import at_work
from tests.rulesets.steps import MEDIUM_10, data, draft, supervisor
from tests.support.resident_steps import NOON, log_in_staff


def test_a_draft_is_written_corrected_and_read_by_staff():
    by = supervisor()
    written = draft(by, rules=MEDIUM_10)
    assert (written.status, written.body["status"], written.body["revision"]) == (201, "draft", 1)
    assert draft(by).body["code"] == "ruleset_exists"
    edited = by.call("PUT", "/v1/rulesets/2", {"data": data(fever="37.5")}, at=NOON)
    assert (edited.status, edited.body["revision"], edited.body["data"]["fever"]) == (200, 2, "37.5")
    assert edited.body["content_hash"] != written.body["content_hash"]
    reader = log_in_staff("auditor", NOON, "63")
    assert reader.get("/v1/rulesets/2", at=NOON).body["data"] == edited.body["data"]
    listed = reader.get("/v1/rulesets", at=NOON).body["items"]
    assert [(each["version"], each["status"]) for each in listed] == [("1", "in_force"), ("2", "draft")]
    assert reader.get("/v1/rulesets/9", at=NOON).status == 404


def test_every_wrong_field_is_named():
    wrong = data(fever="99", timezone="Mars/Olympus", contact_review_days=-1, surprise=1)
    wrong["travel"] = wrong["travel"] | {"boarding_days": "many"}
    wrong["exposure"] = wrong["exposure"] | {"trace": 1}
    answer = draft(supervisor(), content=wrong)
    assert (answer.status, answer.body["code"]) == (422, "invalid_ruleset")
    assert {each["field"]: each["code"] for each in answer.body["errors"]} == {
        "data.fever": "ruleset_fever",
        "data.timezone": "ruleset_timezone",
        "data.contact_review_days": "ruleset_number",
        "data.surprise": "ruleset_unknown",
        "data.travel.boarding_days": "ruleset_number",
        "data.exposure.trace": "ruleset_unknown",
    }


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"timezone": "Asia/Urumqi"}, "data.timezone", "ruleset_zone_fixed"),
        ({"version": "a/b"}, "data.version", "ruleset_version"),
    ],
)
def test_what_no_rule_set_may_say(changes, field, code):
    answer = draft(supervisor(), content=data() | changes)
    assert (answer.status, [(each["field"], each["code"]) for each in answer.body["errors"]]) == (422, [(field, code)])


def test_a_draft_keeps_its_version_and_regions_draft_nothing():
    by = supervisor()
    draft(by)
    renamed = by.call("PUT", "/v1/rulesets/2", {"data": data(version="3")}, at=NOON)
    assert renamed.body["errors"][0]["code"] == "ruleset_version_fixed"
    of_province = log_in_staff("supervisor", NOON, "63")
    assert draft(of_province).status == 403
    assert of_province.call("PUT", "/v1/rulesets/2", {"data": data(fever="38.0")}, at=NOON).status == 403
    assert at_work(by, NOON).call("PUT", "/v1/rulesets/2", {"data": data()}, at=NOON).body["revision"] == 1


def test_differences_are_read_in_both_languages():
    by = supervisor()
    phases = {"colour": "red", "days": 7, "checkins": 7, "then": [{"colour": "yellow", "days": 3, "checkins": 3}]}
    rules = {"contact.close": {"domestic": phases, "international": data()["rules"]["contact.close"]}}
    draft(by, rules=rules, fever="37.5")
    shown = by.get("/v1/rulesets/2/diff?from=1", at=NOON, **{"Accept-Language": "en"}).body
    texts = {each["path"]: each["text"] for each in shown["differences"]}
    assert texts == {
        "rules.contact.close.domestic": "Close contact, domestic: red 14 days and 14 check-ins → "
        "red 7 days and 7 check-ins, yellow 3 days and 3 check-ins",
        "fever": "Fever from: 37.3 → 37.5",
        "effective": "Takes effect: 2020-01-01T00:00:00+08:00 → 2020-03-12T00:00:00+08:00",
        "version": "Version: 1 → 2",
    }
    chinese = by.get("/v1/rulesets/2/diff", at=NOON, **{"Accept-Language": "zh-CN"}).body["differences"]
    assert "密切接触者（国内版）：红码 14 天、14 次打卡 → 红码 7 天、7 次打卡, 黄码 3 天、3 次打卡" in [
        each["text"] for each in chinese
    ]


def test_two_people_on_one_draft_lose_no_edit():
    one, other = supervisor(), supervisor()
    assert draft(one).body["revision"] == 1
    edit = {"data": data(fever="37.5"), "revision": 1}
    assert at_work(other, NOON).call("PUT", "/v1/rulesets/2", edit, at=NOON).status == 200
    late = at_work(one, NOON).call("PUT", "/v1/rulesets/2", {"data": data(fever="38.0"), "revision": 1}, at=NOON)
    assert (late.status, late.body["errors"][0]["field"]) == (409, "revision")
    assert at_work(one, NOON).get("/v1/rulesets/2", at=NOON).body["data"]["fever"] == "37.5"
