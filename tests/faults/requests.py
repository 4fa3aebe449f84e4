"""A good request to every route that writes, with the world around it made first."""

from collections.abc import Callable
from typing import Any

from chalicelib.features.people import certification
from chalicelib.person import priors
from chalicelib.person.changing import changing
from tests.faults import (
    breaker,
    campaigns,
    console,
    credit,
    epidemic,
    exchange,
    imports,
    names,
    people,
    ratings,
    rulesets,
)
from tests.faults.comparisons import compare, undo_joining
from tests.faults.desk_requests import GOOD as DESK
from tests.faults.doors import (
    MEMBERS,
    approve_venue,
    deliver,
    leave,
    look_up,
    of_venue,
    uploads,
    verify,
    visit,
    withdraw_anomaly,
)
from tests.faults.good import PASSWORD, Good, own
from tests.faults.logins import (
    PLATFORMS,
    WAYS_OF_TELLING,
    begin_session,
    change_phone,
    decide_recovery,
    end_other,
    objection,
    prove,
    recovery,
    refresh,
    undo,
)
from tests.person.test_known_facts import card
from tests.support.client import Client
from tests.support.drawn_photographs import encoded
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
    refreshed,
)
from tests.support.showing_phone import Phone
from tests.support.traveller_steps import set_trip, traveller, trip
from tests.support.venue_steps import venue_form


def _appeal() -> Good:
    return own("POST", "/v1/people/{}/appeals", {"category": "other", "text": "A question."})


def _confirm_prior() -> Good:
    """Somebody certified, of whom another code had a registration."""
    number = a_document()
    asked = own("PUT", "/v1/people/{}/prior", {"confirmed": True}, number=number)
    certification.certify(asked.path.split("/")[3], NOON)
    kept = priors.put(card(number), "another code", *_KEPT, NOON, None, priors.kept(card(number)))
    changing(NOON, lambda attempt: attempt.write(kept))
    return asked


_KEPT = ("2020-02-20", "630103", "1 South Street")


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


