"""What a partner's values mean: agreed by name, and proven by a signed test message for each colour by its word."""

from datetime import datetime
from typing import Any

from chalicelib.desk import partners
from chalicelib.desk.partners import TOLD_COLOURS, PartnerRecord
from chalicelib.errors import Conflict, invalid
from chalicelib.features.exchange.receiving import Message
from chalicelib.observability import logger, measure
from chalicelib.person.changing import Attempt, changing

WORDS = {
    "green": "green",
    "绿": "green",
    "绿码": "green",
    "绿色": "green",
    "未见异常": "green",
    "无异常": "green",
    "yellow": "yellow",
    "黄": "yellow",
    "黄码": "yellow",
    "黄色": "yellow",
    "red": "red",
    "红": "red",
    "红码": "red",
    "红色": "red",
}
"""Words that everybody reads alike."""


def prove(message: Message) -> dict[str, Any]:
    """Takes a test message: the mapping has this value as that word says.

    Raises Invalid for a word that names no colour, Conflict `mapping_disagrees`; the partner stays silent then.
    """
    colour = WORDS.get(message.payload.word.strip().lower())
    if colour is None:
        raise invalid("payload.word", "not_allowed", expected=", ".join(TOLD_COLOURS))
    if message.partner.colour(message.payload.value) != colour:
        changing(message.now, lambda attempt: _disproved(attempt, message.partner.id))
        raise Conflict("mapping_disagrees")
    record = changing(message.now, lambda attempt: _proved(attempt, message.partner.id, colour))
    missing = [each for each in TOLD_COLOURS if each in record["mapping"].values() and each not in record.proven]
    return {"colour": colour, "silent": record.is_silent, "missing": missing}


def _proved(attempt: Attempt, partner_id: str, colour: str) -> PartnerRecord:
    record = _known(partner_id)
    if colour not in record.proven:
        record.proven = dict(record.proven) | {colour: attempt.now.isoformat()}
        attempt.write(partners.put(record))
    return record


def _disproved(attempt: Attempt, partner_id: str) -> None:
    """What was proven before is to be proven anew: one of the two has changed what a value means."""
    record = _known(partner_id)
    if record.proven:
        record.proven = {}
        attempt.write(partners.put(record))


def _known(partner_id: str) -> PartnerRecord:
    record = partners.find(partner_id)
    if record is None:
        raise LookupError(partner_id)
    return record


def read(partner: PartnerRecord, value: str, now: datetime) -> str:
    """The name of a value of a partner. Raises Conflict `partner_silent`; one that is not listed is an alarm."""
    if partner.is_silent:
        raise Conflict("partner_silent")
    name = partner.colour(value)
    if name == "unknown":
        logger.warning("a value of a partner is not listed", partner=partner.id)
        measure("PartnerValueUnknown", "Count", 1)
    return name
