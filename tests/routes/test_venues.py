"""Venues: registering, approving, changing, who works there, the code at the door."""

from base64 import b64decode
from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp

from chalicelib.config import settings
from tests.client import Client
from tests.journeys import NOON, a_phone, log_in, log_in_staff, refreshed
from tests.places import (
    a_credit_code,
    decide,
    guard_of,
    opened,
    poster_of,
    registered,
    screen_of,
    venue_form,
)

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
        ({"name": "a\u202eb"}, 400, "name"),
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
    assert log_in_staff("supervisor", region="11").call("PATCH", path, approve, at=NOON).status == 403
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
    from chalicelib.store import audit

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


def test_the_list_pages():
    made = [registered(region="630123")[1]["id"] for _ in range(3)]
    supervisor = log_in_staff("supervisor", region="630123")
    first = supervisor.get("/v1/venues?limit=2", at=NOON).body
    second = supervisor.get(f"/v1/venues?limit=2&cursor={first['next_cursor']}", at=NOON).body
    assert sorted(venue["id"] for venue in first["items"] + second["items"]) == sorted(made)
    assert second["next_cursor"] is None


# Who works there.


def test_a_guard_is_a_gate_at_once_and_until_removed():
    manager, venue = opened()
    guard = log_in(Client())
    verify = {"token": "x"}
    assert guard.post("/v1/codes/verify", verify, at=NOON).status == 403
    path = f"/v1/venues/{venue['id']}/members"
    added = manager.post(path, {"role": "guard", "phone": guard.phone}, at=NOON)
    assert (added.status, added.body["role"], added.body["phone"][-4:]) == (201, "guard", guard.phone[-4:])
    assert guard.post("/v1/codes/verify", verify, at=NOON).status == 200
    assert [each["role"] for each in guard.get("/v1/me/venues", at=NOON).body["items"]] == ["guard"]
    assert manager.call("DELETE", f"{path}/{added.body['id']}", at=NOON).status == 204
    assert guard.post("/v1/codes/verify", verify, at=NOON).status == 403


def test_whoever_registers_a_venue_is_no_gate_before_it_is_approved():
    manager, venue = registered()
    assert manager.post("/v1/codes/verify", {"token": "x"}, at=NOON).status == 403
    decide(venue["id"], "approved")
    assert manager.post("/v1/codes/verify", {"token": "x"}, at=NOON).status == 200
    decide(venue["id"], "closed")
    assert manager.post("/v1/codes/verify", {"token": "x"}, at=NOON).status == 403


def test_an_unknown_phone_is_answered_alike_and_joins_when_it_logs_in():
    manager, venue = opened()
    known, unknown = log_in(Client()), a_phone()
    path = f"/v1/venues/{venue['id']}/members"
    answers = [
        manager.post(path, {"role": "manager", "phone": phone}, at=NOON).body for phone in (known.phone, unknown)
    ]
    assert {frozenset(answer) for answer in answers} == {frozenset({"id", "role", "phone", "added_at"})}
    joined = log_in(Client(), unknown)
    assert joined.get(f"/v1/venues/{venue['id']}/members", at=NOON).status == 200
    assert len(joined.get(f"/v1/venues/{venue['id']}/members", at=NOON).body["items"]) == 3


def test_an_account_can_be_added_and_removed_by_its_id():
    manager, venue = opened()
    guard = log_in(Client())
    path = f"/v1/venues/{venue['id']}/members"
    assert manager.post(path, {"role": "guard", "account_id": guard.account_id}, at=NOON).status == 201
    assert manager.call("DELETE", path, {"account_id": guard.account_id}, at=NOON).status == 204
    assert guard.get("/v1/me/venues", at=NOON).body["items"] == []


def test_nobody_is_twice_on_the_list():
    manager, venue = opened()
    guard = guard_of(manager, venue["id"])
    path = f"/v1/venues/{venue['id']}/members"
    again = manager.post(path, {"role": "manager", "phone": guard.phone}, at=NOON)
    assert (again.status, again.body["code"]) == (409, "already_member")


