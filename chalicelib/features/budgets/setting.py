"""Setting of a country's text-message budget: less by one supervisor of the country, more by a proposal of two."""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.errors import Conflict, Forbidden, NotFound
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
        "reason": record.reason if record else None,
    }


def _numbers(country: int, budget: Budget) -> dict[str, Any]:
    return {
        "country": str(country),
        "per_minute": budget.per_minute,
        "per_day": budget.per_day,
        "reserve": budget.reserve,
    }


def lower(actor: Actor, country: int, budget: Budget, reason: str, now: datetime) -> dict[str, Any]:
    """Sets numbers by which nobody can be sent more than before. One read, one transaction.

    Raises Forbidden and NotFound as `shown`, Conflict `needs_two` for more.
    """
    _require_whole_country(actor, country)

    def change(attempt: Attempt) -> None:
        if not budget.within(sms_budgets.of(sms_budgets.find(country), country)):
            raise Conflict("needs_two")
        enact(attempt, actor, country, budget, reason)

    changing(now, change)
    return shown(actor, country, now)


def enact(attempt: Attempt, actor: Actor, country: int, budget: Budget, reason: str) -> None:
    """Sets any numbers, in the change that decided on it: what an approved proposal calls, in the audit."""
    record = sms_budgets.find(country)
    attempt.write(sms_budgets.put(record, country, budget, actor.account_id, reason, attempt.now))
    numbers = {name: str(value) for name, value in _numbers(country, budget).items()}
    attempt.audit(actor, "sms_budget.set", f"sms-budget-{country}", reason=reason, **numbers)


def _require_whole_country(actor: Actor, country: int) -> None:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    if actor.region:
        raise Forbidden()
    if country not in COUNTRY_CODE_TO_REGION_CODE:
        raise NotFound()
