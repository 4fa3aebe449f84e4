"""What requests about cases and about contacts have in common."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from chalicelib.features.epidemic.cases import Named
from chalicelib.features.proposals.deciding import Decision
from chalicelib.http.documents import NamedDocument
from chalicelib.http.fields import Id
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Line, Passage, Shape

ContactStatus = Literal["confirmed", "held", "waiting_match", "other_person", "no_effect", "withdrawn"]


class CasePerson(Shape):
    """A document, or the id of a person of one's region.

    `name`: as it was given with the document. Where another is on record, what is said waits until both were compared.
    """

    document: NamedDocument | None = None
    name: Line | None = None
    person_id: Id | None = None

    @model_validator(mode="after")
    def one_of_them(self) -> "CasePerson":
        if self.document is None and self.person_id is None:
            raise wrong("required", "document")
        if self.document is not None and self.person_id is not None:
            raise wrong("unknown_field", "person_id")
        if self.document is None and self.name is not None:
            raise wrong("unknown_field", "name")
        return self

    def named(self) -> Named:
        if self.document is None:
            return Named(self.person_id)
        document = self.document
        return Named(None, document.type, document.number, document.country, self.name)


class SubjectDecision(Shape):
    """`version` and `content_hash` are those that were shown of the open proposal.

    `count`: the number of people, typed, over a thousand.
    """

    version: Annotated[int, Field(ge=1)]
    content_hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    decision: Literal["approve", "refuse"]
    reason: Passage
    count: Annotated[int, Field(ge=0)] | None = None

    def decision_over(self) -> Decision:
        """As a proposal is decided."""
        return Decision(self.version, self.content_hash, self.decision == "approve", self.reason, self.count)
