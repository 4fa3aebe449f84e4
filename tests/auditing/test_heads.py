"""Hourly heads of the audit: signed, public, of what lies in the bucket; and what supervisors see of staff's logins."""

from base64 import urlsafe_b64decode
from datetime import timedelta
from itertools import count

import pytest

from chalicelib.codes import heads as statements
from chalicelib.codes.heads import Head
from chalicelib.config import settings
from chalicelib.desk import audit
from chalicelib.features.auditing import heads, heads_job
from chalicelib.person import signing
from chalicelib.store import audit_bucket as bucket
from tests.auditing.chains import copied, everything_copied, written
from tests.proposals.steps import at_work
from tests.staff.steps import created, log_in
from tests.support.client import Client
from tests.support.resident_steps import NOON, log_in_staff

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
_DAYS = count(1)


@pytest.fixture
def at():
    """An hour of its own for each test, each after those before."""
    return NOON + timedelta(days=next(_DAYS))


def shown(at, path=""):
    return Client().get(f"/v1/audit/heads{path}", at=at)


def test_the_hour_s_heads_are_signed_for_everybody_and_are_the_last_entries_in_the_bucket(at):
    everything_copied()
    copied(written(10, at))
    heads_job.publish(at + 20 * MINUTE)
    answer = shown(at + 50 * MINUTE)
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    signed = urlsafe_b64decode(answer.body["statement"] + "==")
    said = statements.check(signed, signing.ring("audit_heads"))
    assert (said.hour, said.signed_at, said.issuer) == (at, at + 20 * MINUTE, "QH")
    latest = {shard: audit.latest(shard) for shard in range(settings().audit_shards)}
    assert said.items == tuple(Head(s, int(e.number), e.hash) for s, e in latest.items() if e)
    assert answer.body["items"] == [{"shard": e.shard, "number": e.number, "hash": e.hash} for e in said.items]
    assert bucket.body(f"heads/{answer.body['hour']}.cose") == signed


def test_an_hour_keeps_its_first_statement_and_the_next_has_its_own(at):
    everything_copied()
    first = heads.publish(at).statement
    copied(written(10, at))
    assert heads.publish(at + 30 * MINUTE).statement == first
    second = heads.publish(at + HOUR).statement
    assert statements.read(second).items != statements.read(first).items
    name = f"{at:%Y%m%dT%H}"
    kept = shown(at + HOUR, f"/{name}")
    assert kept.headers["Cache-Control"] == "public, max-age=86400, immutable"
    assert (kept.body["hour"], shown(at + HOUR).body["hour"]) == (name, f"{at + HOUR:%Y%m%dT%H}")
    assert shown(at, "/20200101T00").status == 404


def test_what_lacks_in_the_bucket_for_five_minutes_is_late(at):
    everything_copied()
    written(20, at)
    assert heads.publish(at + 4 * MINUTE).late == 0
    made = heads.publish(at + HOUR)
    assert made.late > 0
    assert made.differing == 0
    everything_copied()
    assert heads.publish(at + 2 * HOUR).late == 0


@pytest.mark.parametrize("tamper", ["rewritten", "end taken away"])
def test_a_table_that_says_otherwise_than_the_bucket_differs(at, tamper):
    everything_copied()
    copied(written(10, at))
    record = next(each for each in map(audit.latest, range(settings().audit_shards)) if each)
    kept = dict(record.attribute_values)
    if tamper == "rewritten":
        record.reason = "something else"
        record.hash = audit.hash_of(record)
        record.save()
    else:
        record.delete()
    made = heads.publish(at)
    audit.AuditRecord(**kept).save()
    assert made.differing == 1
    assert heads.publish(at + HOUR).differing == 0


def test_verification_passes_through_the_published_head(at):
    """Even a forger who makes the whole rest of a chain anew is found, without the bucket."""
    everything_copied()
    copied(written(10, at))
    heads.publish(at)
    record = next(each for each in map(audit.latest, range(settings().audit_shards)) if each)
    path = f"/v1/audit/verification?shard={record.shard}&after={int(record.number) - 1}"
    auditor = log_in_staff("auditor", at)
    whole = auditor.get(path, at=at).body
    assert whole["intact"]
    assert whole["published"] == {"number": int(record.number), "hash": record.hash}
    kept = dict(record.attribute_values)
    record.reason = "something else"
    record.hash = audit.hash_of(record)
    record.save()
    assert auditor.get(path, at=at).body["broken_at"] == int(record.number)
    record.delete()
    assert auditor.get(path, at=at).body["broken_at"] == int(record.number)
    audit.AuditRecord(**kept).save()
    assert auditor.get(path, at=at).body["intact"]


def test_before_the_first_hour_there_are_no_heads():
    answer = shown(NOON - timedelta(days=3_000))
    assert answer.body == {"hour": None, "at": None, "items": [], "statement": None}


def test_a_login_shows_its_last_log_in_and_its_sessions():
    supervisor, second = (log_in_staff("supervisor", NOON) for _ in range(2))
    member = created(supervisor, second, roles=["reviewer"])
    assert _shown(supervisor, member["id"]) == (None, 0)
    status, client = log_in(member, NOON + MINUTE)
    assert status == 201
    assert _shown(supervisor, member["id"]) == ((NOON + MINUTE).isoformat(), 1)
    assert client.call("DELETE", "/v1/login/sessions", at=NOON + MINUTE).status == 204
    assert _shown(supervisor, member["id"]) == ((NOON + MINUTE).isoformat(), 0)


def _shown(supervisor: Client, staff_id: str) -> tuple[str | None, int]:
    at, cursor = NOON + MINUTE, ""
    while True:
        page = at_work(supervisor, at).get(f"/v1/staff?limit=100{cursor}", at=at).body
        for each in page["items"]:
            if each["id"] == staff_id:
                return each["last_login_at"], each["sessions"]
        cursor = f"&cursor={page['next_cursor']}"
