"""A good request to every route that writes, with the world around it made first."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from chalicelib.features.login.by_code import code_of
from tests.support.client import Answer, Client
from tests.support.drawn_photographs import encoded
from tests.support.gate_steps import a_person
from tests.support.resident_steps import (
    NOON,
    a_document,
    a_phone,
    applied,
    ask_for_code,
    declaration,
    log_in,
    log_in_staff,
    person_form,
    refreshed,
)
from tests.support.showing_phone import Phone
from tests.support.traveller_steps import set_trip, traveller, trip
from tests.support.venue_steps import guard_of, opened, poster_of, venue_form

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PASSWORD = "violet harbour 42 lamps"


@dataclass(frozen=True)
class Good:
    """A request of somebody who may make it."""

    client: Client
    method: str
    path: str
    body: Any = None
    at: datetime = NOON
    headers: dict[str, str] = field(default_factory=dict)

    def send(self) -> Answer:
        return self.client.call(self.method, self.path, self.body, at=self.at, **self.headers)


def _own(method: str, path: str, body: Any = None, **form: Any) -> Good:
    """A request about the client's own person: `{}` in the path is its id."""
    client, person = applied(Client(), **form)
    return Good(client, method, path.format(person["id"]), body)


def _code(client: Client, phone: str, purpose: str = "login", at: datetime = NOON) -> dict[str, str]:
    challenge = ask_for_code(client, phone, at, purpose).body["challenge_id"]
    return {"challenge_id": challenge, "code": code_of(challenge)}


def _appeal() -> Good:
    return _own("POST", "/v1/people/{}/appeals", {"category": "other", "text": "A question."})


def _decide_appeal() -> Good:
    appeal = _appeal().send().body["id"]
    decision = {"accept": True, "reason": "You are right."}
    return Good(log_in_staff("reviewer", region="63"), "POST", f"/v1/appeals/{appeal}/decision", decision)


def _budget() -> Good:
    body = {"per_minute": 1, "per_day": 1, "reserve": 90, "reason": "A flood."}
    return Good(log_in_staff("supervisor"), "PUT", "/v1/sms-budgets/39", body)


def _annul() -> Good:
    client, person_id, _ = a_person()
    filed = client.get(f"/v1/people/{person_id}/declarations", at=NOON).body["items"][0]["id"]
    body = {"kind": "mistaken", "reason": "seen by phone"}
    return Good(log_in_staff("reviewer", region="63"), "POST", f"/v1/declarations/{filed}/annulment", body)


def _verify() -> Good:
    _, _, token = a_person()
    body = {"token": token, "temperature": 38.5, "venue_id": "checkpoint-1"}
    return Good(log_in_staff("gate", region="63"), "POST", "/v1/codes/verify", body)


def _look_up() -> Good:
    applied(Client(), number=(number := a_document()))
    manager, venue = opened()
    document = {"type": "id_card", "number": number}
    body = {"document": document, "venue_id": venue["id"], "reason": "no phone"}
    return Good(guard_of(manager, venue["id"]), "POST", "/v1/codes/lookups", body)


def _deliver() -> Good:
    _, _, token = a_person()
    item = {"id": "check-of-a-fault", "shown": token, "checked_at": NOON.isoformat(), "venue_id": "checkpoint-1"}
    return Good(log_in_staff("gate", region="63"), "POST", "/v1/checks", {"items": [item]}, NOON + MINUTE)


def _withdraw_anomaly() -> Good:
    verified = _verify()
    anomaly = verified.send().body["anomaly"]["id"]
    body = {"outcome": "withdrawn", "reason": "measured again: 36.4"}
    return Good(verified.client, "POST", f"/v1/anomalies/{anomaly}/decision", body, NOON + MINUTE)


def _prove() -> Good:
    client = log_in(Client())
    return Good(
        client, "POST", "/v1/login/proofs", _code(Client(), client.phone, "proof", NOON + MINUTE), NOON + MINUTE
    )


