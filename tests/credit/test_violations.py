"""Violations: established by two on records of the person, told, open to objection for seven days, then reported."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from chalicelib.features.credit import records, relay_job
from chalicelib.identity.check_characters import resident_check
from chalicelib.person import shelf
from chalicelib.person.outages import OutagesRecord
from tests.credit.steps import (
    MINUTE,
    PERIOD,
    decided,
    declared,
    established,
    objection,
    own,
    propose,
    shown,
    supervisor,
)
from tests.epidemic.steps import agree, code, inbox
from tests.epidemic.test_cases import audit_of
from tests.epidemic.test_designations import designated
from tests.person.test_known_facts import card
from tests.proposals.steps import epidemiologist, needs_of
from tests.support.resident_steps import NOON, a_document, log_in_staff, refreshed

OVER = NOON + PERIOD + MINUTE
_CHILDREN = count()


def test_two_establish_it_on_a_record_of_the_person_and_nothing_colours_by_it():
    client, person_id, filed = declared()
    first = epidemiologist()
    proposal = propose(first, person_id, [filed]).body
    assert (proposal["kind"], proposal["needs"]) == ("violation", ["second_person", "supervisor"])
    assert "document" not in proposal["content"]
    assert shown(epidemiologist(), person_id) == []
    refused = agree(epidemiologist(), proposal, NOON, "violations")
    assert (refused.status, needs_of(refused)) == (409, {"supervisor"})
    second = supervisor()
    assert agree(second, proposal, NOON, "violations").status == 200
    found = own(client, person_id)
    assert (found["kind"], found["status"], found["may_object"]) == ("false_declaration", "open", True)
    assert (found["evidence"], found["text"], found["report"]) == ([filed], "The ticket says otherwise.", None)
    assert found["office"] == "disease control centre, Qinghai"
    assert found["object_until"] == "2020-03-17T04:00:00+00:00"
    assert code(client, person_id)["colour"] == "green"
    assert "violation" in inbox(client)
    assert {each["actor_id"] for each in audit_of(found["id"])} == {first.account_id, second.account_id}
    assert not {first.account_id, second.account_id} & set(str(found).split("'"))
    assert shown(epidemiologist(), person_id)[0]["id"] == found["id"]
    assert epidemiologist("34").get(f"/v1/people/{person_id}/violations", at=NOON).status == 404


def test_without_an_objection_the_message_that_would_leave_is_made_after_seven_days():
    client, person_id, filed = declared()
    violation = established(person_id, [filed])
    relay_job.relay(NOON + PERIOD)
    assert own(client, person_id, NOON + PERIOD)["report"] is None
    relay_job.relay(OVER)
    found = own(client, person_id, OVER)
    assert (found["status"], found["may_object"], found["report"]["status"]) == ("reported", False, "not_sent")
    message = found["report"]["message"]
    assert (message["id"], message["kind"], message["on"]) == (violation, "false_declaration", "2020-03-10")
    assert set(message) == {"id", "subject", "kind", "on", "deciding_office", "reference", "objection_until"}
    assert inbox(client, OVER)[0] == "violation_reported"
    relay_job.relay(OVER + MINUTE)
    assert inbox(client, OVER + MINUTE).count("violation_reported") == 1


def test_while_an_objection_in_time_is_open_nothing_leaves():
    client, person_id, filed = declared()
    violation = established(person_id, [filed])
    at = NOON + PERIOD
    appeal = objection(client, person_id, violation, at)
    assert (appeal.status, appeal.body["department"]) == (201, "command_office")
    relay_job.relay(OVER)
    found = own(client, person_id, OVER)
    assert (found["status"], found["report"], found["objection"]) == ("objected", None, appeal.body["id"])
    again = objection(client, person_id, violation, OVER)
    assert (again.status, again.body["code"]) == (409, "objected_already")
    assert decided(appeal.body["id"], False, OVER).status == 200
    found = own(client, person_id, OVER)
    assert (found["status"], found["report"]["status"], found["objection"]) == ("reported", "not_sent", None)


def test_rejected_early_it_leaves_when_the_time_for_objections_is_over():
    client, person_id, filed = declared()
    violation = established(person_id, [filed])
    appeal = objection(client, person_id, violation).body["id"]
    assert decided(appeal, False, NOON + MINUTE).status == 200
    assert own(client, person_id, NOON + MINUTE)["status"] == "open"
    relay_job.relay(NOON + PERIOD)
    assert own(client, person_id, NOON + PERIOD)["report"] is None
    relay_job.relay(OVER)
    assert own(client, person_id, OVER)["status"] == "reported"


def test_upheld_it_is_withdrawn_and_nothing_was_sent():
    client, person_id, filed = declared()
    violation = established(person_id, [filed])
    appeal = objection(client, person_id, violation).body["id"]
    assert decided(appeal, True, NOON + MINUTE).status == 200
    relay_job.relay(OVER)
    found = own(client, person_id, OVER)
    assert (found["status"], found["because"]) == ("withdrawn", "upheld")
    assert (found["report"], found["withdrawal"]) == (None, None)
    assert "violation_withdrawn" in inbox(client, OVER)
    late = objection(client, person_id, violation, OVER)
    assert (late.status, late.body["code"]) == (409, "violation_withdrawn")


@pytest.mark.parametrize("left", [False, True])
def test_upheld_late_there_is_a_withdrawal_only_for_a_report_that_had_left(left):
    client, person_id, filed = declared()
    violation = established(person_id, [filed])
    relay_job.relay(OVER)
    if left:
        report = records.report_of(violation)
        report.status = "acknowledged"
        report.save()
    appeal = objection(client, person_id, violation, OVER)
    assert appeal.status == 201
    assert decided(appeal.body["id"], True, OVER).status == 200
    record, withdrawal = records.report_of(violation), records.report_of(violation, "withdrawal")
    assert records.find(violation).status == "withdrawn"
    if left:
        assert (record.status, withdrawal.status) == ("acknowledged", "not_sent")
        assert withdrawal.message == {"about": violation, "reason": "upheld"}
    else:
        assert (record.status, withdrawal) == ("dropped", None)


def test_who_established_it_decides_on_no_objection():
    client, person_id, filed = declared()
    first, second = supervisor(), supervisor()
    proposal = propose(first, person_id, [filed]).body
    assert agree(second, proposal, NOON, "violations").status == 200
    appeal = objection(client, person_id, proposal["subject"]).body["id"]
    for who in (first, second):
        refused = decided(appeal, False, NOON + MINUTE, who)
        assert (refused.status, refused.body["code"]) == (403, "same_person")
    assert decided(appeal, False, NOON + MINUTE, supervisor()).status == 200


def test_the_evidence_is_the_persons_and_exists():
    _, person_id, filed = declared()
    _, _, foreign = declared()
    staff = epidemiologist()
    for wrong in (foreign, "nothing", "0" * 20):
        answer = propose(staff, person_id, [filed, wrong])
        assert (answer.status, answer.body["code"]) == (422, "invalid_evidence")
        assert answer.fields == {"evidence.1": "unknown_evidence"}
    assert propose(staff, person_id, []).status == 400
    designation = designated(person_id)
    assert propose(staff, person_id, [designation]).fields == {"evidence": "declaration_needed"}
    assert propose(staff, person_id, [designation], kind="breach").status == 201
    assert propose(staff, person_id, [filed], kind="protest").fields == {"kind": "not_allowed"}
    assert propose(staff, person_id, [filed], on="2020-03-11").fields == {"on": "in_future"}
    assert propose(epidemiologist("34"), person_id, [filed]).status == 404


def annul(filed: str, at=NOON):
    body = {"kind": "mistaken", "reason": "seen by phone"}
    answer = log_in_staff("reviewer", at, "63").post(f"/v1/declarations/{filed}/annulment", body, at=at)
    assert answer.status in (200, 201), answer.raw


def test_a_mistake_that_staff_annulled_is_no_false_declaration():
    client, person_id, filed = declared()
    proposal = propose(epidemiologist(), person_id, [filed]).body
    annul(filed)
    answer = propose(epidemiologist(), person_id, [filed])
    assert (answer.status, answer.body["code"], answer.fields) == (422, "annulled", {"evidence.0": "annulled"})
    agreed = agree(supervisor(), proposal, NOON, "violations")
    assert (agreed.status, agreed.body["code"]) == (422, "annulled")
    assert shown(refreshed(client, NOON), person_id) == []


def test_annulled_meanwhile_it_is_withdrawn_instead_of_reported():
    client, person_id, filed = declared()
    established(person_id, [filed])
    annul(filed, NOON + MINUTE)
    relay_job.relay(OVER)
    found = own(client, person_id, OVER)
    assert (found["status"], found["because"], found["report"]) == ("withdrawn", "annulled", None)


def a_child() -> str:
    """The number of somebody who is fourteen tomorrow."""
    body = f"63010220060311{next(_CHILDREN):03d}"
    return body + resident_check(body)


def test_children_under_14_and_oneself_are_refused():
    _, child, filed = declared(number=a_child())
    answer = propose(epidemiologist(), child, [filed])
    assert (answer.status, answer.body["code"]) == (422, "under_14")
    number = a_document()
    _, person_id, filed = declared(number=number)
    themselves = propose(epidemiologist(document=card(number)), person_id, [filed])
    assert (themselves.status, themselves.body["code"]) == (403, "own_record")


@pytest.fixture
def _outages_of_its_own() -> Iterator[None]:
    """An outage concerns everybody, so that this test lives in a year of its own."""
    yield
    OutagesRecord("OUTAGES", "outages").delete(add_version_condition=False)
    shelf.current(fresh=True)


@pytest.mark.usefixtures("_outages_of_its_own")
def test_a_deadline_in_an_outage_moves_to_two_hours_after_it():
    start = datetime(2022, 6, 1, 4, 0, tzinfo=UTC)
    client, person_id, filed = declared(start)
    violation = established(person_id, [filed], start)
    until, hour = start + PERIOD, timedelta(hours=1)
    body = {"from": (until - MINUTE).isoformat(), "until": (until + hour).isoformat(), "reason": "down"}
    assert supervisor(until + hour, "").post("/v1/outages", body, at=until + hour).status == 201
    relay_job.relay(until + 2 * hour)
    found = own(client, person_id, until + 2 * hour)
    assert (found["status"], found["object_until"]) == ("open", "2022-06-08T07:00:00+00:00")
    assert objection(client, person_id, violation, until + 3 * hour).status == 201
    relay_job.relay(until + 4 * hour)
    assert own(client, person_id, until + 4 * hour)["status"] == "objected"


def test_only_its_own_person_objects():
    client, person_id, filed = declared()
    violation = established(person_id, [filed])
    stranger, other, _ = declared()
    assert objection(stranger, other, violation).fields == {"violation_id": "unknown_violation"}
    assert objection(stranger, person_id, violation).status == 404
    body = {"category": "credit", "text": "why"}
    answer = refreshed(client, NOON).post(f"/v1/people/{person_id}/appeals", body, at=NOON)
    assert answer.fields == {"violation_id": "required"}
