"""Requests about lost phones: what a reviewer sees, joined ones, fakes, phones that are somebody's."""

import pytest

from chalicelib.features.recoveries import relay_job
from tests.people.test_proxies import bind
from tests.recoveries.steps import DAY, MINUTE, Case, asked_about, kinds, recovery, waiting_in
from tests.support.aws_calls import calls_of
from tests.support.client import Client
from tests.support.meanwhile import meanwhile
from tests.support.resident_steps import (
    NOON,
    a_document,
    a_phone,
    applied,
    apply,
    log_in,
    log_in_staff,
    refreshed,
)
from tests.support.traveller_steps import START, abroad, certified


def test_a_reviewer_sees_what_the_record_says_of_what_was_claimed_and_no_more():
    number = a_document()
    owner, _ = applied(Client(), number=number)
    claim = recovery(number, a_phone()) | {"name": "假名字", "old_phone": owner.phone, "residence": "630103"}
    case_id = Client().post("/v1/login/recoveries", claim, at=NOON).body["id"]
    reviewer = log_in_staff("reviewer")
    (fields,) = reviewer.get(f"/v1/recoveries/{case_id}", at=NOON).body["compared"]
    found = {each["field"]: (each["claimed"], each["recorded"], each["agrees"]) for each in fields}
    assert found["name"] == ("假名字", "测试人", False)
    assert found["number"] == (number, number, True)
    assert found["residence"] == ("630103", "630102", False)
    assert found["old_phone"][2] is True
    assert owner.phone not in str(found["old_phone"][1])
    plain = Case()
    assert {each["field"] for each in plain.seen()["compared"][0]} == {"name", "number"}
    assert log_in_staff("reviewer", region="34").get(f"/v1/recoveries/{case_id}", at=NOON).status == 404


def test_a_look_is_in_the_audit():
    case, reviewer = Case(), log_in_staff("reviewer")
    case.seen(reviewer)
    path = f"/v1/audit?actor={reviewer.account_id}"
    entries = log_in_staff("auditor").get(path, at=NOON).body["items"]
    assert [(each["action"], each["subject"]) for each in entries] == [("recovery.looked_at", case.person["id"])]


def test_a_dependants_document_moves_nobodys_log_in(cloud):
    filer, own = certified(cloud)
    abroad(filer, own, START)
    number = a_document()
    assert bind(filer, number=number).status == 201
    asked = Client().post("/v1/login/recoveries", recovery(number, a_phone()), at=START).body["id"]
    reviewer = log_in_staff("reviewer", START)
    assert reviewer.get(f"/v1/recoveries/{asked}", at=START).body["known"] is False
    decision = {"accept": True, "reason": "Seen."}
    assert reviewer.post(f"/v1/recoveries/{asked}/decision", decision, at=START).status == 409
    assert "recovery_asked" not in kinds(filer, START)


def test_later_requests_join_the_one_that_is_open(cloud):
    case, other = Case(), a_phone()
    joined = Client().post("/v1/login/recoveries", recovery(case.number, other), at=NOON)
    assert (joined.status, joined.body["status"]) == (202, "waiting")
    seen = case.seen()
    assert (seen["claims"], len(seen["compared"])) == (2, 2)
    assert kinds(case.owner).count("recovery_asked") == 1
    case.decide(claim=1)
    relay_job.relay(NOON + DAY)
    assert log_in(Client(), other, NOON + DAY + MINUTE).account_id == case.owner.account_id


def test_requests_about_one_document_are_three_a_month():
    number = a_document()
    asked = [Client().post("/v1/login/recoveries", recovery(number, a_phone()), at=NOON).status for _ in range(4)]
    assert asked == [202, 202, 202, 429]


def test_fakes_bury_no_request():
    fakes = [asked_about(a_document()) for _ in range(3)]
    case = Case(residence="450102")
    assert fakes
    waiting = waiting_in("45")
    assert waiting[0] == case.id
    assert set(fakes) <= set(waiting)


def test_a_phone_in_whose_account_somebody_registered_is_not_taken():
    case = Case()
    log_in(other := Client(), case.new)
    assert apply(other).status == 201
    assert case.decide().status == 409
    assert log_in(Client(), case.new, NOON + MINUTE).account_id == other.account_id


