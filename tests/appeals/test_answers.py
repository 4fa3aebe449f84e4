"""Answers that staff begin from: some for each category and outcome, in both languages, short enough to be sent."""

from typing import get_args

from chalicelib.features.appeals import answers
from chalicelib.features.appeals.routes import AppealDecision, Category
from tests.support.resident_steps import NOON, log_in_staff


def test_each_category_has_one_for_each_outcome_that_a_decision_takes():
    found = answers.listed(None)
    assert {(each["category"], each["accept"]) for each in found} >= {
        (category, accept) for category in get_args(Category) for accept in (True, False)
    }
    assert len({each["id"] for each in found}) == len(found)
    for each in found:
        assert set(each["texts"]) == {"zh-CN", "en"}
        for text in each["texts"].values():
            assert AppealDecision(accept=each["accept"], reason=text).reason == text


def test_they_are_asked_for_by_category():
    staff = log_in_staff("reviewer", NOON, "63")
    items = staff.get("/v1/appeals/templates?category=credit", at=NOON).body["items"]
    assert {(each["category"], each["department"]) for each in items} == {("credit", "command_office")}
    assert staff.get("/v1/appeals/templates?category=weather", at=NOON).status == 400
