"""Good requests about exchange: partners' messages, each signed, and what staff and people do about them."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from chalicelib.store import vault
from tests.epidemic.steps import code, resident
from tests.faults.good import Good
from tests.routes.exchange_reach import form
from tests.support.client import Answer, Client
from tests.support.partners import Partner, Wire, attested
from tests.support.resident_steps import NOON, log_in_staff, refreshed

_FROM, _UNTIL = "2020-03-02", "2020-03-04"


@dataclass(frozen=True)
class Signed(Good):
    """A message of a partner's, as it goes over the wire."""

    wire: Wire | None = None

    def send(self) -> Answer:
        assert self.wire is not None
        return self.wire.send(self.at)


_SERIALS = count(420_500)


def _an_id() -> str:
    """A partner's that no other request has."""
    return str(next(_SERIALS))


def signed(partner: Partner, path: str, payload: Any, **head: Any) -> Signed:
    content = partner.content(path, payload, NOON, **head)
    wire = partner.signed("POST", path, content, NOON)
    return Signed(Client(), "POST", f"/v1/exchange/{path}", wire=wire)


def _partner(**told: Any) -> Partner:
    for key_class in ("exchange", "case", "appeal", "person"):
        vault.seal("before", "anything", "so that the month has its key", NOON, key_class)
    return Partner(_an_id(), "42").register(NOON, **told)


def _subject(number: str) -> dict[str, Any]:
    return {"name": "测试人", "document": {"type": "id_card", "number": number}}


def _items(*items: dict[str, Any]) -> dict[str, Any]:
    return {"items": list(items)}


def _contact(number: str) -> dict[str, Any]:
    told = {"source_ref": "C1", "revision": 1, "subject": _subject(number), "place": "420102", "kind": "close"}
    return told | {"last_exposure": "2020-03-08", "attested": attested(NOON)}


def declarations() -> Good:
    _, _, number = resident()
    item = {"subject": _subject(number), "filed_at": NOON.isoformat(), "symptoms": ["cough"]}
    item |= {"stays": [{"region": "420102", "from": _FROM, "until": _UNTIL}]}
    return signed(_partner(), "health-declarations", _items(item))


def trips() -> Good:
    found = [resident()[2] for _ in range(2)]
    told = {"region": "420102", "from": _FROM, "until": _UNTIL, "source": "rail"}
    return signed(_partner(), "trip-declarations", _items(*({"subject": _subject(each)} | told for each in found)))


def cases() -> Good:
    told = {"source_ref": "K1", "revision": 1, "subject": _subject(resident()[2]), "place": "420102"}
    told |= {"kind": "confirmed", "on": "2020-03-05", "attested": attested(NOON)}
    return signed(_partner(), "feeds/cases", _items(told))


def contacts() -> Good:
    unattested = _contact(resident()[2]) | {"source_ref": "C2", "attested": None}
    return signed(_partner(), "feeds/contacts", _items(_contact(resident()[2]), unattested))


def travel() -> Good:
    told = {"source_ref": "T1", "revision": 1, "subject": _subject(resident()[2]), "region": "420102"}
    return signed(_partner(), "feeds/travel", _items(told | {"from": _FROM, "until": _UNTIL}))


def ratings() -> Good:
    told = {"source_ref": "R1", "revision": 1, "region": "420104", "level": "high", "from": "2020-03-01"}
    return signed(_partner(), "feeds/ratings", _items(told | {"attested": attested(NOON)}))


def colours() -> Good:
    return signed(_partner(), "feeds/colours", _items({"subject": _subject(resident()[2]), "value": "10"}))


def query() -> Good:
    authorisation = {"case": "K", "attested": attested(NOON)}
    payload = {"subject": _subject(resident()[2]), "authorisation": authorisation}
    return signed(_partner(), "health-queries", payload)


def _invoked(partner: Partner) -> tuple[Client, str]:
    client, _, number = resident()
    payload = {"subject": _subject(number), "purpose": "check-in", "for": "display"}
    return client, str(signed(partner, "code-invocations", payload).send().body["invocation"])


def invoke() -> Good:
    payload = {"subject": _subject(resident()[2]), "purpose": "check-in", "for": "display"}
    return signed(_partner(), "code-invocations", payload)


def decide_invocation() -> Good:
    client, invocation = _invoked(_partner())
    return Good(refreshed(client, NOON), "POST", f"/v1/me/invocations/{invocation}/decision", {"accept": True})


def give_code() -> Good:
    partner = _partner()
    client, invocation = _invoked(partner)
    path = f"/v1/me/invocations/{invocation}/decision"
    assert refreshed(client, NOON).post(path, {"accept": True}, at=NOON).status == 200
    return signed(partner, "codes", {"invocation": invocation})


def verify() -> Good:
    client, person_id, _ = resident()
    return signed(_partner(), "code-verifications", {"token": code(client, person_id)["token"]})


