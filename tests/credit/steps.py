"""Steps of tests about the credit register: two establish a violation, the person objects, a third decides."""

from datetime import datetime, timedelta
from typing import Any

from tests.epidemic.steps import agree
from tests.proposals.steps import at_work, epidemiologist
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, applied, declare, log_in_staff, refreshed

PERIOD, MINUTE = timedelta(days=7), timedelta(minutes=1)


def supervisor(at: datetime = NOON, region: str = "63", **more: Any) -> Client:
    return log_in_staff("supervisor", at, region, **more)


def declared(at: datetime = NOON, **form: Any) -> tuple[Client, str, str]:
    """Somebody who declared: client, person, the declaration's id."""
    client, person = applied(Client(), at, **form)
    return client, person["id"], declare(client, person["id"], at).body["declaration"]["id"]


def propose(by: Client, person_id: str, evidence: list[str], at: datetime = NOON, **changes: Any) -> Answer:
    form = {"kind": "false_declaration", "on": "2020-03-10", "evidence": evidence, "text": "The ticket says otherwise."}
    return at_work(by, at).post(f"/v1/people/{person_id}/violations", form | changes, at=at)


def established(person_id: str, evidence: list[str], at: datetime = NOON, **changes: Any) -> str:
    """The id of a violation to which a supervisor agreed."""
    proposal = propose(epidemiologist(), person_id, evidence, at, **changes)
    assert proposal.status == 201, proposal.raw
    agreed = agree(supervisor(at), proposal.body, at, "violations")
    assert agreed.status == 200, agreed.raw
    return str(proposal.body["subject"])


def shown(by: Client, person_id: str, at: datetime = NOON) -> list[dict[str, Any]]:
    answer = by.get(f"/v1/people/{person_id}/violations", at=at)
    assert answer.status == 200, answer.raw
    return list(answer.body["items"])


def own(client: Client, person_id: str, at: datetime = NOON) -> dict[str, Any]:
    """The one violation that the person sees of themself."""
    (found,) = shown(refreshed(client, at), person_id, at)
    return found


def objection(client: Client, person_id: str, violation_id: str, at: datetime = NOON) -> Answer:
    body = {"category": "credit", "text": "I was at home that day.", "violation_id": violation_id}
    return refreshed(client, at).post(f"/v1/people/{person_id}/appeals", body, at=at)


def decided(appeal_id: str, accept: bool, at: datetime, by: Client | None = None) -> Answer:
    who = at_work(by, at) if by else log_in_staff("reviewer", at, "63")
    return who.post(f"/v1/appeals/{appeal_id}/decision", {"accept": accept, "reason": "looked at the ticket"}, at=at)