GOOD: dict[str, Callable[[], Good]] = {
    **(exchange.GOOD | DESK),
    "POST /v1/people/searches": console.search,
    "POST /v1/audit/alarms/{alarm_id}/closing": console.close_alarm,
    "POST /v1/exports": console.export,
    "POST /v1/eased/{eased_id}/look": console.look_at_eased,
    "POST /v1/cases": epidemic.enter_case,
    "PATCH /v1/cases/{case_id}": epidemic.change_case,
    "POST /v1/cases/{case_id}/approval": epidemic.approve_case,
    "POST /v1/cases/{case_id}/reveals": epidemic.reveal_case,
    "POST /v1/people/{person_id}/reveals": epidemic.reveal_person,
    "POST /v1/people/{person_id}/designations": epidemic.designate,
    "POST /v1/designations/{designation_id}/approval": epidemic.approve_designation,
    "POST /v1/designations/{designation_id}/lifting": epidemic.lift_designation,
    "POST /v1/people/{person_id}/breaches": epidemic.report_breach,
    "POST /v1/breaches/{breach_id}/approval": epidemic.approve_breach,
    "POST /v1/people/{person_id}/departures": epidemic.note_departure,
    "POST /v1/contacts": epidemic.name_contact,
    "POST /v1/cases/{case_id}/contacts": epidemic.list_contacts,
    "POST /v1/contacts/{contact_id}/decision": epidemic.decide_declared,
    "POST /v1/contacts/{contact_id}/approval": epidemic.approve_contact,
    "POST /v1/contacts/{contact_id}/withdrawal": epidemic.withdraw_contact,
    "POST /v1/people/{person_id}/violations": credit.propose_violation,
    "POST /v1/violations/{violation_id}/approval": credit.approve_violation,
    "POST /v1/appeals/{appeal_id}/forwarding": credit.forward_appeal,
    "POST /v1/people/{person_id}/appeals": _appeal,
    "POST /v1/people/{person_id}/appeals: an objection": credit.object_to_violation,
    "POST /v1/appeals/{appeal_id}/decision": _decide_appeal,
    "POST /v1/appeals/{appeal_id}/decision: an objection": credit.uphold_objection,
    "PUT /v1/sms-budgets/{country}": _budget,
    "POST /v1/declarations/{declaration_id}/annulment": _annul,
    "POST /v1/people/{person_id}/declarations": lambda: own("POST", "/v1/people/{}/declarations", declaration()),
    "DELETE /v1/people/{person_id}": lambda: own("DELETE", "/v1/people/{}"),
    "POST /v1/codes/verify": verify,
    "POST /v1/codes/lookups": look_up,
    "POST /v1/checks": deliver,
    "POST /v1/anomalies/{anomaly_id}/decision": withdraw_anomaly,
    "POST /v1/login/proofs": prove,
    "POST /v1/login/undos": undo,
    "PUT /v1/me/password": lambda: Good(log_in(Client()), "PUT", "/v1/me/password", {"password": PASSWORD}),
    "PUT /v1/me/phone": change_phone,
    "DELETE /v1/me/sessions": lambda: Good(log_in(Client()), "DELETE", "/v1/me/sessions"),
    "DELETE /v1/me/sessions/{session_id}": end_other,
    "POST /v1/login/codes": lambda: Good(Client(), "POST", "/v1/login/codes", {"phone": a_phone()}),
    "POST /v1/login/sessions": begin_session,
    "POST /v1/login/sessions/refresh": refresh,
    **PLATFORMS,
    "DELETE /v1/login/sessions": lambda: Good(log_in(Client()), "DELETE", "/v1/login/sessions"),
    "PUT /v1/me/preferences": lambda: own("PUT", "/v1/me/preferences", {"language": "en", "sms": False}),
    **WAYS_OF_TELLING,
    "POST /v1/me/email": lambda: Good(log_in(Client()), "POST", "/v1/me/email", {"email": "b@example.com"}),
    "POST /v1/imports": imports.begin_import,
    "PUT /v1/imports/{import_id}/rows/{part}": imports.keep_rows,
    "POST /v1/imports/{import_id}/rows": imports.send_rows,
    "PUT /v1/imports/{import_id}/columns": imports.choose_columns,
    "POST /v1/imports/{import_id}/approval": imports.approve_import,
    "POST /v1/imports/{import_id}/stop": imports.stop_import,
    "POST /v1/imports/{import_id}/resume": imports.resume_import,
    "POST /v1/imports/{import_id}/undo": imports.undo_import,
    "POST /v1/imports/{import_id}/dry-run": imports.try_out_import,
    "PUT /v1/regions/{code}/risk": ratings.rate,
    "POST /v1/ratings/{rating_id}/approval": ratings.approve,
    "POST /v1/ratings/{rating_id}/correction": ratings.correct,
    "POST /v1/ratings/{rating_id}/withdrawal": ratings.withdraw,
    "POST /v1/ratings/names": ratings.say_name,
    "POST /v1/ratings/preview": ratings.preview,
    "POST /v1/rulesets": rulesets.draft,
    "PUT /v1/rulesets/{version}": rulesets.edit,
    "POST /v1/rulesets/{version}/simulation": rulesets.simulate,
    "POST /v1/rulesets/{version}/what-if": rulesets.what_if,
    "POST /v1/rulesets/{version}/approval": rulesets.approve,
    "POST /v1/rulesets/{version}/withdrawal": rulesets.withdraw,
    "PUT /v1/breaker/numbers": breaker.numbers,
    "POST /v1/breaker/{county}/{kind}/release": breaker.release,
    "POST /v1/campaigns/pause": campaigns.hold,
    "POST /v1/campaigns/{campaign_id}/restart": campaigns.restart,
    "POST /v1/campaigns/{campaign_id}/pause": campaigns.pause,
    "POST /v1/campaigns/{campaign_id}/resume": campaigns.resume,
    "POST /v1/campaigns/{campaign_id}/speed": campaigns.speed,
    "POST /v1/campaigns/{campaign_id}/stop": campaigns.stop,
    "POST /v1/outages": _outage,
    "POST /v1/outages/{outage_id}/withdrawal": _withdraw_outage,
    "POST /v1/people/{person_id}/credits": _credit,
    "POST /v1/people": lambda: Good(log_in(Client()), "POST", "/v1/people", person_form()),
    "PUT /v1/people/{person_id}/prior": _confirm_prior,
    "POST /v1/people/{person_id}/photos": _photo,
    "POST /v1/photos/{photo_id}/decision": _decide_photo,
    "POST /v1/name-matches/{match_id}/decision": names.decide,
    "POST /v1/comparisons/{comparison_id}/decision": compare,
    "POST /v1/comparisons/{comparison_id}/undoing": undo_joining,
    "POST /v1/proposals/{proposal_id}/approval": _approve,
    "POST /v1/proposals/{proposal_id}/withdrawal": _take_back,
    "POST /v1/me/recoveries/{recovery_id}/objection": objection,
    "POST /v1/login/recoveries": recovery,
    "POST /v1/recoveries/{recovery_id}/decision": decide_recovery,
    "PUT /v1/people/{person_id}/device": _bind,
    "DELETE /v1/people/{person_id}/devices/{thumbprint}": _release,
    "PUT /v1/people/{person_id}/trip": _trip,
    "DELETE /v1/people/{person_id}/trip": _drop_trip,
    "POST /v1/venues": lambda: Good(log_in(Client()), "POST", "/v1/venues", venue_form()),
    "POST /v1/venues/uploads": uploads,
    "PATCH /v1/venues/{venue_id}": approve_venue,
    "POST /v1/venues/{venue_id}/posters/revocation": lambda: of_venue("POST", "/posters/revocation"),
    **MEMBERS,
    **people.GOOD,
    "POST /v1/visits": visit,
    "POST /v1/visits/{visit_id}/departure": leave,
}
