"""Exposures of a case: its source is looked for two weeks back, and only whom it exposed can be made a contact."""

from datetime import timedelta
from typing import Any

from tests.epidemic.steps import DAY, MINUTE, agree, in_force
from tests.epidemic.test_cases import audit_of
from tests.epidemic.test_contacts import spread
from tests.proposals.steps import at_work, epidemiologist
from tests.support.resident_steps import NOON, a_document
from tests.support.venue_steps import LANZHOU, green, opened, poster_of, scan

HOUR = timedelta(hours=1)
LATER = NOON + 9 * DAY
"""19 March, the day on which the case is diagnosed."""


def a_venue() -> tuple[str, str]:
    """Its id and the code on its poster."""
    manager, venue = opened(NOON - DAY)
    return venue["id"], poster_of(manager, venue["id"], NOON)


def stayed(poster: str, at, minutes: float, person: tuple[Any, str] | None = None, **more: Any) -> tuple[Any, str]:
    """Somebody who was at a venue from `at` on; an hour before they were not."""
    client, person_id = person or green(NOON - HOUR)
    assert scan(client, person_id, poster, at, **more).status == 201
    assert scan(client, person_id, poster, at + minutes * MINUTE, "out").status in (200, 201)
    return client, person_id


def case_of(person_id: str, **days: str) -> str:
    return in_force("", LATER, person={"person_id": person_id}, on="2020-03-19", **days)


def traced(case_id: str, query: str = "", region: str = "63", at=LATER) -> Any:
    return at_work(epidemiologist(region), at).get(f"/v1/cases/{case_id}/exposures{query}", at=at)


def listed(case_id: str, **changes: Any) -> Any:
    form = {"kind": "close", "reason": "the same room"} | changes
    return at_work(epidemiologist(), LATER).post(f"/v1/cases/{case_id}/contacts", form, at=LATER)


def people_of(proposal: dict[str, Any]) -> set[str]:
    path = f"/v1/proposals/{proposal['id']}/people"
    return {each["person_id"] for each in at_work(epidemiologist(), LATER).get(path, at=LATER).body["items"]}


def test_the_source_is_looked_for_in_two_weeks_and_contacts_in_the_infectious_days_alone():
    _, poster = a_venue()
    sick = stayed(poster, NOON, 60)
    source = stayed(poster, NOON, 50)
    stayed(poster, NOON + 7 * DAY, 60, sick)
    met = stayed(poster, NOON + 7 * DAY, 30)
    stayed(poster, NOON + 9 * DAY - HOUR, 40, sick)
    isolated = stayed(poster, NOON + 9 * DAY - HOUR, 40)
    case_id = case_of(sick[1], onset_on="2020-03-18", sampled_on="2020-03-19", isolated_on="2020-03-18")
    found = traced(case_id).body
    assert (found["from"], found["exposing_from"], found["until"]) == ("2020-03-04", "2020-03-16", "2020-03-18")
    assert (found["person_id"], len(found["visits"]), found["total"]) == (sick[1], 2, 2)
    assert {(each["person_id"], each["exposing"]) for each in found["exposed"]} == {(source[1], False), (met[1], True)}
    assert isolated[1] not in str(found)
    shown = next(each for each in found["exposed"] if each["person_id"] == met[1])
    assert (shown["name_masked"], shown["minutes"]) == ("测**", 30)
    assert [each["exposing"] for each in shown["overlaps"]] == [True]
    proposal = listed(case_id).body
    assert people_of(proposal) == {met[1]}
    assert "traced.person" in {each["action"] for each in audit_of(sick[1])}


def test_what_of_an_overlap_lies_before_the_infectious_days_makes_nobody_a_contact():
    _, poster = a_venue()
    midnight = NOON + 6 * DAY + 12 * HOUR
    sick = stayed(poster, midnight - HOUR, 63)
    before, after = stayed(poster, midnight - HOUR, 55), stayed(poster, midnight - HOUR, 80)
    case_id = case_of(sick[1], onset_on="2020-03-19")
    found = {each["person_id"]: each for each in traced(case_id).body["exposed"]}
    assert (found[before[1]]["minutes"], found[after[1]]["minutes"]) == (55, 63)
    assert [found[each[1]]["exposing"] for each in (before, after)] == [False, False], "three minutes are too few"
    assert listed(case_id).body["code"] == "nobody_exposed"


