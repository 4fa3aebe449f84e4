"""Logins of staff: who does not look after them, and what stands in the audit."""

import pytest

from tests.staff.steps import (
    MINUTE,
    at_work,
    created,
    entries,
    invite,
    patch,
)
from tests.support.resident_steps import NOON, log_in_staff

DECIDING = ["reviewer", "epidemiologist", "supervisor", "auditor", "exchange_desk"]


@pytest.mark.parametrize("role", ["gate", "reviewer", "epidemiologist", "auditor", "exchange_desk"])
def test_other_roles_do_not_look_after_staff(role):
    client = log_in_staff(role)
    assert invite(client).status == 403
    assert client.get("/v1/staff", at=NOON).status == 403
    assert client.call("PATCH", "/v1/staff/staff-1", {"active": False}, at=NOON).status == 403
    assert client.post("/v1/staff/staff-1/totp", {}, at=NOON).status == 403


def test_an_unknown_member_is_not_found(supervisor):
    assert patch(supervisor, {"id": "staff-nobody"}, active=False).status == 404
    assert supervisor.post("/v1/staff/staff-nobody/totp", {}, at=NOON).status == 404


def test_who_gave_what_stands_in_the_audit(supervisor):
    second = log_in_staff("supervisor")
    member = created(supervisor, second, roles=["reviewer"])
    patch(at_work(supervisor, NOON + MINUTE), member, NOON + MINUTE, active=False)
    found = entries(subject=member["id"])
    assert {(each["action"], each["actor_id"]) for each in found} == {
        ("staff.change", supervisor.account_id),
        ("staff.enrolled", member["id"]),
        ("staff_role.in_force", second.account_id),
        ("staff_role.proposed", supervisor.account_id),
    }
    assert len(found) == 4
