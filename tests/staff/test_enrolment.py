"""Enrolment: the person sets their own means of proof, by an invitation that works once and for a day."""

from datetime import timedelta

import pytest

from chalicelib.config import settings
from chalicelib.desk import invitations, staff
from chalicelib.features.messages import job as messages_job
from chalicelib.features.proposals import records
from chalicelib.store import vault
from tests.staff.steps import (
    MINUTE,
    PASSWORD,
    SECRETS,
    code,
    created,
    decide,
    enrol,
    entries,
    invite,
    log_in,
    refresh,
    token_of,
)
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_phone, log_in_staff

DAY = timedelta(days=1)


def start(token, at=NOON):
    return Client().post("/v1/staff/enrolments/start", {"invitation": token}, at=at)


def test_who_was_invited_sets_a_password_and_an_authenticator(supervisor):
    token = token_of(invite(supervisor, roles=["gate"]).body)
    offered = start(token).body
    assert offered["totp_secret"] in offered["totp_uri"]
    assert offered["passkey_options"]["rp"]["id"] == "localhost"
    assert enrol(token).status == 201
    member = {"login": offered["login"], "totp_secret": offered["totp_secret"], "id": ""}
    assert log_in(member)[0] == 201


def test_the_invitation_goes_to_the_person_alone(supervisor, cloud, cold_start):
    phone = a_phone()
    cloud.messages(settings().messages_queue_url)
    proposal = invite(supervisor, roles=["reviewer"], phone=phone).body
    assert cloud.messages(settings().messages_queue_url) == []
    agreed = decide(log_in_staff("supervisor"), proposal)
    [message] = cloud.messages(settings().messages_queue_url)
    assert message["kind"] == "staff_invitation"
    cold_start()  # its function reads the secret of the link by itself
    for _ in range(2):
        messages_job.work(message, NOON)
    [text] = cloud.sms(phone)
    link = f"{settings().public_url}/console.html#enrol={token_of(proposal)}"
    assert link in text
    assert link.startswith("http://localhost:")
    assert token_of(proposal) not in agreed.raw


def test_an_invitation_by_e_mail(supervisor, cloud):
    cloud.messages(settings().messages_queue_url)
    proposal = invite(supervisor, roles=["gate"], phone=None, email="new.guard@kangma.example").body
    for message in cloud.messages(settings().messages_queue_url):
        messages_job.work(message, NOON)
    [mail] = cloud.mails("new.guard@kangma.example")
    assert token_of(proposal) in mail["BodyText"]


def test_an_approval_sent_again_sends_the_invitation_once(supervisor, cloud):
    phone, second = a_phone(), log_in_staff("supervisor")
    proposal = invite(supervisor, roles=["reviewer"], phone=phone).body
    cloud.messages(settings().messages_queue_url)
    body = {"version": 1, "content_hash": proposal["content_hash"], "decision": "approve"}
    for _ in range(2):
        path = f"/v1/proposals/{proposal['id']}/approval"
        assert second.post(path, body, at=NOON, idempotency_key="agree").status == 200
    for message in cloud.messages(settings().messages_queue_url):
        messages_job.work(message, NOON)
    assert len(cloud.sms(phone)) == 1


def test_what_is_offered_stays_the_same_however_often_it_is_opened(supervisor):
    token = token_of(invite(supervisor).body)
    assert start(token).body == start(token).body


def test_an_invitation_works_once(supervisor):
    token = token_of(invite(supervisor).body)
    assert enrol(token).status == 201
    for answer in (start(token), enrol(token), Client().post("/v1/staff/enrolments", _finish(token), at=NOON)):
        assert (answer.status, answer.body["code"]) == (410, "lapsed")


def _finish(token):
    return {"invitation": token, "password": PASSWORD, "totp": "000000"}


def test_an_invitation_is_over_after_a_day(supervisor):
    token = token_of(invite(supervisor).body)
    assert start(token, NOON + DAY).body["code"] == "lapsed"
    assert start(token, NOON + DAY - MINUTE).status == 200


@pytest.mark.parametrize("token", ["x", "x.y", "0" * 20, "0" * 20 + "." + "0" * 40])
def test_what_is_no_invitation_opens_nothing(token):
    assert start(token).status == 404
    assert Client().post("/v1/staff/enrolments", _finish(token), at=NOON).status == 404


def test_a_changed_token_opens_nothing(supervisor):
    token = token_of(invite(supervisor).body)
    other = f"{token[:-1]}{'0' if token[-1] != '0' else '1'}"
    assert start(other).status == 404


def test_nothing_is_enrolled_before_two_agreed(supervisor):
    proposal = invite(supervisor, roles=["reviewer"]).body
    assert start(token_of(proposal)).status == 404


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaa"])
def test_a_weak_password_is_refused_and_the_invitation_stays(supervisor, password):
    token = token_of(invite(supervisor).body)
    assert enrol(token, password=password).fields == {"password": "weak_password"}
    assert enrol(token).status == 201


