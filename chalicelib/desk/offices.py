"""Offices: what people are told instead of the names of staff."""

from collections.abc import Mapping

from chalicelib.access.actor import Actor
from chalicelib.identity.regions import name_of
from chalicelib.notify.texts import say

DISEASE_CONTROL, DATA_BUREAU, COMMAND_OFFICE, CHECKPOINT = (
    "disease_control",
    "data_bureau",
    "command_office",
    "checkpoint",
)
PARTNER = "partner"
_OF_ROLES = (
    ("supervisor", COMMAND_OFFICE),
    ("epidemiologist", DISEASE_CONTROL),
    ("reviewer", DATA_BUREAU),
    ("gate", CHECKPOINT),
)
_CODE = 6


def of(actor: Actor) -> str:
    """The office for which somebody of staff acts."""
    return next((office for role, office in _OF_ROLES if role in actor.roles), COMMAND_OFFICE)


def looking(actor: Actor) -> Mapping[str, str]:
    """What the audit says beside a look at somebody, so that the person may read which office it was."""
    return {"office": of(actor), "office_of": actor.region}


def named(office: str, region: str | None, language: str) -> str:
    """An office with the place that it is of, for a region or the beginning of its code.

    "" is the whole country; None names no place.
    """
    said = say(f"office.{office}", language)
    if region is None:
        return said
    if not region:
        return say("office.of_country", language, office=said)
    code = region.ljust(_CODE, "0") if region.isdigit() else region
    return say("office.of", language, office=said, place=name_of(code, language))
