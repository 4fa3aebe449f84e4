"""A lost phone: asked for, told at once, compared, decided, objected to, and in force a day after the decision."""

from datetime import timedelta

import pytest

from chalicelib.features.messages import job as messages_job
from chalicelib.features.recoveries import relay_job
from chalicelib.features.sweep import expiry_job
from tests.people.test_proxies import bind
from tests.support.aws_calls import calls_of
from tests.support.client import Answer, Client
from tests.support.mailbox import queued
from tests.support.meanwhile import meanwhile
from tests.support.resident_steps import (
    NOON,
    a_document,
    a_phone,
    applied,
    apply,
    declaration,
    log_in,
    log_in_staff,
    refreshed,
)
from tests.support.traveller_steps import START, abroad, certified

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Case:
    """Somebody with a code whose phone is asked to give way to a new one."""

    def __init__(self, residence: str = "630102") -> None:
        self.number, self.new = a_document(), a_phone()
        self.owner, self.person = applied(Client(), number=self.number, residence=residence)
        self.id = Client().post("/v1/login/recoveries", _recovery(self.number, self.new), at=NOON).body["id"]

    def decide(self, by: Client | None = None, accept: bool = True, at=NOON, **more) -> Answer:
        body = {"accept": accept, "reason": "Seen in person with the document."} | more
        client = by or log_in_staff("reviewer", at)
        return client.post(f"/v1/recoveries/{self.id}/decision", body, at=at)

    def object_to(self, at=NOON) -> Answer:
        client = refreshed(self.owner, at)
        return client.post(f"/v1/me/recoveries/{self.id}/objection", {"reason": "It was not me."}, at=at)

    def claimant(self, at=NOON + MINUTE) -> Client:
        """Whoever logs in with the new phone."""
        return log_in(Client(), self.new, at)

    def seen(self, by: Client | None = None, at=NOON) -> dict:
        return (by or log_in_staff("reviewer", at)).get(f"/v1/recoveries/{self.id}", at=at).body


def sent(cloud, client: Client, at=NOON) -> None:
    """What the sweep and the messages queue do a minute later."""
    expiry_job.sweep(at + MINUTE)
    for message in queued(cloud, client):
        messages_job.work(message, at + MINUTE)


def kinds(client: Client, at=NOON) -> list[str]:
    listed = refreshed(client, at).get("/v1/me/messages", at=at).body["items"]
    return [each["kind"] for each in listed]


def test_old_phone_e_mail_and_inbox_are_told_at_once(cloud):
    from tests.messages.test_second_way import confirmed_email

    number, new = a_document(), a_phone()
    owner, _ = applied(Client(), number=number)
    address = f"lost-{owner.account_id}@example.org"
    confirmed_email(cloud, owner, address, NOON)
    refreshed(owner, NOON).call("PUT", "/v1/me/preferences", {"language": "en", "sms": False}, at=NOON)
    Client().post("/v1/login/recoveries", _recovery(number, new), at=NOON)
    sent(cloud, owner)
    assert "asked to move your account" in cloud.sms(owner.phone)[-1]
    assert "asked to move your account" in cloud.mails(address)[-1]["BodyText"]
    assert "recovery_asked" in kinds(owner)
    assert new[-4:] in cloud.sms(owner.phone)[-1]
    assert new not in cloud.sms(owner.phone)[-1]


def test_it_takes_effect_a_day_after_the_decision(cloud):
    case = Case()
    session = case.owner.session_id
    assert case.decide().body == {"id": case.id, "status": "accepted"}
    assert case.decide().status == 409
    relay_job.relay(NOON + DAY - MINUTE)
    assert log_in(Client(), case.owner.phone, NOON + 2 * MINUTE).account_id == case.owner.account_id
    relay_job.relay(NOON + DAY)
    after = log_in(Client(), case.new, NOON + DAY + MINUTE)
    assert after.account_id == case.owner.account_id
    assert after.get("/v1/me/preferences", at=NOON + DAY + MINUTE).status == 200
    assert log_in(Client(), case.owner.phone, NOON + DAY + MINUTE).account_id != case.owner.account_id
    assert session
    sent(cloud, case.owner, NOON + DAY)
    assert any("换到这个手机号" in text or "to this phone number" in text for text in cloud.sms(case.new))


