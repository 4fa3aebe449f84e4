"""Looking after staff: what one supervisor takes away at once, and what two give."""

import pytest

from chalicelib.desk import staff
from chalicelib.identity.documents import check_document
from chalicelib.person.documents import hash_of
from tests.staff.steps import (
    MINUTE,
    created,
    decide,
    invitation,
    invite,
    log_in,
    patch,
    refresh,
)
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_document, applied, log_in_staff

DECIDING = ["reviewer", "epidemiologist", "supervisor", "auditor", "exchange_desk"]


@pytest.mark.parametrize("role", DECIDING)
def test_a_deciding_role_is_given_by_two(supervisor, role):
    proposal = invite(supervisor, roles=[role]).body
    assert (proposal["status"], proposal["kind"], proposal["needs"]) == ("proposed", "staff_role", ["second_person"])
    assert staff.by_id(proposal["subject"]) is None
    assert decide(supervisor, proposal).body["code"] == "same_person"
    assert decide(log_in_staff(role if role != "supervisor" else "auditor"), proposal).status == 403
    assert decide(log_in_staff("supervisor"), proposal).body["status"] == "in_force"
    assert sorted(staff.by_id(proposal["subject"]).roles) == [role]


def test_a_guard_is_invited_by_one(supervisor):
    answer = invite(supervisor, roles=["gate"])
    assert (answer.status, answer.body["status"]) == (201, "in_force")


def test_a_proposal_shows_no_document_and_no_phone(supervisor):
    form = invitation(roles=["reviewer"])
    shown = supervisor.post("/v1/staff/invitations", form, at=NOON).raw
    assert form["phone"] not in shown
    assert form["document"]["number"] not in shown
    assert "hash" not in shown.replace("content_hash", "")


def test_one_person_has_one_login(supervisor):
    document = {"type": "id_card", "number": a_document()}
    assert created(supervisor, document=document)
    again = invite(supervisor, document=document)
    assert (again.status, again.body["code"]) == (409, "staff_document_taken")


def test_two_invitations_of_one_person_make_one_login(supervisor):
    document, second = {"type": "id_card", "number": a_document()}, log_in_staff("supervisor")
    proposals = [invite(supervisor, roles=["reviewer"], document=document).body for _ in range(2)]
    assert [decide(second, each).status for each in proposals] == [200, 409]


def test_a_login_is_taken_once(supervisor):
    member = created(supervisor)
    again = invite(supervisor, login=member["login"])
    assert (again.status, again.body["code"]) == (409, "login_taken")


def test_a_login_without_a_document_decides_nothing_until_it_is_given_one(supervisor):
    member = created(supervisor, roles=["reviewer"])
    record = staff.by_id(member["id"])
    record.document_hash = None
    record.save()
    _, client = log_in(member)
    assert client.get("/v1/recoveries", at=NOON + MINUTE).status == 403
    proposal = invite(supervisor, login=member["login"], roles=["reviewer"]).body
    assert decide(log_in_staff("supervisor"), proposal).status == 200
    _, client = log_in(member, NOON + 2 * MINUTE)
    assert client.get("/v1/recoveries", at=NOON + 2 * MINUTE).status == 200


def test_a_repeated_request_makes_one_proposal(supervisor):
    form = invitation(roles=["reviewer"])
    answers = [
        supervisor.post("/v1/staff/invitations", form, at=NOON, idempotency_key="new-reviewer") for _ in range(2)
    ]
    assert [answer.status for answer in answers] == [201, 201]
    assert answers[0].body == answers[1].body


def test_a_supervisor_reaches_their_own_region_only():
    there = created(log_in_staff("supervisor"), region="42")
    local = log_in_staff("supervisor", region="63")
    assert invite(local, region="42").status == 403
    assert invite(local, region="").status == 403
    assert patch(local, there, active=False).status == 404
    assert local.post(f"/v1/staff/{there['id']}/totp", {}, at=NOON).status == 404
    assert patch(local, created(local, region="6301"), region="").status == 403


def test_both_supervisors_reach_where_it_was_and_where_it_will_be(supervisor):
    member = created(supervisor, roles=["reviewer"], region="6301")
    moved = patch(log_in_staff("supervisor", region="63"), member, region="6302").body["proposal"]
    assert (moved["status"], moved["region"]) == ("proposed", "63")
    assert decide(log_in_staff("supervisor", region="6302"), moved).status == 404
    assert decide(log_in_staff("supervisor", region="63"), moved).status == 200
    assert staff.by_id(member["id"]).region == "6302"


