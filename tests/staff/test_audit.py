"""The audit: what was done is listed, chained, and a change of it found."""

from datetime import timedelta

import pytest

from chalicelib.config import settings
from chalicelib.desk import audit
from tests.staff.steps import MINUTE, created, entries, invite, patch, token_of
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, log_in_staff


def test_every_change_is_told_by_subject_and_by_actor_without_secrets(supervisor):
    proposal = invite(supervisor, roles=["gate"], region="6301").body
    member = {"id": proposal["subject"]}
    patch(supervisor, member, NOON + MINUTE, region="630102")
    supervisor.post(f"/v1/staff/{member['id']}/totp", {}, at=NOON + 2 * MINUTE)
    found = entries(subject=member["id"])
    assert [each["action"] for each in found] == ["staff_role.in_force", "staff.change", "staff_role.in_force"]
    assert {each["actor_id"] for each in found} == {supervisor.account_id}
    assert token_of(proposal) not in str(found)
    assert [each["hash"] for each in entries(actor=supervisor.account_id)] == [each["hash"] for each in found]
    [(known, login)] = log_in_staff("auditor").get(f"/v1/audit?subject={member['id']}", at=NOON).body["logins"].items()
    assert known == supervisor.account_id
    assert [each["hash"] for each in entries(actor=login)] == [each["hash"] for each in found]


def test_a_refused_change_leaves_no_entry(supervisor):
    proposal = invite(supervisor).body
    assert invite(supervisor, login=proposal["content"]["login"]).status == 409
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
    path = f"/v1/audit?subject={invite(local, region='6501').body['subject']}"
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
    shard = next(each for each in range(settings().audit_shards) if len(audit.chain(each)) > 2)
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
    shard = next(each for each in range(settings().audit_shards) if len(audit.chain(each)) > 2)
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
    assert all(verify(shard).body["intact"] for shard in range(settings().audit_shards))


@pytest.mark.parametrize("query", ["shard=8", "shard=-1", "shard=x", "after=x", "after=" + "9" * 13])
def test_there_are_no_other_shards(query):
    assert log_in_staff("auditor").get(f"/v1/audit/verification?{query}", at=NOON).status == 400
