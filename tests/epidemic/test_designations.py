"""Designations and breaches: on a ground of the epidemic alone, a supervisor's to agree to, lifted by one."""

from typing import Any

import pytest

from tests.epidemic.steps import DAY, MINUTE, agree, code, in_force, inbox, resident
from tests.epidemic.test_cases import audit_of
from tests.epidemic.test_contacts import contact_of
from tests.person.test_known_facts import card, rules_of, stored_equals_rebuilt
from tests.proposals.steps import at_work, epidemiologist, needs_of
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, a_document, declare, log_in_staff

LATER = NOON + DAY


def supervisor(region: str = "63", **more: Any) -> Client:
    return log_in_staff("supervisor", NOON, region, **more)


def designate(by: Client, person_id: str, at=NOON, **changes: Any) -> Answer:
    form = {"colour": "red", "ground": "quarantine_order", "document_ref": "QH-2020-17", "reason": "the order of today"}
    return at_work(by, at).post(f"/v1/people/{person_id}/designations", form | changes, at=at)


def designated(person_id: str, **changes: Any) -> str:
    """The id of a designation that a supervisor agreed to."""
    proposal = designate(epidemiologist(), person_id, **changes)
    assert proposal.status == 201, proposal.raw
    agreed = agree(supervisor(), proposal.body, NOON, "designations")
    assert agreed.status == 200, agreed.raw
    return str(proposal.body["subject"])


def lift(by: Client, designation_id: str, at=LATER, **changes: Any) -> Answer:
    body = {"reason": "the order was lifted"} | changes
    return at_work(by, at).post(f"/v1/designations/{designation_id}/lifting", body, at=at)


def test_a_designation_is_a_supervisors_to_agree_to_and_says_its_ground():
    client, person_id, _ = resident()
    first = epidemiologist()
    proposal = designate(first, person_id).body
    assert (proposal["needs"], proposal["touches"]["to_red"]) == (["second_person", "supervisor"], 1)
    refused = agree(epidemiologist(), proposal, NOON, "designations")
    assert (refused.status, refused.body["code"], needs_of(refused)) == (409, "needs", {"supervisor"})
    second = supervisor()
    assert agree(second, proposal, NOON, "designations").status == 200
    (hold,) = code(client, person_id)["holds"]
    assert (hold["rule"], hold["checkins_required"]) == ("designated.red", 14)
    assert "quarantine" in hold["text"]
    assert {each["actor_id"] for each in audit_of(hold["decision_ref"])} == {first.account_id, second.account_id}
    assert "designation_quarantine_order" in inbox(client)


def test_there_is_no_ground_that_is_not_epidemiological():
    client, person_id, number = resident()
    staff = epidemiologist()
    assert designate(staff, person_id, ground="protest").fields == {"ground": "not_allowed"}
    assert designate(staff, person_id, document_ref="").status == 400
    assert designate(staff, person_id, days=29).fields == {"days": "out_of_range"}
    other = designate(staff, person_id, ground="other_public_health")
    assert (other.status, needs_of(other)) == (409, {"supervisor"})
    assert designate(supervisor(), person_id, ground="other_public_health").status == 201
    assert designate(epidemiologist("34"), person_id).status == 404
    themselves = designate(epidemiologist(document=card(number)), person_id)
    assert (themselves.status, themselves.body["code"]) == (403, "own_record")
    assert designate(staff, person_id, since="2020-03-11").fields == {"since": "in_future"}
    late = designate(staff, person_id, since="2020-02-01", days=3)
    assert (late.status, late.body["code"]) == (409, "too_late")
    assert code(client, person_id)["colour"] == "green"


@pytest.mark.parametrize("role_taken", ["supervisor"])
def test_a_role_that_was_taken_away_agrees_to_nothing(role_taken):
    from chalicelib.desk import staff as staff_records

    _, person_id, _ = resident()
    proposal, second = designate(epidemiologist(), person_id).body, supervisor()
    record = staff_records.by_id(second.account_id)
    record.roles = {"gate"}
    record.save()
    body = {"version": 1, "content_hash": proposal["content_hash"], "decision": "approve", "reason": "seen"}
    assert second.post(f"/v1/designations/{proposal['subject']}/approval", body, at=NOON).status == 403


