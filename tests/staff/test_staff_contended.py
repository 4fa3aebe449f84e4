"""Two supervisors at the same login at once: what each asked for holds, and is on record."""

from datetime import timedelta

from chalicelib.desk import audit
from tests.support.client import Answer, Client
from tests.support.meanwhile import meanwhile
from tests.support.resident_steps import NOON, log_in_staff

MINUTE = timedelta(minutes=1)
_NUMBERS = iter(range(10_000))


def form(**changes) -> dict:
    filled = {"login": f"contended-{next(_NUMBERS)}", "password": "correct horse battery", "roles": ["gate"]}
    return filled | {"region": "63"} | changes


def create(by: Client, wanted: dict, **headers: str) -> Answer:
    return by.post("/v1/staff", wanted, at=NOON, **headers)


def patch(by: Client, staff_id: str, **changes) -> Answer:
    return by.call("PATCH", f"/v1/staff/{staff_id}", changes, at=NOON + MINUTE)


def test_two_changes_at_once_both_hold():
    one, other = log_in_staff("supervisor"), log_in_staff("supervisor")
    member = create(one, form()).body
    with meanwhile(lambda: patch(other, member["id"], active=False)) as tried:
        answer = patch(one, member["id"], region="6301")
    assert tried == [1, 2]
    assert (answer.body["region"], answer.body["active"]) == ("6301", False)
    entries = audit.of_subject(member["id"], 9, None)
    assert {(each.action, each.reason) for each in entries[:2]} == {
        ("staff.change", "active=False"),
        ("staff.change", "region=6301"),
    }


def test_a_login_moved_out_of_the_region_meanwhile_is_out_of_reach():
    local, whole = log_in_staff("supervisor", region="63"), log_in_staff("supervisor")
    member = create(local, form()).body
    with meanwhile(lambda: patch(whole, member["id"], region="42")):
        assert patch(local, member["id"], active=False).status == 403
    assert patch(whole, member["id"], roles=["gate"]).body["active"] is True


def test_a_login_is_taken_by_the_quicker_one():
    one, other, wanted = log_in_staff("supervisor"), log_in_staff("supervisor"), form()
    with meanwhile(lambda: create(other, wanted)):
        answer = create(one, wanted)
    assert (answer.status, answer.body["code"]) == (409, "login_taken")
    assert audit.of_actor(one.account_id, 9, None) == []


def test_a_request_sent_twice_at_once_makes_one_login():
    supervisor, wanted, quicker = log_in_staff("supervisor"), form(), []
    with meanwhile(lambda: quicker.append(create(supervisor, wanted, idempotency_key="twice"))):
        slower = create(supervisor, wanted, idempotency_key="twice")
    assert (slower.status, slower.body) == (201, quicker[0].body)


def test_a_secret_renewed_twice_at_once_by_one_request_is_renewed_once():
    supervisor, quicker = log_in_staff("supervisor"), []
    path = f"/v1/staff/{create(supervisor, form()).body['id']}/totp"

    def renew() -> Answer:
        return supervisor.post(path, at=NOON + MINUTE, idempotency_key="renew")

    with meanwhile(lambda: quicker.append(renew())):
        slower = renew()
    assert (slower.status, slower.body) == (201, quicker[0].body)