def test_the_last_manager_stays():
    manager, venue = opened()
    path = f"/v1/venues/{venue['id']}/members"
    own = manager.get(path, at=NOON).body["items"][0]["id"]
    assert manager.call("DELETE", f"{path}/{own}", at=NOON).body["code"] == "last_manager"
    second = log_in(Client())
    manager.post(path, {"role": "manager", "phone": second.phone}, at=NOON)
    assert manager.call("DELETE", f"{path}/{own}", at=NOON).status == 204
    assert manager.get(path, at=NOON).status == 403
    assert second.get(path, at=NOON).status == 200


def test_an_invited_manager_does_not_count_before_joining():
    manager, venue = opened()
    path = f"/v1/venues/{venue['id']}/members"
    own = manager.get(path, at=NOON).body["items"][0]["id"]
    manager.post(path, {"role": "manager", "phone": a_phone()}, at=NOON)
    assert manager.call("DELETE", f"{path}/{own}", at=NOON).body["code"] == "last_manager"


def test_a_guard_may_leave_and_manages_nobody():
    manager, venue = opened()
    guard, other = guard_of(manager, venue["id"]), guard_of(manager, venue["id"])
    path = f"/v1/venues/{venue['id']}/members"
    assert guard.post(path, {"role": "guard", "phone": a_phone()}, at=NOON).status == 403
    assert guard.call("DELETE", path, {"account_id": other.account_id}, at=NOON).status == 403
    assert guard.call("DELETE", path, {"account_id": guard.account_id}, at=NOON).status == 204


@pytest.mark.parametrize("body", [{"role": "guard"}, {"role": "guard", "phone": "+8613912345678", "account_id": "a"}])
def test_a_member_is_named_by_phone_or_account(body):
    manager, venue = opened()
    answer = manager.post(f"/v1/venues/{venue['id']}/members", body, at=NOON)
    assert answer.fields == {"phone": "phone_or_account"}


# The code at the door.


def test_the_screen_changes_every_thirty_seconds():
    manager, venue = opened()
    path = f"/v1/venues/{venue['id']}/code"
    shown = [manager.get(path, at=NOON + timedelta(seconds=each)).body for each in (0, 29, 30)]
    assert [each["changes_at"] for each in shown] == [
        "2020-03-10T04:00:30+00:00",
        "2020-03-10T04:00:30+00:00",
        "2020-03-10T04:01:00+00:00",
    ]
    assert shown[0]["expires_at"] == "2020-03-10T04:02:00+00:00"
    assert shown[0]["venue_code"].startswith(f"{settings().public_url}/v#")


def test_only_who_works_there_has_the_code():
    manager, venue = opened()
    guard = guard_of(manager, venue["id"])
    path = f"/v1/venues/{venue['id']}/code"
    assert guard.get(path, at=NOON).status == 200
    assert log_in_staff("gate", region="63").get(path, at=NOON).status == 200
    assert log_in_staff("gate", region="11").get(path, at=NOON).status == 403
    assert log_in(Client()).get(path, at=NOON).status == 403
    assert Client().get(path, at=NOON).status == 401
    assert guard.get(f"{path}?kind=tattoo", at=NOON).fields == {"kind": "not_allowed"}


def test_a_venue_that_is_not_approved_has_no_code():
    manager, venue = registered()
    answer = manager.get(f"/v1/venues/{venue['id']}/code", at=NOON)
    assert (answer.status, answer.body["code"]) == (409, "venue_not_open")


