"""Departments: who answers for what (domain: Questions and help), and which staff decide for them."""

from chalicelib.access.actor import Actor
from chalicelib.errors import Forbidden

DISEASE_CONTROL = "disease_control"
DEPARTMENTS = {
    "colour": "data_bureau",
    "rules": "data_bureau",
    "checkpoint": "transport_bureau",
    "declaration": "hotline_12308",
    "account": "hotline_12345",
    "not_me": DISEASE_CONTROL,
    "credit": "command_office",
    "partner": DISEASE_CONTROL,
    "other": "command_office",
}
"""By category; what is about an office's decision goes to those who can change it instead."""
_ALL = frozenset(DEPARTMENTS.values())
_DECIDERS = {"epidemiologist": frozenset({DISEASE_CONTROL}), "reviewer": _ALL - {DISEASE_CONTROL}, "supervisor": _ALL}


def of(actor: Actor) -> set[str]:
    """The departments for which somebody of staff decides."""
    return set().union(*(_DECIDERS.get(role, frozenset()) for role in actor.roles))


def require(actor: Actor, department: str) -> None:
    """Raises Forbidden for another department's appeal."""
    if department not in of(actor):
        raise Forbidden()
