"""What takes two people: proposed by one, put in force by another over exactly what they saw."""

import pytest

from chalicelib.desk import audit, staff
from chalicelib.features.proposals import records
from chalicelib.features.proposals.content import Touched
from chalicelib.features.proposals.records import EXPIRED
from chalicelib.person import records as people
from chalicelib.store.transactions import transact
from tests.proposals.steps import (
    HOUR,
    NOTICE,
    at_work,
    decide,
    epidemiologist,
    needs_of,
    proposed,
    seen,
    withdraw,
)
from tests.support.client import Client
from tests.support.meanwhile import meanwhile
from tests.support.resident_steps import NOON, applied, log_in_staff


def test_two_people_put_it_in_force(board):
    first, second = epidemiologist(), epidemiologist()
    made = proposed(first)
    answer = decide(second, made, at=NOON + HOUR)
    assert (answer.status, answer.body["status"]) == (200, "in_force"), answer.raw
    assert answer.body["decided_by"] == second.account_id
    [approved] = board.applied
    assert (approved.proposed_by, approved.approved_by) == (first.account_id, second.account_id)
    assert approved.content == {"region": "63", "text": "one"}


def test_it_says_who_proposed_what_until_when(board):
    first = epidemiologist()
    shown = seen(first, proposed(first))
    assert (shown["kind"], shown["status"], shown["proposed_by"]) == (NOTICE, "proposed", first.account_id)
    assert (shown["proposed_at"], shown["expires_at"]) == ("2020-03-10T04:00:00+00:00", "2020-03-11T04:00:00+00:00")
    assert shown["needs"] == ["second_person"]
    assert shown["own"] is True
    assert shown["touches"] == {
        "people": 0,
        "to_red": 0,
        "to_yellow": 0,
        "estimated": False,
        "at": shown["proposed_at"],
    }


def test_what_is_refused_does_nothing(board):
    made = proposed(epidemiologist())
    answer = decide(epidemiologist(), made, "refuse")
    assert (answer.body["status"], answer.body["decision_reason"]) == ("refused", "looked at")
    assert board.applied == []
    assert decide(epidemiologist(), made).body["code"] == "conflict"


def test_a_refusal_says_why(board):
    assert decide(epidemiologist(), proposed(epidemiologist()), "refuse", reason=None).fields == {"reason": "required"}


def test_nobody_agrees_with_themselves(board):
    first = epidemiologist()
    made = proposed(first)
    for decision in ("approve", "refuse"):
        answer = decide(first, made, decision)
        assert (answer.status, answer.body["code"]) == (403, "same_person")
    assert board.applied == []


def test_another_login_of_the_same_person_is_no_second_person(board):
    made = proposed(epidemiologist(document="one-document"))
    record = staff.by_id((twin := epidemiologist()).account_id)
    record.document_hash = "one-document"
    record.save()
    assert decide(twin, made).body["code"] == "same_person"


def test_only_what_was_seen_is_approved(board):
    made, second = proposed(epidemiologist()), epidemiologist()
    other_content = decide(second, made, version=1, content_hash="f" * 64)
    other_version = decide(second, made, version=2, content_hash=seen(second, made)["content_hash"])
    assert {(each.status, each.body["code"]) for each in (other_content, other_version)} == {(409, "conflict")}
    assert board.applied == []


def test_one_proposal_about_a_thing_is_open(board):
    made = proposed(epidemiologist(), subject="case-1")
    with pytest.raises(Exception, match="proposal_open"):
        proposed(epidemiologist(), subject="case-1")
    assert records.open_id(NOTICE, "case-1", NOON) == made
    decide(epidemiologist(), made)
    assert records.open_id(NOTICE, "case-1", NOON) is None
    assert proposed(epidemiologist(), subject="case-1") != made


def test_it_lapses_after_a_day_whether_a_job_ran_or_not(board):
    first, second = epidemiologist(), epidemiologist()
    made = proposed(first, subject="case-2")
    late = NOON + 24 * HOUR
    answer = decide(second, made, at=late)
    assert (answer.status, answer.body["code"]) == (409, "expired")
    assert seen(second, made, late)["status"] == EXPIRED
    assert decide(second, made, at=late - HOUR / 60).status == 200
    assert proposed(first, NOON + 48 * HOUR, subject="case-2")


