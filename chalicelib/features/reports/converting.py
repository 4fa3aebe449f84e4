"""Codes that are worth what another platform says: our gate asks it, within five seconds.

Who did not answer is left alone for 30 s, 1, 2, 4 … minutes: meanwhile a gate is told at once that nobody knows. Each
container finds that out for itself, so that no check writes anything.
"""

import json
import secrets as random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from chalicelib import instants
from chalicelib.config import settings
from chalicelib.container import kept_per_container
from chalicelib.desk.partners import PartnerRecord
from chalicelib.features.gates.recognition import ASKED_BY
from chalicelib.features.reports import sending
from chalicelib.features.reports.sending import Silent
from chalicelib.observability import logger

_FIRST, _LONGEST = timedelta(seconds=30), timedelta(minutes=8)


@kept_per_container
def _silences() -> dict[str, tuple[int, datetime]]:
    """By partner how often it did not answer in a row, and when the last time."""
    return {}


def ask(partner: PartnerRecord, text: str, now: datetime) -> Mapping[str, Any] | None:
    """What a partner answers about a shown code; None where it is left alone, or said nothing that counts."""
    tries, silent_since = _silences().get(partner.id, (0, now))
    if tries and timedelta() <= now - silent_since < min(_FIRST * 2 ** (tries - 1), _LONGEST):
        return None
    try:
        answer = sending.post(partner, ASKED_BY, _message(partner, text, now), now)
    except Silent as silent:
        logger.warning("code not converted", partner=partner.id, fault=silent.fault)
        _silences()[partner.id] = min(tries + 1, 10), now
        return None
    _silences().pop(partner.id, None)
    return answer.body if answer.status == 200 else None


def _message(partner: PartnerRecord, text: str, now: datetime) -> bytes:
    """Questions are numbered by the instant: numbers in a row would be one record that every gate writes."""
    head = {"id": random.token_hex(10), "sequence": max(instants.millis(now), 1), "at": now.isoformat()}
    head |= {"from": settings().exchange_id, "to": partner.id}
    return json.dumps({"message": head, "payload": {"token": text}}).encode()
