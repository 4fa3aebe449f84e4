"""How far each role reaches at the routes of exchange. Those of partners ask no role: a signature says who asks."""

from functools import cache
from typing import Any

from chalicelib.features.exchange import fact_records, invocation_records
from chalicelib.http.routes import ROUTES
from chalicelib.person.changing import Attempt
from tests.routes.cells import ALL, COUNTRY, OPEN, OWN, SELF, Case, of_staff
from tests.routes.world import World
from tests.support.partners import Partner
from tests.support.resident_steps import NOON

_SUPERVISOR = of_staff("supervisor", reach=COUNTRY)
_DESK = of_staff("supervisor", "exchange_desk", reach=COUNTRY)


@cache
def _partner() -> Partner:
    return Partner("990001", "99").register(NOON)


def form(partner: Partner) -> dict[str, Any]:
    """An agreement with a partner."""
    told: dict[str, Any] = {"id": partner.id, "name": "测试", "region": partner.region, "profile": partner.profile}
    told |= {"base_url": "https://exchange.example", "mode": "share", "sends": [], "receives": [], "mapping": {}}
    told |= {"keys": [{"keyid": partner.keyid, "public": partner.public}], "reason": "an agreement"}
    return told | {"contact": {"office": "测试", "phone": "1"}}


def _invocation(w: World) -> str:
    told = {"partner_id": "990001", "document_hash": w.document_hash, "person_id": w.person, "purpose": "check-in"}
    told |= {"account_id": w.resident.account_id, "wanted": "display"}
    record = invocation_records.find("reach") or invocation_records.make("reach", NOON, NOON.replace(hour=5), **told)
    if record.version is None:
        _written(invocation_records.put(record))
    return "reach"


def _fact(w: World) -> str:
    record = fact_records.known("990001", fact_records.CONTACT, "reach")
    if record is None:
        told: dict[str, Any] = {"message_id": "m", "revision": 1, "region": "630102", "at": NOON}
        told["document_hash"] = w.document_hash
        record = fact_records.make("990001", fact_records.CONTACT, "reach", **told)
        _written(fact_records.put(record))
    return str(record.id)


def _written(*steps: Any) -> None:
    attempt = Attempt(NOON)
    attempt.write(*steps)
    attempt.commit()


def _reason(w: World) -> Any:
    return {"reason": "checked"}


CASES: dict[str, Case] = {
    **{f"{route.method} {route.path}": Case(OPEN) for route in ROUTES if route.signed},
    "GET /v1/exchange/keys": Case(OPEN),
    "GET /v1/me/invocations": Case(SELF),
    "POST /v1/me/invocations/{invocation_id}/decision": Case(
        OWN, lambda w: f"/v1/me/invocations/{_invocation(w)}/decision", lambda w: {"accept": True}
    ),
    "POST /v1/partners": Case(_SUPERVISOR, None, lambda w: form(Partner("990002", "99"))),
    "GET /v1/partners": Case(of_staff("supervisor", "exchange_desk", reach=ALL)),
    "GET /v1/partners/{partner_id}": Case(
        of_staff("supervisor", "exchange_desk", reach=ALL), lambda w: f"/v1/partners/{_partner().id}"
    ),
    "POST /v1/partners/{partner_id}/approval": Case(
        _SUPERVISOR,
        lambda w: f"/v1/partners/{_partner().id}/approval",
        lambda w: {"version": 1, "content_hash": "0" * 64, "decision": "approve", "reason": "checked"},
    ),
    "POST /v1/partners/{partner_id}/keys": Case(
        _SUPERVISOR,
        lambda w: f"/v1/partners/{_partner().id}/keys",
        lambda w: {"keyid": "990001-next", "reason": "checked"},
    ),
    "POST /v1/partners/{partner_id}/keys/{keyid}/revocation": Case(
        _DESK, lambda w: f"/v1/partners/{_partner().id}/keys/{_partner().keyid}/revocation", _reason
    ),
    "GET /v1/partners/{partner_id}/messages": Case(
        _DESK, lambda w: f"/v1/partners/{_partner().id}/messages?since=2020-03-01T00:00:00Z"
    ),
    "GET /v1/facts/{ref}": Case(of_staff("epidemiologist", "supervisor"), lambda w: f"/v1/facts/{_fact(w)}"),
    "POST /v1/facts/{ref}/suspension": Case(
        of_staff("supervisor"), lambda w: f"/v1/facts/{_fact(w)}/suspension", _reason
    ),
    "POST /v1/facts/{ref}/standing": Case(
        of_staff("epidemiologist"), lambda w: f"/v1/facts/{_fact(w)}/standing", _reason
    ),
}