def test_a_wrong_first_code_is_refused_and_the_invitation_stays(supervisor):
    token = token_of(invite(supervisor).body)
    start(token)
    wrong = Client().post("/v1/staff/enrolments", _finish(token), at=NOON)
    assert (wrong.status, wrong.body["code"]) == (401, "invalid_code")
    assert enrol(token).status == 201


def test_the_first_code_logs_nobody_in(supervisor):
    member = created(supervisor)
    assert log_in(member, NOON)[0] == 401
    assert log_in(member, NOON + MINUTE)[0] == 201


def test_an_enrolment_takes_one_way(supervisor):
    token = token_of(invite(supervisor).body)
    both = _finish(token) | {"passkey": {}}
    for body, fields in (
        ({"invitation": token}, {"password": "required"}),
        ({"invitation": token, "password": PASSWORD}, {"totp": "required"}),
        (both, {"passkey": "unknown_field"}),
    ):
        assert Client().post("/v1/staff/enrolments", body, at=NOON).fields == fields


def test_who_is_switched_off_enrols_no_more(supervisor):
    proposal = invite(supervisor).body
    supervisor.call("PATCH", f"/v1/staff/{proposal['subject']}", {"active": False}, at=NOON)
    assert start(token_of(proposal)).body["code"] == "lapsed"


def test_a_renewal_is_started_by_supervisors_and_finished_by_the_person(supervisor):
    member = created(supervisor, roles=["reviewer"])
    _, client = log_in(member)
    answer = supervisor.post(f"/v1/staff/{member['id']}/totp", {"reason": "lost"}, at=NOON + 2 * MINUTE)
    assert (answer.status, answer.body["status"]) == (201, "proposed")
    assert "totp_secret" not in answer.raw
    assert decide(log_in_staff("supervisor"), answer.body, NOON + 2 * MINUTE).status == 200
    assert log_in(member, NOON + 3 * MINUTE)[0] == 201
    renewed = enrol(token_of(answer.body), NOON + 4 * MINUTE, password="another long secret")
    assert renewed.status == 201
    assert refresh(client, NOON + 5 * MINUTE) == 401
    assert log_in(member, NOON + 5 * MINUTE)[0] == 401
    secret = SECRETS[member["id"]]
    assert log_in(member, NOON + 6 * MINUTE, "another long secret", secret)[0] == 201


def test_a_guards_renewal_is_started_by_one(supervisor):
    member = created(supervisor)
    answer = supervisor.post(f"/v1/staff/{member['id']}/totp", {}, at=NOON + MINUTE)
    assert answer.body["status"] == "in_force"


def test_a_renewal_goes_to_where_the_last_invitation_went(supervisor):
    phone = a_phone()
    member = created(supervisor, phone=phone)
    proposal = supervisor.post(f"/v1/staff/{member['id']}/totp", {}, at=NOON + MINUTE).body
    record = invitations.find(records.find(proposal["id"]).content["invitation_id"])
    assert vault.unseal(record.id, "contact", record.contact) == phone


def test_staff_change_their_own_password_by_the_current_one(supervisor):
    member = created(supervisor)
    _, client = log_in(member)
    new, at = "another long secret", NOON + 2 * MINUTE

    def change(current):
        body = {"password": new, "current_password": current}
        return client.call("PUT", "/v1/me/password", body, at=at).status

    assert change("not the password") == 401
    assert change(PASSWORD) == 204
    assert refresh(client, at + MINUTE) == 401
    assert log_in(member, at + 2 * MINUTE)[0] == 401
    assert log_in(member, at + 3 * MINUTE, new)[0] == 201


def test_log_ins_and_failures_stand_in_the_audit(supervisor):
    member = created(supervisor)
    log_in(member, NOON + MINUTE)
    log_in(member, NOON + 2 * MINUTE, "not the password")
    log_in(member, NOON + MINUTE)
    found = [each for each in entries(subject=member["id"]) if each["action"].startswith("staff.log_in")]
    assert sorted((each["action"], each["reason"]) for each in found) == [
        ("staff.log_in", ""),
        ("staff.log_in_failed", "code"),
        ("staff.log_in_failed", "password"),
    ]


def test_refusals_stand_in_the_audit_with_what_was_asked(supervisor):
    reviewer = log_in_staff("reviewer", NOON, "63")
    assert reviewer.get("/v1/staff", at=NOON).status == 403
    outage = {"from": "2020-03-10T00:00:00Z", "until": "2020-03-10T01:00:00Z", "reason": "over"}
    local = log_in_staff("supervisor", NOON, "63")
    assert local.post("/v1/outages", outage, at=NOON).status == 403
    assert Client().get("/v1/staff", at=NOON).status == 401
    found = [entries(actor=each.account_id) for each in (reviewer, local)]
    assert [[(each["action"], each["ids"]["route"]) for each in listed] for listed in found] == [
        [("staff.refused", "GET /v1/staff")],
        [("staff.refused", "POST /v1/outages")],
    ]


def test_the_login_keeps_nothing_that_others_could_use(supervisor):
    member = created(supervisor)
    record = staff.by_id(member["id"])
    assert member["totp_secret"] not in str(record.attribute_values)
    assert PASSWORD not in str(record.attribute_values)
    assert code(member["totp_secret"], NOON) not in str(record.attribute_values)
