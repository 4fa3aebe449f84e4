"""Permission rules, the only ones: who is asking and what they may do."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.errors import Forbidden, NotFound

STAFF_ROLES = frozenset({"gate", "reviewer", "epidemiologist", "supervisor", "auditor", "exchange"})
ROLES = STAFF_ROLES | {"resident", "venue"}
RESIDENT = ("resident",)
"""Whom the routes of residents are for."""
EVERYBODY = ("resident", "venue", *sorted(STAFF_ROLES))
"""Whoever is logged in."""


@dataclass(frozen=True)
class Actor:
    """An authenticated account. `region` is the prefix of region codes that staff roles reach."""

    account_id: str
    roles: frozenset[str]
    session: str = ""
    region: str = ""

    def is_one_of(self, roles: Iterable[str]) -> bool:
        return not self.roles.isdisjoint(roles)


def require_role(actor: Actor, roles: Iterable[str]) -> None:
    """Raises Forbidden unless the actor has one of `roles`."""
    if not actor.is_one_of(roles):
        raise Forbidden()


def require_own(actor: Actor, account_id: str | None) -> None:
    """Raises NotFound for another account's record: that it exists is not told."""
    if account_id != actor.account_id:
        raise NotFound()


def require_region(actor: Actor, region: str) -> None:
    """Raises Forbidden for staff whose region does not cover `region`."""
    if not region.startswith(actor.region):
        raise Forbidden()
