"""Venues: registering, approving, changing, who works there, the code at the door."""

from datetime import timedelta

import pytest

from chalicelib.config import settings
from chalicelib.desk import audit
from tests.support.client import Client
from tests.support.resident_steps import NOON, log_in, log_in_staff, refreshed
from tests.support.venue_steps import decide, opened, registered, venue_form

HOUR = timedelta(hours=1)


def test_a_venue_awaits_approval_and_shows_its_manager_the_contact():
    manager, venue = registered()
    assert (venue["status"], venue["type"], venue["region"]) == ("awaiting", "restaurant", "630102")
    assert venue["contact"]["phone"] == "+869718230000"
    assert manager.get(f"/v1/venues/{venue['id']}", at=NOON).body == venue


def test_contact_is_sealed_in_the_table(cloud):
    _, venue = registered(contact={"name": "秘密联系人", "phone": "+8613912340987"})
    table = cloud.home.client("dynamodb")
    item = table.get_item(
        TableName=settings().venues_table, Key={"pk": {"S": f"V#{venue['id']}"}, "sk": {"S": "venue"}}
    )["Item"]
    assert "秘密" not in str(item)
    assert "13912340987" not in str(item)


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"credit_code": "916301020000000000"}, 422, "credit_code"),
        ({"credit_code": "123"}, 422, "credit_code"),
        ({"region": "630199"}, 400, "region"),
        ({"region": "CN"}, 400, "region"),
        ({"region": "630000"}, 400, "region"),
        ({"type": "pub"}, 400, "type"),
        ({"name": ""}, 400, "name"),
        ({"name": "x" * 61}, 400, "name"),
        ({"name": "a\ufffdb"}, 400, "name"),
        ({"location": {"lat": 36.6, "lon": 181}}, 400, "location.lon"),
        ({"location": {"lat": 60.0, "lon": 101}}, 400, "location.lat"),
        ({"location": {"lat": 0, "lon": 0}}, 400, "location.lat"),
        ({"location": {"lat": "36.6", "lon": 101}}, 400, "location.lat"),
        ({"location": {"lat": True, "lon": 101}}, 400, "location.lat"),
        ({"location": {"lat": 36.6}}, 400, "location.lon"),
        ({"contact": {"name": "a", "phone": "12"}}, 422, "contact.phone"),
        ({"contact": {"name": "a"}}, 400, "contact.phone"),
        ({"status": "approved"}, 400, "status"),
        ({"asks_temperature": "yes"}, 400, "asks_temperature"),
    ],
)
def test_what_is_wrong_with_a_registration_is_named(change, status, field):
    answer = log_in(Client()).post("/v1/venues", venue_form(**change), at=NOON)
    assert (answer.status, list(answer.fields)) == (status, [field]), answer.raw


def test_a_retry_with_its_key_registers_once():
    manager, form = log_in(Client()), venue_form()
    first = manager.post("/v1/venues", form, at=NOON, idempotency_key="k")
    again = manager.post("/v1/venues", form, at=NOON, idempotency_key="k")
    assert (first.status, again.status, again.body) == (201, 201, first.body)
    other = manager.post("/v1/venues", venue_form(), at=NOON, idempotency_key="k")
    assert (other.status, other.body["code"]) == (409, "idempotency_conflict")


def test_one_organisation_has_one_venue_of_a_name_in_a_county():
    form = venue_form()
    log_in(Client()).post("/v1/venues", form, at=NOON)
    assert log_in(Client()).post("/v1/venues", form, at=NOON).body["code"] == "venue_registered"
    assert log_in(Client()).post("/v1/venues", form | {"region": "630103"}, at=NOON).status == 201


def test_only_a_supervisor_of_the_region_approves():
    manager, venue = registered()
    path, approve = f"/v1/venues/{venue['id']}", {"status": "approved"}
    assert manager.call("PATCH", path, approve, at=NOON).status == 403
    assert log_in_staff("supervisor", region="11").call("PATCH", path, approve, at=NOON).status == 404
    assert log_in_staff("gate").call("PATCH", path, approve, at=NOON).status == 403
    assert log_in(Client()).call("PATCH", path, approve, at=NOON).status == 404
    assert decide(venue["id"], "approved").body["status"] == "approved"


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        (["approved", "closed", "approved"], 200),
        (["refused", "approved"], 200),
        (["approved", "approved"], 200),
        (["closed"], 409),
        (["approved", "refused"], 409),
        (["approved", "awaiting"], 409),
        (["refused", "closed"], 409),
    ],
)
def test_the_life_of_a_venue(steps, status):
    _, venue = registered()
    answers = [decide(venue["id"], step, reason="不符合要求") for step in steps]
    assert answers[-1].status == status
    assert all(answer.status == 200 for answer in answers[:-1])


def test_a_refusal_has_a_reason_that_the_manager_reads():
    manager, venue = registered()
    assert decide(venue["id"], "refused").fields == {"reason": "required"}
    decide(venue["id"], "refused", reason="地址不对")
    assert manager.get(f"/v1/venues/{venue['id']}", at=NOON).body["reason"] == "地址不对"


def test_decisions_are_audited():
    from chalicelib.desk import audit

    _, venue = opened()
    actions = [(entry.action, entry.region) for entry in audit.of_subject(venue["id"], 10, None)]
    assert actions == [("venue.approved", "63")]


