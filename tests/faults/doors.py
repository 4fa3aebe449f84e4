"""Good requests at doors: venues, who works there, visits, gates."""

from typing import Any

from tests.faults.good import MINUTE, Good
from tests.support.client import Client
from tests.support.gate_steps import a_person
from tests.support.resident_steps import (
    NOON,
    a_document,
    a_phone,
    applied,
    log_in,
    log_in_staff,
    refreshed,
)
from tests.support.venue_steps import guard_of, opened, poster_of, venue_form


def uploads() -> Good:
    header = "name,type,region,credit_code,address,lat,lon,contact_name,contact_phone"
    form = venue_form()
    row = f"{form['name']},restaurant,630102,{form['credit_code']},东大街1号,36.6171,101.7782,联系人,0971-8230000"
    return Good(log_in(Client()), "POST", "/v1/venues/uploads", {"csv": f"{header}\n{row}"})


def approve_venue() -> Good:
    venue = log_in(Client()).post("/v1/venues", venue_form(), at=NOON).body["id"]
    return Good(log_in_staff("supervisor", region="63"), "PATCH", f"/v1/venues/{venue}", {"status": "approved"})


def of_venue(method: str, path: str, body: Any = None) -> Good:
    manager, venue = opened()
    return Good(refreshed(manager, NOON), method, f"/v1/venues/{venue['id']}{path}", body)


def remove_member(by_path: bool) -> Good:
    manager, venue = opened()
    added = (
        refreshed(manager, NOON)
        .post(f"/v1/venues/{venue['id']}/members", {"role": "guard", "phone": a_phone()}, at=NOON)
        .body
    )
    member = added.get("id") or added["member_id"]
    path = f"/v1/venues/{venue['id']}/members"
    if by_path:
        return Good(refreshed(manager, NOON), "DELETE", f"{path}/{member}")
    return Good(refreshed(manager, NOON), "DELETE", path, {"member_id": member})


def name_member() -> Good:
    good = remove_member(by_path=True)
    return Good(good.client, "PATCH", good.path, {"name": "张伟"})


MEMBERS = {
    "POST /v1/venues/{venue_id}/members": lambda: of_venue("POST", "/members", {"role": "guard", "phone": a_phone()}),
    "PATCH /v1/venues/{venue_id}/members/{member_id}": name_member,
    "DELETE /v1/venues/{venue_id}/members": lambda: remove_member(by_path=False),
    "DELETE /v1/venues/{venue_id}/members/{member_id}": lambda: remove_member(by_path=True),
}


def visit() -> Good:
    manager, venue = opened()
    client, person_id, _ = a_person()
    body = {"person_id": person_id, "venue_code": poster_of(manager, venue["id"]), "direction": "in"}
    return Good(refreshed(client, NOON), "POST", "/v1/visits", body)


def leave() -> Good:
    manager, venue = opened()
    _, _, token = a_person()
    guard = guard_of(manager, venue["id"])
    entered = guard.post("/v1/visits", {"shown": token, "venue_id": venue["id"]}, at=NOON)
    assert entered.status == 201, entered.raw
    return Good(guard, "POST", f"/v1/visits/{entered.body['visit']['id']}/departure", {}, NOON + MINUTE)


def verify() -> Good:
    _, _, token = a_person()
    body = {"token": token, "temperature": 38.5, "venue_id": "checkpoint-1"}
    return Good(log_in_staff("gate", region="63"), "POST", "/v1/codes/verify", body)


def look_up() -> Good:
    applied(Client(), number=(number := a_document()))
    manager, venue = opened()
    document = {"type": "id_card", "number": number}
    body = {"document": document, "venue_id": venue["id"], "reason": "no phone"}
    return Good(guard_of(manager, venue["id"]), "POST", "/v1/codes/lookups", body)


def deliver() -> Good:
    _, _, token = a_person()
    item = {"id": "check-of-a-fault", "shown": token, "checked_at": NOON.isoformat(), "venue_id": "checkpoint-1"}
    return Good(log_in_staff("gate", region="63"), "POST", "/v1/checks", {"items": [item]}, NOON + MINUTE)


def withdraw_anomaly() -> Good:
    verified = verify()
    anomaly = verified.send().body["anomaly"]["id"]
    body = {"outcome": "withdrawn", "reason": "measured again: 36.4"}
    return Good(verified.client, "POST", f"/v1/anomalies/{anomaly}/decision", body, NOON + MINUTE)