def _undo() -> Good:
    from chalicelib.features.login import undo_records

    client = log_in(Client())
    answer = client.call("PUT", "/v1/me/password", {"password": PASSWORD}, at=NOON)
    assert answer.status == 204, answer.raw
    (record,) = undo_records.since(client.account_id, 0)
    return Good(Client(), "POST", "/v1/login/undos", {"token": record.token}, NOON + HOUR)


def _change_phone() -> Good:
    client = log_in(Client())
    return Good(client, "PUT", "/v1/me/phone", _code(client, a_phone(), "change_phone"))


def _end_other() -> Good:
    client = log_in(Client())
    other = log_in(Client(), client.phone, NOON + MINUTE)
    return Good(other, "DELETE", f"/v1/me/sessions/{client.session_id}", None, NOON + MINUTE)


def _log_in() -> Good:
    client = Client()
    return Good(client, "POST", "/v1/login/sessions", _code(client, a_phone()))


def _refresh() -> Good:
    first = _log_in()
    token = first.send().body["refresh_token"]
    return Good(first.client, "POST", "/v1/login/sessions/refresh", {"refresh_token": token})


def _confirm_email() -> Good:
    client = log_in(Client())
    asked = client.post("/v1/me/email", {"email": f"{client.account_id}@example.com"}, at=NOON)
    assert asked.status == 202, asked.raw
    challenge = asked.body["challenge_id"]
    return Good(client, "POST", "/v1/me/email/confirmation", {"challenge_id": challenge, "code": code_of(challenge)})


def _drop_email() -> Good:
    confirmed = _confirm_email()
    assert confirmed.send().status == 204
    return Good(refreshed(confirmed.client, NOON), "DELETE", "/v1/me/email")


def _outage() -> Good:
    body = {"from": "2020-03-10T01:00:00Z", "until": "2020-03-10T02:00:00Z", "reason": "a test of faults"}
    return Good(log_in_staff("supervisor"), "POST", "/v1/outages", body)


def _withdraw_outage() -> Good:
    recorded = _outage()
    outage = recorded.send().body["id"]
    return Good(recorded.client, "POST", f"/v1/outages/{outage}/withdrawal", {"reason": "never was"})


def _credit() -> Good:
    _, person = applied(Client())
    body = {"on": "2020-03-09", "reason": "the page did not open"}
    return Good(log_in_staff("reviewer", region="63"), "POST", f"/v1/people/{person['id']}/credits", body)


def _correct() -> Good:
    from chalicelib.features.people import certification

    client, person = applied(Client())
    certification.certify(person["id"], NOON)
    body = {"document": {"number": a_document()}, "evidence": "The card is a new one."}
    return Good(client, "POST", f"/v1/people/{person['id']}/corrections", body)


def _photo() -> Good:
    client, person = traveller(NOON)
    body = {"kind": "passport", "content_type": "image/jpeg", "size": 1000}
    return Good(client, "POST", f"/v1/people/{person}/photos", body)


def _decide_photo() -> Good:
    from chalicelib.features.photos import job
    from tests.faults.world import FILES

    asked, content = _photo(), encoded()
    asked.body["size"] = len(content)
    upload = asked.send().body
    key = upload["upload"]["fields"]["key"]
    FILES.objects[key] = content
    event = {"time": "2020-03-10T04:00:00Z", "detail": {"bucket": {"name": "photos"}, "object": {"key": key}}}
    job.arrived(event)
    photo = asked.client.get(asked.path, at=NOON).body["items"][0]["id"]
    return Good(log_in_staff("reviewer"), "POST", f"/v1/photos/{photo}/decision", {"accept": True})


def _proposed(country: int) -> tuple[Client, dict[str, Any]]:
    supervisor = log_in_staff("supervisor")
    body = {"per_minute": 900, "per_day": 90_000, "reserve": 30, "reason": "A holiday."}
    proposal = supervisor.call("PUT", f"/v1/sms-budgets/{country}", body, at=NOON).body["proposal_id"]
    return supervisor, supervisor.get(f"/v1/proposals/{proposal}", at=NOON).body


def _approve() -> Good:
    _, proposal = _proposed(44)
    decision = {"version": proposal["version"], "content_hash": proposal["content_hash"], "decision": "approve"}
    return Good(log_in_staff("supervisor"), "POST", f"/v1/proposals/{proposal['id']}/approval", decision)


