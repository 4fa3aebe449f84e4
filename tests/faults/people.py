"""Good requests about who somebody is: names, numbers, invitations of staff."""

from typing import Any

from chalicelib.features.people import certification
from chalicelib.store import vault
from tests.faults.good import MINUTE, Good, own
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_document, a_phone, applied, declaration, log_in_staff


def correct() -> Good:
    client, person = applied(Client())
    certification.certify(person["id"], NOON)
    body = {"document": {"number": a_document()}, "evidence": "The card is a new one."}
    return Good(client, "POST", f"/v1/people/{person['id']}/corrections", body)


def _refused(method: str, path: str, body: dict[str, Any]) -> Good:
    """A request of somebody who was refused, because the name was not the number's."""
    client, person = applied(Client(), name="测试不符")
    certification.certify(person["id"], NOON - MINUTE)
    return Good(client, method, f"/v1/people/{person['id']}{path}", body)


def rename() -> Good:
    return _refused("PATCH", "", {"name": "张三"})


def declare_another_number() -> Good:
    return _refused("POST", "/declarations", declaration(document={"number": a_document()}))


def decide_number() -> Good:
    case = correct().send().body["id"]
    body = {"accept": True, "reason": "The card was seen."}
    return Good(log_in_staff("reviewer", region="63"), "POST", f"/v1/recoveries/{case}/decision", body)


def invite() -> Good:
    """Somebody who only guards, for whom one supervisor is enough."""
    vault.seal("staff", "contact", "an address", NOON, "staff")  # The month's key is there before.
    form = {"login": "a-guard", "roles": ["gate"], "region": "63", "phone": a_phone()}
    form |= {"document": {"type": "id_card", "number": a_document()}, "reason": "the gates of the north"}
    return Good(log_in_staff("supervisor", region="63"), "POST", "/v1/staff/invitations", form)


GOOD = {
    "POST /v1/people/{person_id}/corrections": correct,
    "PATCH /v1/people/{person_id}": lambda: own("PATCH", "/v1/people/{}", {"residence": "630103"}),
    "PATCH /v1/people/{person_id}: a name": rename,
    "POST /v1/people/{person_id}/declarations: another number": declare_another_number,
    "POST /v1/recoveries/{recovery_id}/decision: a number": decide_number,
    "POST /v1/staff/invitations": invite,
}