def test_the_list_leaves_suspect_visits_out_unless_asked_and_whom_it_is_told_to():
    venue_id, poster = a_venue()
    at = NOON + 7 * DAY
    sick, true, other = stayed(poster, at, 60), stayed(poster, at, 60), stayed(poster, at, 45)
    forged = stayed(poster, at, 60, location=LANZHOU)
    case_id = case_of(sick[1])
    assert people_of(listed(case_id, leave_out=[other[1]]).body) == {true[1]}
    everybody = {true[1], other[1], forged[1]}
    assert people_of(listed(case_id, **{"from": {"include_suspect": True}}).body) == everybody
    assert people_of(listed(case_id, **{"from": {"minimum_minutes": 50, "venues": [venue_id]}}).body) == {true[1]}


def test_it_goes_back_no_further_than_visits_are_kept_and_comes_in_pages():
    _, poster = a_venue()
    at = NOON + 7 * DAY
    sick = stayed(poster, at, 60)
    them = {stayed(poster, at, 20 + minutes)[1] for minutes in range(3)}
    case_id = case_of(sick[1])
    long_ago = traced(case_id, at=LATER + 60 * DAY).body
    assert (long_ago["from"], long_ago["until"]) == ("2020-04-18", "2020-05-18")
    found, cursor = [], ""
    while cursor is not None:
        page = traced(case_id, f"?limit=2{cursor}").body
        found += [each["person_id"] for each in page["exposed"]]
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    assert set(found) == them, found
    assert len(found) == 3
    other = case_of(them.pop())
    first = traced(case_id, "?limit=1").body["next_cursor"]
    assert traced(other, f"?cursor={first}&limit=1").status == 400


def test_a_case_of_nobody_here_shows_nobody_and_another_regions_is_not_there():
    case_id = in_force(a_document(), LATER, on="2020-03-19", isolated_on="2020-03-10")
    found = traced(case_id).body
    assert (found["person_id"], found["exposed"], found["total"], found["exposing_from"]) == (None, [], 0, None)
    assert traced(case_id, region="34").status == 404
    assert listed(case_id).body["code"] == "nobody_exposed"


def test_it_says_of_each_the_colour_of_now_and_how_they_stand_with_the_case(cloud):
    _, poster = a_venue()
    at = NOON + 7 * DAY
    sick = stayed(poster, at, 60)
    named, other = stayed(poster, at, 60)[1], stayed(poster, at, 45)[1]
    case_id = case_of(sick[1])

    def standing() -> dict[str, tuple[str | None, str | None]]:
        return {each["person_id"]: (each["colour"], each["contact"]) for each in traced(case_id).body["exposed"]}

    assert standing() == {named: ("green", None), other: ("green", None)}
    proposal = listed(case_id, leave_out=[other]).body
    assert standing() == {named: ("green", "proposed"), other: ("green", None)}
    assert agree(epidemiologist(), proposal, LATER, "contacts").status == 200
    spread(cloud, LATER)
    assert standing() == {named: ("red", "confirmed"), other: ("green", None)}
    contact_id = at_work(epidemiologist(), LATER).get(f"/v1/contacts?case={case_id}", at=LATER).body["items"][0]["id"]
    at_work(epidemiologist(), LATER).post(f"/v1/contacts/{contact_id}/withdrawal", {"reason": "not there"}, at=LATER)
    assert standing() == {named: ("green", "withdrawn"), other: ("green", None)}
    listed(case_id, leave_out=[other])
    assert standing()[named] == ("green", "proposed"), "what is proposed now counts for more than what was taken back"


def test_the_colour_of_another_regions_people_is_not_told():
    _, poster = a_venue()
    at = NOON + 7 * DAY
    sick = stayed(poster, at, 60)
    _, person_id = stayed(poster, at, 60, green(NOON - HOUR, residence="340102"))
    case_id = case_of(sick[1])
    assert [(each["person_id"], each["colour"]) for each in traced(case_id).body["exposed"]] == [(person_id, None)]