def test_then_sessions_and_password_of_before_are_over():
    number, new, thief = a_document(), a_phone(), Client()
    owner, _ = applied(Client(), number=number)
    from chalicelib.features.login.by_code import code_of
    from tests.support.resident_steps import ask_for_code

    asked = ask_for_code(thief, owner.phone, NOON + MINUTE).body["challenge_id"]
    begun = thief.post("/v1/login/sessions", {"challenge_id": asked, "code": code_of(asked)}, at=NOON + MINUTE).body
    thief.token = begun["access_token"]
    proof = {"x_proof": begun["proof"]} if "proof" in begun else {}
    password = {"password": "violet harbour 42 lamps"}
    assert thief.call("PUT", "/v1/me/password", password, at=NOON + MINUTE, **proof).status == 204
    case = Client().post("/v1/login/recoveries", _recovery(number, new), at=NOON).body["id"]
    decision = {"accept": True, "reason": "Seen in person."}
    log_in_staff("reviewer").post(f"/v1/recoveries/{case}/decision", decision, at=NOON)
    relay_job.relay(NOON + DAY)
    at = NOON + DAY + MINUTE
    assert thief.post("/v1/login/sessions/refresh", {"refresh_token": begun["refresh_token"]}, at=at).status == 401
    for phone in (owner.phone, new):
        entry = {"phone": phone, "password": password["password"]}
        assert Client().post("/v1/login/sessions", entry, at=at).status == 401


def test_meanwhile_the_claimant_declares_and_shows_and_nothing_else():
    case = Case()
    case.decide()
    claimant, at, person = case.claimant(), NOON + MINUTE, case.person["id"]
    assert claimant.account_id == case.owner.account_id
    assert claimant.post(f"/v1/people/{person}/declarations", declaration(), at=at).status == 201
    assert claimant.get(f"/v1/people/{person}/code", at=at).status == 200
    assert [each["id"] for each in claimant.get("/v1/people", at=at).body["items"]] == [person]
    password = {"password": "violet harbour 42 lamps"}
    for method, path, body in (
        ("PUT", "/v1/me/password", password), ("GET", "/v1/me/messages", None), ("GET", "/v1/me/preferences", None),
        ("POST", f"/v1/me/recoveries/{case.id}/objection", {"reason": "x"}), ("DELETE", f"/v1/people/{person}", None),
        ("GET", "/v1/me/recoveries", None), ("POST", "/v1/venues", None), ("POST", "/v1/visits", None),
    ):  # fmt: skip
        assert claimant.call(method, path, body, at=at).status == 403, path
    assert refreshed(case.owner, at).get(f"/v1/people/{person}/code", at=at).status == 200


def test_an_objection_sends_both_to_a_second_reviewer_and_decides_nothing():
    case, first = Case(), log_in_staff("reviewer")
    case.decide(first)
    assert case.object_to(NOON + HOUR).body["status"] == "contested"
    assert case.object_to(NOON + HOUR).status == 409
    relay_job.relay(NOON + 2 * DAY)
    assert log_in(Client(), case.owner.phone, NOON + 2 * HOUR).account_id == case.owner.account_id
    assert case.claimant(NOON + 2 * HOUR).account_id == case.owner.account_id
    assert case.decide(first, at=NOON).body["code"] == "same_person"
    assert case.seen()["objection"] == "It was not me."
    assert case.decide(at=NOON + 3 * HOUR).body["status"] == "accepted"
    relay_job.relay(NOON + DAY)
    assert log_in(Client(), case.new, NOON + DAY + MINUTE).get("/v1/me/messages", at=NOON + DAY + MINUTE).status == 200


