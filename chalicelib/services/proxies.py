"""Whom an account files for: itself once, and dependants under the rules for proxies (domain: Proxy)."""

from datetime import date, datetime

from chalicelib.config import POLICY_ZONE
from chalicelib.errors import Conflict, FieldError, KangmaError, Refused, invalid
from chalicelib.identity.documents import Document
from chalicelib.scoring.days import policy_day
from chalicelib.services.access import Actor
from chalicelib.store import accounts, people
from chalicelib.store.tables import Lost, Step

REASONS = ("child", "elderly", "ill", "disabled")
OLDEST_CHILD = 12
MOST_DEPENDANTS = 10


def binding_steps(
    actor: Actor,
    person_id: str,
    relation: str,
    reason: str | None,
    document: Document,
    now: datetime,
) -> list[Step]:
    """The steps that bind a person to the account. Raises Refused `not_eligible`, Invalid."""
    if relation == "dependant":
        _check_reason(reason, document.birth_date, policy_day(now, POLICY_ZONE))
        _check_filer(actor)
    return link_steps(actor, person_id, relation)


def link_steps(actor: Actor, person_id: str, relation: str) -> list[Step]:
    """An account has one `self`, and a limited number of dependants, under any concurrency."""
    if relation == "self":
        return [accounts.self_put(actor.account_id, person_id)]
    return [
        accounts.link_put(actor.account_id, person_id, relation),
        accounts.dependant_step(actor.account_id, MOST_DEPENDANTS),
    ]


def _check_reason(reason: str | None, birth_date: date | None, today: date) -> None:
    if reason is None:
        raise invalid("dependant_reason", "reason_required")
    if reason == "child" and (birth_date is None or age_on(birth_date, today) > OLDEST_CHILD):
        raise Refused("not_eligible", FieldError("birth_date", "child_too_old", {"age": OLDEST_CHILD}))


def age_on(born: date, today: date) -> int:
    """Whole years: a birthday counts from its beginning."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _check_filer(actor: Actor) -> None:
    """Whoever files for another is certified by ID card and has a code of their own."""
    link = accounts.self_link(actor.account_id)
    state = people.state(link.person_id) if link else None
    if link is None or state is None:
        raise Refused("not_eligible", FieldError("relation", "self_first"))
    profile = people.profile(link.person_id)
    if profile is None or profile.entry != "id_card" or state.certification != "certified":
        raise Refused("not_eligible", FieldError("relation", "filer_not_certified"))
    if not state.severity:
        raise Refused("not_eligible", FieldError("relation", "declare_first"))


def refusal(lost: Lost) -> KangmaError:
    """Why a binding failed although the document is free: the account has its people already."""
    return Conflict("conflict", FieldError("relation", "already_bound"))
