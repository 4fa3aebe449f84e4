"""Setting of a country's text-message budget: less by one supervisor of the country, more by a proposal of two."""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.errors import Forbidden, NotFound
from chalicelib.features.proposals import kinds, proposing, records
from chalicelib.features.proposals.content import Content
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.person.changing import Attempt, changing
from chalicelib.store import sms_budgets
from chalicelib.store.sms_budgets import Budget


def shown(actor: Actor, country: int, now: datetime) -> dict[str, Any]:
    """A country's numbers, and how much of the minute and the day is used. One read and one batch read.

    Raises Forbidden for who is not of the whole country, NotFound for no calling code.
    """
    _require_whole_country(actor, country)
    record = sms_budgets.find(country)
    budget = sms_budgets.of(record, country)
    counters = sms_budgets.counters(budget, country, range(budget.shards), now)
    return _numbers(country, budget) | {
        "used_this_minute": sum(each.minute for each in counters),
        "used_today": sum(each.day for each in counters),
        "changed_at": record.changed_at if record else None,
        "proposal_id": None,
    }


def _numbers(country: int, budget: Budget) -> dict[str, Any]:
    return {
        "country": str(country),
        "per_minute": budget.per_minute,
        "per_day": budget.per_day,
        "reserve": budget.reserve,
    }


def want(actor: Actor, country: int, budget: Budget, reason: str, now: datetime) -> tuple[dict[str, Any], bool]:
    """The numbers as they are then, and whether those that were wanted wait for a second supervisor.

    Numbers by which nobody can be sent more than before are in force at once; the same again are no change. Raises
    Forbidden and NotFound as `shown`, Conflict `proposal_open`.
    """
    _require_whole_country(actor, country)
    if budget == sms_budgets.of(sms_budgets.find(country), country):
        return shown(actor, country, now), False
    wanted = Wanted(KIND, f"sms-budget-{country}", _numbers(country, budget), reason)
    proposal = changing(now, lambda attempt: proposing.propose(attempt, actor, wanted))
    waits = proposal.status != records.IN_FORCE
    return shown(actor, country, now) | {"proposal_id": proposal.id if waits else None}, waits


def _content(content: Content) -> tuple[int, Budget]:
    numbers = (int(content[name]) for name in ("per_minute", "per_day", "reserve"))
    return int(content["country"]), Budget(*numbers)


def _gives_more(content: Content) -> bool:
    country, budget = _content(content)
    return not budget.within(sms_budgets.of(sms_budgets.find(country), country))


def _apply(attempt: Attempt, approved: Approved) -> None:
    country, budget = _content(approved.content)
    record = sms_budgets.find(country)
    attempt.write(sms_budgets.put(record, country, budget, approved.approved_by, attempt.now))


def _before(content: Content) -> dict[str, Any]:
    country = int(content["country"])
    return _numbers(country, sms_budgets.of(sms_budgets.find(country), country))


def _whole_country(content: Content) -> str:
    return ""


KIND = kinds.register(
    Kind(
        name="sms_budget",
        proposers=frozenset({"supervisor"}),
        approvers=frozenset({"supervisor"}),
        region=_whole_country,
        apply=_apply,
        takes_two=_gives_more,
        before=_before,
    )
)


def _require_whole_country(actor: Actor, country: int) -> None:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    if actor.region:
        raise Forbidden()
    if country not in COUNTRY_CODE_TO_REGION_CODE:
        raise NotFound()
