"""Two supervisors at the same login at once: what each asked for holds, and is on record."""

from chalicelib.desk import audit
from tests.staff.steps import MINUTE, created, new_staff, patch
from tests.support.client import Answer, Client
from tests.support.meanwhile import meanwhile
from tests.support.resident_steps import NOON, log_in_staff


def create(by: Client, wanted: dict, **headers: str) -> Answer:
    return by.post("/v1/staff", wanted, at=NOON, **headers)


def test_two_changes_at_once_both_hold(supervisor):
    member = created(supervisor)
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
        assert patch(local, member, active=False).status == 403
    assert patch(supervisor, member, roles=["gate"]).body["active"] is True


def test_a_login_is_taken_by_the_quicker_one(supervisor):
    wanted = new_staff()
    with meanwhile(lambda: create(log_in_staff("supervisor"), wanted)):
        answer = create(supervisor, wanted)
    assert (answer.status, answer.body["code"]) == (409, "login_taken")
    assert audit.of_actor(supervisor.account_id, 9, None) == []


def test_a_request_sent_twice_at_once_makes_one_login(supervisor):
    wanted, quicker = new_staff(), []
    with meanwhile(lambda: quicker.append(create(supervisor, wanted, idempotency_key="twice"))):
        slower = create(supervisor, wanted, idempotency_key="twice")
    assert (slower.status, slower.body) == (201, quicker[0].body)


def test_a_secret_renewed_twice_at_once_by_one_request_is_renewed_once(supervisor):
    path, quicker = f"/v1/staff/{created(supervisor)['id']}/totp", []

    def renew() -> Answer:
        return supervisor.post(path, at=NOON + MINUTE, idempotency_key="renew")

    with meanwhile(lambda: quicker.append(renew())):
        slower = renew()
    assert (slower.status, slower.body) == (201, quicker[0].body)
