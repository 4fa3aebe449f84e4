"""The epidemic side on the deployed stack, at the instants of its specification: every function with its own rights.

The stage's own schedule of campaigns rests, and new ones wait: it lives in another year, and would settle everybody
as of then.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from local.api import Answer
from tests.e2e.epidemic_steps import MINUTE, Office, Somebody, a_case, march, rate
from tests.e2e.test_journey import Resident, wait_until_certified
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document, declaration, person_form

# Counties that nobody else declares in: everybody there would turn yellow.
LASTING, LEFT, RAISED, ELSEWHERE = "632722", "632723", "632724", "632725"
AT_ONCE = 5
"""Calls at the same time. For each a copy of the API may have to start, and where more do on two cores, none is ready
in its time."""


@pytest.fixture(scope="module")
def office(deployed: Deployed) -> Iterator[Callable[[str], Office]]:
    """Members of staff by their logins, while campaigns are begun by nobody else."""
    made = dict[str, Office]()

    def of(login: str) -> Office:
        return made.setdefault(login, Office(deployed, login))

    with deployed.resting("expiry"):
        _hold(of("supervisor-country"), paused=True, at=march(3))
        yield of
        at = march(15)
        for campaign in of("supervisor").call("GET", "/v1/campaigns", at=at).json()["items"]:
            of("supervisor").call("POST", f"/v1/campaigns/{campaign['id']}/stop", at=at)
        _hold(of("supervisor-country"), paused=False, at=at)


def _hold(supervisor: Office, *, paused: bool, at: datetime) -> None:
    answer = supervisor.call("POST", "/v1/campaigns/pause", {"paused": paused}, at=at)
    assert answer.status == 200, answer.text


@pytest.fixture(scope="module")
def first(office: Callable[[str], Office]) -> Office:
    return office("epidemiologist")


@pytest.fixture(scope="module")
def second(office: Callable[[str], Office]) -> Office:
    return office("epidemiologist-2")


def test_who_lives_in_a_rated_county_is_yellow_minutes_later_and_told_once(
    deployed: Deployed, office: Callable[[str], Office], first: Office, second: Office
) -> None:
    """Check 7."""
    resident = Somebody(deployed, "+8613700000401", march(5), LASTING)
    wait_until_certified(resident, resident.person_id, march(5))  # It would write the person in between.
    campaign = rate(first, second, LASTING, "medium", "2020-03-01", march(5, 12)).partition("-")[2]
    assert resident.hold(march(5, 12, 1)) == ("yellow", "region.medium", "2020-03-05", None)
    assert "rated" not in resident.told(march(5, 12, 1))
    _hold(office("supervisor-country"), paused=False, at=march(5, 12, 2))
    _pass_by(deployed, first, campaign)
    _hold(office("supervisor-country"), paused=True, at=march(5, 12, 50))
    assert resident.told(march(5, 13)).count("rated") == 1


def _pass_by(stage: Deployed, staff: Office, campaign: str) -> None:
    """Minutes pass: in the first the campaign is begun and codes are told to end, in a later one its workers go
    through everybody."""
    for minute in range(3, 45):
        at = march(5, 12, minute)
        stage.run_job("expiry", at)
        shown = staff.call("GET", f"/v1/campaigns/{campaign}", at=at).json()
        if shown["people"]["seen"]:
            break
        time.sleep(2)
    assert (shown["people"]["failed"], shown["changes"]) == (0, {"green>yellow": 1}), shown


def test_who_left_in_time_is_green_again_after_daily_check_ins(
    deployed: Deployed, first: Office, second: Office
) -> None:
    """Check 8."""
    resident = Somebody(deployed, "+8613700000402", march(3), LEFT)
    resident.declare(march(4), ELSEWHERE)
    rate(first, second, LEFT, "medium", "2020-03-01", march(5, 12))
    assert resident.hold(march(5, 12, 1)) == ("yellow", "region.medium", "2020-03-03", "2020-03-10")
    assert resident.code(march(5, 12, 1))["holds"][0]["checkins_done"] == 2
    for day in range(5, 10):
        assert resident.declare(march(day, 13), ELSEWHERE)["colour"] == "yellow"
    assert resident.code(march(9, 23, 59))["colour"] == "yellow"
    assert resident.code(march(10, 0))["colour"] == "green"


def test_a_rating_raised_by_mistake_is_corrected_by_one(deployed: Deployed, first: Office, second: Office) -> None:
    """Check 11, the correction."""
    resident = Somebody(deployed, "+8613700000403", march(4), RAISED)
    rate(first, second, RAISED, "medium", "2020-03-01", march(5, 12))
    again = first.call("PUT", f"/v1/regions/{RAISED}/risk", {"level": "high", "from": "2020-03-01"}, at=march(7))
    assert (again.status, again.json()["code"]) == (422, "use_correction")
    for day in (5, 6):
        resident.declare(march(day, 13), RAISED)
    high = rate(first, second, RAISED, "high", "2020-03-07", march(7))
    for day in (7, 8, 9):
        resident.declare(march(day, 10), RAISED)
    colour, rule, _, clears_on = resident.hold(march(9, 10))
    assert (colour, rule, clears_on) == ("red", "region.high", None)
    body = {"level": "low", "reason": "a slip"}
    corrected = first.call("POST", f"/v1/ratings/{high}/correction", body, at=march(9, 11))
    assert (corrected.status, corrected.json()["status"]) == (200, "in_force"), corrected.text
    assert resident.hold(march(9, 11, 1)) == ("yellow", "region.medium", "2020-03-06", "2020-03-13")


def test_a_case_is_red_once_two_agree_and_what_opens_it_again_takes_two(
    deployed: Deployed, office: Callable[[str], Office], first: Office, second: Office
) -> None:
    """Checks 1 and 25."""
    resident = Somebody(deployed, "+8613700000404", march(10, 8))
    proposal = a_case(first, resident.number, march(10))
    before = resident.code(march(10, 9, 1))
    assert before["colour"] == "green"
    own = first.agree(proposal, march(10, 9, 2))
    assert (own.status, own.json()["code"]) == (403, "same_person")
    assert second.agree(proposal, march(10, 9, 3)).status == 200
    assert resident.hold(march(10, 9, 3)) == ("red", "case.confirmed", "2020-03-09", None)
    verified = office("gate").call("POST", "/v1/codes/verify", {"token": before["token"]}, at=march(10, 9, 3))
    assert verified.json()["reason"] == "revoked", verified.text

    case = f"/v1/cases/{proposal['subject']}"
    released = {"status": "released", "released_on": "2020-03-14"}
    assert _change(first, case, march(15), **released).json()["status"] == "in_force"
    observed = resident.hold(march(15))
    assert (observed[2], observed[3] is None) == ("2020-03-14", False)
    opened = _change(first, case, march(15, 9, 2), status="open").json()
    assert opened["status"] == "proposed"
    assert resident.hold(march(15, 9, 3)) == observed
    assert second.agree(opened, march(15, 9, 4)).status == 200
    assert resident.hold(march(15, 9, 5))[3] is None


def _change(by: Office, path: str, at: datetime, **changes: Any) -> Answer:
    body = {"version": by.call("GET", path, at=at).json()["version"], "reason": "the ward's report"}
    answer = by.call("PATCH", path, body | changes, at=at)
    assert answer.status == 200, answer.text
    return answer


def test_a_case_of_nobodys_number_meets_who_applies_with_it(deployed: Deployed, first: Office, second: Office) -> None:
    """Check 2."""
    number = a_document()
    assert second.agree(a_case(first, number, march(10, 10)), march(10, 10)).status == 200
    resident = Somebody(deployed, "+8613700000405", march(12), number=number)
    assert resident.hold(march(12)) == ("red", "case.confirmed", "2020-03-09", None)
    resident.declare(march(12, 9, 5))
    assert len(resident.code(march(12, 9, 5))["holds"]) == 1


def test_applications_and_the_approval_at_once_end_in_one_red_person(
    deployed: Deployed, first: Office, second: Office
) -> None:
    """Check 3, with sixteen. Of today: of whom staff left undecided for too long the stage's own schedule carries facts
    over, so that the other one would be red too.
    """
    number, at = a_document(), datetime.now(UTC) - timedelta(hours=3)
    proposal = a_case(first, number, at, on=f"{at - timedelta(days=1):%F}")
    second.headers(at)
    applicants = [Resident(deployed, f"+861370000041{each}", at) for each in range(2)]

    def run(turn: int) -> int:
        if turn == 8:
            answer = second.agree(proposal, at)
            return second.agree(proposal, at).status if answer.status == 503 else answer.status
        return applicants[turn % 2].call("POST", "/v1/people", person_form(number=number), at=at).status

    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = list(pool.map(run, range(17)))
    assert statuses[8] == 200, statuses
    shown = [_shown(applicant, at) for applicant in applicants]
    # Whoever else filed the number is being checked, and is certified for nothing.
    assert sorted(rules for _, _, rules in shown) == [[], ["case.confirmed"]], shown
    assert all(rules or certification == "pending" for _, certification, rules in shown), shown


def _shown(applicant: Resident, at: datetime) -> tuple[str, str, list[str]]:
    """Id, certification and the rules of the holds of the one person of an account, who declares."""
    (person,) = applicant.call("GET", "/v1/people", at=at).json()["items"]
    path = f"/v1/people/{person['id']}/declarations"
    declared = applicant.call("POST", path, declaration(), at=at)
    assert declared.status == 201, declared.text
    return person["id"], person["certification"], [hold["rule"] for hold in declared.json()["code"]["holds"]]


def test_there_is_no_designation_without_a_ground_by_one_kind_of_office_of_oneself_or_from_outside(
    deployed: Deployed, office: Callable[[str], Office], first: Office, second: Office
) -> None:
    """Checks 19 and 20; the resident is a member of staff too."""
    staff_too = office("epidemiologist-3")
    at = march(11)
    resident = Somebody(deployed, "+8613700000406", at, number=staff_too.seeded["document"])
    path = f"/v1/people/{resident.person_id}/designations"
    form = {"colour": "red", "document_ref": "QH-2020-17", "reason": "the order of today"}
    missing = first.call("POST", path, form, at=at).json()["errors"]
    assert [(each["field"], each["code"]) for each in missing] == [("ground", "required")]
    form |= {"ground": "quarantine_order"}
    own = staff_too.call("POST", path, form, at=at)
    assert (own.status, own.json()["code"]) == (403, "own_record")
    assert office("epidemiologist-anhui").call("POST", path, form, at=at).status == 404
    proposal = first.call("POST", path, form, at=at).json()
    alike = second.agree(proposal, at + MINUTE)
    assert (alike.status, alike.json()["code"]) == (409, "needs")
    assert "supervisor" in {each["code"] for each in alike.json()["errors"]}

    supervisor, removing = office("supervisor-2"), office("supervisor-country")
    supervisor.headers(march(11, 9, 50))
    listed = removing.call("GET", "/v1/staff?limit=100", at=march(11, 10)).json()["items"]
    member = f"/v1/staff/{next(each['id'] for each in listed if each['login'] == 'supervisor-2')}"
    assert removing.call("PATCH", member, {"roles": ["gate"]}, at=march(11, 10)).json()["roles"] == ["gate"]
    assert supervisor.agree(proposal, march(11, 10) + timedelta(seconds=1)).status == 403
    given_back = removing.call("PATCH", member, {"roles": ["supervisor"]}, at=march(11, 10, 1)).json()["proposal"]
    assert office("supervisor-country-2").agree(given_back, march(11, 10, 1)).status == 200
    assert resident.code(march(11, 10, 2))["colour"] == "green"


def test_who_erases_themself_while_a_case_waits_is_red_when_they_apply_again(
    deployed: Deployed, first: Office, second: Office
) -> None:
    """Check 24."""
    at = march(12, 10)
    resident = Somebody(deployed, "+8613700000407", at)
    proposal = a_case(first, resident.number, at)
    erased = resident.call("DELETE", f"/v1/people/{resident.person_id}", at=at + MINUTE)
    assert erased.status == 204, erased.text
    assert second.agree(proposal, at + 2 * MINUTE).status == 200
    again = Somebody(deployed, "+8613700000407", at + 5 * MINUTE, number=resident.number)
    assert again.code(at + 5 * MINUTE)["colour"] == "red"
