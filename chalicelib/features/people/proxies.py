"""Dependants an account may file for, and the proxy rules (domain: Proxy)."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.access.actor import Actor
from chalicelib.config import POLICY_ZONE
from chalicelib.errors import Conflict, FieldError, KangmaError, Refused, invalid
from chalicelib.identity.documents import Document
from chalicelib.person import accounts, colour
from chalicelib.person import records as people
from chalicelib.person.records import StateRecord
from chalicelib.scoring.days import policy_day
from chalicelib.store.transactions import Step

REASONS = ("child", "elderly", "ill", "disabled")
OLDEST_CHILD = 12
MOST_DEPENDANTS = 10


@dataclass(frozen=True)
class Binding:
    """Who is to be bound to an account, and why."""

    relation: str
    scheme: str
    reason: str | None
    document: Document


def check_binding(actor: Actor, wanted: Binding, now: datetime) -> None:
    """Raises Refused `not_eligible` or Invalid where the rules do not let the account file for this person.

    No read for oneself, three for a dependant.
    """
    if wanted.relation == "dependant":
        _check_reason(wanted.reason, wanted.document.birth_date, policy_day(now, POLICY_ZONE))
        _check_filer(actor, {wanted.scheme}, now, "relation")


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


def filed_by(actor: Actor, state: StateRecord, said: str | None, now: datetime) -> str:
    """Who files a declaration for this person: `self` or `proxy`. No read for oneself, three for a proxy.

    A dependant who goes on alone, from the same account, says `self`. Raises Refused `not_eligible`.
    """
    dependant = state.relation == "dependant"
    if said == "proxy" and not dependant:
        raise invalid("filed_by", "not_a_dependant")
    if not dependant or said == "self":
        return "self"
    _check_filer(actor, colour.open_schemes(state, now), now, "filed_by")
    return "proxy"


def _check_filer(actor: Actor, schemes: Set[str], now: datetime, field: str) -> None:
    """Whoever files for another is certified by ID card and has declared: for a traveller within 24 h."""
    link = accounts.self_link(actor.account_id)
    state = people.state(link.person_id) if link else None
    profile = people.profile(link.person_id) if link else None
    if state is None or profile is None:
        raise Refused("not_eligible", FieldError(field, "self_first"))
    if profile.entry != "id_card" or state.certification != "certified":
        raise Refused("not_eligible", FieldError(field, "filer_not_certified"))
    if not colour.load_state(state).has_declared:
        raise Refused("not_eligible", FieldError(field, "declare_first"))
    if "international" in schemes and not _declared_lately(state, now):
        raise Refused("not_eligible", FieldError(field, "declare_again_first"))


def _declared_lately(state: StateRecord, now: datetime) -> bool:
    """Whether the filer's own international declaration is at most 24 h old."""
    until = colour.valid_until(state, colour.load_state(state), now)
    return until is not None and now.replace(microsecond=0) <= until


def refusal(actor: Actor, form_entry: str, relation: str) -> KangmaError:
    """Why a binding failed although the document is free: the account has its people already."""
    if relation == "dependant":
        full = FieldError("relation", "dependants_full", {"most": MOST_DEPENDANTS})
        return Conflict("conflict", full)
    link = accounts.self_link(actor.account_id)
    profile = people.profile(link.person_id) if link else None
    if profile is not None and profile.entry != form_entry:
        return Conflict("entry_closed", FieldError("entry", "entry_closed"))
    return Conflict("conflict", FieldError("relation", "already_bound"))
