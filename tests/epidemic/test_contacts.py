"""Contacts: found in the infectious window, agreed to as one list, told once, and free when their cases are none."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from app import work_off
from chalicelib.config import settings
from chalicelib.errors import Unavailable
from chalicelib.features.epidemic import contact_records, relay_job, rescoring_job, spreads
from chalicelib.person import records as people
from tests.epidemic.steps import DAY, MINUTE, agree, change, code, in_force, inbox, resident
from tests.epidemic.test_cases import audit_of
from tests.person.test_known_facts import card, rules_of, stored_equals_rebuilt
from tests.proposals.steps import at_work, epidemiologist, seen
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, a_document, applied, declare, log_in_staff
from tests.support.venue_steps import green, opened, poster_of, scan
from tests.sweep.test_rescoring import Delivery

AFTER = NOON + DAY


def name(by: Client, number: str, cases: list[str], at=NOON, headers=(), **changes: Any) -> Answer:
    form = {
        "person": {"document": {"type": "id_card", "number": number}},
        "case_ids": cases,
        "kind": "close",
        "last_exposure": "2020-03-08",
        "ground": "exposure",
        "reason": "sat at one table",
    }
    return at_work(by, at).post("/v1/contacts", form | changes, at=at, **dict(headers))


def contact_of(number: str, *cases: str, at=NOON, **changes: Any) -> str:
    """The id of a contact that two epidemiologists put in force."""
    proposal = name(epidemiologist(), number, list(cases), at, **changes)
    assert proposal.status == 201, proposal.raw
    agreed = agree(epidemiologist(), proposal.body, at, "contacts")
    assert agreed.status == 200, agreed.raw
    return str(proposal.body["subject"])


def spread(cloud: Any, at: datetime) -> int:
    """Everything that waits in the queue is worked off, as the function does; how many messages there were."""
    done = 0
    while messages := list(cloud.messages(settings().rescoring_queue_url)):
        assert work_off(Delivery(messages).to_dict(), None) == {"batchItemFailures": []}
        done += len(messages)
    return done


def contacts(case_id: str, at=NOON) -> list[dict[str, Any]]:
    return list(epidemiologist().get(f"/v1/contacts?case={case_id}&limit=100", at=NOON).body["items"])


def test_a_contact_is_agreed_to_by_two_and_clears_after_its_days():
    client, person_id, number = resident()
    contact_id = contact_of(number, in_force(a_document()))
    shown = code(client, person_id)
    (hold,) = shown["holds"]
    assert (shown["colour"], hold["rule"], hold["clears_on"]) == ("red", "contact.close", "2020-03-23")
    assert inbox(client)[0] == "contact_close"
    assert hold["decision_ref"] == contact_id
    assert len({each["actor_id"] for each in audit_of(contact_id)}) == 2


def test_a_struck_case_frees_its_contacts_but_those_of_another_case(cloud):
    _, person_id, number = resident()
    people_of_it = [resident() for _ in range(3)]
    case_a, case_b = in_force(number), in_force(a_document())
    for _, _, theirs in people_of_it[:2]:
        contact_of(theirs, case_a)
    contact_of(people_of_it[2][2], case_a, case_b)
    assert all(rules_of(each) == {"contact.close"} for _, each, _ in people_of_it)
    later = NOON + 5 * DAY
    assert change(epidemiologist(), case_a, later, status="excluded").status == 200
    assert rules_of(person_id, later) == set()
    assert spread(cloud, later) >= 1
    assert [rules_of(each, later) for _, each, _ in people_of_it] == [set(), set(), {"contact.close"}]
    assert [inbox(each, later).count("contact_taken_back") for each, _, _ in people_of_it] == [1, 1, 0]
    assert all(stored_equals_rebuilt(each) for _, each, _ in people_of_it)
    change(epidemiologist(), case_b, later, status="withdrawn", because="other_person")
    spread(cloud, later)
    assert rules_of(people_of_it[2][1], later) == set()
    again = change(epidemiologist(), case_a, later + MINUTE, status="open").body
    assert agree(epidemiologist(), again, later + MINUTE).status == 200
    spread(cloud, later + MINUTE)
    assert all(rules_of(each, later + MINUTE) == {"contact.close"} for _, each, _ in people_of_it)


@pytest.mark.parametrize("status", ["released", "died"])
def test_neither_release_nor_death_of_a_case_frees_anybody(cloud, status):
    _, _, number = resident()
    _, person_id, theirs = resident()
    case_id = in_force(number)
    contact_of(theirs, case_id)
    done = change(epidemiologist(), case_id, AFTER, status=status, released_on="2020-03-11").body
    if done["status"] == "proposed":
        assert agree(epidemiologist(), done, AFTER).status == 200
    spread(cloud, AFTER)
    assert rules_of(person_id, AFTER) == {"contact.close"}


def test_what_no_worker_heard_of_is_handed_over_again_and_told_once(cloud):
    _, _, number = resident()
    client, person_id, theirs = resident()
    case_id = in_force(number)
    contact_of(theirs, case_id)
    change(epidemiologist(), case_id, AFTER, status="excluded")
    list(cloud.messages(settings().rescoring_queue_url))
    assert rules_of(person_id, AFTER) == {"contact.close"}
    others = relay_job.relay(AFTER + 30 * timedelta(seconds=1))
    assert relay_job.relay(AFTER + 2 * MINUTE) == others + 1
    messages = list(cloud.messages(settings().rescoring_queue_url))
    work_off(Delivery([*messages, *messages]).to_dict(), None)
    assert rules_of(person_id, AFTER) == set()
    assert inbox(client, AFTER + HOUR).count("contact_taken_back") == 1
    assert relay_job.relay(AFTER + 2 * HOUR) == 0


HOUR = timedelta(hours=1)


def test_a_contact_of_a_document_nobody_has_meets_who_applies_and_falls_with_its_case(cloud):
    number = a_document()
    _, _, sick = resident()
    case_id = in_force(sick)
    contact_of(number, case_id)
    client, person = applied(Client(), AFTER, number=number)
    assert declare(client, person["id"], AFTER).body["code"]["holds"][0]["rule"] == "contact.close"
    change(epidemiologist(), case_id, AFTER, status="excluded")
    spread(cloud, AFTER)
    assert rules_of(person["id"], AFTER) == set()
    assert stored_equals_rebuilt(person["id"])


def test_a_list_that_arrives_late_touches_whom_it_still_can():
    client, person_id, number = resident()
    late = datetime.fromisoformat("2020-03-14T10:00:00+08:00")
    declare(client, person_id, late)
    case_id = in_force(a_document(), late)
    contact_of(number, case_id, at=late, last_exposure="2020-03-01")
    shown = code(client, person_id, late)
    assert (shown["colour"], shown["holds"][0]["clears_on"]) == ("red", "2020-03-27")
    _, _, other = resident()
    answer = name(epidemiologist(), other, [case_id], late + 2 * DAY, last_exposure="2020-03-01")
    assert (answer.status, answer.body["code"]) == (409, "too_late")


def test_an_approval_too_late_says_so():
    _, _, number = resident()
    proposal = name(epidemiologist(), number, [in_force(a_document())], last_exposure="2020-02-26").body
    answer = agree(epidemiologist(), proposal, NOON + 20 * HOUR, "contacts")
    assert (answer.status, answer.body["code"]) == (409, "too_late")


def met(code_of_venue: str, start: int, end: int, **more: Any) -> tuple[Client, str]:
    """Somebody who was at the venue, in minutes from noon."""
    client, person_id = green(NOON - HOUR)
    scan(client, person_id, code_of_venue, NOON + start * MINUTE, **more)
    scan(client, person_id, code_of_venue, NOON + end * MINUTE, "out")
    return client, person_id


def of_person(person_id: str, **changes: Any) -> str:
    """A case of somebody who was at a venue."""
    told = {"on": "2020-03-11", "onset_on": "2020-03-11"}
    return in_force("", AFTER, **told | {"person": {"person_id": person_id}} | changes)


def listing(case_id: str, at=AFTER, **changes: Any) -> Answer:
    form = {"kind": "close", "reason": "the same room"} | changes
    return at_work(epidemiologist(), at).post(f"/v1/cases/{case_id}/contacts", form, at=at)


def test_all_whom_a_case_exposed_are_one_list_that_two_see_and_each_is_told_once(cloud):
    manager, venue = opened()
    poster = poster_of(manager, venue["id"])
    _, sick = met(poster, 0, 60)
    long, short, out = met(poster, 0, 50), met(poster, 30, 60), met(poster, 0, 55)
    case_id = of_person(sick)
    proposal = listing(case_id, leave_out=[out[1]]).body
    assert (proposal["kind"], proposal["touches"]["people"], proposal["touches"]["to_red"]) == ("contact_list", 2, 2)
    second = epidemiologist()
    page = at_work(second, AFTER).get(f"/v1/proposals/{proposal['id']}/people", at=AFTER).body
    assert {each["person_id"] for each in page["items"]} == {long[1], short[1]}
    assert seen(second, proposal["id"], AFTER)["content_hash"] == proposal["content_hash"]
    assert agree(second, proposal, AFTER, "contacts").status == 200
    spread(cloud, AFTER)
    for client, person_id in (long, short):
        shown = code(client, person_id, AFTER)
        assert shown["colour"] == "red"
        assert shown["holds"][0]["decision_ref"] == proposal["subject"]
        assert inbox(client, AFTER).count("contact_close") == 1
    assert code(*out, AFTER)["colour"] == "green"
    assert {each["last_exposure"] for each in contacts(case_id)} == {"2020-03-10"}
    assert spreads.find(proposal["subject"]) is None


def test_only_the_infectious_window_exposes_and_suspect_visits_are_left_out(cloud):
    manager, venue = opened()
    poster = poster_of(manager, venue["id"])
    _, sick = met(poster, 0, 60)
    met(poster, 0, 60)
    early = of_person(sick, onset_on="2020-03-11", isolated_on="2020-03-09", on="2020-03-11")
    assert listing(early).body["code"] == "nobody_exposed"
    case_id = of_person(sick)
    assert listing(case_id).body["touches"]["people"] == 1
    assert listing(case_id, **{"from": {"minimum_minutes": 90}}).body["code"] == "nobody_exposed"
    assert listing(case_id, **{"from": {"venues": ["elsewhere"]}}).body["code"] == "nobody_exposed"


def test_a_long_list_is_told_some_at_a_time_and_a_killed_worker_takes_up_where_it_was(cloud, monkeypatch):
    from chalicelib.features.epidemic import spreading
    from chalicelib.features.epidemic.contact_records import Exposed
    from chalicelib.store.transactions import transact

    monkeypatch.setattr(spreading, "AT_ONCE", 2)
    case_id = in_force(a_document())
    them = sorted((resident() for _ in range(5)), key=lambda each: each[1])
    listed = [Exposed(each[1], card(each[2]), "1234", "2020-03-09") for each in them]
    told = {"list": "aa" * 10, "case": case_id, "kind": "close", "region": "630102"}
    transact([*contact_records.list_steps("aa" * 10, listed), spreads.put("aa" * 10, "contact_list", told, NOON)])
    rescoring_job.work({"spread": "aa" * 10}, NOON)
    assert [len(rules_of(each[1])) for each in them] == [1, 1, 0, 0, 0]
    list(cloud.messages(settings().rescoring_queue_url))
    relay_job.relay(NOON + 2 * MINUTE)
    spread(cloud, NOON)
    assert [rules_of(each[1]) for each in them] == [{"contact.close"}] * 5
    assert [inbox(each[0]).count("contact_close") for each in them] == [1] * 5
    assert len(contacts(case_id)) == 5


def test_who_cannot_be_told_keeps_nobody_waiting(cloud, monkeypatch):
    from chalicelib.features.epidemic import contacts as in_epidemic
    from chalicelib.features.epidemic.contact_records import Exposed
    from chalicelib.store.transactions import transact

    case_id = in_force(a_document())
    them = sorted((resident() for _ in range(2)), key=lambda each: each[1])
    listed = [Exposed(each[1], card(each[2]), "1234", "2020-03-09") for each in them]
    told = {"list": "bb" * 10, "case": case_id, "kind": "close", "region": "630102"}
    transact([*contact_records.list_steps("bb" * 10, listed), spreads.put("bb" * 10, "contact_list", told, NOON)])
    apply = in_epidemic.apply_listed

    def poisoned(contact_id: str, *rest: Any) -> None:
        if contact_id.endswith("00000"):
            raise ValueError(contact_id)
        apply(contact_id, *rest)

    monkeypatch.setattr(in_epidemic, "apply_listed", poisoned)
    with pytest.raises(Unavailable):
        rescoring_job.work({"spread": "bb" * 10}, NOON)
    assert [len(rules_of(each[1])) for each in them] == [0, 1]
    monkeypatch.setattr(in_epidemic, "apply_listed", apply)
    assert relay_job.relay(NOON + 2 * HOUR) == 1
    spread(cloud, NOON)
    assert [len(rules_of(each[1])) for each in them] == [1, 1]


def test_a_contact_that_never_was_one_is_taken_back_by_one(cloud):
    client, person_id, number = resident()
    contact_id = contact_of(number, in_force(a_document()))
    staff = epidemiologist()
    assert epidemiologist("34").post(f"/v1/contacts/{contact_id}/withdrawal", {"reason": "x"}, at=NOON).status == 404
    done = staff.post(f"/v1/contacts/{contact_id}/withdrawal", {"reason": "another name"}, at=NOON + MINUTE)
    assert (done.status, done.body["status"]) == (200, "withdrawn")
    assert rules_of(person_id, NOON + MINUTE) == set()
    assert "contact_taken_back" in inbox(client, NOON + MINUTE)
    eased = log_in_staff("supervisor", NOON, "63").get("/v1/eased?limit=100", at=NOON).body["items"]
    assert [each["action"] for each in eased if each["subject"] == contact_id] == ["contact.withdrawn"]
    assert staff.post(f"/v1/contacts/{contact_id}/withdrawal", {"reason": "x"}, at=NOON + 2 * MINUTE).status == 409


def test_what_is_no_contact_is_refused():
    _, _, number = resident()
    case_id = in_force(a_document())
    staff = epidemiologist()
    assert name(staff, number, []).fields == {"case_ids": "required"}
    assert name(staff, number, [], ground="phone_interview").fields == {"region": "required"}
    assert name(staff, number, [case_id], last_exposure="2020-03-11").fields == {"last_exposure": "in_future"}
    assert name(epidemiologist("34"), number, [case_id]).status == 404
    assert name(staff, number, [], ground="phone_interview", region="630102").status == 201
    change(staff, case_id, NOON, status="excluded")
    assert name(staff, number, [case_id]).body["code"] == "no_case"
    assert staff.get("/v1/contacts", at=NOON).fields == {"case": "required"}


def test_who_erased_themself_meanwhile_is_a_contact_when_they_apply_again():
    client, person_id, number = resident()
    proposal = name(epidemiologist(), number, [in_force(a_document())]).body
    assert client.call("DELETE", f"/v1/people/{person_id}", at=NOON).status == 204
    assert agree(epidemiologist(), proposal, NOON, "contacts").status == 200
    _, person = applied(Client(), AFTER, number=number)
    assert rules_of(person["id"], AFTER) == {"contact.close"}
    assert people.state(person_id) is None
