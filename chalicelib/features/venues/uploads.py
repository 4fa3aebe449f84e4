"""Registration of many venues at once: every good line is registered, every bad one named by its number."""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.errors import KangmaError
from chalicelib.features.venues import registering
from chalicelib.features.venues.registering import Registration

Line = tuple[int, Registration | KangmaError]


def register(
    actor: Actor, lines: list[Line], now: datetime
) -> tuple[list[dict[str, Any]], list[tuple[int, KangmaError]]]:
    """What was registered, and what was wrong with the other lines. One transaction a good line.

    The same file again registers nothing twice: those lines are answered `venue_registered`.
    """
    registered: list[dict[str, Any]] = []
    wrong: list[tuple[int, KangmaError]] = []
    for number, form in lines:
        if isinstance(form, KangmaError):
            wrong.append((number, form))
            continue
        try:
            registered.append({"line": number, "id": registering.register(actor, form, None, now)["id"]})
        except KangmaError as error:
            wrong.append((number, error))
    return registered, wrong