def test_what_has_lapsed_makes_room(board):
    first = epidemiologist()
    proposed(first, subject="case-3")
    assert proposed(first, NOON + 24 * HOUR, subject="case-3")


def test_its_proposer_or_a_supervisor_takes_it_back(board):
    first = epidemiologist()
    made = [proposed(first), proposed(first), proposed(first)]
    assert withdraw(first, made[0]).body["status"] == "withdrawn"
    assert withdraw(log_in_staff("supervisor", NOON, "63"), made[1]).body["status"] == "withdrawn"
    assert withdraw(epidemiologist(), made[2]).status == 403
    assert withdraw(first, made[0]).body["code"] == "conflict"
    assert decide(epidemiologist(), made[0]).body["code"] == "conflict"


def test_a_proposal_of_somebody_removed_is_refused(board):
    first, second = epidemiologist(), epidemiologist()
    made, record = proposed(first), staff.by_id(first.account_id)
    record.roles = {"reviewer"}
    record.save()
    answer = decide(second, made)
    assert (answer.status, answer.body["code"], answer.fields) == (409, "conflict", {"proposed_by": "proposer_removed"})
    record.roles, record.active = {"epidemiologist"}, False
    record.save()
    assert decide(second, made).fields == {"proposed_by": "proposer_removed"}
    record.active, record.region = True, "6301"
    record.save()
    assert decide(second, made).fields == {"proposed_by": "proposer_removed"}
    assert decide(second, made, "refuse").body["status"] == "refused"


def test_a_role_taken_away_a_moment_ago_approves_nothing(board):
    made, second = proposed(epidemiologist()), epidemiologist()
    shown = seen(second, made)

    def taken_away() -> None:
        record = staff.by_id(second.account_id)
        record.roles = {"gate"}
        transact([staff.write(record)])

    with meanwhile(taken_away):
        answer = decide(second, made, version=shown["version"], content_hash=shown["content_hash"])
    assert answer.status == 403
    assert records.find(made).status == "proposed"


def test_another_region_sees_nothing(board):
    made = proposed(epidemiologist("6301"), region="6301")
    elsewhere, above = epidemiologist("34"), epidemiologist("")
    for path in (f"/v1/proposals/{made}", f"/v1/proposals/{made}/people"):
        assert elsewhere.get(path, at=NOON).status == 404
    assert decide(elsewhere, made).status == 404
    assert withdraw(elsewhere, made).status == 404
    assert decide(epidemiologist("6302"), made).status == 404
    assert decide(above, made).status == 200


def test_a_role_that_decides_other_kinds_is_refused(board):
    made = proposed(epidemiologist())
    for role in ("reviewer", "auditor", "exchange_desk"):
        other = log_in_staff(role, NOON, "63")
        assert other.get(f"/v1/proposals/{made}", at=NOON).status == 403
        assert decide(other, made).status == 403


def test_nobody_decides_about_themselves_or_their_own_people(board):
    _, person = applied(Client())
    record = people.profile(person["id"])
    second = epidemiologist(document=record.document_hash)
    board.about = {record.document_hash}
    made = proposed(epidemiologist())
    answer = decide(second, made)
    assert (answer.status, answer.body["code"]) == (403, "own_record")
    with pytest.raises(Exception, match="own_record"):
        proposed(second)
    assert decide(epidemiologist(), made).status == 200


def test_what_else_it_needs_is_listed(board):
    board.needs, board.touched = {"simulation"}, Touched(2000)
    made = proposed(epidemiologist())
    answer = decide(epidemiologist(), made)
    assert (answer.status, answer.body["code"]) == (409, "needs")
    assert needs_of(answer) == {"supervisor", "simulation", "count"}
    supervisor = log_in_staff("supervisor", NOON, "63")
    assert needs_of(decide(supervisor, made, count=2000)) == {"simulation"}
    board.needs = set()
    assert decide(supervisor, made, count=2000).status == 200


