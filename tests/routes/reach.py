"""How far each role reaches at each route: the whole table of permissions, written out by hand."""

from typing import Any

from tests.routes.breaker_reach import CASES as BREAKER
from tests.routes.cells import (
    ALL,
    COUNTRY,
    DECIDERS,
    DESK,
    EVERY_STAFF,
    MANAGER,
    MEMBER,
    NOT_THEIRS,
    OPEN,
    OWN,
    PROPOSALS,
    REGION,
    SELF,
    TRAVELLER,
    VENUE,
    Case,
    Make,
    of_staff,
)
from tests.routes.console_reach import CASES as CONSOLE
from tests.routes.credit_reach import CASES as CREDIT
from tests.routes.epidemic_reach import CASES as EPIDEMIC
from tests.routes.exchange_reach import CASES as EXCHANGE
from tests.routes.imports_reach import CASES as IMPORTS
from tests.routes.names_reach import CASES as NAMES
from tests.routes.platforms_reach import CASES as PLATFORMS
from tests.routes.ratings_reach import CASES as RATINGS
from tests.routes.reports_reach import CASES as REPORTS
from tests.routes.rulesets_reach import CASES as RULESETS
from tests.routes.world import FLIGHT, World
from tests.support.resident_steps import NOON
from tests.support.showing_phone import Phone


def _decision(**more: Any) -> Make:
    return lambda w: {"accept": False, "reason": "checked"} | more


def _agreed(w: World) -> Any:
    return {"version": 1, "content_hash": w.proposal["content_hash"], "decision": "approve"}


def _bound(w: World) -> Any:
    phone = Phone()
    return {
        "public_key": phone.jwk,
        "proof": phone.proof(w.person, w.asking.session_id if w.asking.token else "", NOON),
    }


def _annulment(w: World) -> Any:
    return {"kind": "mistaken", "reason": "checked"}


