"""Looking after staff: scoped to the region, audited, effective at once; and the audit that tells."""

import pytest

from tests.staff.steps import MINUTE, created, log_in, new_staff, patch, refresh
from tests.support.resident_steps import NOON, log_in_staff


def test_a_new_login_works_with_its_roles_and_region(supervisor):
    member = created(supervisor, roles=["reviewer", "gate"])
    assert (member["roles"], member["region"], member["active"]) == (["gate", "reviewer"], "63", True)
    assert member["totp_secret"] in member["totp_uri"]
    status, client = log_in(member)
    assert status == 201
    assert client.get("/v1/anomalies", at=NOON).status == 200
    assert client.get("/v1/staff", at=NOON).status == 403


def test_a_login_is_taken_once(supervisor):
    member = created(supervisor)
    again = supervisor.post("/v1/staff", new_staff(login=member["login"]), at=NOON)
    assert (again.status, again.body["code"]) == (409, "login_taken")


def test_a_repeated_request_makes_one_login(supervisor):
    form = new_staff()
    answers = [supervisor.post("/v1/staff", form, at=NOON, idempotency_key="new-guard") for _ in range(2)]
    assert [answer.status for answer in answers] == [201, 201]
    assert answers[0].body == answers[1].body


def test_a_supervisor_reaches_their_own_region_only():
    there = created(log_in_staff("supervisor"), region="42")
    local = log_in_staff("supervisor", region="63")
    assert local.post("/v1/staff", new_staff(region="42"), at=NOON).status == 403
    assert local.post("/v1/staff", new_staff(region=""), at=NOON).status == 403
    assert patch(local, there, active=False).status == 403
    assert local.post(f"/v1/staff/{there['id']}/totp", at=NOON).status == 403
    assert patch(local, created(local, region="6301"), region="").status == 403


def test_who_is_switched_off_is_out(supervisor):
    member = created(supervisor)
    _, other = log_in(member, NOON + MINUTE)
    assert patch(supervisor, member, NOON + 2 * MINUTE, active=False).body["active"] is False
    assert refresh(other, NOON + 3 * MINUTE) == 401
    assert log_in(member, NOON + 4 * MINUTE)[0] == 401
    assert patch(supervisor, member, NOON + 5 * MINUTE, active=True).status == 200
    assert log_in(member, NOON + 6 * MINUTE)[0] == 201


def test_who_is_switched_off_is_out_also_where_instants_come_out_of_order(supervisor):
    member = created(supervisor)
    _, client = log_in(member, NOON + 5 * MINUTE)
    patch(supervisor, member, NOON + 2 * MINUTE, active=False)
    assert refresh(client, NOON + 6 * MINUTE) == 401


def test_a_session_keeps_no_roles_that_were_taken(supervisor):
    member = created(supervisor, roles=["gate", "reviewer"])
    _, client = log_in(member)
    assert patch(supervisor, member, NOON + MINUTE, roles=["gate"]).body["roles"] == ["gate"]
    assert refresh(client, NOON + 2 * MINUTE) == 401


def test_an_untouched_session_goes_on(supervisor):
    _, client = log_in(created(supervisor))
    assert refresh(client, NOON + MINUTE) == 200


def test_a_lost_authenticator_is_replaced(supervisor):
    member = created(supervisor)
    _, client = log_in(member)
    renewed = supervisor.post(f"/v1/staff/{member['id']}/totp", at=NOON + MINUTE)
    assert renewed.status == 201
    assert renewed.body["totp_secret"] != member["totp_secret"]
    assert refresh(client, NOON + 2 * MINUTE) == 401
    assert log_in(member, NOON + 3 * MINUTE)[0] == 401
    assert log_in(renewed.body, NOON + 4 * MINUTE)[0] == 201


def test_a_new_password_takes_the_place_of_the_old(supervisor):
    member = created(supervisor)
    assert patch(supervisor, member, NOON + MINUTE, password="another long secret").status == 200
    assert log_in(member, NOON + 2 * MINUTE)[0] == 401
    assert log_in(member, NOON + 3 * MINUTE, "another long secret")[0] == 201


def test_nobody_changes_their_own_login(supervisor):
    member = created(supervisor, roles=["supervisor"])
    _, client = log_in(member)
    refused = patch(client, member, roles=["supervisor", "auditor"])
    assert (refused.status, refused.body["code"]) == (409, "own_login")
    assert client.post(f"/v1/staff/{member['id']}/totp", at=NOON).status == 409


def test_the_id_may_stand_in_the_body_too(supervisor):
    member = created(supervisor)
    answer = supervisor.call("PATCH", "/v1/staff", {"id": member["id"], "active": False}, at=NOON)
    assert (answer.status, answer.body["active"]) == (200, False)
    assert supervisor.call("PATCH", "/v1/staff", {"active": False}, at=NOON).fields == {"id": "required"}


def test_the_list_is_of_the_region_and_pages():
    local = log_in_staff("supervisor", region="5401")
    made = {created(local, region=region)["id"] for region in ("5401", "540102", "540103")}
    created(log_in_staff("supervisor"), region="5402")
    first = local.get("/v1/staff?limit=2", at=NOON).body
    second = local.get(f"/v1/staff?limit=2&cursor={first['next_cursor']}", at=NOON).body
    assert {each["id"] for each in first["items"] + second["items"]} == made
    assert (len(first["items"]), second["next_cursor"]) == (2, None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"login": "x"}, "login"),
        ({"login": "a b c"}, "login"),
        ({"login": "a/b#c"}, "login"),
        ({"password": "short"}, "password"),
        ({"password": "aaaaaaaaaaaa"}, "password"),
        ({"roles": []}, "roles"),
        ({"roles": ["resident"]}, "roles.0"),
        ({"roles": ["gate", "gate"]}, "roles"),
        ({"roles": "gate"}, "roles"),
        ({"region": "6"}, "region"),
        ({"region": "63010203"}, "region"),
        ({"region": "青海"}, "region"),
        ({"active": True}, "active"),
    ],
)
def test_what_is_no_login_is_named(supervisor, changes, field):
    answer = supervisor.post("/v1/staff", new_staff(**changes), at=NOON)
    assert (answer.status, list(answer.fields)) == (400, [field]), answer.raw


@pytest.mark.parametrize("body", [{}, {"roles": []}, {"login": "other"}, {"active": "no"}, {"region": None}])
def test_what_is_no_change_is_refused(supervisor, body):
    assert supervisor.call("PATCH", f"/v1/staff/{created(supervisor)['id']}", body, at=NOON).status == 400


@pytest.mark.parametrize("role", ["gate", "reviewer", "epidemiologist", "auditor", "exchange"])
def test_other_roles_do_not_look_after_staff(role):
    client = log_in_staff(role)
    assert client.post("/v1/staff", new_staff(), at=NOON).status == 403
    assert client.get("/v1/staff", at=NOON).status == 403
    assert client.call("PATCH", "/v1/staff/staff-1", {"active": False}, at=NOON).status == 403
    assert client.post("/v1/staff/staff-1/totp", at=NOON).status == 403


def test_an_unknown_member_is_not_found(supervisor):
    assert patch(supervisor, {"id": "staff-nobody"}, active=False).status == 404


# The audit.
