"""E-mails to people, within the day's budget of all of them together."""

from datetime import datetime, timedelta

from chalicelib import instants
from chalicelib.config import EMAIL_BUDGET, EMAIL_SHARDS
from chalicelib.features.messages import texting
from chalicelib.notify.delivery import NotTaken, Unanswered, Undeliverable
from chalicelib.notify.texts import say
from chalicelib.observability import logger, measure
from chalicelib.person.accounts import AccountItem
from chalicelib.store import limits, vault
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Lost


def address_of(account: AccountItem) -> str | None:
    """The address that an account has confirmed, if it has."""
    return vault.unseal(account.id, "email", account.email) if account.email else None


def mailed(address: str, language: str, text: str, now: datetime) -> str:
    """Sends an e-mail; says `sent`, `failed`, or `uncertain` where no answer came. Raises NotTaken.

    What was not sent leaves the budget as it was.
    """
    budget = Window("email", "all", EMAIL_BUDGET, timedelta(days=1))
    try:
        place = limits.take_sharded(budget, EMAIL_SHARDS, instants.seconds(now) % EMAIL_SHARDS, now)
    except Lost:
        measure("EmailBudgetUsed", "Percent", 100)
        logger.warning("email budget used up")
        return "failed"
    try:
        texting.write(address, say("email_subject", language), text)
    except Unanswered:
        return "uncertain"
    except (Undeliverable, NotTaken) as refusal:
        place.give_back(now)
        if isinstance(refusal, NotTaken):
            raise
        return "failed"
    return "sent"