def test_the_second_reviewer_may_refuse_and_the_claimant_is_nobody_then():
    case = Case()
    case.decide()
    claimant = case.claimant()
    token = claimant.token
    case.object_to(NOON + HOUR)
    assert case.decide(accept=False, at=NOON + 2 * HOUR).body["status"] == "refused"
    relay_job.relay(NOON + 2 * DAY)
    again = log_in(Client(), case.new, NOON + 3 * HOUR)
    assert again.account_id != case.owner.account_id
    assert token
    assert log_in(Client(), case.owner.phone, NOON + 3 * HOUR).account_id == case.owner.account_id


def test_a_claimants_session_ends_with_the_claim():
    case = Case()
    case.decide()
    from chalicelib.features.login.by_code import code_of
    from tests.support.resident_steps import ask_for_code

    client = Client()
    asked = ask_for_code(client, case.new, NOON).body["challenge_id"]
    begun = client.post("/v1/login/sessions", {"challenge_id": asked, "code": code_of(asked)}, at=NOON).body
    case.object_to(NOON + MINUTE)
    case.decide(accept=False, at=NOON + 2 * MINUTE)
    refresh = {"refresh_token": begun["refresh_token"]}
    assert client.post("/v1/login/sessions/refresh", refresh, at=NOON + 3 * MINUTE).status == 401


def test_an_objection_before_the_decision_asks_for_two_reviewers():
    case, first = Case(), log_in_staff("reviewer")
    assert case.object_to().body["status"] == "waiting"
    assert case.seen()["objected"]
    assert case.decide(first).body["status"] == "contested"
    assert case.decide(first).status == 403
    assert case.decide(at=NOON + HOUR).body["status"] == "accepted"
    relay_job.relay(NOON + DAY + HOUR - MINUTE)
    assert log_in(Client(), case.owner.phone, NOON + 2 * HOUR).account_id == case.owner.account_id
    relay_job.relay(NOON + DAY + HOUR)
    assert log_in(Client(), case.new, NOON + DAY + 2 * HOUR).account_id == case.owner.account_id


def test_what_no_second_reviewer_decides_in_a_day_is_a_supervisors():
    case = Case()
    case.decide()
    case.object_to(NOON + HOUR)
    at = NOON + DAY + HOUR + MINUTE
    assert case.decide(at=at).body["code"] == "recovery_escalated"
    assert case.decide(log_in_staff("supervisor", at), at=at).body["status"] == "accepted"


def test_the_owner_sees_what_is_asked_and_nobody_else_objects():
    case = Case()
    (mine,) = refreshed(case.owner, NOON).get("/v1/me/recoveries", at=NOON).body["items"]
    assert (mine["id"], mine["status"], mine["new_phone"][-4:]) == (case.id, "waiting", case.new[-4:])
    other, _ = applied(Client())
    assert other.get("/v1/me/recoveries", at=NOON).body["items"] == []
    assert other.post(f"/v1/me/recoveries/{case.id}/objection", {"reason": "x"}, at=NOON).status == 404
    case.decide(accept=False)
    assert refreshed(case.owner, NOON).get("/v1/me/recoveries", at=NOON).body["items"] == []


def test_a_reviewer_sees_what_the_record_says_of_what_was_claimed_and_no_more():
    number = a_document()
    owner, _ = applied(Client(), number=number)
    claim = _recovery(number, a_phone()) | {"name": "假名字", "old_phone": owner.phone, "residence": "630103"}
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
    asked = Client().post("/v1/login/recoveries", _recovery(number, a_phone()), at=START).body["id"]
    reviewer = log_in_staff("reviewer", START)
    assert reviewer.get(f"/v1/recoveries/{asked}", at=START).body["known"] is False
    decision = {"accept": True, "reason": "Seen."}
    assert reviewer.post(f"/v1/recoveries/{asked}/decision", decision, at=START).status == 409
    assert "recovery_asked" not in kinds(filer, START)


def test_later_requests_join_the_one_that_is_open(cloud):
    case, other = Case(), a_phone()
    joined = Client().post("/v1/login/recoveries", _recovery(case.number, other), at=NOON)
    assert (joined.status, joined.body["status"]) == (202, "waiting")
    seen = case.seen()
    assert (seen["claims"], len(seen["compared"])) == (2, 2)
    assert kinds(case.owner).count("recovery_asked") == 1
    case.decide(claim=1)
    relay_job.relay(NOON + DAY)
    assert log_in(Client(), other, NOON + DAY + MINUTE).account_id == case.owner.account_id