def test_a_manager_changes_what_was_not_approved_and_closes():
    manager, venue = opened()
    path = f"/v1/venues/{venue['id']}"
    changed = manager.call("PATCH", path, {"contact": {"name": "新人"}, "asks_temperature": True}, at=NOON)
    assert (changed.body["contact"]["name"], changed.body["asks_temperature"]) == ("新人", True)
    for settled in ({"name": "别的名字"}, {"type": "bank"}, {"location": {"lat": 31.2, "lon": 121.4}}):
        assert manager.call("PATCH", path, settled, at=NOON).body["code"] == "venue_settled"
    assert manager.call("PATCH", path, {"status": "closed"}, at=NOON).body["status"] == "closed"
    assert manager.call("PATCH", path, {"status": "approved"}, at=NOON).status == 403


def test_before_approval_the_name_may_change_and_the_old_one_is_free_again():
    manager, venue = registered()
    path = f"/v1/venues/{venue['id']}"
    renamed = manager.call("PATCH", path, {"name": "新店名"}, at=NOON)
    assert renamed.body["name"] == "新店名"
    again = venue_form(name=venue["name"], credit_code=venue["credit_code"])
    assert manager.post("/v1/venues", again, at=NOON).status == 201
    taken = manager.call("PATCH", path, {"name": venue["name"]}, at=NOON)
    assert (taken.status, taken.body["code"]) == (409, "venue_registered")


def test_a_change_says_something():
    manager, venue = registered()
    assert manager.call("PATCH", f"/v1/venues/{venue['id']}", {}, at=NOON).fields == {"status": "required"}


def test_strangers_see_an_approved_venue_without_contact_and_no_other():
    _, venue = registered()
    stranger = log_in(Client())
    assert stranger.get(f"/v1/venues/{venue['id']}", at=NOON).status == 404
    decide(venue["id"], "approved")
    seen = stranger.get(f"/v1/venues/{venue['id']}", at=NOON).body
    assert seen["name"] == venue["name"]
    assert not {"contact", "credit_code"} & set(seen)


def test_a_supervisor_lists_what_awaits_in_the_region():
    _, here = registered(region="630121")
    registered(region="620102")
    supervisor = log_in_staff("supervisor", region="630121")
    listed = supervisor.get("/v1/venues?status=awaiting", at=NOON).body
    assert [venue["id"] for venue in listed["items"]] == [here["id"]]
    assert supervisor.get("/v1/venues?status=open", at=NOON).fields == {"status": "not_allowed"}


def test_a_supervisor_of_the_whole_country_lists_them_too():
    made = {registered(region="630121")[1]["id"], registered(region="620102")[1]["id"]}
    supervisor, found, cursor = log_in_staff("supervisor"), set(), ""
    while cursor is not None:
        page = supervisor.get(f"/v1/venues?limit=100{cursor and '&cursor=' + cursor}", at=NOON)
        assert page.status == 200, page.raw
        found, cursor = found | {venue["id"] for venue in page.body["items"]}, page.body["next_cursor"]
    assert made <= found


def test_the_list_pages():
    made = [registered(region="630123")[1]["id"] for _ in range(3)]
    supervisor = log_in_staff("supervisor", region="630123")
    first = supervisor.get("/v1/venues?limit=2", at=NOON).body
    second = supervisor.get(f"/v1/venues?limit=2&cursor={first['next_cursor']}", at=NOON).body
    assert sorted(venue["id"] for venue in first["items"] + second["items"]) == sorted(made)
    assert second["next_cursor"] is None
    elsewhere = log_in_staff("supervisor", region="63").get("/v1/venues?limit=1", at=NOON).body["next_cursor"]
    for cursor in ("630123~~", "~~~", "630123", elsewhere, f"{first['next_cursor']}0"):
        assert supervisor.get(f"/v1/venues?cursor={cursor}", at=NOON).fields == {"cursor": "bad_cursor"}


def test_staff_read_the_contact_of_one_venue_alone_and_each_look_is_audited():
    manager, venue = registered(region="230102", contact={"name": "王小明", "phone": "+8613912340987"})
    supervisor = log_in_staff("supervisor", NOON, "23")
    (listed,) = supervisor.get("/v1/venues", at=NOON).body["items"]
    assert listed["contact"] == {"name": "王**", "phone": "+86 139****0987"}
    assert audit.of_subject(venue["id"], 5, None) == []
    opened = supervisor.get(f"/v1/venues/{venue['id']}", at=NOON).body
    assert opened["contact"] == {"name": "王小明", "phone": "+8613912340987"}
    (entry,) = audit.of_subject(venue["id"], 5, None)
    assert (entry.action, entry.actor_id, entry.region) == ("venue.looked_at", supervisor.account_id, "230102")
    assert refreshed(manager, NOON).get(f"/v1/venues/{venue['id']}", at=NOON).body["contact"]["name"] == "王小明"
    assert len(audit.of_subject(venue["id"], 5, None)) == 1


def test_the_sign_at_the_door_is_for_everybody_and_says_no_more():
    _, venue = opened()
    answer = Client().get(f"/v1/venues/{venue['id']}/sign", at=NOON)
    assert (answer.status, answer.body) == (200, {name: venue[name] for name in ("id", "name", "type", "doors")})
    assert Client().get("/v1/venues/nowhere/sign", at=NOON).status == 404