def _take_back() -> Good:
    supervisor, proposal = _proposed(33)
    return Good(supervisor, "POST", f"/v1/proposals/{proposal['id']}/withdrawal", {"reason": "a mistake"})


def _recovery() -> Good:
    number = a_document()
    applied(Client(), number=number)
    body = {"name": "测试人", "new_phone": a_phone(), "evidence": "The old phone was stolen."}
    return Good(Client(), "POST", "/v1/login/recoveries", body | {"document": {"type": "id_card", "number": number}})


def _decide_recovery() -> Good:
    case = _recovery().send().body["id"]
    decision = {"accept": True, "reason": "Seen in person."}
    return Good(log_in_staff("reviewer"), "POST", f"/v1/recoveries/{case}/decision", decision)


def _object() -> Good:
    owner, _ = applied(Client(), number=(number := a_document()))
    body = {"name": "测试人", "new_phone": a_phone(), "evidence": "Stolen."}
    document = {"document": {"type": "id_card", "number": number}}
    case = Client().post("/v1/login/recoveries", body | document, at=NOON).body["id"]
    return Good(owner, "POST", f"/v1/me/recoveries/{case}/objection", {"reason": "It was not me."})


def _bind() -> Good:
    client, person = applied(Client())
    phone = Phone()
    body = {"public_key": phone.jwk, "proof": phone.proof(person["id"], client.session_id, NOON)}
    return Good(client, "PUT", f"/v1/people/{person['id']}/device", body)


def _release() -> Good:
    bound = _bind()
    phone = Phone()
    person = bound.path.split("/")[3]
    body = {"public_key": phone.jwk, "proof": phone.proof(person, bound.client.session_id, NOON)}
    answer = bound.client.call("PUT", bound.path, body, at=NOON)
    assert answer.status in (200, 201, 204), answer.raw
    return Good(bound.client, "DELETE", f"/v1/people/{person}/devices/{phone.thumbprint}")


def _trip() -> Good:
    client, person = traveller()
    from tests.support.traveller_steps import START

    return Good(client, "PUT", f"/v1/people/{person}/trip", trip(), START)


def _drop_trip() -> Good:
    client, person = traveller()
    from tests.support.traveller_steps import START

    assert set_trip(client, person).status == 200
    return Good(refreshed(client, START), "DELETE", f"/v1/people/{person}/trip", None, START)


def _uploads() -> Good:
    header = "name,type,region,credit_code,address,lat,lon,contact_name,contact_phone"
    form = venue_form()
    row = f"{form['name']},restaurant,630102,{form['credit_code']},东大街1号,36.6171,101.7782,联系人,0971-8230000"
    return Good(log_in(Client()), "POST", "/v1/venues/uploads", {"csv": f"{header}\n{row}"})


def _approve_venue() -> Good:
    venue = log_in(Client()).post("/v1/venues", venue_form(), at=NOON).body["id"]
    return Good(log_in_staff("supervisor", region="63"), "PATCH", f"/v1/venues/{venue}", {"status": "approved"})


def _of_venue(method: str, path: str, body: Any = None) -> Good:
    manager, venue = opened()
    return Good(refreshed(manager, NOON), method, f"/v1/venues/{venue['id']}{path}", body)


def _remove_member(by_path: bool) -> Good:
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


def _visit() -> Good:
    manager, venue = opened()
    client, person_id, _ = a_person()
    body = {"person_id": person_id, "venue_code": poster_of(manager, venue["id"]), "direction": "in"}
    return Good(refreshed(client, NOON), "POST", "/v1/visits", body)


def _leave() -> Good:
    manager, venue = opened()
    _, _, token = a_person()
    guard = guard_of(manager, venue["id"])
    entered = guard.post("/v1/visits", {"shown": token, "venue_id": venue["id"]}, at=NOON)
    assert entered.status == 201, entered.raw
    return Good(guard, "POST", f"/v1/visits/{entered.body['visit']['id']}/departure", {}, NOON + MINUTE)


