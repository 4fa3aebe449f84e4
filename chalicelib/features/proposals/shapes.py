"""Proposals as they are answered, by every route that makes or shows one."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from chalicelib.features.proposals.deciding import Decision
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Passage, Shape


class Touches(Shape):
    """How many people it touches, counted at `at`; `estimated`: from counters and not one by one."""

    people: int
    to_red: int
    to_yellow: int
    estimated: bool
    at: str


class AuditRef(Shape):
    """An entry of the audit: what it is about, its shard and its number there."""

    subject: str
    shard: int
    number: int


class Proposal(Shape):
    """`needs`: what an approval takes, of second_person, third_person, supervisor, count, simulation, worse, cooling.

    `agreed_by`: of two supervisors whom it takes, the first. `own`: the reader proposed it or agreed already, and waits
    for somebody else. `may_decide`: the reader's roles approve it. The logins stand where a proposal is looked at.

    `before` and `audit_ref` stand where one proposal is looked at: what is in force of what it replaces (once it is
    decided: was in force), in the form of `content`, null for what is new; and the entry of its decision."""

    id: str
    kind: str
    subject: str
    region: str
    status: Literal["proposed", "in_force", "refused", "withdrawn", "expired"]
    version: int
    content_hash: str
    content: dict[str, Any]
    reason: str
    touches: Touches
    needs: list[str]
    proposed_by: str
    proposed_at: str
    expires_at: str
    decided_by: str | None
    decided_at: str | None
    decision_reason: str | None
    agreed_by: str | None
    agreed_at: str | None
    own: bool
    may_decide: bool
    proposed_by_login: str | None = None
    decided_by_login: str | None = None
    agreed_by_login: str | None = None
    before: dict[str, Any] | None = None
    audit_ref: AuditRef | None = None


class ProposalDecision(Shape):
    """`version` and `content_hash` are those that were shown. `count`: the number of people, typed, if needed.
    `worse`: that people get worse by it, as its simulation says, is seen and wanted."""

    version: Annotated[int, Field(ge=1)]
    content_hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    decision: Literal["approve", "refuse"]
    reason: Passage | None = None
    count: Annotated[int, Field(ge=0)] | None = None
    worse: bool = False

    @model_validator(mode="after")
    def says_why_not(self) -> "ProposalDecision":
        if self.decision == "refuse" and self.reason is None:
            raise wrong("required", "reason")
        return self

    def said(self) -> Decision:
        """As the use case takes it."""
        approve, reason = self.decision == "approve", self.reason or ""
        return Decision(self.version, self.content_hash, approve, reason, self.count, self.worse)