def test_the_poster_is_a_page_that_holds_the_code():
    manager, venue = opened()
    path = f"/v1/venues/{venue['id']}/poster.pdf"
    answer = manager.get(path, at=NOON, accept="application/pdf")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")
    document = pypdfium2.PdfDocument(BytesIO(b64decode(answer.raw)))
    assert len(document) == 1
    read = zxingcpp.read_barcodes(document[0].render(scale=1).to_pil())
    assert read[0].text.startswith(f"{settings().public_url}/v#")


def test_posters_are_revoked_by_managers():
    manager, venue = opened()
    guard = guard_of(manager, venue["id"])
    path = f"/v1/venues/{venue['id']}/posters/revocation"
    assert guard.post(path, at=NOON).status == 403
    assert manager.post(path, at=NOON).body == {"serial": 2, "since": "2020-03-10T04:00:00+00:00"}
    assert poster_of(manager, venue["id"]) != screen_of(manager, venue["id"])


# Many at once.


def _csv(*rows: list[str], header: str | None = None) -> str:
    columns = header or "name,type,region,credit_code,address,lat,lon,contact_name,contact_phone"
    return "\r\n".join([columns, *(",".join(row) for row in rows)])


def _row(**changes: str) -> list[str]:
    row = {
        "name": f"连锁店{a_credit_code()[-4:]}",
        "type": "bank",
        "region": "630102",
        "credit_code": a_credit_code(),
        "address": "长江路",
        "lat": "36.61",
        "lon": "101.77",
        "contact_name": "张三",
        "contact_phone": "09718230000",
    }
    return list((row | changes).values())


def _upload(text: str):
    return log_in(Client()).post("/v1/venues/uploads", {"csv": text}, at=NOON)


def test_good_lines_are_kept_and_each_bad_one_is_named():
    good = _row()
    answer = _upload("\ufeff" + _csv(good, _row(type="pub"), _row(credit_code="1"), ["a", "b"], good, _row(lat="x")))
    assert [each["line"] for each in answer.body["registered"]] == [2]
    assert [(each["line"], each["field"], each["code"]) for each in answer.body["errors"]] == [
        (3, "type", "not_allowed"),
        (4, "credit_code", "credit_length"),
        (5, "", "csv_cells"),
        (6, "", "venue_registered"),
        (7, "location.lat", "wrong_type"),
    ]


def test_what_was_uploaded_awaits_approval_by_its_manager():
    manager = log_in(Client())
    answer = manager.post("/v1/venues/uploads", {"csv": _csv(_row(), _row())}, at=NOON)
    assert len(answer.body["registered"]) == 2
    mine = manager.get("/v1/me/venues", at=NOON).body["items"]
    assert [(each["status"], each["role"]) for each in mine] == [("awaiting", "manager")] * 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x", "csv_header"),
        ("name,type\nA,bank", "csv_header"),
        (_csv(header="name,name,type,region,credit_code,address,lat,lon,contact_name,contact_phone"), "csv_header"),
        (_csv(*[["x"] * 9] * 301), "too_many_lines"),
        ('"' + "x" * 60_001, "too_long"),
    ],
)
def test_a_file_that_is_no_list_of_venues(text, code):
    answer = _upload(text)
    assert answer.fields == {"csv": code}, answer.raw


def test_a_quoted_cell_may_hold_commas_and_lines():
    answer = _upload(_csv(_row(address='"长江路，1号, 2楼\n后门"')))
    assert answer.body["errors"] == [
        {
            "line": 3,
            "field": "address",
            "code": "control_character",
            "detail": "This contains characters that cannot be used.",
        }
    ]
    assert len(_upload(_csv(_row(address='"长江路，1号, 2楼"'))).body["registered"]) == 1


def test_a_refreshed_token_is_not_needed_to_lose_access():
    manager, venue = opened()
    guard = refreshed(guard_of(manager, venue["id"]), NOON)
    manager.call("DELETE", f"/v1/venues/{venue['id']}/members", {"account_id": guard.account_id}, at=NOON)
    assert guard.get(f"/v1/venues/{venue['id']}/code", at=NOON).status == 403