def test_who_is_switched_off_is_out_at_once(supervisor):
    member = created(supervisor, roles=["reviewer"])
    _, client = log_in(member)
    assert client.get("/v1/recoveries", at=NOON + 2 * MINUTE).status == 200
    answer = patch(supervisor, member, NOON + 2 * MINUTE, active=False)
    assert (answer.body["active"], answer.body["proposal"]) == (False, None)
    assert client.get("/v1/recoveries", at=NOON + 2 * MINUTE).status == 401
    assert refresh(client, NOON + 3 * MINUTE) == 401
    assert log_in(member, NOON + 4 * MINUTE)[0] == 401


def test_switching_on_again_takes_two(supervisor):
    member = created(supervisor, roles=["reviewer"])
    patch(supervisor, member, active=False)
    waiting = patch(supervisor, member, NOON + MINUTE, active=True).body
    assert (waiting["active"], waiting["proposal"]["status"]) == (False, "proposed")
    assert decide(log_in_staff("supervisor", NOON), waiting["proposal"], NOON + MINUTE).status == 200
    assert log_in(member, NOON + 6 * MINUTE)[0] == 201


def test_who_is_switched_off_is_out_also_where_instants_come_out_of_order(supervisor):
    member = created(supervisor)
    _, client = log_in(member, NOON + 5 * MINUTE)
    patch(supervisor, member, NOON + 2 * MINUTE, active=False)
    assert refresh(client, NOON + 6 * MINUTE) == 401


def test_a_role_that_is_taken_away_is_gone_with_the_next_request(supervisor):
    member = created(supervisor, roles=["gate", "reviewer"])
    _, client = log_in(member)
    assert client.get("/v1/recoveries", at=NOON + MINUTE).status == 200
    assert patch(supervisor, member, NOON + MINUTE, roles=["gate"]).body["roles"] == ["gate"]
    assert client.get("/v1/recoveries", at=NOON + MINUTE).status == 403
    assert refresh(client, NOON + 2 * MINUTE) == 401


@pytest.mark.parametrize(
    "wider", [{"roles": ["gate", "reviewer"]}, {"roles": ["auditor"]}, {"region": "63"}, {"region": "6302"}]
)
def test_whatever_gives_more_waits_for_a_second_supervisor(supervisor, wider):
    member = created(supervisor, roles=["reviewer"], region="6301")
    answer = patch(supervisor, member, **wider).body
    assert (answer["roles"], answer["region"]) == (["reviewer"], "6301")
    assert answer["proposal"]["status"] == "proposed"
    assert decide(log_in_staff("supervisor"), answer["proposal"]).status == 200
    record = staff.by_id(member["id"])
    assert {"roles": sorted(record.roles), "region": record.region} | {
        name: sorted(value) if name == "roles" else value for name, value in wider.items()
    } == {"roles": sorted(record.roles), "region": record.region}


def test_what_was_taken_away_meanwhile_is_not_given_back_unseen(supervisor):
    member = created(supervisor, roles=["gate", "reviewer"], region="6301")
    wider = patch(supervisor, member, region="63").body["proposal"]
    patch(log_in_staff("supervisor"), member, roles=["gate"])
    answer = decide(log_in_staff("supervisor"), wider)
    assert (answer.status, answer.body["code"]) == (409, "conflict")
    assert sorted(staff.by_id(member["id"]).roles) == ["gate"]


def test_a_proposal_of_a_supervisor_who_was_removed_is_refused(supervisor):
    first = created(supervisor, roles=["supervisor"])
    _, client = log_in(first)
    proposal = invite(client, NOON + MINUTE, roles=["reviewer"]).body
    patch(supervisor, first, NOON + MINUTE, active=False)
    answer = decide(log_in_staff("supervisor"), proposal, NOON + MINUTE)
    assert (answer.status, answer.fields) == (409, {"proposed_by": "proposer_removed"})


def test_an_untouched_session_goes_on(supervisor):
    _, client = log_in(created(supervisor))
    assert refresh(client, NOON + 2 * MINUTE) == 200


def test_nobody_changes_their_own_login(supervisor):
    member = created(supervisor, roles=["supervisor"])
    _, client = log_in(member)
    refused = patch(client, member, NOON + MINUTE, roles=["supervisor", "auditor"])
    assert (refused.status, refused.body["code"]) == (403, "own_record")
    assert patch(client, member, NOON + MINUTE, active=False).body["code"] == "own_record"
    renewal = client.post(f"/v1/staff/{member['id']}/totp", {}, at=NOON + MINUTE)
    assert (renewal.status, renewal.body["code"]) == (403, "own_record")


