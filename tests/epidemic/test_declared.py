"""Declared contacts and tests: staff's queue of them, two who make a contact of one, one who says that it was none."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.person import records as people
from chalicelib.person.declared_queue import DeclaredRecord
from chalicelib.person.records import StateRecord
from tests.epidemic.steps import DAY, MINUTE, agree, change, code, in_force, inbox
from tests.epidemic.test_cases import audit_of
from tests.epidemic.test_contacts import name
from tests.person.test_known_facts import card, rules_of, stored_equals_rebuilt
from tests.proposals.steps import at_work, epidemiologist
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, a_document, applied, declare, log_in_staff
from tests.support.sweeps import SWEEPS, swept

CONTACT: dict[str, Any] = {"contact": {"kind": "confirmed", "on": "2020-03-08"}}
HOUR = timedelta(hours=1)
TEST: dict[str, Any] = {"test": {"result": "positive", "on": "2020-03-09"}}


def declared(at=NOON, **answers: Any) -> tuple[Client, str, str]:
    """Somebody of Xining who declared this against themself: client, person, number."""
    number = a_document()
    client, person = applied(Client(), at, number=number)
    assert declare(client, person["id"], at, **answers or CONTACT).status == 201
    return client, person["id"], number


def waiting(person_id: str, at=NOON, status: str = "declared", by: Client | None = None) -> list[dict[str, Any]]:
    """What of somebody waits for staff."""
    staff = by or at_work(epidemiologist(), at)
    items: list[dict[str, Any]] = []
    cursor = ""
    while cursor is not None:
        page = staff.get(f"/v1/contacts?status={status}&limit=100{cursor}", at=at).body
        items += page["items"]
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    return [each for each in items if each["person_id"] == person_id]


def decided(by: Client, declared_id: str, outcome: str, at=NOON, **more: Any) -> Answer:
    form = {"outcome": outcome, "reason": "asked by phone"} | more
    return at_work(by, at).post(f"/v1/contacts/{declared_id}/decision", form, at=at)


def test_what_was_declared_waits_in_its_region_until_two_make_a_contact_of_it():
    client, person_id, _ = declared()
    assert code(client, person_id)["holds"][0]["rule"] == "contact.declared"
    (waits,) = waiting(person_id)
    assert (waits["said"], waits["last_exposure"], waits["decide_by"]) == ("confirmed", "2020-03-08", "2020-03-21")
    assert waiting(person_id, by=epidemiologist("34")) == []
    proposal = decided(epidemiologist(), waits["id"], "confirmed")
    assert (proposal.status, proposal.body["status"], proposal.body["touches"]["to_red"]) == (201, "proposed", 1)
    assert code(client, person_id)["colour"] == "yellow"
    proposed = at_work(epidemiologist(), NOON).get("/v1/contacts?status=proposed&limit=100", at=NOON).body["items"]
    (shown,) = [each for each in proposed if each["proposal"] == proposal.body["id"]]
    assert (shown["ground"], shown["kind"], shown["last_exposure"]) == ("declared", "close", "2020-03-08")
    again = decided(epidemiologist(), waits["id"], "confirmed")
    assert (again.status, again.body["code"]) == (409, "proposal_open")
    assert agree(epidemiologist(), proposal.body, NOON + MINUTE, "contacts").status == 200
    (hold,) = code(client, person_id, NOON + MINUTE)["holds"]
    assert (hold["rule"], hold["clears_on"]) == ("contact.close", "2020-03-23")
    assert len({each["actor_id"] for each in audit_of(hold["decision_ref"])}) == 2
    assert inbox(client, NOON + MINUTE)[0] == "contact_close"
    assert waiting(person_id, NOON + MINUTE) == []
    assert decided(epidemiologist(), waits["id"], "refuted").status == 404
    assert stored_equals_rebuilt(person_id)


def test_one_refutes_it_at_once_and_it_stands_on_the_list():
    client, person_id, _ = declared()
    (waits,) = waiting(person_id)
    staff = epidemiologist()
    done = decided(staff, waits["id"], "refuted", NOON + MINUTE)
    assert (done.status, done.body["status"]) == (200, "in_force")
    shown = code(client, person_id, NOON + MINUTE)
    assert (shown["colour"], shown["holds"]) == ("green", [])
    assert inbox(client, NOON + MINUTE)[0] == "contact_refuted"
    eased = log_in_staff("supervisor", NOON, "63").get("/v1/eased?limit=100", at=NOON).body["items"]
    (listed,) = [each for each in eased if each["subject"] == waits["id"]]
    assert (listed["action"], listed["by"]) == ("declared.refuted", staff.account_id)
    assert waiting(person_id, NOON + MINUTE) == []
    assert stored_equals_rebuilt(person_id)
    declare(client, person_id, NOON + DAY, **CONTACT)
    assert code(client, person_id, NOON + DAY)["colour"] == "green", "the same fact, declared again, is still refuted"


def test_what_is_confirmed_too_late_changes_nothing():
    _client, person_id, _ = declared()
    last = datetime.fromisoformat("2020-03-21T23:00:00+08:00")
    late = last + 2 * HOUR
    (waits,) = waiting(person_id, last)
    proposal = decided(epidemiologist(), waits["id"], "confirmed", last)
    assert proposal.status == 201
    refused = agree(epidemiologist(), proposal.body, late, "contacts")
    assert (refused.status, refused.body["code"]) == (409, "too_late")
    assert rules_of(person_id, NOON) == {"contact.declared"}
    assert waiting(person_id, late) == []
    answer = decided(epidemiologist(), waits["id"], "confirmed", late + DAY)
    assert (answer.status, answer.body["code"]) == (409, "too_late")


def test_another_kind_and_day_are_found_out_and_a_contact_that_was_none_is_declared_again():
    client, person_id, _ = declared(contact={"kind": "suspected", "on": "2020-03-08"})
    (waits,) = waiting(person_id)
    found = {"kind": "building", "last_exposure": "2020-03-09"}
    proposal = decided(epidemiologist(), waits["id"], "confirmed", **found).body
    assert agree(epidemiologist(), proposal, NOON + MINUTE, "contacts").status == 200
    (hold,) = code(client, person_id, NOON + MINUTE)["holds"]
    assert (hold["rule"], hold["since"]) == ("contact.building", "2020-03-09")
    path = f"/v1/contacts/{proposal['subject']}/withdrawal"
    assert epidemiologist().post(path, {"reason": "another name"}, at=NOON + 2 * MINUTE).status == 200
    assert rules_of(person_id, NOON + 2 * MINUTE) == {"contact.declared"}
    (again,) = waiting(person_id, NOON + 2 * MINUTE)
    second = decided(epidemiologist(), again["id"], "confirmed", NOON + 2 * MINUTE).body
    assert second["subject"] != proposal["subject"]
    assert agree(epidemiologist(), second, NOON + 2 * MINUTE, "contacts").status == 200
    assert rules_of(person_id, NOON + 2 * MINUTE) == {"contact.close"}
    assert stored_equals_rebuilt(person_id)


@pytest.mark.parametrize("because", ["wrong_result", "other_person"])
def test_a_declared_test_is_refuted_or_becomes_a_case_and_falls_with_a_wrong_result(because):
    client, person_id, number = declared(**TEST)
    (waits,) = waiting(person_id)
    assert (waits["said"], waits["last_exposure"]) == ("positive", "2020-03-09")
    confirmed = decided(epidemiologist(), waits["id"], "confirmed")
    assert (confirmed.status, confirmed.body["code"]) == (409, "test_is_a_case")
    case_id = in_force(number)
    assert rules_of(person_id) == {"case.confirmed"}
    assert waiting(person_id) == []
    change(epidemiologist(), case_id, NOON + MINUTE, status="withdrawn", because=because)
    settled = because == "wrong_result"
    assert rules_of(person_id, NOON + MINUTE) == (set() if settled else {"test.declared"})
    assert len(waiting(person_id, NOON + MINUTE)) == (0 if settled else 1)
    if not settled:
        assert decided(epidemiologist(), waits["id"], "refuted", NOON + 2 * MINUTE).status == 200
        assert "test_refuted" in inbox(client, NOON + 2 * MINUTE)
    assert rules_of(person_id, NOON + 2 * MINUTE) == set()
    assert stored_equals_rebuilt(person_id)


def test_what_staff_struck_waits_no_more_and_who_erased_themself_is_gone():
    client, person_id, _ = declared()
    filed = client.get(f"/v1/people/{person_id}/declarations", at=NOON).body["items"][0]["id"]
    body = {"kind": "mistaken", "reason": "a slip"}
    struck = log_in_staff("reviewer", NOON, "63").post(f"/v1/declarations/{filed}/annulment", body, at=NOON + MINUTE)
    assert struck.status == 201, struck.raw
    assert waiting(person_id, NOON + MINUTE) == []


def test_who_moved_meanwhile_is_seen_where_they_live_now():
    _, person_id, _ = declared()
    from chalicelib.person.changing import changing

    changing(NOON + MINUTE, lambda attempt: attempt.person(person_id).live_in("340102"))
    assert waiting(person_id, NOON + MINUTE) == []
    assert len(waiting(person_id, NOON + MINUTE, by=epidemiologist("34"))) == 1


def test_refusals():
    client, person_id, number = declared()
    (waits,) = waiting(person_id)
    assert decided(epidemiologist("34"), waits["id"], "refuted").status == 404
    assert decided(epidemiologist(), f"{person_id}-contact-confirmed-2020-03-07", "refuted").status == 404
    themselves = epidemiologist(document=card(number))
    assert decided(themselves, waits["id"], "refuted").body["code"] == "own_record"
    late = decided(epidemiologist(), waits["id"], "confirmed", last_exposure="2020-03-11")
    assert late.fields == {"last_exposure": "in_future"}
    staff = epidemiologist()
    assert staff.get("/v1/contacts?status=gone", at=NOON).fields == {"status": "not_allowed"}
    proposal = decided(epidemiologist(), waits["id"], "confirmed").body
    assert decided(epidemiologist(), waits["id"], "refuted", NOON + MINUTE).status == 200
    answer = agree(epidemiologist(), proposal, NOON + 2 * MINUTE, "contacts")
    assert (answer.status, answer.body["code"]) == (409, "conflict")
    assert client.call("DELETE", f"/v1/people/{person_id}", at=NOON + 3 * MINUTE).status == 204
    assert people.state(person_id) is None
    assert name(staff, number, []).fields == {"case_ids": "required"}


def _waited_once(person_id: str) -> DeclaredRecord:
    """Something of long ago in the queue, which the state asks no more."""
    key = "contact:confirmed:2019-12-01"
    waited = DeclaredRecord(f"P#{person_id}", f"q#{key}", last4="0000", at=NOON, decide_by="2019-12-10")
    waited.save()
    people.state(person_id).update(actions=[StateRecord.queued.set({f"630102|{key}"})])
    return waited


@pytest.mark.parametrize("job", SWEEPS)
def test_whichever_function_writes_the_state_takes_away_what_waits_no_more(job):
    _, person_id, _ = declared(temperature=38.5)
    waited = _waited_once(person_id)
    swept(job, person_id, NOON + DAY)
    assert DeclaredRecord.find(waited.pk, waited.sk) is None
