"""Permission rules, the only ones: who is asking and what they may do."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.errors import Forbidden, NotFound

DECIDING_ROLES = frozenset({"reviewer", "epidemiologist", "supervisor", "auditor", "exchange_desk"})
"""Roles that decide about people: two supervisors give them, and a login without a document has none of them."""
STAFF_ROLES = DECIDING_ROLES | {"gate"}
ROLES = STAFF_ROLES | {"resident", "claimant", "venue"}
RESIDENT = ("resident",)
"""Whom the routes of residents are for."""
RESIDENT_OR_CLAIMANT = ("resident", "claimant")
"""And the few for whoever logs in with a new phone that staff accepted and that is not yet in force."""
EVERYBODY = ("resident", "claimant", "venue", *sorted(STAFF_ROLES))
"""Whoever is logged in."""


@dataclass(frozen=True)
class Actor:
    """An authenticated account. `region` is the prefix of region codes that staff roles reach.

    `login`, its record's `version` and the hash of the person's own `document` are known of staff whose standing was
    read for this request (`desk.standing`).
    """

    account_id: str
    roles: frozenset[str]
    session: str = ""
    region: str = ""
    login: str = ""
    version: int = 0
    document: str = ""

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
    """Raises NotFound for a record of another region than the staff's: it is as if it were not there."""
    if not region.startswith(actor.region):
        raise NotFound()


def require_scope(actor: Actor, region: str) -> None:
    """Raises Forbidden for staff who name a region that theirs does not cover: regions are no secret."""
    if not region.startswith(actor.region):
        raise Forbidden()
