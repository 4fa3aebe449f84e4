"""What a proposal replaces, whom it touches by colour, where its decision stands in the audit, and who was quicker."""

from dataclasses import asdict, replace

import pytest

from chalicelib.desk import audit, breaker_numbers
from chalicelib.desk.breaker_numbers import Numbers
from tests.epidemic.steps import agree, change, enter, in_force, resident, shown
from tests.faults.credit import propose_violation
from tests.proposals.steps import at_work, decide, epidemiologist, login_of, seen
from tests.ratings.steps import in_force as rated
from tests.ratings.steps import rate
from tests.support.published import a_county
from tests.support.resident_steps import NOON, a_document, log_in_staff


def people_of(by, proposal_id, at=NOON):
    answer = at_work(by, at).get(f"/v1/proposals/{proposal_id}/people", at=at)
    assert answer.status == 200, answer.raw
    return answer.body["items"]


def test_a_new_case_replaces_nothing_and_a_changed_one_the_version_that_stands():
    first, second = epidemiologist(), epidemiologist()
    new = enter(first, a_document()).body
    assert seen(second, new["id"])["before"] is None
    case = in_force(a_document(), kind="suspected")
    proposal = change(first, case, kind="confirmed", on="2020-03-10").body
    found = seen(second, proposal["id"])
    assert (found["before"]["told"]["kind"], found["content"]["told"]["kind"]) == ("suspected", "confirmed")
    assert agree(second, found).status == 200
    assert seen(first, proposal["id"])["before"]["told"]["kind"] == "suspected"


def test_a_rating_shows_the_period_that_it_ends():
    county = a_county()
    rated(county, "low", "2020-03-01", NOON)
    proposal = rate(county, "high", "2020-03-05", NOON).body
    supervisor = log_in_staff("supervisor", NOON, county[:2])
    assert seen(supervisor, proposal["id"])["before"] == {
        "region": county,
        "level": "low",
        "from": "2020-03-01",
        "until": None,
    }


def test_the_breakers_numbers_show_those_in_force():
    first, second = (log_in_staff("supervisor", NOON, "") for _ in range(2))
    before = breaker_numbers.current()
    body = asdict(Numbers(held_times=17)) | {"reason": "a quiet month"}
    proposal = at_work(first, NOON).call("PUT", "/v1/breaker/numbers", body, at=NOON).body
    found = seen(second, proposal["id"])
    assert (found["before"], found["content"]["held_times"]) == (asdict(before), 17)
    assert decide(second, proposal["id"], "refuse").status == 200
    assert found["before"] == asdict(replace(before))


def test_a_decision_says_where_it_stands_in_the_audit():
    first, second = epidemiologist(), epidemiologist()
    proposal = enter(first, a_document()).body
    assert seen(first, proposal["id"])["audit_ref"] is None
    assert agree(second, proposal).status == 200
    ref = seen(first, proposal["id"])["audit_ref"]
    entry = audit.entry(ref["shard"], ref["number"])
    assert (entry.action, entry.subject, entry.actor_id) == ("case.in_force", ref["subject"], second.account_id)
    assert entry.ids["proposal"] == proposal["id"]


def test_the_one_person_of_a_case_is_listed_with_the_colour_they_turn_to():
    _, person, number = resident()
    first, second = epidemiologist(), epidemiologist()
    proposal = enter(first, number).body
    (row,) = people_of(second, proposal["id"])
    assert (row["person_id"], row["before"], row["after"]) == (person, "green", "red")
    assert (row["document_last4"], row["region"]) == (number[-4:], "630102")
    assert "*" in row["name_masked"]
    assert row["why"]
    assert agree(second, proposal).status == 200
    (after,) = people_of(second, proposal["id"])
    assert (after["before"], after["after"], after["why"]) == (None, None, None)


def test_a_document_of_nobody_stands_with_its_last_characters():
    number = a_document()
    by = epidemiologist()
    (row,) = people_of(by, enter(by, number).body["id"])
    assert row == dict.fromkeys(row) | {"document_last4": number[-4:]}


@pytest.mark.parametrize("what", ["designation", "breach", "contact"])
def test_each_kind_about_one_person_lists_them(what):
    _, person, number = resident()
    by = epidemiologist()
    if what == "breach":
        in_force(number)
    bodies = {
        "designation": (
            f"/v1/people/{person}/designations",
            {"colour": "red", "ground": "quarantine_order", "document_ref": "2020-17", "reason": "ordered"},
        ),
        "breach": (f"/v1/people/{person}/breaches", {"on": "2020-03-10", "evidence": "the door", "reason": "seen"}),
        "contact": (
            "/v1/contacts",
            {"case_ids": [in_force(a_document())], "person": {"person_id": person}, "kind": "close"}
            | {"last_exposure": "2020-03-10", "ground": "exposure", "reason": "named"},
        ),
    }
    path, body = bodies[what]
    answer = at_work(by, NOON).post(path, body, at=NOON)
    assert answer.status == 201, answer.raw
    (row,) = people_of(by, answer.body["id"])
    assert (row["person_id"], row["after"]) == (person, "red")


def test_a_decision_over_what_another_decided_says_who_and_when():
    first, second, third = epidemiologist(), epidemiologist(), epidemiologist()
    proposal = enter(first, a_document()).body
    assert agree(second, proposal).status == 200
    late = decide(third, proposal["id"], version=proposal["version"], content_hash=proposal["content_hash"])
    assert (late.status, late.body["code"]) == (409, "conflict")
    assert late.body["changed_by_login"] == seen(first, proposal["id"])["decided_by_login"]
    assert late.body["changed_at"] == "2020-03-10T04:00:00+00:00"


def test_a_case_changed_by_another_says_who_and_when():
    first, second = epidemiologist(), epidemiologist()
    case = in_force(a_document())
    version = shown(first, case)["version"]
    withdrawn = change(second, case, status="withdrawn", because="wrong_result")
    assert withdrawn.status in (200, 201), withdrawn.raw
    body = {"version": version, "reason": "the ward", "status": "died"}
    late = at_work(first, NOON).call("PATCH", f"/v1/cases/{case}", body, at=NOON)
    assert late.status == 409, late.raw
    decided = withdrawn.body.get("decided_by")
    assert (late.body["changed_by_login"], decided) == (login_of(second), second.account_id)
    assert late.body["changed_at"] == "2020-03-10T04:00:00+00:00"


def test_a_violation_lists_its_person_and_no_colour():
    proposal = propose_violation().send().body
    (row,) = people_of(log_in_staff("supervisor", NOON, "63"), proposal["id"])
    assert row["person_id"] == proposal["content"]["person_id"]
    assert (row["before"], row["after"], row["why"]) == (None, None, None)
