"""The staff desk: text-message budgets by calling code."""

from typing import Annotated, Any

from chalice import Response
from pydantic import Field

from chalicelib.errors import NotFound
from chalicelib.features.budgets import setting
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Passage, Shape
from chalicelib.store.sms_budgets import Budget

feature = Feature("budgets")
SETTERS = ("supervisor",)


class BudgetWanted(Shape):
    """`reserve`: the percent of both numbers that is kept for phones with an account and known devices."""

    per_minute: Annotated[int, Field(ge=0, le=1_000_000)]
    per_day: Annotated[int, Field(ge=0, le=1_000_000_000)]
    reserve: Annotated[int, Field(ge=0, le=100)]
    reason: Passage


class SmsBudget(Shape):
    """The numbers in force. `proposal_id`: those that were asked for just now wait for a second supervisor."""

    country: str
    per_minute: int
    per_day: int
    reserve: int
    used_this_minute: int
    used_today: int
    changed_at: str | None
    proposal_id: str | None


def _calling_code(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 3:
        raise NotFound()
    return int(text)


@feature.route("GET", "/v1/sms-budgets/{country}", roles=SETTERS, answer=SmsBudget)
def show_budget(call: Call, country: str) -> dict[str, Any]:
    """How many text messages may go to a country, by its calling code, and how many have gone."""
    return setting.shown(call.actor, _calling_code(country), call.now)


@feature.route("PUT", "/v1/sms-budgets/{country}", roles=SETTERS, body=BudgetWanted, answer=SmsBudget, also=(202,))
def set_budget(call: Call, country: str) -> Response:
    """Sets the numbers from now on: less at once (200), more once a second supervisor approves (202)."""
    body: BudgetWanted = call.body
    budget = Budget(body.per_minute, body.per_day, body.reserve)
    found, waits = setting.want(call.actor, _calling_code(country), budget, body.reason, call.now)
    return reply(found, 202 if waits else 200)