def _held() -> tuple[Partner, str, str]:
    """A partner with the number and the reference of a contact of its own."""
    partner, (client, person_id, number) = _partner(), resident()
    assert signed(partner, "feeds/contacts", _items(_contact(number))).send().body["outcomes"] == ["accepted"]
    return partner, number, str(code(client, person_id)["holds"][0]["decision_ref"])


def correct() -> Good:
    partner, number, _ = _held()
    return signed(partner, "corrections", {"about": _subject(number), "kind": "withdrawn", "text": "no such person"})


def acknowledge() -> Good:
    return signed(_partner(), "acknowledgements", _items({"message": "ours-1", "accepted": 1}))


def prove() -> Good:
    return signed(_partner(proven=False), "mapping-tests", {"value": "00", "word": "绿"})


def announce() -> Good:
    partner = _partner()
    other = Partner(partner.id, partner.region)
    return signed(partner, "keys", {"keyid": other.keyid, "public": other.public})


def propose_partner() -> Good:
    return Good(log_in_staff("supervisor"), "POST", "/v1/partners", form(Partner(_an_id(), "43")))


def approve_partner() -> Good:
    proposal = propose_partner().send().body
    body = {"version": 1, "content_hash": proposal["content_hash"], "decision": "approve", "reason": "read"}
    return Good(log_in_staff("supervisor"), "POST", f"/v1/partners/{proposal['subject']}/approval", body)


def turn_key() -> Good:
    announced = announce()
    assert announced.send().status == 200
    assert isinstance(announced, Signed)
    assert announced.wire is not None
    keyid, partner_id = _announced(announced.wire), announced.wire.partner.id
    body = {"keyid": keyid, "reason": "yearly"}
    return Good(log_in_staff("supervisor"), "POST", f"/v1/partners/{partner_id}/keys", body)


def _announced(wire: Wire) -> str:
    import json

    return str(json.loads(wire.body)["payload"]["keyid"])


def revoke_key() -> Good:
    partner = _partner()
    path = f"/v1/partners/{partner.id}/keys/{partner.keyid}/revocation"
    return Good(log_in_staff("exchange_desk"), "POST", path, {"reason": "stolen"})


def suspend() -> Good:
    _, _, ref = _held()
    return Good(log_in_staff("supervisor", region="63"), "POST", f"/v1/facts/{ref}/suspension", {"reason": "asked"})


def keep() -> Good:
    made = suspend()
    assert made.send().status == 200
    path = made.path.replace("suspension", "standing")
    return Good(log_in_staff("epidemiologist", region="63"), "POST", path, {"reason": "we asked"})


def object_to_partner() -> Good:
    """An appeal about what a partner said: it goes to it."""
    partner, (client, person_id, number) = _partner(), resident()
    assert signed(partner, "feeds/contacts", _items(_contact(number))).send().status == 200
    ref = code(client, person_id)["holds"][0]["decision_ref"]
    body = {"category": "partner", "text": "not there", "decision_ref": ref}
    return Good(refreshed(client, NOON), "POST", f"/v1/people/{person_id}/appeals", body)


def silent() -> Callable[[], Any]:
    """A suspension whose partner has not answered in time."""
    from datetime import timedelta

    from chalicelib.features.exchange import relay_job

    assert suspend().send().status == 200
    return lambda: relay_job.relay(NOON + timedelta(days=3))


REPEATED: dict[str, Callable[[], Good]] = {
    "/v1/partners": propose_partner,
    "/v1/partners/{partner_id}/approval": approve_partner,
    "/v1/partners/{partner_id}/keys": turn_key,
    "/v1/facts/{ref}/standing": keep,
}
GOOD: dict[str, Callable[[], Good]] = {
    "POST /v1/exchange/health-declarations": declarations,
    "POST /v1/exchange/trip-declarations": trips,
    "POST /v1/exchange/health-queries": query,
    "POST /v1/exchange/code-invocations": invoke,
    "POST /v1/exchange/codes": give_code,
    "POST /v1/exchange/code-verifications": verify,
    "POST /v1/exchange/corrections": correct,
    "POST /v1/exchange/acknowledgements": acknowledge,
    "POST /v1/exchange/feeds/cases": cases,
    "POST /v1/exchange/feeds/contacts": contacts,
    "POST /v1/exchange/feeds/travel": travel,
    "POST /v1/exchange/feeds/ratings": ratings,
    "POST /v1/exchange/feeds/colours": colours,
    "POST /v1/exchange/mapping-tests": prove,
    "POST /v1/exchange/state": lambda: signed(_partner(), "state", {}),
    "POST /v1/exchange/keys": announce,
    "POST /v1/me/invocations/{invocation_id}/decision": decide_invocation,
    "POST /v1/partners": propose_partner,
    "POST /v1/partners/{partner_id}/approval": approve_partner,
    "POST /v1/partners/{partner_id}/keys": turn_key,
    "POST /v1/partners/{partner_id}/keys/{keyid}/revocation": revoke_key,
    "POST /v1/facts/{ref}/suspension": suspend,
    "POST /v1/facts/{ref}/standing": keep,
    "POST /v1/people/{person_id}/appeals: about a partner": object_to_partner,
}
