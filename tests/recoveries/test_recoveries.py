"""A lost phone: asked for, told at once, compared, decided, objected to, and in force a day after the decision."""

from chalicelib.features.recoveries import relay_job
from tests.recoveries.steps import DAY, HOUR, MINUTE, Case, kinds, recovery, sent
from tests.support.client import Client
from tests.support.platform_steps import bound
from tests.support.resident_steps import (
    NOON,
    a_document,
    a_phone,
    applied,
    declaration,
    log_in,
    log_in_staff,
    refreshed,
)


def test_old_phone_e_mail_and_inbox_are_told_at_once(cloud):
    from tests.messages.test_second_way import confirmed_email

    number, new = a_document(), a_phone()
    owner, _ = applied(Client(), number=number)
    address = f"lost-{owner.account_id}@example.org"
    confirmed_email(cloud, owner, address, NOON)
    refreshed(owner, NOON).call("PUT", "/v1/me/preferences", {"language": "en", "sms": False}, at=NOON)
    Client().post("/v1/login/recoveries", recovery(number, new), at=NOON)
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


def test_then_what_was_bound_of_wechat_logs_in_no_more():
    case = Case()
    browser = bound(case.owner)
    assert case.decide().status == 200
    assert browser.log_in(at=NOON + MINUTE).body["session"]["account"]["id"] == case.owner.account_id
    relay_job.relay(NOON + DAY)
    assert browser.log_in(at=NOON + DAY + MINUTE).body["session"] is None


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
    case = Client().post("/v1/login/recoveries", recovery(number, new), at=NOON).body["id"]
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