def test_nobody_agrees_to_their_own_roles(supervisor):
    member = created(supervisor, roles=["supervisor"], region="6301")
    wider = patch(supervisor, member, region="63").body["proposal"]
    _, client = log_in(member)
    record = staff.by_id(member["id"])
    record.region = "63"
    record.save()
    assert decide(client, wider, NOON + MINUTE).body["code"] == "own_record"


def test_nobody_gives_a_login_to_themselves_or_their_own_people(supervisor):
    number = a_document()
    applied(Client(), number=number)
    own = hash_of(check_document("id_card", number, on=NOON.date()))
    mother = log_in_staff("supervisor", document=own)
    answer = invite(mother, roles=["reviewer"], document={"type": "id_card", "number": number})
    assert (answer.status, answer.body["code"]) == (403, "own_record")


def test_the_id_may_stand_in_the_body_too(supervisor):
    member = created(supervisor)
    answer = supervisor.call("PATCH", "/v1/staff", {"id": member["id"], "active": False}, at=NOON)
    assert (answer.status, answer.body["active"]) == (200, False)
    assert supervisor.call("PATCH", "/v1/staff", {"active": False}, at=NOON).fields == {"id": "required"}


def test_nobody_sets_anothers_password(supervisor):
    old = supervisor.post("/v1/staff", at=NOON)
    assert (old.status, old.body["code"]) == (410, "gone")
    assert patch(supervisor, created(supervisor), password="another long secret").status == 410


def test_the_list_is_of_the_region_and_pages():
    local = log_in_staff("supervisor", region="5403")
    made = {created(local, region=region)["id"] for region in ("5403", "540302", "540321")}
    created(log_in_staff("supervisor"), region="5404")
    first = local.get("/v1/staff?limit=2", at=NOON).body
    second = local.get(f"/v1/staff?limit=2&cursor={first['next_cursor']}", at=NOON).body
    found = first["items"] + second["items"]
    assert {each["id"] for each in found} == made | {local.account_id}
    assert [each["id"] for each in found if each["own"]] == [local.account_id]
    assert (len(first["items"]), second["next_cursor"]) == (2, None)


def test_a_supervisor_of_the_whole_country_lists_everybody(supervisor):
    ids, cursor = set(), ""
    made = {created(supervisor, region=region)["id"] for region in ("", "5403")}
    while cursor is not None:
        page = supervisor.get(f"/v1/staff?limit=100{cursor and '&cursor=' + cursor}", at=NOON)
        assert page.status == 200, page.raw
        ids, cursor = ids | {each["id"] for each in page.body["items"]}, page.body["next_cursor"]
    assert made | {supervisor.account_id} <= ids


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"login": "x"}, "login"),
        ({"login": "a b c"}, "login"),
        ({"login": "a/b#c"}, "login"),
        ({"roles": []}, "roles"),
        ({"roles": ["resident"]}, "roles.0"),
        ({"roles": ["exchange"]}, "roles.0"),
        ({"roles": ["gate", "gate"]}, "roles"),
        ({"roles": "gate"}, "roles"),
        ({"region": "6"}, "region"),
        ({"region": "63010203"}, "region"),
        ({"region": "青海"}, "region"),
        ({"active": True}, "active"),
        ({"password": "a secret of somebody else's"}, "password"),
        ({"phone": None}, "phone"),
    ],
)
def test_what_is_no_invitation_is_named(supervisor, changes, field):
    answer = invite(supervisor, **changes)
    assert (answer.status, list(answer.fields)) == (400, [field]), answer.raw


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"phone": "123"}, "invalid_phone"),
        ({"phone": None, "email": "nobody"}, "invalid_email"),
        ({"document": {"type": "id_card", "number": "123"}}, "invalid_document"),
    ],
)
def test_where_it_goes_and_to_whom_is_checked(supervisor, changes, code):
    answer = invite(supervisor, **changes)
    assert (answer.status, answer.body["code"]) == (422, code), answer.raw


@pytest.mark.parametrize("body", [{}, {"roles": []}, {"login": "other"}, {"active": "no"}, {"region": None}])
def test_what_is_no_change_is_refused(supervisor, body):
    assert supervisor.call("PATCH", "/v1/staff/staff-1", body, at=NOON).status == 400