@pytest.mark.parametrize(
    ("shown", "now", "changed"), [(100, 110, False), (100, 111, True), (5, 15, False), (5, 16, True)]
)
def test_other_people_than_were_shown_are_looked_at_again(board, shown, now, changed):
    board.touched = Touched(shown)
    made, second = proposed(epidemiologist()), epidemiologist()
    board.touched = Touched(now)
    answer = decide(second, made)
    if not changed:
        assert answer.status == 200
        return
    assert (answer.status, answer.body["code"], board.applied) == (409, "touches_changed", [])
    assert seen(second, made)["touches"]["people"] == now
    assert decide(second, made).status == 200


def test_refusals_come_in_their_order(board):
    """404, 403, expired, conflict, too late, needs: what is wrong beside is not told before."""
    board.needs, board.too_late = {"simulation"}, False
    first, second, late = epidemiologist(), epidemiologist(), NOON + 24 * HOUR
    made, unseen = proposed(first), {"version": 9, "content_hash": "f" * 64}
    board.too_late = True
    assert decide(epidemiologist("34"), made, at=late, **unseen).status == 404
    assert decide(first, made, at=late, **unseen).body["code"] == "same_person"
    assert decide(second, made, at=late, **unseen).body["code"] == "expired"
    assert decide(second, made, **unseen).body["code"] == "conflict"
    assert decide(second, made).body["code"] == "too_late"
    board.too_late = False
    assert decide(second, made).body["code"] == "needs"


def test_what_makes_nobody_worse_is_in_force_at_once(board):
    first = epidemiologist()
    made = proposed(first, harmless=True)
    assert seen(first, made)["status"] == "in_force"
    assert [each.approved_by for each in board.applied] == [first.account_id]


def test_the_list_is_of_the_region_and_the_kinds_one_sees(board):
    region = "45"
    first, second = epidemiologist(f"{region}01"), epidemiologist(f"{region}02")
    mine, theirs = proposed(first, region=f"{region}01"), proposed(second, NOON + HOUR, region=f"{region}02")
    both = epidemiologist(region)
    listed = both.get("/v1/proposals?kind=notice", at=NOON + HOUR / 6).body["items"]
    assert [each["id"] for each in listed] == [mine, theirs]
    assert [each["own"] for each in first.get("/v1/proposals", at=NOON).body["items"]] == [True]
    assert log_in_staff("reviewer", NOON, region).get("/v1/proposals?kind=notice", at=NOON).fields == {
        "kind": "not_allowed"
    }
    page = both.get("/v1/proposals?limit=1", at=NOON).body
    rest = both.get(f"/v1/proposals?limit=1&cursor={page['next_cursor']}", at=NOON).body
    assert [each["id"] for each in page["items"] + rest["items"]] == [mine, theirs]


def test_what_was_decided_or_has_lapsed_is_not_listed(board):
    first, second = epidemiologist("46"), epidemiologist("46")
    decide(second, proposed(first, region="46"))
    proposed(first, region="46")
    assert at_work(second, NOON + 24 * HOUR).get("/v1/proposals", at=NOON + 24 * HOUR).body["items"] == []
    assert len(at_work(second, NOON).get("/v1/proposals", at=NOON).body["items"]) == 1


def test_an_approval_sent_twice_is_one(board):
    made, second = proposed(epidemiologist()), epidemiologist()
    shown = seen(second, made)
    given = {"version": shown["version"], "content_hash": shown["content_hash"]}
    answers = [decide(second, made, headers={"idempotency_key": "approve"}, **given) for _ in range(2)]
    assert [each.status for each in answers] == [200, 200]
    assert len(board.applied) == 1


def test_two_who_approve_at_once_put_it_in_force_once(board):
    made, second, third = proposed(epidemiologist()), epidemiologist(), epidemiologist()
    with meanwhile(lambda: decide(third, made)):
        answer = decide(second, made)
    assert (answer.status, answer.body["code"]) == (409, "conflict")
    assert records.find(made).decided_by == third.account_id


def test_each_step_stands_in_the_audit(board):
    first, second = epidemiologist(), epidemiologist()
    decide(second, proposed(first, subject="case-audited"))
    entries = audit.of_subject("case-audited", 9, None)
    assert {(each.action, each.actor_id) for each in entries} == {
        ("notice.in_force", second.account_id),
        ("notice.proposed", first.account_id),
    }