GOOD: dict[str, Callable[[], Good]] = {
    "POST /v1/people/{person_id}/appeals": _appeal,
    "POST /v1/appeals/{appeal_id}/decision": _decide_appeal,
    "PUT /v1/sms-budgets/{country}": _budget,
    "POST /v1/declarations/{declaration_id}/annulment": _annul,
    "POST /v1/people/{person_id}/declarations": lambda: _own("POST", "/v1/people/{}/declarations", declaration()),
    "DELETE /v1/people/{person_id}": lambda: _own("DELETE", "/v1/people/{}"),
    "POST /v1/codes/verify": _verify,
    "POST /v1/codes/lookups": _look_up,
    "POST /v1/checks": _deliver,
    "POST /v1/anomalies/{anomaly_id}/decision": _withdraw_anomaly,
    "POST /v1/login/proofs": _prove,
    "POST /v1/login/undos": _undo,
    "PUT /v1/me/password": lambda: Good(log_in(Client()), "PUT", "/v1/me/password", {"password": PASSWORD}),
    "PUT /v1/me/phone": _change_phone,
    "DELETE /v1/me/sessions": lambda: Good(log_in(Client()), "DELETE", "/v1/me/sessions"),
    "DELETE /v1/me/sessions/{session_id}": _end_other,
    "POST /v1/login/codes": lambda: Good(Client(), "POST", "/v1/login/codes", {"phone": a_phone()}),
    "POST /v1/login/sessions": _log_in,
    "POST /v1/login/sessions/refresh": _refresh,
    "DELETE /v1/login/sessions": lambda: Good(log_in(Client()), "DELETE", "/v1/login/sessions"),
    "PUT /v1/me/preferences": lambda: _own("PUT", "/v1/me/preferences", {"language": "en", "sms": False}),
    "POST /v1/me/email": lambda: Good(log_in(Client()), "POST", "/v1/me/email", {"email": "b@example.com"}),
    "POST /v1/me/email/confirmation": _confirm_email,
    "DELETE /v1/me/email": _drop_email,
    "POST /v1/outages": _outage,
    "POST /v1/outages/{outage_id}/withdrawal": _withdraw_outage,
    "POST /v1/people/{person_id}/credits": _credit,
    "POST /v1/people/{person_id}/corrections": _correct,
    "POST /v1/people": lambda: Good(log_in(Client()), "POST", "/v1/people", person_form()),
    "PATCH /v1/people/{person_id}": lambda: _own("PATCH", "/v1/people/{}", {"residence": "630103"}),
    "POST /v1/people/{person_id}/photos": _photo,
    "POST /v1/photos/{photo_id}/decision": _decide_photo,
    "POST /v1/proposals/{proposal_id}/approval": _approve,
    "POST /v1/proposals/{proposal_id}/withdrawal": _take_back,
    "POST /v1/me/recoveries/{recovery_id}/objection": _object,
    "POST /v1/login/recoveries": _recovery,
    "POST /v1/recoveries/{recovery_id}/decision": _decide_recovery,
    "PUT /v1/people/{person_id}/device": _bind,
    "DELETE /v1/people/{person_id}/devices/{thumbprint}": _release,
    "PUT /v1/people/{person_id}/trip": _trip,
    "DELETE /v1/people/{person_id}/trip": _drop_trip,
    "POST /v1/venues": lambda: Good(log_in(Client()), "POST", "/v1/venues", venue_form()),
    "POST /v1/venues/uploads": _uploads,
    "PATCH /v1/venues/{venue_id}": _approve_venue,
    "POST /v1/venues/{venue_id}/posters/revocation": lambda: _of_venue("POST", "/posters/revocation"),
    "POST /v1/venues/{venue_id}/members": lambda: _of_venue("POST", "/members", {"role": "guard", "phone": a_phone()}),
    "DELETE /v1/venues/{venue_id}/members": lambda: _remove_member(by_path=False),
    "DELETE /v1/venues/{venue_id}/members/{member_id}": lambda: _remove_member(by_path=True),
    "POST /v1/visits": _visit,
    "POST /v1/visits/{visit_id}/departure": _leave,
}