def test_nor_one_where_somebody_registers_meanwhile():
    case, hasty = Case(), Client()
    log_in(hasty, case.new)
    case.decide()
    assert apply(hasty).status == 201
    relay_job.relay(NOON + DAY)
    assert refreshed(hasty, NOON + DAY).get("/v1/people", at=NOON + DAY).status == 200
    assert "recovery_refused" in kinds(case.owner, NOON + DAY)
    assert log_in(Client(), case.owner.phone, NOON + DAY + MINUTE).account_id == case.owner.account_id


def test_who_tried_the_new_number_before_staff_decided_still_gets_it():
    case = Case()
    log_in(Client(), case.new)
    assert case.decide().status == 200
    relay_job.relay(NOON + DAY)
    assert log_in(Client(), case.new, NOON + DAY + MINUTE).account_id == case.owner.account_id


def test_what_is_decided_twice_at_once_is_decided_once():
    case, quicker = Case(), []
    with meanwhile(lambda: quicker.append(case.decide(accept=False))):
        slower = case.decide()
    assert (quicker[0].status, slower.status) == (200, 409)


@pytest.mark.parametrize("when", [1, 2])
def test_what_is_put_in_force_twice_is_in_force_once(when: int):
    case = Case()
    case.decide()
    for _ in range(when):
        relay_job.relay(NOON + DAY)
    assert log_in(Client(), case.new, NOON + DAY + MINUTE).account_id == case.owner.account_id


def test_a_recovery_does_not_tell_whether_the_document_is_known():
    applied(Client(), number=(number := a_document()))
    known = Client().post("/v1/login/recoveries", recovery(number, a_phone()), at=NOON)
    unknown = Client().post("/v1/login/recoveries", recovery(a_document(), a_phone()), at=NOON)
    assert (known.status, set(known.body)) == (unknown.status, set(unknown.body))


def test_a_known_and_an_unknown_document_cost_the_same_calls():
    """How long an answer takes must not tell either."""
    applied(Client(), number=(number := a_document()))
    made = []
    for each in (number, a_document()):
        with calls_of("dynamodb") as calls:
            Client().post("/v1/login/recoveries", recovery(each, a_phone()), at=NOON)
        made.append(calls)
    assert made[0] == made[1]


def test_a_request_waits_for_the_region_where_the_person_lives():
    applied(Client(), number=(number := a_document()), residence="410105")
    case = asked_about(number)
    assert [case in waiting_in(region) for region in ("410105", "41", "", "34", "4102")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_request_about_an_unknown_document_waits_for_everybody():
    case = asked_about(a_document())
    assert all(case in waiting_in(region) for region in ("410105", "34", ""))


def test_only_staff_who_see_a_request_decide_it():
    applied(Client(), number=(number := a_document()), residence="410105")
    path, decision = f"/v1/recoveries/{asked_about(number)}/decision", {"accept": False, "reason": "No such report."}
    assert log_in_staff("reviewer", region="34").post(path, decision, at=NOON).status == 404
    assert log_in_staff("reviewer", region="41").post(path, decision, at=NOON).status == 200


def test_everybody_decides_a_request_without_region():
    path, decision = (
        f"/v1/recoveries/{asked_about(a_document())}/decision",
        {"accept": False, "reason": "No such person."},
    )
    assert log_in_staff("reviewer", region="34").post(path, decision, at=NOON).status == 200


def test_requests_are_paged_oldest_first():
    asked = []
    for _ in range(3):
        applied(Client(), number=(number := a_document()), residence="460105")
        asked.append(asked_about(number))
    assert [each for each in waiting_in("46", limit=1) if each in asked] == sorted(asked)
    staff = log_in_staff("reviewer", region="46")
    cursor = staff.get("/v1/recoveries?limit=1", at=NOON).body["next_cursor"]
    assert log_in_staff("reviewer").get(f"/v1/recoveries?cursor={cursor}", at=NOON).fields == {"cursor": "bad_cursor"}


def test_residents_do_not_see_recoveries():
    assert log_in(Client()).get("/v1/recoveries", at=NOON).status == 403
