"""Appeals that concern another platform: it is told of one about a fact of its own, and of the outcome of its own.

The feature that speaks with other platforms registers how; without it nothing is sent.
"""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.features.appeals.records import AppealRecord
from chalicelib.person.changing import Attempt


@dataclass(frozen=True)
class Elsewhere:
    """`filed(attempt, appeal, text)`, `decided(attempt, appeal, status, reason)`: they write what is to be sent."""

    filed: Callable[[Attempt, AppealRecord, str], None]
    decided: Callable[[Attempt, AppealRecord, str, str], None]


_REGISTERED: list[Elsewhere] = []


def registers(each: Elsewhere) -> None:
    """Makes known how other platforms are told."""
    _REGISTERED.append(each)


def send(attempt: Attempt, appeal: AppealRecord, text: str) -> None:
    """Has an appeal that was filed go to whoever said what it is about."""
    for each in _REGISTERED:
        each.filed(attempt, appeal, text)


def decided(attempt: Attempt, appeal: AppealRecord, status: str, reason: str) -> None:
    """Has the outcome go to whoever filed it."""
    for each in _REGISTERED:
        each.decided(attempt, appeal, status, reason)