OTHERS: dict[str, Case] = {
    "GET /v1/airports": Case(OPEN),
    "GET /v1/health": Case(OPEN),
    "GET /v1/keys": Case(OPEN),
    "GET /v1/openapi.json": Case(OPEN),
    "GET /v1/revocations": Case(OPEN),
    "GET /v1/revocations/{list_id}": Case(OPEN, lambda w: "/v1/revocations/none"),
    "GET /v1/login/codes": Case(OPEN),
    "POST /v1/login/codes": Case(OPEN),
    "GET /v1/login/proof-of-work": Case(OPEN),
    "POST /v1/login/passkeys/start": Case(OPEN),
    "POST /v1/login/recoveries": Case(OPEN),
    "POST /v1/login/sessions": Case(OPEN),
    "POST /v1/login/sessions/refresh": Case(OPEN),
    "POST /v1/staff/enrolments": Case(OPEN),
    "POST /v1/staff/enrolments/start": Case(OPEN),
    "DELETE /v1/login/sessions": Case(of_staff(*EVERY_STAFF, "resident", "venue", reach=ALL), ruins=True),
    "PUT /v1/me/password": Case(of_staff(*EVERY_STAFF, "resident", reach=ALL)),
    "POST /v1/login/proofs": Case(SELF),
    "POST /v1/login/undos": Case(OPEN),
    "GET /v1/me/sessions": Case(SELF),
    "DELETE /v1/me/sessions": Case(SELF, lambda w: "/v1/me/sessions?except=current", ruins=True),
    "DELETE /v1/me/sessions/{session_id}": Case(OWN, lambda w: f"/v1/me/sessions/{w.resident.session_id}", ruins=True),
    "DELETE /v1/me/email": Case(SELF),
    "POST /v1/me/email": Case(SELF),
    "POST /v1/me/email/confirmation": Case(SELF),
    "GET /v1/me/messages": Case(SELF),
    "PUT /v1/me/phone": Case(SELF),
    "PUT /v1/me/push": Case(SELF),
    "DELETE /v1/me/push": Case(SELF),
    "GET /v1/me/preferences": Case(SELF),
    "PUT /v1/me/preferences": Case(SELF),
    "GET /v1/me/venues": Case(SELF),
    "GET /v1/people": Case(SELF),
    "POST /v1/people": Case(SELF),
    "DELETE /v1/people/{person_id}": Case(OWN, lambda w: f"/v1/people/{w.person}", ruins=True),
    "GET /v1/people/{person_id}": Case(OWN, lambda w: f"/v1/people/{w.person}"),
    "GET /v1/people/{person_id}/prior": Case(OWN, lambda w: f"/v1/people/{w.person}/prior"),
    "PUT /v1/people/{person_id}/prior": Case(
        OWN, lambda w: f"/v1/people/{w.person}/prior", lambda w: {"confirmed": True}
    ),
    "PATCH /v1/people/{person_id}": Case(OWN, lambda w: f"/v1/people/{w.person}", lambda w: {"residence": "630103"}),
    "GET /v1/people/{person_id}/appeals": Case(OWN, lambda w: f"/v1/people/{w.person}/appeals"),
    "POST /v1/people/{person_id}/appeals": Case(
        OWN, lambda w: f"/v1/people/{w.person}/appeals", lambda w: {"category": "colour", "text": "我已痊愈。"}
    ),
    "GET /v1/people/{person_id}/code": Case(OWN, lambda w: f"/v1/people/{w.person}/code"),
    "GET /v1/people/{person_id}/code.png": Case(OWN, lambda w: w.declared and f"/v1/people/{w.person}/code.png"),
    "POST /v1/people/{person_id}/corrections": Case(
        OWN,
        lambda w: f"/v1/people/{w.person}/corrections",
        lambda w: {"document": {"number": w.number}, "evidence": "写错了"},
    ),
    "POST /v1/people/{person_id}/credits": Case(
        of_staff("reviewer", "supervisor"),
        lambda w: w.declared and f"/v1/people/{w.person}/credits",
        lambda w: {"on": "2020-03-09", "reason": "checked"},
    ),
    "GET /v1/people/{person_id}/declarations": Case(OWN, lambda w: f"/v1/people/{w.person}/declarations"),
    "POST /v1/people/{person_id}/declarations": Case(
        OWN,
        lambda w: f"/v1/people/{w.person}/declarations",
        lambda w: {
            "temperature": 36.5,
            "symptoms": [],
            "contact": {"kind": "none"},
            "test": {"result": "none"},
            "location": "630102",
            "stays": [],
        },
    ),
    "PUT /v1/people/{person_id}/device": Case(
        OWN,
        lambda w: f"/v1/people/{w.person}/device",
        _bound,
    ),
    "GET /v1/people/{person_id}/devices": Case(OWN, lambda w: f"/v1/people/{w.person}/devices"),
    "DELETE /v1/people/{person_id}/devices/{thumbprint}": Case(
        OWN, lambda w: f"/v1/people/{w.person}/devices/{w.phone}", ruins=True
    ),
    "GET /v1/people/{person_id}/exposures": Case(
        of_staff("epidemiologist"), lambda w: f"/v1/people/{w.person}/exposures?from=2020-03-10&until=2020-03-10"
    ),
    "GET /v1/people/{person_id}/photos": Case(TRAVELLER, lambda w: f"/v1/people/{w.travelling}/photos"),
    "POST /v1/people/{person_id}/photos": Case(
        TRAVELLER,
        lambda w: f"/v1/people/{w.travelling}/photos",
        lambda w: {"kind": "passport", "content_type": "image/jpeg", "size": 1000},
    ),
    "DELETE /v1/people/{person_id}/trip": Case(
        TRAVELLER, lambda w: w.trip and f"/v1/people/{w.travelling}/trip", ruins=True
    ),
    "GET /v1/people/{person_id}/trip": Case(TRAVELLER, lambda w: w.trip and f"/v1/people/{w.travelling}/trip"),
    "PUT /v1/people/{person_id}/trip": Case(
        TRAVELLER,
        lambda w: f"/v1/people/{w.travelling}/trip",
        lambda w: FLIGHT,
    ),
    "GET /v1/people/{person_id}/visits": Case(OWN, lambda w: f"/v1/people/{w.person}/visits"),
    "GET /v1/photos": Case(of_staff("reviewer", reach=ALL)),
    "POST /v1/photos/{photo_id}/decision": Case(
        of_staff("reviewer"),
        lambda w: f"/v1/photos/{w.photo}/decision",
        lambda w: {"accept": False, "reason": "blurred"},
    ),
    "GET /v1/photos/{photo_id}/view": Case(TRAVELLER | of_staff("reviewer"), lambda w: f"/v1/photos/{w.photo}/view"),
    "GET /v1/anomalies": Case(of_staff(*DESK, reach=ALL)),
    "GET /v1/anomalies/{anomaly_id}": Case(of_staff(*DESK), lambda w: f"/v1/anomalies/{w.anomaly}"),
    "POST /v1/anomalies/{anomaly_id}/decision": Case(
        of_staff(*DESK) | {"gate": NOT_THEIRS},
        lambda w: f"/v1/anomalies/{w.anomaly}/decision",
        lambda w: {"outcome": "withdrawn", "reason": "checked"},
    ),
    "GET /v1/appeals": Case(of_staff(*DESK, reach=ALL)),
    "GET /v1/audit": Case(of_staff("auditor", reach=ALL)),
    "GET /v1/audit/verification": Case(of_staff("auditor", reach=ALL)),
    "POST /v1/checks": Case({"gate": ALL}),
    "POST /v1/codes/lookups": Case({"gate": ALL}),
    "POST /v1/codes/verify": Case({"gate": ALL}),
    "GET /v1/declarations/{declaration_id}": Case(of_staff(*DESK), lambda w: f"/v1/declarations/{w.declaration}"),
    "POST /v1/declarations/{declaration_id}/annulment": Case(
        of_staff(*DESK), lambda w: f"/v1/declarations/{w.declaration}/annulment", _annulment
    ),
    "GET /v1/outages": Case(of_staff(*DESK, "auditor", reach=ALL)),
    "POST /v1/outages": Case(
        of_staff("supervisor", reach=COUNTRY),
        None,
        lambda w: {"from": "2020-03-08T00:00:00Z", "until": "2020-03-08T01:00:00Z", "reason": "down"},
    ),
    "POST /v1/outages/{outage_id}/withdrawal": Case(
        of_staff("supervisor", reach=COUNTRY),
        lambda w: f"/v1/outages/{w.outage}/withdrawal",
        lambda w: {"reason": "none"},
    ),
    "GET /v1/proposals": Case(of_staff(*DECIDERS, reach=ALL)),
    "GET /v1/proposals/{proposal_id}": Case(PROPOSALS, lambda w: f"/v1/proposals/{w.proposal['id']}"),
    "GET /v1/proposals/{proposal_id}/people": Case(PROPOSALS, lambda w: f"/v1/proposals/{w.proposal['id']}/people"),
    "POST /v1/proposals/{proposal_id}/approval": Case(
        PROPOSALS, lambda w: f"/v1/proposals/{w.proposal['id']}/approval", _agreed
    ),
    "POST /v1/proposals/{proposal_id}/withdrawal": Case(
        PROPOSALS, lambda w: f"/v1/proposals/{w.proposal['id']}/withdrawal", lambda w: {"reason": "a mistake"}
    ),
    "GET /v1/comparisons": Case(of_staff("reviewer", "supervisor", reach=ALL)),
    "GET /v1/comparisons/{comparison_id}": Case(
        of_staff("reviewer", "supervisor"), lambda w: f"/v1/comparisons/{w.comparison}"
    ),
    "POST /v1/comparisons/{comparison_id}/decision": Case(
        of_staff("reviewer", "supervisor"),
        lambda w: f"/v1/comparisons/{w.comparison}/decision",
        lambda w: {"outcome": "different", "reason": "checked"},
    ),
    "POST /v1/comparisons/{comparison_id}/undoing": Case(
        of_staff("reviewer", "supervisor"),
        lambda w: f"/v1/comparisons/{w.comparison}/undoing",
        lambda w: {"reason": "checked"},
    ),
    "GET /v1/me/recoveries": Case(SELF),
    "POST /v1/me/recoveries/{recovery_id}/objection": Case(
        OWN, lambda w: f"/v1/me/recoveries/{w.recovery}/objection", lambda w: {"reason": "不是我本人申请的"}
    ),
    "GET /v1/recoveries": Case(of_staff("reviewer", "supervisor", reach=ALL)),
    "GET /v1/recoveries/{recovery_id}": Case(
        of_staff("reviewer", "supervisor"), lambda w: f"/v1/recoveries/{w.recovery}"
    ),
    "POST /v1/recoveries/{recovery_id}/decision": Case(
        of_staff("reviewer", "supervisor"), lambda w: f"/v1/recoveries/{w.recovery}/decision", _decision()
    ),
    "GET /v1/staff": Case(of_staff("supervisor", reach=ALL)),
    "POST /v1/staff": Case(of_staff("supervisor", reach=ALL)),
    "PATCH /v1/staff": Case(of_staff("supervisor"), None, lambda w: {"id": w.member_of_staff, "active": False}),
    "PATCH /v1/staff/{staff_id}": Case(
        of_staff("supervisor"), lambda w: f"/v1/staff/{w.member_of_staff}", lambda w: {"active": False}
    ),
    "POST /v1/staff/{staff_id}/totp": Case(of_staff("supervisor"), lambda w: f"/v1/staff/{w.member_of_staff}/totp"),
    "POST /v1/staff/invitations": Case(of_staff("supervisor", reach=ALL)),
    "GET /v1/sms-budgets/{country}": Case(of_staff("supervisor", reach=COUNTRY), lambda w: "/v1/sms-budgets/86"),
    "PUT /v1/sms-budgets/{country}": Case(
        of_staff("supervisor", reach=COUNTRY),
        lambda w: "/v1/sms-budgets/39",
        lambda w: {"per_minute": 1, "per_day": 1, "reserve": 0, "reason": "less"},
    ),
    "GET /v1/statistics": Case(of_staff(*DESK, "auditor", reach=ALL)),
    "GET /v1/venues": Case(of_staff("supervisor", reach=ALL)),
    "POST /v1/venues": Case(SELF),
    "POST /v1/venues/uploads": Case(SELF),
    "GET /v1/venues/{venue_id}": Case(
        {"resident": VENUE} | of_staff("gate", "epidemiologist", "supervisor"), lambda w: f"/v1/venues/{w.venue}"
    ),
    "PATCH /v1/venues/{venue_id}": Case(
        {"resident": MANAGER} | of_staff("supervisor"),
        lambda w: f"/v1/venues/{w.venue}",
        lambda w: {"contact": {"name": "李", "phone": "0971-8230000"}},
    ),
    "GET /v1/venues/{venue_id}/code": Case(
        {"resident": MEMBER} | of_staff("gate", "supervisor"), lambda w: f"/v1/venues/{w.venue}/code"
    ),
    "GET /v1/venues/{venue_id}/exposures": Case(
        of_staff("epidemiologist"),
        lambda w: f"/v1/venues/{w.venue}/exposures?from=2020-03-10T00:00:00Z&until=2020-03-10T04:00:00Z",
    ),
    "GET /v1/venues/{venue_id}/members": Case(
        {"resident": MANAGER} | of_staff("supervisor"), lambda w: f"/v1/venues/{w.venue}/members"
    ),
    "POST /v1/venues/{venue_id}/members": Case(
        {"resident": MANAGER},
        lambda w: f"/v1/venues/{w.venue}/members",
        lambda w: {"role": "guard", "phone": "+393331234567"},
    ),
    "DELETE /v1/venues/{venue_id}/members": Case(
        {"resident": MANAGER},
        lambda w: f"/v1/venues/{w.venue}/members",
        lambda w: {"account_id": w.manager.account_id},
    ),
    "DELETE /v1/venues/{venue_id}/members/{member_id}": Case(
        {"resident": MANAGER}, lambda w: f"/v1/venues/{w.venue}/members/{w.member}", ruins=True
    ),
    "PATCH /v1/venues/{venue_id}/members/{member_id}": Case(
        {"resident": MANAGER}, lambda w: f"/v1/venues/{w.venue}/members/{w.member}", lambda w: {"name": "张伟"}
    ),
    "GET /v1/venue-numbers/{number}": Case({"resident": ALL}, lambda w: f"/v1/venue-numbers/{w.venue_number}"),
    "GET /v1/venues/{venue_id}/poster.pdf": Case(
        {"resident": MEMBER} | of_staff("gate", "supervisor"), lambda w: f"/v1/venues/{w.venue}/poster.pdf"
    ),
    "POST /v1/venues/{venue_id}/posters/revocation": Case(
        {"resident": MANAGER} | of_staff("supervisor"),
        lambda w: w.visit and f"/v1/venues/{w.venue}/posters/revocation",
        ruins=True,
    ),
    "GET /v1/venues/{venue_id}/sign": Case(OPEN, lambda w: f"/v1/venues/{w.venue}/sign"),
    "GET /v1/venues/{venue_id}/visits": Case(
        {"resident": MEMBER} | of_staff("gate", "epidemiologist", "supervisor"),
        lambda w: f"/v1/venues/{w.venue}/visits",
    ),
    "POST /v1/visits": Case({"resident": ALL, "gate": ALL}),
    "POST /v1/visits/{visit_id}/departure": Case(OWN | {"gate": REGION}, lambda w: f"/v1/visits/{w.visit}/departure"),
}
CASES = OTHERS | BREAKER | CONSOLE | CREDIT | EPIDEMIC | EXCHANGE | IMPORTS | NAMES
CASES |= PLATFORMS | RATINGS | REPORTS | RULESETS
"""By route; tests/routes/test_matrix.py requires that each route stands here, with exactly the roles it declares."""
