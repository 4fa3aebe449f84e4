"""Steps of tests about cases: one epidemiologist enters, another agrees."""

from datetime import timedelta
from typing import Any

from tests.proposals.steps import at_work, epidemiologist
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, a_document, applied, declare, refreshed

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def an_entry(number: str, **changes: Any) -> dict[str, Any]:
    """A confirmed case of Xining for a resident's number."""
    form = {
        "person": {"document": {"type": "id_card", "number": number}},
        "kind": "confirmed",
        "on": "2020-03-09",
        "region": "630102",
        "note": "nucleic acid test of 9 March",
    }
    return form | changes


def enter(by: Client, number: str, at=NOON, headers=(), **changes: Any) -> Answer:
    return at_work(by, at).post("/v1/cases", an_entry(number, **changes), at=at, **dict(headers))


def agree(by: Client, proposal: dict[str, Any], at=NOON, path: str = "cases", **changes: Any) -> Answer:
    """The decision over what was shown, by the subject's own route."""
    body = {"version": proposal["version"], "content_hash": proposal["content_hash"], "decision": "approve"}
    place = f"/v1/{path}/{proposal['subject']}/approval"
    return at_work(by, at).post(place, body | {"reason": "looked at the report"} | changes, at=at)


def in_force(number: str, at=NOON, **changes: Any) -> str:
    """The id of a case that two epidemiologists put in force."""
    proposal = enter(epidemiologist(), number, at, **changes)
    assert proposal.status == 201, proposal.raw
    agreed = agree(epidemiologist(), proposal.body, at)
    assert agreed.status == 200, agreed.raw
    return str(proposal.body["subject"])


def shown(by: Client, case_id: str, at=NOON) -> dict[str, Any]:
    return dict(at_work(by, at).get(f"/v1/cases/{case_id}", at=at).body)


def change(by: Client, case_id: str, at=NOON, **changes: Any) -> Answer:
    body = {"version": shown(by, case_id, at)["version"], "reason": "the ward's report"}
    return at_work(by, at).call("PATCH", f"/v1/cases/{case_id}", body | changes, at=at)


def resident(at=NOON) -> tuple[Client, str, str]:
    """Somebody of Xining who declared and is green: client, person, number."""
    number = a_document()
    client, person = applied(Client(), at, number=number)
    declare(client, person["id"], at)
    return client, person["id"], number


def code(client: Client, person_id: str, at=NOON) -> dict[str, Any]:
    return dict(refreshed(client, at).get(f"/v1/people/{person_id}/code", at=at).body)


def inbox(client: Client, at=NOON) -> list[str]:
    """The kinds of the messages that the person has, the latest first."""
    items = refreshed(client, at).get("/v1/me/messages?limit=100", at=at).body["items"]
    return [each["kind"] for each in items]
