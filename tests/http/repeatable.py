"""A request to every repeatable route, and what takes the right to it away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from chalicelib.desk import staff
from chalicelib.person import accounts
from chalicelib.places import members
from chalicelib.store.transactions import transact
from tests.faults import breaker as good_breaker
from tests.faults import console as good_console
from tests.faults import credit as good_credit
from tests.faults import epidemic as good_requests
from tests.faults import exchange as good_exchange
from tests.faults import imports as good_imports
from tests.faults import ratings as good_ratings
from tests.faults import retention as good_retention
from tests.faults import rulesets as good_rulesets
from tests.faults.good import Good
from tests.faults.requests import GOOD
from tests.staff import steps as staff_steps
from tests.support.client import Answer, Client
from tests.support.gate_steps import a_person
from tests.support.resident_steps import (
    NOON,
    a_document,
    a_phone,
    applied,
    declaration,
    log_in,
    log_in_staff,
    person_form,
)
from tests.support.venue_steps import guard_of, opened, venue_form

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@dataclass
class Repeated:
    """A request, what takes the right to it away, and the fields that may still be told then."""

    client: Client
    path: str
    body: Any
    take_away: Callable[[], None]
    told: frozenset[str] | None = None
    method: str = "POST"

    def send(self, at=NOON) -> Answer:
        return self.client.call(self.method, self.path, self.body, at=at, idempotency_key="the-key")


def _elsewhere(client: Client, region: str = "34") -> Callable[[], None]:
    """The same member of staff, whose roles reach another region now."""

    def move() -> None:
        record = staff.by_id(client.account_id)
        assert record is not None
        record.region = region
        transact([staff.write(record)])

    return move


def _staff(role: str, region: str = "63") -> Client:
    return log_in_staff(role, region=region)


def _erased(client: Client, person_id: str) -> Callable[[], None]:
    return lambda: _require(client.call("DELETE", f"/v1/people/{person_id}", at=NOON), 204)


def _require(answer: Answer, status: int) -> None:
    assert answer.status == status, answer.raw


def _out(venue_id: str, client: Client) -> Callable[[], None]:
    """The client works at the venue no more."""

    def remove() -> None:
        access = members.access(venue_id, client.account_id)
        for record in (access, members.member(venue_id, access.member_id)):
            record.delete()

    return remove


def _look_up() -> Repeated:
    manager, venue = opened()
    guard = guard_of(manager, venue["id"])
    document = {"type": "id_card", "number": a_document()}
    body = {"document": document, "venue_id": venue["id"], "reason": "no phone"}
    return Repeated(guard, "/v1/codes/lookups", body, _out(venue["id"], guard))


def _annul() -> Repeated:
    client, person_id, _ = a_person()
    filed = client.get(f"/v1/people/{person_id}/declarations", at=NOON).body["items"][0]["id"]
    staff = _staff("reviewer")
    body = {"kind": "mistaken", "reason": "seen by phone"}
    return Repeated(staff, f"/v1/declarations/{filed}/annulment", body, _elsewhere(staff))


def _of_person(path: str, body: Any) -> Repeated:
    client, person = applied(Client())
    return Repeated(client, f"/v1/people/{person['id']}{path}", body, _erased(client, person["id"]))


def _apply() -> Repeated:
    client = log_in(Client())
    request = Repeated(client, "/v1/people", person_form(), lambda: None)

    def erase() -> None:
        _erased(client, client.get("/v1/people", at=NOON).body["items"][0]["id"])()

    request.take_away = erase
    return request


def _correct() -> Repeated:
    from chalicelib.features.people import certification

    client, person = applied(Client())
    certification.certify(person["id"], NOON)
    body = {"document": {"number": a_document()}, "evidence": "The card is a new one."}
    return Repeated(client, f"/v1/people/{person['id']}/corrections", body, _erased(client, person["id"]))


def _invite() -> Repeated:
    by = _staff("supervisor")
    return Repeated(by, "/v1/staff/invitations", staff_steps.invitation(), _elsewhere(by))


def _renew() -> Repeated:
    by = _staff("supervisor")
    member = staff_steps.created(by)
    return Repeated(by, f"/v1/staff/{member['id']}/totp", {"phone": a_phone()}, _elsewhere(by))


def _approve() -> Repeated:
    proposal = staff_steps.invite(_staff("supervisor"), roles=["reviewer"]).body
    second = _staff("supervisor")
    body = {"decision": "approve", "reason": "agreed"} | {key: proposal[key] for key in ("version", "content_hash")}
    return Repeated(second, f"/v1/proposals/{proposal['id']}/approval", body, _elsewhere(second))


def _good(make: Callable[[], Good]) -> Callable[[], Repeated]:
    def repeated() -> Repeated:
        good = make()
        return Repeated(good.client, good.path, good.body, _elsewhere(good.client), method=good.method)

    return repeated


def _enrol() -> Repeated:
    token = staff_steps.token_of(staff_steps.invite(_staff("supervisor")).body)
    person = Client()
    secret = person.post("/v1/staff/enrolments/start", {"invitation": token}, at=NOON).body["totp_secret"]
    body = {"invitation": token, "password": staff_steps.PASSWORD, "totp": staff_steps.code(secret, NOON)}
    request = Repeated(person, "/v1/staff/enrolments", body, lambda: None)

    def remove() -> None:
        record = staff.by_id(request.send().body["id"])
        assert record is not None
        record.delete()

    request.take_away = remove
    return request


def _beginning(path: str) -> Repeated:
    """A log-in, taken away by logging out."""
    good = GOOD[f"POST {path}"]()
    request = Repeated(good.client, good.path, good.body, lambda: None)

    def log_out() -> None:
        begun, other = request.send().body, Client()
        other.token = (begun.get("session") or begun)["access_token"]
        _require(other.call("DELETE", "/v1/login/sessions", at=NOON), 204)

    request.take_away = log_out
    return request


def _prove() -> Repeated:
    client = log_in(Client())
    client.call("PUT", "/v1/me/password", {"password": "correct horse 42"}, at=NOON)

    body, end = {"password": "correct horse 42"}, ("DELETE", "/v1/login/sessions")
    return Repeated(client, "/v1/login/proofs", body, lambda: _require(client.call(*end, at=NOON), 204))


def _ask_code() -> Repeated:
    told = frozenset({"challenge_id", "expires_at", "resend_after"})
    return Repeated(Client(), "/v1/login/codes", {"phone": a_phone()}, lambda: None, told)


def _recover() -> Repeated:
    document = {"type": "id_card", "number": a_document()}
    body = {"document": document, "name": "测试人", "new_phone": a_phone(), "evidence": "Stolen."}
    return Repeated(Client(), "/v1/login/recoveries", body, lambda: None, frozenset({"id", "status"}))


def _offer_email() -> Repeated:
    client = log_in(Client())
    body = {"email": f"{client.account_id}@example.com"}
    return Repeated(client, "/v1/me/email", body, lambda: accounts.find(client.account_id).delete())


PUBLIC = {"id", "name", "type", "region", "address", "location", "status", "asks_temperature", "doors"}


def _register() -> Repeated:
    client = log_in(Client())
    request = Repeated(client, "/v1/venues", venue_form(), lambda: None, frozenset(PUBLIC))

    def hand_over() -> None:
        venue_id = request.send().body["id"]
        _require(_staff("supervisor").call("PATCH", f"/v1/venues/{venue_id}", {"status": "approved"}, at=NOON), 200)
        _out(venue_id, client)()

    request.take_away = hand_over
    return request


def _add_member() -> Repeated:
    manager, venue = opened()
    body = {"role": "guard", "phone": a_phone()}
    return Repeated(manager, f"/v1/venues/{venue['id']}/members", body, _out(venue["id"], manager))


def _record_outage() -> Repeated:
    staff = _staff("supervisor", region="")
    body = {"from": "2020-03-10T01:00:00Z", "until": "2020-03-10T02:00:00Z", "reason": "a test of replays"}
    return Repeated(staff, "/v1/outages", body, _elsewhere(staff, "63"))


def _scan() -> Repeated:
    (_, _, token), (manager, venue) = a_person(), opened()
    guard = guard_of(manager, venue["id"])
    return Repeated(guard, "/v1/visits", {"shown": token, "venue_id": venue["id"]}, _out(venue["id"], guard))


LOG_INS = ("/v1/login/sessions", "/v1/login/platforms/{platform}/sessions")
PHOTO = {"kind": "passport", "content_type": "image/jpeg", "size": 1000}
REQUESTS: dict[str, Callable[[], Repeated]] = {
    "/v1/codes/lookups": _look_up,
    "/v1/declarations/{declaration_id}/annulment": _annul,
    "/v1/people/{person_id}/declarations": lambda: _of_person("/declarations", declaration()),
    "/v1/people/{person_id}/appeals": lambda: _of_person("/appeals", {"category": "other", "text": "A question."}),
    "/v1/people/{person_id}/photos": lambda: _of_person("/photos", PHOTO),
    "/v1/people/{person_id}/corrections": _correct,
    "/v1/people": _apply,
    "/v1/staff/invitations": _invite,
    "/v1/staff/enrolments": _enrol,
    "/v1/staff/{staff_id}/totp": _renew,
    "/v1/proposals/{proposal_id}/approval": _approve,
    "/v1/people/{person_id}/designations": _good(good_requests.designate),
    "/v1/designations/{designation_id}/approval": _good(good_requests.approve_designation),
    "/v1/people/{person_id}/breaches": _good(good_requests.report_breach),
    "/v1/breaches/{breach_id}/approval": _good(good_requests.approve_breach),
    "/v1/people/{person_id}/departures": _good(good_requests.note_departure),
    "/v1/people/{person_id}/violations": _good(good_credit.propose_violation),
    "/v1/violations/{violation_id}/approval": _good(good_credit.approve_violation),
    "/v1/cases": _good(good_requests.enter_case),
    "/v1/contacts": _good(good_requests.name_contact),
    "/v1/cases/{case_id}/contacts": _good(good_requests.list_contacts),
    "/v1/contacts/{contact_id}/decision": _good(good_requests.decide_declared),
    "/v1/contacts/{contact_id}/approval": _good(good_requests.approve_contact),
    "/v1/cases/{case_id}/approval": _good(good_requests.approve_case),
    "/v1/exports": _good(good_console.export),
    "/v1/imports": _good(good_imports.begin_import),
    "/v1/imports/{import_id}/approval": _good(good_imports.approve_import),
    "/v1/imports/{import_id}/undo": _good(good_imports.undo_import),
    **{
        path: _good(make)
        for path, make in (good_ratings.REPEATED | good_rulesets.REPEATED | good_exchange.REPEATED).items()
    },
    "/v1/breaker/numbers": _good(good_breaker.numbers),
    "/v1/login/codes": _ask_code,
    **{path: partial(_beginning, path) for path in LOG_INS},
    "/v1/login/proofs": _prove,
    "/v1/login/recoveries": _recover,
    "/v1/me/email": _offer_email,
    "/v1/venues": _register,
    "/v1/venues/{venue_id}/members": _add_member,
    "/v1/outages": _record_outage,
    "/v1/sunset": _good(good_retention.end),
    "/v1/people/{person_id}/credits": _good(GOOD["POST /v1/people/{person_id}/credits"]),
    "/v1/visits": _scan,
}
