"""Steps of tests about proposals: somebody proposes, somebody else decides."""

from datetime import timedelta
from itertools import count

from chalicelib.access.actor import Actor
from chalicelib.desk import staff, standing
from chalicelib.features.proposals import kinds, proposing
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.person.changing import changing
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, log_in_staff, staff_session

NOTICE = "notice"
HOUR = timedelta(hours=1)
_SUBJECTS = count()


def epidemiologist(region: str = "63", **more) -> Client:
    return log_in_staff("epidemiologist", NOON, region, **more)


def acting(client: Client) -> Actor:
    """The member of staff as a use case sees them."""
    record = staff.by_id(client.account_id)
    return standing.standing(Actor(client.account_id, frozenset(record.roles)))


def login_of(client: Client) -> str:
    """How the desk calls them."""
    return str(staff.by_id(client.account_id).login)


def proposed(by: Client, at=NOON, subject: str = "", **content) -> str:
    """The id of a notice that `by` proposed."""
    wanted = Wanted(
        kinds.named(NOTICE), subject or f"subject-{next(_SUBJECTS)}", {"region": "63", "text": "one"} | content, "why"
    )
    return changing(at, lambda attempt: proposing.propose(attempt, acting(by), wanted)).id


def at_work(client: Client, at) -> Client:
    """The same member of staff with a session of that hour."""
    record = staff.by_id(client.account_id)
    return staff_session(client, set(record.roles), at, record.region)


def seen(by: Client, proposal_id: str, at=NOON) -> dict:
    answer = at_work(by, at).get(f"/v1/proposals/{proposal_id}", at=at)
    assert answer.status == 200, answer.raw
    return answer.body


def decide(by: Client, proposal_id: str, decision: str = "approve", at=NOON, headers=(), **changes) -> Answer:
    """The decision of somebody who looked at it just now, unless `changes` say what else they saw."""
    body = {"version": 1, "content_hash": "0" * 64, "decision": decision, "reason": "looked at"}
    if not {"version", "content_hash"} <= changes.keys():
        shown = at_work(by, at).get(f"/v1/proposals/{proposal_id}", at=at)
        if shown.status == 200:
            body |= {name: shown.body[name] for name in ("version", "content_hash")}
    return at_work(by, at).post(f"/v1/proposals/{proposal_id}/approval", body | changes, at=at, **dict(headers))


def withdraw(by: Client, proposal_id: str, at=NOON) -> Answer:
    return at_work(by, at).post(f"/v1/proposals/{proposal_id}/withdrawal", {"reason": "a mistake"}, at=at)


def needs_of(answer: Answer) -> set[str]:
    return {each["code"] for each in answer.body["errors"] if each["field"] == "needs"}
