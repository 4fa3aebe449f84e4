"""Heads of the audit for everybody, and what supervisors see of their staff's logins."""

from chalicelib.desk import audit
from tests.proposals.steps import at_work, epidemiologist
from tests.support.client import Client
from tests.support.resident_steps import NOON, log_in_staff


def test_heads_are_the_latest_entry_of_each_shard_for_everybody():
    answer = Client().get("/v1/audit/heads", at=NOON)
    assert answer.status == 200, answer.raw
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    for each in answer.body["items"]:
        latest = audit.latest(each["shard"])
        assert (each["number"], each["hash"]) == (int(latest.number), latest.hash)


def test_a_login_shows_its_last_log_in_and_its_sessions():
    supervisor = log_in_staff("supervisor", NOON, "41")
    other = at_work(epidemiologist("41"), NOON)
    found = supervisor.get("/v1/staff?limit=100", at=NOON).body["items"]
    (shown,) = [each for each in found if each["id"] == other.account_id]
    assert shown["last_login_at"] == NOON.isoformat()
    assert shown["sessions"] >= 1
    assert other.call("DELETE", "/v1/login/sessions", at=NOON).status == 204
    later = supervisor.get("/v1/staff?limit=100", at=NOON).body["items"]
    (after,) = [each for each in later if each["id"] == other.account_id]
    assert (after["last_login_at"], after["sessions"]) == (NOON.isoformat(), shown["sessions"] - 1)
