"""Guesses at passwords: counted before they are compared, for what is guessed at as for where from.

A stranger's guesses use up the places of strangers. A device that logged in before has places of its own, so nobody is
locked out of a phone they have in their hands; and a code by SMS is another way in, with caps of its own.
"""

from dataclasses import dataclass
from datetime import datetime

from chalicelib import config
from chalicelib.features.login import known_devices
from chalicelib.store import limits
from chalicelib.store.limits import Window


@dataclass(frozen=True)
class Guesser:
    """Where a guess comes from: the client's network, and the token of a device that logged in before."""

    address: str
    device_token: str | None = None


def take(kind: str, name: str, target: str, guesser: Guesser, phone_hash: str | None, now: datetime) -> None:
    """Takes a guess at `name` (hash of a phone or document, login) of the account `target`. One transaction.

    `phone_hash` is the phone that a known device logged in with. Raises TooMany.
    """
    device = known_devices.device_of(guesser.device_token, phone_hash) if phone_hash else None
    if device is not None:
        limits.take_together([Window(f"{kind}-device", f"{target}#{device}", config.PASSWORD_GUESSES_PER_HOUR)], now)
        return
    windows = {
        Window(kind, f"{name}#{guesser.address}", config.PASSWORD_GUESSES_PER_HOUR),
        Window(f"{kind}-name", name, config.STRANGERS_GUESSES_PER_HOUR),
        Window(f"{kind}-account", target, config.STRANGERS_GUESSES_PER_HOUR),
    }
    limits.take_together(windows, now)


def take_within(session_id: str, account_id: str, now: datetime) -> None:
    """Takes a guess of somebody who is logged in: few a session, and no more an account than strangers have together.

    Raises TooMany.
    """
    windows = [
        Window("proof", session_id, config.PASSWORD_GUESSES_PER_HOUR),
        Window("proof-account", account_id, config.STRANGERS_GUESSES_PER_HOUR),
    ]
    limits.take_together(windows, now)
