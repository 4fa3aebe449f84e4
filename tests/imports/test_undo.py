"""Undo of a whole import: by two, line by line, once; what was closed stays closed, and the file may come again."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.desk.breaker_numbers import Numbers
from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.imports import applying, bucket, reading, records, undo_pages
from chalicelib.person import known_facts, priors
from chalicelib.scoring.facts import StayWithdrawn
from tests.campaigns.steps import MINUTE, at_rest, minutes, status_of
from tests.epidemic.steps import change, code, inbox, resident
from tests.epidemic.steps import in_force as case_in_force
from tests.epidemic.test_cases import audit_of
from tests.imports.steps import a_list, counts, decide, errors, in_force, shown, uploaded, work
from tests.imports.test_in_force import _CASES, _DESIGNATIONS, contact, csv
from tests.imports.test_names import ANOTHER
from tests.imports.test_names import decide as compare
from tests.imports.test_names import waiting as names_waiting
from tests.imports.test_ratings import found, published
from tests.imports.test_travel_and_registrations import _TRAVEL, certified, registration
from tests.person.test_known_facts import card, rules_of, stored_equals_rebuilt
from tests.proposals.steps import at_work, epidemiologist, needs_of
from tests.proposals.steps import decide as decide_on
from tests.ratings.steps import in_force as rated
from tests.ratings.steps import risk
from tests.support.client import Answer, Client
from tests.support.published import a_county, a_minute_passes, stayed
from tests.support.published import shown as code_shown
from tests.support.resident_steps import NOON, a_document, log_in_staff

DAY = timedelta(days=1)
LATER = NOON + DAY


@pytest.fixture(autouse=True)
def _nobody_waits(cloud):
    at_rest(cloud)


def undo(import_id: str, at=LATER, by: Client | None = None) -> Answer:
    client = at_work(by or epidemiologist(""), at)
    return client.post(f"/v1/imports/{import_id}/undo", {"reason": "the wrong list"}, at=at)


def undone(cloud: Any, import_id: str, at=LATER) -> str:
    """The id of the campaign that took an import back, by two people."""
    proposed = undo(import_id, at)
    assert proposed.status == 201, proposed.raw
    agreed = decide_on(epidemiologist(""), proposed.body["id"], at=at)
    assert (agreed.status, agreed.body["status"]) == (200, "in_force"), agreed.raw
    assert found(import_id, at)["status"] == "undoing"
    minutes(cloud, at, 6)
    a_minute_passes()
    assert found(import_id, at)["status"] == "undone"
    return str(proposed.body["id"])


def numbers_of(campaign_id: str, at=LATER) -> dict[str, Any]:
    body = at_work(log_in_staff("supervisor", NOON, ""), at).get(f"/v1/campaigns/{campaign_id}", at=at).body
    return dict(body["changes"]) | {"unchanged": body["people"]["unchanged"], "failed": body["people"]["failed"]}


def test_contacts_of_a_list_are_free_again_told_once_and_the_list_may_come_again(cloud):
    client, person_id, document = resident()
    file = a_list([contact(document), contact(a_document())])
    import_id = in_force(file)
    assert rules_of(person_id) == {"contact.close"}
    campaign = undone(cloud, import_id)
    assert rules_of(person_id, LATER) == set()
    assert code(client, person_id, LATER)["colour"] == "green"
    assert inbox(client, LATER).count("contact_taken_back") == 1
    assert numbers_of(campaign) == {"red>green": 1, "unchanged": 1, "failed": 0}
    assert stored_equals_rebuilt(person_id)
    assert "import_undo.in_force" in {each["action"] for each in audit_of(import_id)}
    assert undo(import_id).status == 409
    again = in_force(file, at=LATER)
    assert counts(again, LATER)["good"] == 2
    assert rules_of(person_id, LATER) == {"contact.close"}
    undone(cloud, again, LATER + DAY)
    assert rules_of(person_id, LATER + DAY) == set()
    assert stored_equals_rebuilt(person_id)


def test_what_another_list_or_a_hand_put_in_force_stands(cloud):
    _, person_id, document = resident()
    import_id = in_force(a_list([contact(document, day="2020-03-08")]))
    in_force(a_list([contact(document, day="2020-03-07")]))
    undone(cloud, import_id)
    assert rules_of(person_id, LATER) == {"contact.close"}
    facts = known_facts.events_of(known_facts.of_document(card(document)), None)
    assert [each.status for each in facts] == ["confirmed", "confirmed", "withdrawn"]


def test_cases_get_back_what_was_known_before_and_what_somebody_decided_since_stands(cloud):
    opened, changed, released = (resident() for _ in range(3))
    before = in_force(csv(_CASES, f"{released[2]},确诊,在治,2020-03-01,,630102,U-3"), kind="cases")
    lines = (
        f"{opened[2]},确诊,在治,2020-03-09,,630102,U-1",
        f"{changed[2]},疑似,在治,2020-03-09,,630102,U-2",
        f"{released[2]},确诊,出院,2020-03-01,2020-03-09,630102,U-3",
    )
    import_id = in_force(csv(_CASES, *lines), kind="cases")
    (case_id,) = {key.split(":")[2] for key in _keys(changed[1])}
    assert change(epidemiologist(), case_id, NOON + MINUTE, status="excluded").body["status"] == "in_force"
    undone(cloud, import_id)
    assert rules_of(opened[1], LATER) == set()
    assert inbox(opened[0], LATER).count("case_withdrawn") == 1
    (hold,) = code(released[0], released[1], LATER)["holds"]
    assert (hold["rule"], hold["clears_on"]) == ("case.confirmed", None)
    assert [(each["line"], each["code"]) for each in errors(import_id, LATER)] == [(3, "changed_since")]
    assert all(stored_equals_rebuilt(each[1]) for each in (opened, changed, released))
    assert shown(before, LATER)["status"] == "done"


def _keys(person_id: str) -> set[str]:
    from chalicelib.person import colour
    from chalicelib.person import records as people

    return {hold.key for hold in colour.load_state(people.state(person_id)).holds for hold in hold.evidence}


def test_designations_and_travel_are_as_if_never_known(cloud):
    client, person_id, document = resident()
    designated = uploaded(csv(_DESIGNATIONS, f"{document},黄,返回人员,青卫〔2020〕7,2020-03-08,7"), kind="designations")
    assert decide(designated, log_in_staff("supervisor", NOON, "63")).status == 200
    work(designated)
    rated("510106", "medium", "2020-03-01", NOON)
    travelled = in_force(csv(_TRAVEL, f"{document},510106,2020-03-05,2020-03-07,G123"), kind="travel")
    assert rules_of(person_id) == {"designated.yellow", "region.medium"}
    undone(cloud, designated)
    assert rules_of(person_id, LATER) == {"region.medium"}
    campaign = undone(cloud, travelled)
    assert code(client, person_id, LATER)["colour"] == "green"
    assert numbers_of(campaign) == {"yellow>green": 1, "unchanged": 0, "failed": 0}
    told = inbox(client, LATER)
    assert (told.count("travel_withdrawn"), told.count("designation_wrong")) == (1, 0)
    assert stored_equals_rebuilt(person_id)


def test_registrations_are_offered_no_more_and_who_confirmed_one_keeps_it(cloud):
    _, _, document = certified()
    import_id = in_force(registration(document), kind="registrations")
    assert priors.of_document(card(document), NOON) is not None
    undone(cloud, import_id)
    assert priors.of_document(card(document), LATER) is None
    later = in_force(registration(document, "2020-03-01"), at=LATER, kind="registrations")
    newest = in_force(registration(document, "2020-03-02"), at=LATER, kind="registrations")
    undone(cloud, later)
    assert priors.of_document(card(document), LATER).registered_on == "2020-03-02"
    assert newest


def test_ratings_of_a_list_are_withdrawn_and_what_they_ended_goes_on(cloud):
    first, second, third = (a_county() for _ in range(3))
    client, person = stayed(first)
    rated(second, "medium", "2020-03-01", NOON)
    import_id = published(
        f"{first},high,2020-03-05,,",
        f"{second},low,2020-03-06,,",
        f"{second},high,2020-03-08,,",
        f"{third},key,2020-03-02,,",
    )
    a_minute_passes()
    assert code_shown(client, person, NOON)["colour"] == "red"
    campaign = undone(cloud, import_id)
    assert [risk(each, LATER)["level"] for each in (first, second, third)] == [None, "medium", None]
    assert code_shown(client, person, LATER)["colour"] == "green"
    assert numbers_of(campaign) == {"withdrawn": 4, "unchanged": 0, "failed": 0}


def test_a_worker_that_was_lost_counts_no_line_twice_and_a_failure_keeps_nobody_waiting(cloud, monkeypatch):
    people = [resident() for _ in range(3)]
    monkeypatch.setattr(reading, "PART", 2)
    monkeypatch.setattr(undo_pages, "PAGE", 1)
    import_id = in_force(a_list([contact(document) for _, _, document in people]))
    proposed = undo(import_id).body["id"]
    decide_on(epidemiologist(""), proposed, at=LATER)
    record = campaigns.find(proposed)
    # It took its page back, and died before it could say so.
    undo_pages.page(record, campaigns.unit(record, 0), LATER)
    minutes(cloud, LATER, 6)
    assert status_of(proposed) == "done"
    assert numbers_of(proposed) == {"red>green": 3, "unchanged": 0, "failed": 0}
    assert [inbox(client, LATER).count("contact_taken_back") for client, _, _ in people] == [1, 1, 1]


def test_one_that_was_stopped_is_undone_with_what_its_worker_left_in_a_part_and_goes_on_no_more(cloud, monkeypatch):
    people = [resident() for _ in range(2)]
    monkeypatch.setattr(reading, "PART", 1)
    import_id = uploaded(a_list([contact(document) for _, _, document in people]))
    assert undo(import_id).status == 409
    assert decide(import_id).status == 200
    record = records.find(import_id)
    applying._applied(record, bucket.rows(record.part("good", 0)), set(), NOON)
    client = epidemiologist()
    assert undo(import_id).status == 409
    assert client.post(f"/v1/imports/{import_id}/stop", {}, at=NOON).status == 200
    assert rules_of(people[0][1]) == {"contact.close"}
    undone(cloud, import_id)
    assert [rules_of(each[1], LATER) for each in people] == [set(), set()]
    assert at_work(client, LATER).post(f"/v1/imports/{import_id}/resume", {}, at=LATER).status == 409


def test_who_may_and_who_agrees_and_nobody_frees_themself(cloud, monkeypatch):
    _, _, document = resident()
    import_id = in_force(a_list([contact(document), contact(a_document())]))
    sender, own = epidemiologist(), epidemiologist(document=card(document))
    assert undo(import_id, by=epidemiologist("34")).status == 404
    assert undo(import_id, by=log_in_staff("supervisor", NOON, "63")).status == 403
    monkeypatch.setattr("chalicelib.desk.breaker_numbers.current", lambda: Numbers(counted=1, simulated=1))
    proposed = undo(import_id, by=sender).body
    assert undo(import_id).body["code"] == "proposal_open"
    assert (proposed["touches"]["people"], set(proposed["needs"])) == (2, {"second_person"})
    assert decide_on(sender, proposed["id"], at=LATER).body["code"] == "same_person"
    assert decide_on(own, proposed["id"], at=LATER).body["status"] == "in_force"
    minutes(cloud, LATER, 6)
    assert [each["code"] for each in errors(import_id, LATER)] == ["own_record"]
    many = in_force(a_list([contact(a_document(), day="2020-03-06") for _ in range(1)]))
    monkeypatch.setattr("chalicelib.desk.breaker_numbers.current", lambda: Numbers(counted=0))
    large = undo(many).body
    assert needs_of(decide_on(epidemiologist(), large["id"], at=LATER)) == {"supervisor", "count"}
    assert case_in_force(a_document())


def test_what_may_turn_more_people_worse_than_a_dry_run_is_for_is_not_taken_back_as_a_whole(cloud, monkeypatch):
    released = [f"{a_document()},确诊,出院,2020-03-01,2020-03-09,630102,W-{each}" for each in range(2)]
    opened = [f"{a_document()},确诊,在治,2020-03-09,,630102,W-{each}" for each in range(2, 4)]
    lets_go, closes = in_force(csv(_CASES, *released), kind="cases"), in_force(csv(_CASES, *opened), kind="cases")
    lowers = published(f"{a_county()},low,2020-03-06,,")
    monkeypatch.setattr("chalicelib.desk.breaker_numbers.current", lambda: Numbers(counted=0, simulated=1))
    refused = undo(lets_go)
    assert (refused.status, refused.body["code"]) == (409, "undo_worsens")
    assert undo(closes).status == 201
    assert undo(lowers).status == 201
    monkeypatch.setattr("chalicelib.desk.breaker_numbers.current", lambda: Numbers(counted=0, simulated=2))
    asked = undo(lets_go)
    assert asked.status == 201
    monkeypatch.setattr("chalicelib.desk.breaker_numbers.current", lambda: Numbers(counted=0, simulated=1))
    assert decide_on(epidemiologist(), asked.body["id"], at=LATER).body["code"] == "undo_worsens"


@pytest.mark.parametrize(("level", "status"), [("low", 409), ("high", 201)])
def test_a_rating_that_let_many_go_is_not_taken_back_as_a_whole_and_one_that_stopped_them_is(
    cloud, monkeypatch, level, status
):
    county = a_county()
    stayed(county), stayed(county)
    rated(county, "medium", "2020-03-01", NOON)
    import_id = published(f"{county},{level},2020-03-06,,")
    monkeypatch.setattr("chalicelib.desk.breaker_numbers.current", lambda: Numbers(counted=0, simulated=1))
    assert undo(import_id).status == status


def test_a_line_behind_the_undos_page_is_taken_back_too_and_counted_once(cloud, monkeypatch):
    people = [resident() for _ in range(2)]
    import_id = uploaded(a_list([contact(document) for _, _, document in people]))
    assert decide(import_id).status == 200
    record = records.find(import_id)
    first, second = bucket.rows(record.part("good", 0))
    applying._applied(record, [first], set(), NOON)
    assert epidemiologist().post(f"/v1/imports/{import_id}/stop", {}, at=NOON).status == 200
    proposed = undo(import_id).body["id"]
    assert decide_on(epidemiologist(""), proposed, at=LATER).status == 200
    later = minutes(cloud, LATER, 2)
    # The worker that was stopped is still in its part.
    applying._applied(record, [second], set(), NOON)
    minutes(cloud, later, 4)
    assert found(import_id, LATER)["status"] == "undone"
    assert [rules_of(each[1], LATER) for each in people] == [set(), set()]
    assert numbers_of(proposed) == {"red>green": 2, "unchanged": 0, "failed": 0}


@pytest.mark.parametrize("outcome", ["same", "other"])
def test_a_stay_whose_name_waits_is_not_filed_once_its_list_was_taken_back(cloud, outcome):
    client, person_id, document = resident()
    county = a_county()
    rated(county, "medium", "2020-03-01", NOON)
    line = f"{document},{county},2020-03-05,2020-03-07,G123,{ANOTHER}"
    import_id = in_force(csv(f"{_TRAVEL},姓名", line), kind="travel")
    assert shown(import_id)["outcomes"] == {"waiting_match": 1}
    (match,) = names_waiting(document)
    undone(cloud, import_id)
    assert compare(match["id"], outcome, at=LATER).status == 200
    known = known_facts.events_of(known_facts.of_document(card(document)), None)
    assert [type(each) for each in known] == [StayWithdrawn]
    assert rules_of(person_id, LATER) == set()
    assert code(client, person_id, LATER)["colour"] == "green"
    assert names_waiting(document, at=LATER) == []
    assert stored_equals_rebuilt(person_id)
