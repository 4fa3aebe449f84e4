"""Cases: two people put one in force, one lets somebody go, and the person reads what was decided."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.person import records as people
from tests.epidemic.steps import (
    DAY,
    MINUTE,
    agree,
    an_entry,
    change,
    code,
    enter,
    in_force,
    inbox,
    resident,
    shown,
)
from tests.person.test_known_facts import card, client_person, rules_of
from tests.proposals.steps import epidemiologist
from tests.support.client import Client
from tests.support.gate_steps import verify
from tests.support.resident_steps import NOON, a_document, applied, apply, declare, log_in, log_in_staff


def audit_of(subject: str) -> list[dict]:
    answer = log_in_staff("auditor").get(f"/v1/audit?subject={subject}", at=NOON)
    return list(answer.body["items"])


def test_a_case_turns_red_when_a_second_epidemiologist_agrees():
    client, person_id, number = resident()
    first, second = epidemiologist(), epidemiologist()
    token = code(client, person_id)["token"]
    proposal = enter(first, number, NOON).body
    assert (proposal["kind"], proposal["status"], proposal["touches"]["to_red"]) == ("case", "proposed", 1)
    assert not {"document", "document_hash"} & proposal["content"].keys()
    assert number not in str(proposal)
    assert code(client, person_id, NOON + MINUTE)["colour"] == "green"
    own = agree(first, proposal, NOON + 2 * MINUTE)
    assert (own.status, own.body["code"]) == (403, "same_person")
    later = NOON + 3 * MINUTE
    assert agree(second, proposal, later).status == 200
    red = code(client, person_id, later)
    assert (red["colour"], red["holds"][0]["rule"], red["holds"][0]["clears_on"]) == ("red", "case.confirmed", None)
    assert verify(log_in_staff("gate", later), token, at=later).body["reason"] == "revoked"
    assert inbox(client, later)[0] == "case_confirmed"
    reference = red["holds"][0]["decision_ref"]
    deciders = {each["actor_id"] for each in audit_of(reference)}
    assert deciders == {first.account_id, second.account_id}, "two people stand behind it"


def test_a_case_for_nobodys_number_meets_whoever_applies_with_it():
    number = a_document()
    case_id = in_force(number)
    assert shown(epidemiologist(), case_id)["person_id"] is None
    later = NOON + 2 * DAY
    client, person = applied(Client(), later, number=number)
    answer = declare(client, person["id"], later).body["code"]
    assert (answer["colour"], answer["holds"][0]["clears_on"]) == ("red", None)
    assert shown(epidemiologist(), case_id, later)["person_id"] == person["id"]


def test_applications_and_the_approval_at_once_end_in_one_red_person():
    number = a_document()
    proposal, second = enter(epidemiologist(), number).body, epidemiologist()
    clients = [log_in(Client()) for _ in range(4)]

    def run(turn: int) -> int:
        if turn == 32:
            answer = agree(second, proposal)
            return agree(second, proposal).status if answer.status == 503 else answer.status
        return apply(clients[turn % 4], number=number).status

    with ThreadPoolExecutor(16) as pool:
        statuses = list(pool.map(run, range(65)))
    assert statuses[32] == 200, statuses
    holder = people.claim_of(card(number))
    states = [people.state(client_person(client)) for client in clients]
    assert [state.person_id for state in states if not state.contested] == [holder.person_id]
    assert rules_of(holder.person_id) == {"case.confirmed"}


def test_what_changed_since_it_was_seen_is_not_approved():
    client, person_id, number = resident()
    first, third = epidemiologist(), epidemiologist()
    before = enter(first, number).body
    agree(epidemiologist(), before)
    changed = change(first, before["subject"], on="2020-03-08")
    assert (changed.status, changed.body["status"]) == (200, "proposed")
    answer = agree(third, changed.body, content_hash=before["content_hash"])
    assert (answer.status, answer.body["code"]) == (409, "conflict")
    assert shown(third, before["subject"])["on"] == "2020-03-09"
    assert code(client, person_id)["holds"][0]["since"] == "2020-03-09"
    assert agree(third, changed.body).status == 200
    assert code(client, person_id)["holds"][0]["since"] == "2020-03-08"


def test_one_epidemiologist_lets_go_with_a_reason_that_stands_on_the_list():
    client, person_id, number = resident()
    case_id = in_force(number, kind="suspected")
    staff, later = epidemiologist(), NOON + DAY
    done = change(staff, case_id, later, status="excluded")
    assert (done.status, done.body["status"]) == (200, "in_force")
    declare(client, person_id, later)
    assert code(client, person_id, later)["colour"] == "green"
    assert "case_excluded" in inbox(client, later)
    assert [each["status"] for each in shown(staff, case_id, later)["history"]] == ["excluded", "open"]
    eased = log_in_staff("supervisor", later, "63").get("/v1/eased?limit=100", at=later).body["items"]
    (listed,) = [each for each in eased if each["subject"] == case_id]
    assert (listed["action"], listed["reason"], listed["by"]) == (
        "case.excluded",
        "the ward's report",
        staff.account_id,
    )
    assert log_in_staff("supervisor", later, "34").get("/v1/eased?limit=100", at=later).body["items"] == []


def test_a_release_begins_the_observation_on_its_day():
    client, person_id, number = resident()
    case_id = in_force(number)
    later = NOON + 5 * DAY
    missing = change(epidemiologist(), case_id, later, status="released")
    assert missing.fields == {"released_on": "required"}
    assert change(epidemiologist(), case_id, later, status="released", released_on="2020-03-14").status == 200
    hold = code(client, person_id, later)["holds"][0]
    assert (hold["since"], hold["checkins_required"]) == ("2020-03-14", 14)


def test_a_released_case_opens_again_only_with_a_second_person():
    client, person_id, number = resident()
    case_id = in_force(number)
    later = NOON + 5 * DAY
    change(epidemiologist(), case_id, later, status="released", released_on="2020-03-14")
    before = code(client, person_id, later)["holds"]
    again = change(epidemiologist(), case_id, later, status="open")
    assert (again.status, again.body["status"]) == (200, "proposed")
    assert code(client, person_id, later)["holds"] == before
    assert shown(epidemiologist(), case_id, later)["open_proposal"] == again.body["id"]
    second = change(epidemiologist(), case_id, later, status="open", on="2020-03-08")
    assert (second.status, second.body["code"]) == (409, "proposal_open")
    assert agree(epidemiologist(), again.body, later).status == 200
    assert code(client, person_id, later)["holds"][0]["clears_on"] is None


@pytest.mark.parametrize("changes", [{"kind": "confirmed"}, {"status": "died"}])
def test_what_is_graver_takes_two(changes):
    client, person_id, number = resident()
    case_id = in_force(number, kind="suspected")
    proposal = change(epidemiologist(), case_id, NOON + DAY, **changes).body
    assert proposal["status"] == "proposed"
    assert code(client, person_id, NOON + DAY)["holds"][0]["rule"] == "case.suspected"
    assert agree(epidemiologist(), proposal, NOON + DAY).status == 200
    after = code(client, person_id, NOON + DAY)
    if "kind" in changes:
        assert after["holds"][0]["rule"] == "case.confirmed"
    else:
        assert (after["colour"], after["token"]) == (None, None)


def test_another_regions_cases_are_not_there():
    _, person_id, number = resident()
    case_id = in_force(number)
    elsewhere = epidemiologist("34")
    for path in (f"/v1/cases/{case_id}", f"/v1/proposals/{enter(epidemiologist(), number).body['id']}"):
        assert elsewhere.get(path, at=NOON).status == 404
    assert elsewhere.call("PATCH", f"/v1/cases/{case_id}", {"version": 1, "reason": "x"}, at=NOON).status == 404
    assert elsewhere.post(f"/v1/cases/{case_id}/reveals", {"reason": "tracing"}, at=NOON).status == 404
    assert enter(elsewhere, number).status == 403
    form = an_entry(number, region="340102", person={"person_id": person_id})
    assert elsewhere.post("/v1/cases", form, at=NOON).status == 404


def test_nobody_decides_about_themselves():
    _client, _, number = resident()
    themselves = epidemiologist(document=card(number))
    answer = enter(themselves, number)
    assert (answer.status, answer.body["code"]) == (403, "own_record")
    proposal = enter(epidemiologist(), number).body
    answer = agree(themselves, proposal)
    assert (answer.status, answer.body["code"]) == (403, "own_record")


@pytest.mark.parametrize(
    ("changes", "status", "fields"),
    [
        ({"on": "2020-03-11"}, 400, {"on": "in_future"}),
        ({"onset_on": "2020-03-11"}, 400, {"onset_on": "in_future"}),
        ({"region": "639999"}, 400, {"region": "unknown_region"}),
        ({"kind": "certain"}, 400, {"kind": "not_allowed"}),
        ({"person": {}}, 400, {"person.document": "required"}),
        ({"person": {"document": {"type": "id_card", "number": "630102193001010000"}}}, 422, None),
    ],
)
def test_what_is_no_case_is_refused(changes, status, fields):
    answer = enter(epidemiologist(), a_document(), **changes)
    assert answer.status == status, answer.raw
    assert fields is None or answer.fields == fields


def test_a_suspected_case_is_never_discharged():
    _, _, number = resident()
    case_id = in_force(number, kind="suspected")
    answer = change(epidemiologist(), case_id, NOON + DAY, status="released", released_on="2020-03-10")
    assert (answer.status, answer.body["code"], answer.fields) == (
        422,
        "invalid_case",
        {"status": "suspected_released"},
    )


def test_the_list_is_by_status_and_region_with_cursors():
    ids = {in_force(a_document(), region="630203") for _ in range(3)}
    staff, found, cursor = epidemiologist(), [], ""
    while True:
        page = staff.get(f"/v1/cases?region=6302&limit=2{cursor}", at=NOON).body
        found += page["items"]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert ids <= {each["id"] for each in found}
    assert {each["status"] for each in found} == {"open"}
    assert staff.get("/v1/cases?status=released&region=6302", at=NOON).body["items"] == []
    assert epidemiologist("").get("/v1/cases", at=NOON).fields == {"region": "required"}
    assert staff.get("/v1/cases?region=34", at=NOON).status == 403
    assert epidemiologist("").get("/v1/cases?region=" + "6" * 4_000, at=NOON).fields == {"region": "unknown_region"}
    assert staff.get("/v1/cases?status=gone", at=NOON).fields == {"status": "not_allowed"}


def test_a_name_is_shown_for_a_reason_and_the_person_reads_that_an_office_looked():
    client, person_id, number = resident()
    case_id = in_force(number)
    staff = epidemiologist()
    assert staff.post(f"/v1/cases/{case_id}/reveals", {}, at=NOON).fields == {"reason": "required"}
    seen = staff.post(f"/v1/cases/{case_id}/reveals", {"reason": "tracing"}, at=NOON).body
    assert (seen["name"], seen["document"]["number"]) == ("测试人", number)
    assert staff.post(f"/v1/people/{person_id}/reveals", {"reason": "appeal"}, at=NOON + MINUTE).body == seen
    assert inbox(client, NOON + MINUTE).count("revealed") == 2
    looks = [(each["action"], each["reason"]) for each in audit_of(case_id) + audit_of(person_id)]
    assert {("case.revealed", "tracing"), ("person.revealed", "appeal")} <= set(looks)


def test_a_case_is_entered_once_however_often_it_is_sent():
    _, _, number = resident()
    staff, key = epidemiologist(), {"idempotency_key": "case-one"}
    first = enter(staff, number, headers=key).body
    assert enter(staff, number, headers=key).body["id"] == first["id"]
