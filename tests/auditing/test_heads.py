"""Heads of the audit for everybody, and what supervisors see of their staff's logins."""

from datetime import timedelta

from chalicelib.desk import audit
from tests.proposals.steps import at_work
from tests.staff.steps import created, log_in
from tests.support.client import Client
from tests.support.resident_steps import NOON, log_in_staff

MINUTE = timedelta(minutes=1)


def test_heads_are_the_latest_entry_of_each_shard_for_everybody():
    answer = Client().get("/v1/audit/heads", at=NOON)
    assert answer.status == 200, answer.raw
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    for each in answer.body["items"]:
        latest = audit.latest(each["shard"])
        assert (each["number"], each["hash"]) == (int(latest.number), latest.hash)


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