def test_requests_about_one_document_are_three_a_month():
    number = a_document()
    asked = [Client().post("/v1/login/recoveries", _recovery(number, a_phone()), at=NOON).status for _ in range(4)]
    assert asked == [202, 202, 202, 429]


def test_fakes_bury_no_request():
    fakes = [_asked(a_document()) for _ in range(3)]
    case = Case(residence="450102")
    assert fakes
    waiting = _waiting("45")
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


def _recovery(number: str, phone: str) -> dict:
    return {
        "document": {"type": "id_card", "number": number},
        "name": "测试人",
        "new_phone": phone,
        "evidence": "The old phone was stolen; police report 123.",
    }


def test_a_recovery_does_not_tell_whether_the_document_is_known():
    applied(Client(), number=(number := a_document()))
    known = Client().post("/v1/login/recoveries", _recovery(number, a_phone()), at=NOON)
    unknown = Client().post("/v1/login/recoveries", _recovery(a_document(), a_phone()), at=NOON)
    assert (known.status, set(known.body)) == (unknown.status, set(unknown.body))


def test_a_known_and_an_unknown_document_cost_the_same_calls():
    """How long an answer takes must not tell either."""
    applied(Client(), number=(number := a_document()))
    made = []
    for each in (number, a_document()):
        with calls_of("dynamodb") as calls:
            Client().post("/v1/login/recoveries", _recovery(each, a_phone()), at=NOON)
        made.append(calls)
    assert made[0] == made[1]


def _asked(number: str) -> str:
    return Client().post("/v1/login/recoveries", _recovery(number, a_phone()), at=NOON).body["id"]


def _waiting(region: str, limit: int = 100) -> list[str]:
    """The ids of all that wait for a reviewer of that region, through all pages."""
    staff, seen, cursor = log_in_staff("reviewer", region=region), [], ""
    while cursor is not None:
        page = staff.get(f"/v1/recoveries?limit={limit}{cursor and f'&cursor={cursor}'}", at=NOON).body
        seen, cursor = seen + [each["id"] for each in page["items"]], page["next_cursor"]
    return seen


def test_a_request_waits_for_the_region_where_the_person_lives():
    applied(Client(), number=(number := a_document()), residence="410105")
    case = _asked(number)
    assert [case in _waiting(region) for region in ("410105", "41", "", "34", "4102")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_request_about_an_unknown_document_waits_for_everybody():
    case = _asked(a_document())
    assert all(case in _waiting(region) for region in ("410105", "34", ""))


def test_only_staff_who_see_a_request_decide_it():
    applied(Client(), number=(number := a_document()), residence="410105")
    path, decision = f"/v1/recoveries/{_asked(number)}/decision", {"accept": False, "reason": "No such report."}
    assert log_in_staff("reviewer", region="34").post(path, decision, at=NOON).status == 404
    assert log_in_staff("reviewer", region="41").post(path, decision, at=NOON).status == 200


def test_everybody_decides_a_request_without_region():
    path, decision = f"/v1/recoveries/{_asked(a_document())}/decision", {"accept": False, "reason": "No such person."}
    assert log_in_staff("reviewer", region="34").post(path, decision, at=NOON).status == 200


def test_requests_are_paged_oldest_first():
    asked = []
    for _ in range(3):
        applied(Client(), number=(number := a_document()), residence="460105")
        asked.append(_asked(number))
    assert [each for each in _waiting("46", limit=1) if each in asked] == sorted(asked)
    staff = log_in_staff("reviewer", region="46")
    cursor = staff.get("/v1/recoveries?limit=1", at=NOON).body["next_cursor"]
    assert log_in_staff("reviewer").get(f"/v1/recoveries?cursor={cursor}", at=NOON).fields == {"cursor": "bad_cursor"}


def test_residents_do_not_see_recoveries():
    assert log_in(Client()).get("/v1/recoveries", at=NOON).status == 403
