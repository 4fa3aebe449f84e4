"""What one person eased: the list that a supervisor looks through."""

from typing import Any, Literal

from pydantic import model_validator

from chalicelib.features.epidemic import easing
from chalicelib.http.calls import Call, page_size, prefix_of
from chalicelib.http.endpoint import Feature
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Passage, Shape

feature = Feature("epidemic")


class Eased(Shape):
    """`subject`: what it was done about, by the kind of `action`; `by`: who of staff did it. `finding`: what a
    supervisor found, null while it waits. `own`: one's own, which another supervisor looks at."""

    id: str
    action: str
    subject: str
    region: str
    reason: str
    by: str
    at: str
    finding: Literal["in_order", "not_in_order"] | None
    looked_by: str | None
    looked_at: str | None
    note: str | None
    own: bool


class EasedList(Shape):
    """`logins`: of those who eased, by id."""

    items: list[Eased]
    logins: dict[str, str]
    next_cursor: str | None


class EasedLook(Shape):
    """What a supervisor found; `note` says what is not in order."""

    finding: Literal["in_order", "not_in_order"]
    note: Passage | None = None

    @model_validator(mode="after")
    def says_what(self) -> "EasedLook":
        if self.finding == "not_in_order" and self.note is None:
            raise wrong("required", "note")
        return self


@feature.route("GET", "/v1/eased", roles=("supervisor",), answer=EasedList, query=("region", "limit", "cursor"))
def list_eased(call: Call) -> dict[str, Any]:
    """What one person did alone because it makes it better for somebody, until a supervisor looked; earliest first."""
    return easing.listed(call.actor, prefix_of(call), page_size(call), call.query.get("cursor"))


@feature.route("POST", "/v1/eased/{eased_id}/look", roles=("supervisor",), body=EasedLook, answer=Eased)
def look_at_eased(call: Call, eased_id: str) -> dict[str, Any]:
    """A supervisor looked at what one person eased, and found it in order or not; once, and not their own."""
    body: EasedLook = call.body
    return easing.look(call.actor, eased_id, body.finding, body.note or "", call.now)
