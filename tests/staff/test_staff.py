"""Looking after staff: scoped to the region, audited, effective at once; and the audit that tells."""

from base64 import b32decode
from datetime import timedelta

import pytest

from chalicelib.desk import audit
from chalicelib.features.login import by_staff
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, log_in_staff

MINUTE = timedelta(minutes=1)
PASSWORD = "correct horse battery"
_NUMBERS = iter(range(10_000))


@pytest.fixture
def supervisor():
    return log_in_staff("supervisor")


def new_staff(**changes):
    form = {"login": f"login-{next(_NUMBERS)}", "password": PASSWORD, "roles": ["gate"], "region": "63"}
    return form | changes


def created(by, **changes):
    answer = by.post("/v1/staff", new_staff(**changes), at=NOON)
    assert answer.status == 201, answer.raw
    return answer.body


def log_in(member, at=NOON, password=PASSWORD, secret=None):
    code = by_staff.totp(b32decode(secret or member["totp_secret"]), int(at.timestamp()) // 30)
    body = {"login": member["login"], "password": password, "totp": code}
    client = Client(address=f"198.51.100.{next(_NUMBERS) % 250}")
    answer = client.post("/v1/login/sessions", body, at=at)
    if answer.status == 201:
        client.token, client.refresh = answer.body["access_token"], answer.body["refresh_token"]
    return answer.status, client


def patch(by, member, at=NOON, **changes):
    return by.call("PATCH", f"/v1/staff/{member['id']}", changes, at=at)


def refresh(client, at):
    return client.post("/v1/login/sessions/refresh", {"refresh_token": client.refresh}, at=at).status


def entries(at=NOON, **by):
    query = "&".join(f"{name}={value}" for name, value in by.items())
    return log_in_staff("auditor", at).get(f"/v1/audit?{query}", at=at).body["items"]


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


def test_every_change_is_told_by_subject_and_by_actor_without_secrets(supervisor):
    member = created(supervisor, roles=["gate", "reviewer"])
    patch(supervisor, member, NOON + MINUTE, roles=["gate"], password="another long secret")
    supervisor.post(f"/v1/staff/{member['id']}/totp", at=NOON + 2 * MINUTE)
    found = entries(subject=member["id"])
    assert [each["action"] for each in found] == ["staff.totp", "staff.change", "staff.create"]
    assert {each["actor_id"] for each in found} == {supervisor.account_id}
    assert "another" not in str(found)
    assert [each["hash"] for each in entries(actor=supervisor.account_id)] == [each["hash"] for each in found]


def test_a_refused_change_leaves_no_entry(supervisor):
    member = created(supervisor)
    supervisor.post("/v1/staff", new_staff(login=member["login"]), at=NOON)
    assert len(entries(actor=supervisor.account_id)) == 1


def test_a_day_lists_in_the_order_of_time_and_pages(supervisor):
    day = NOON - timedelta(days=400)
    for minute in range(5):
        audit.audited([], "somebody", "thing.look", "subject", day + minute * MINUTE)
    auditor = log_in_staff("auditor", day)
    path = f"/v1/audit?day={day:%Y-%m-%d}"
    first = auditor.get(f"{path}&limit=3", at=day).body
    second = auditor.get(f"{path}&limit=3&cursor={first['next_cursor']}", at=day).body
    times = [each["at"] for each in first["items"] + second["items"]]
    assert (len(times), times) == (5, sorted(times, reverse=True))
    assert second["next_cursor"] is None


def test_an_auditor_of_a_region_sees_what_was_done_there():
    local = log_in_staff("supervisor", region="65")
    member = created(local, region="6501")
    path = f"/v1/audit?subject={member['id']}"
    assert len(log_in_staff("auditor", region="65").get(path, at=NOON).body["items"]) == 1
    assert log_in_staff("auditor", region="42").get(path, at=NOON).body["items"] == []


@pytest.mark.parametrize("query", ["day=yesterday", "day=2020-02-30", "cursor=x", "limit=0", "colour=red", "shard=1"])
def test_the_audit_answers_no_nonsense(query):
    assert log_in_staff("auditor").get(f"/v1/audit?{query}", at=NOON).status == 400


def test_only_auditors_read_the_audit(supervisor):
    client, _ = applied(Client())
    assert supervisor.get("/v1/audit", at=NOON).status == 403
    assert client.get("/v1/audit", at=NOON).status == 403
    assert supervisor.get("/v1/audit/verification", at=NOON).status == 403


def verify(shard, after=0):
    return log_in_staff("auditor").get(f"/v1/audit/verification?shard={shard}&after={after}", at=NOON)


def test_the_chain_holds_and_goes_on_from_where_it_was_verified(supervisor):
    created(supervisor)
    shard = entries(actor=supervisor.account_id)[0]["shard"]
    whole = verify(shard).body
    assert (whole["intact"], whole["broken_at"]) == (True, None)
    assert whole["until"] == int(audit.latest(shard).number)
    rest = verify(shard, whole["until"] - 1).body
    assert (rest["intact"], rest["head"], rest["until"]) == (True, whole["head"], whole["until"])


@pytest.mark.parametrize(
    "tamper",
    [
        lambda entry: entry.update(actions=[audit.AuditRecord.reason.set("something else")]),
        lambda entry: entry.update(actions=[audit.AuditRecord.actor_id.set("somebody else")]),
        lambda entry: entry.update(actions=[audit.AuditRecord.hash.set("0" * 64)]),
        lambda entry: entry.delete(),
    ],
)
def test_what_was_changed_or_taken_out_is_found(tamper):
    for _ in range(40):
        audit.audited([], "somebody", "thing.look", "subject", NOON)
    shard = next(each for each in range(audit.AUDIT_SHARDS) if len(audit.chain(each)) > 2)
    entry = audit.chain(shard)[-2]
    kept = dict(entry.attribute_values)
    tamper(entry)
    found = verify(shard).body
    audit.AuditRecord(**kept).save()
    assert (found["intact"], found["broken_at"]) == (False, int(kept["number"]))
    assert verify(shard).body["intact"]


def test_a_forger_who_makes_the_hash_anew_is_found_by_the_next_entry():
    for _ in range(40):
        audit.audited([], "somebody", "thing.look", "subject", NOON)
    shard = next(each for each in range(audit.AUDIT_SHARDS) if len(audit.chain(each)) > 2)
    entry = audit.chain(shard)[-2]
    kept = dict(entry.attribute_values)
    entry.reason = "something else"
    entry.hash = audit.hash_of(entry)
    entry.save()
    found = verify(shard).body
    audit.AuditRecord(**kept).save()
    assert (found["intact"], found["broken_at"]) == (False, int(kept["number"]) + 1)


def test_entries_written_at_once_keep_one_chain():
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: audit.audited([], f"actor-{n}", "thing.look", "subject", NOON), range(40)))
    assert all(verify(shard).body["intact"] for shard in range(audit.AUDIT_SHARDS))


@pytest.mark.parametrize("query", ["shard=8", "shard=-1", "shard=x", "after=x", "after=" + "9" * 13])
def test_there_are_no_other_shards(query):
    assert log_in_staff("auditor").get(f"/v1/audit/verification?{query}", at=NOON).status == 400
