"""Names that an office gave with a number, beside those on record with it."""

from typing import Any, Literal

from chalicelib.features.name_matches import deciding
from chalicelib.features.name_matches.deciding import Verdict
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.fields import DocumentType
from chalicelib.http.shapes import Passage, Shape

feature = Feature("name_matches")
DECIDERS = ("reviewer", "epidemiologist", "supervisor")


class NamedFactShown(Shape):
    kind: Literal["case", "contact", "designation", "travel"]
    id: str


class NameMatch(Shape):
    """`escalated`: past its deadline, and a supervisor's. In a list both names are null. `name_given` goes once what
    waited is settled; what is on record is null where the record is gone."""

    id: str
    status: Literal["waiting", "same", "other"]
    at: str
    due_at: str
    escalated: bool
    name_given: str | None
    name_on_record: str | None
    person_id: str | None
    document_type: DocumentType | None
    document_last4: str | None
    certification: Literal["pending", "certified", "refused"] | None
    facts: list[NamedFactShown]
    decided_at: str | None
    reason: str | None


class NameMatchList(Shape):
    items: list[NameMatch]
    next_cursor: str | None


class NameMatchDecision(Shape):
    """`same`: one person, spelt otherwise. `other`: another person, and the number is wrong."""

    outcome: Literal["same", "other"]
    reason: Passage


@feature.route("GET", "/v1/name-matches", roles=DECIDERS, answer=NameMatchList, query=("limit", "cursor"))
def list_name_matches(call: Call) -> dict[str, Any]:
    """Names that differ from those on record with the number, earliest deadline first; which, one alone says."""
    return deciding.waiting(call.actor, page_size(call), call.query.get("cursor"), call.now)


@feature.route("GET", "/v1/name-matches/{match_id}", roles=DECIDERS, answer=NameMatch)
def show_name_match(call: Call, match_id: str) -> dict[str, Any]:
    """The two names, and what waits for them; audited, and the person reads that an office looked."""
    return deciding.one(call.actor, match_id, call.now)


@feature.route("POST", "/v1/name-matches/{match_id}/decision", roles=DECIDERS, body=NameMatchDecision, answer=NameMatch)
def decide_name_match(call: Call, match_id: str) -> dict[str, Any]:
    """One person, or another whose number is wrong; what waits takes effect by it, or never does."""
    body: NameMatchDecision = call.body
    return deciding.decide(call.actor, match_id, Verdict(body.outcome, body.reason), call.now)