def test_its_own_term_counts_and_two_clear_with_the_later():
    client, person_id, _ = resident()
    designated(person_id, colour="yellow", days=3, checkins=2)
    (hold,) = code(client, person_id)["holds"]
    assert (hold["rule"], hold["checkins_required"]) == ("designated.yellow", 2)
    first = hold["clears_on"]
    designated(person_id, colour="yellow", days=10, checkins=5)
    (hold,) = code(client, person_id)["holds"]
    assert hold["clears_on"] > first


@pytest.mark.parametrize("means", ["ended", "wrong"])
def test_one_person_lifts_it_and_it_stands_on_the_list(means):
    client, person_id, _ = resident()
    designation_id = designated(person_id)
    staff = epidemiologist()
    done = lift(staff, designation_id, means=means)
    assert (done.status, done.body["status"]) == (200, means)
    declare(client, person_id, LATER)
    assert code(client, person_id, LATER)["colour"] == "green"
    assert stored_equals_rebuilt(person_id)
    assert f"designation_{means}" in inbox(client, LATER)
    eased = log_in_staff("supervisor", LATER, "63").get("/v1/eased?limit=100", at=LATER).body["items"]
    assert [each["action"] for each in eased if each["subject"] == designation_id] == [f"designation.{means}"]
    assert lift(staff, designation_id).status == 409
    assert lift(epidemiologist("34"), designation_id).status == 404


def test_a_breach_begins_the_observation_anew_once_two_agree():
    client, person_id, number = resident()
    contact_of(number, in_force(a_document()))
    later = NOON + 5 * DAY
    for day in range(1, 6):
        declare(client, person_id, NOON + day * DAY)
    before = code(client, person_id, later)["holds"][0]["clears_on"]
    form = {"on": "2020-03-14", "rule": "contact.close", "evidence": "seen at the market", "reason": "a guard's report"}
    staff = epidemiologist()
    proposal = at_work(staff, later).post(f"/v1/people/{person_id}/breaches", form, at=later)
    assert proposal.status == 201, proposal.raw
    assert code(client, person_id, later)["holds"][0]["clears_on"] == before
    assert agree(epidemiologist(), proposal.body, later, "breaches").status == 200
    assert code(client, person_id, later)["holds"][0]["clears_on"] > before
    assert "breach" in inbox(client, later)
    assert stored_equals_rebuilt(person_id)
    for day, expected in (("2020-03-16", "in_future"), ("2020-01-01", "too_early")):
        answer = at_work(staff, later).post(f"/v1/people/{person_id}/breaches", form | {"on": day}, at=later)
        assert answer.fields == {"on": expected}


def test_who_observes_nothing_breaks_nothing():
    _, person_id, _ = resident()
    form = {"on": "2020-03-09", "evidence": "seen at the market", "reason": "a guard's report"}
    answer = epidemiologist().post(f"/v1/people/{person_id}/breaches", form, at=NOON)
    assert (answer.status, answer.body["code"]) == (409, "too_late")


def test_who_left_the_country_is_asked_for_nothing_and_no_hold_ends():
    client, person_id, number = resident()
    contact_of(number, in_force(a_document()))
    assert code(client, person_id)["checkin"]["required"]
    staff = epidemiologist()
    path, later = f"/v1/people/{person_id}/departures", NOON + MINUTE
    answer = staff.post(path, {"on": "2020-03-10", "reason": "the border's record"}, at=later)
    assert answer.body == {"person_id": person_id, "on": "2020-03-10"}
    shown = code(client, person_id, later)
    assert (shown["colour"], shown["checkin"]["required"]) == ("red", False)
    assert rules_of(person_id, later) == {"contact.close"}
    assert epidemiologist("34").post(path, {"on": "2020-03-10", "reason": "x"}, at=later).status == 404
    assert staff.post(path, {"on": "2020-03-11", "reason": "x"}, at=later).fields == {"on": "in_future"}
    declare(client, person_id, later + MINUTE)
    assert code(client, person_id, later + MINUTE)["checkin"]["required"]
