"""How far a role reaches at a route, and with which request it is tried."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.routes.world import World

ALL, REGION, COUNTRY, KIND, VENUE, MANAGER, MEMBER, NOT_THEIRS = (
    "whoever has the role",
    "records of the own region; others are not there",
    "staff of the whole country",
    "own region's records, but of no kind that the role decides",
    "open to every resident",
    "managers of the venue; others are forbidden",
    "who works at the venue; others are forbidden",
    "the record is somebody else's, so it is not there",
)


@dataclass(frozen=True)
class Own:
    """Only whose it is; for all other residents it is not there."""

    owner: str


Reach = str | Own
Make = Callable[[World], Any]


def _empty(world: World) -> Any:
    return {}


@dataclass(frozen=True)
class Case:
    """A route's request in the world, and how far each role reaches. `{}` as a form is refused after the role."""

    reach: dict[str, Reach]
    path: Make | None = None
    body: Make = _empty
    ruins: bool = False
    """Whether it takes something away that others are asked for, so that it comes last."""


def of_staff(*roles: str, reach: Reach = REGION) -> dict[str, Reach]:
    return dict.fromkeys(roles, reach)


EVERY_STAFF = ("gate", "reviewer", "epidemiologist", "supervisor", "auditor", "exchange_desk")
DECIDERS = EVERY_STAFF[1:]
DESK = ("reviewer", "epidemiologist", "supervisor")
OWN, TRAVELLER = {"resident": Own("resident")}, {"resident": Own("traveller")}
SELF: dict[str, Reach] = {"resident": ALL}
OPEN: dict[str, Reach] = {}
PROPOSALS = of_staff(*DECIDERS, reach=KIND) | of_staff("supervisor")
