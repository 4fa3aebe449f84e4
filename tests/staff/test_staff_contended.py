"""Two supervisors at the same login at once: what each asked for holds, and is on record."""

from chalicelib.desk import audit, staff
from tests.staff.steps import MINUTE, PASSWORD, code, created, decide, invitation, invite, patch, token_of
from tests.support.client import Client
from tests.support.meanwhile import meanwhile
from tests.support.resident_steps import NOON, log_in_staff


def test_two_changes_at_once_both_hold(supervisor):
    member = created(supervisor, roles=["gate"], region="63")
    with meanwhile(lambda: patch(log_in_staff("supervisor"), member, active=False)) as tried:
        answer = patch(supervisor, member, region="6301")
    assert tried == [1, 2]
    assert (answer.body["region"], answer.body["active"]) == ("6301", False)
    reasons = {each.reason for each in audit.of_subject(member["id"], 9, None) if each.action == "staff.change"}
    assert reasons == {"active=False", "region=6301"}


def test_a_login_moved_out_of_the_region_meanwhile_is_out_of_reach(supervisor):
    local = log_in_staff("supervisor", region="63")
    member = created(local)
    with meanwhile(lambda: patch(supervisor, member, region="42")):
        assert patch(local, member, active=False).status == 404
    assert staff.by_id(member["id"]).active


def test_a_supervisor_who_is_removed_meanwhile_takes_nothing_away(supervisor):
    member, local = created(supervisor), log_in_staff("supervisor")

    def removed() -> None:
        record = staff.by_id(local.account_id)
        record.active = False
        record.save()

    with meanwhile(removed):
        assert patch(local, member, active=False).status == 403
    assert staff.by_id(member["id"]).active


def test_a_login_is_taken_by_the_quicker_one(supervisor):
    wanted, second = invitation(roles=["reviewer"]), log_in_staff("supervisor")
    slower = supervisor.post("/v1/staff/invitations", wanted, at=NOON).body
    quicker = invite(supervisor, login=wanted["login"], roles=["reviewer"]).body
    with meanwhile(lambda: decide(log_in_staff("supervisor"), quicker)):
        answer = decide(second, slower)
    assert (answer.status, answer.body["code"]) == (409, "login_taken")
    assert staff.find(wanted["login"]).account_id == quicker["subject"]


def test_a_request_sent_twice_at_once_makes_one_proposal(supervisor):
    wanted, quicker = invitation(roles=["reviewer"]), []

    def send():
        return supervisor.post("/v1/staff/invitations", wanted, at=NOON, idempotency_key="twice")

    with meanwhile(lambda: quicker.append(send())):
        slower = send()
    assert (slower.status, slower.body) == (201, quicker[0].body)


def test_an_invitation_finished_twice_at_once_is_finished_once(supervisor):
    token = token_of(invite(supervisor).body)
    secret = Client().post("/v1/staff/enrolments/start", {"invitation": token}, at=NOON).body["totp_secret"]

    def finish(at, password):
        body = {"invitation": token, "password": password, "totp": code(secret, at)}
        return Client().post("/v1/staff/enrolments", body, at=at).status

    with meanwhile(lambda: finish(NOON, PASSWORD)):
        assert finish(NOON + MINUTE, "another long secret") == 410
