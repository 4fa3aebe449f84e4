"""How far a partner's messages have come here: asked by itself, and seen by staff."""

from datetime import datetime
from typing import Any

from chalicelib.desk.partners import PartnerRecord
from chalicelib.features.exchange import journal
from chalicelib.features.exchange.journal import SequenceRecord


def of_partner(partner: PartnerRecord, now: datetime) -> dict[str, Any]:
    """By path the last number, those that never came, and how many records. One query."""
    paths = [_path(each) for each in journal.sequences(partner.id)]
    return {"partner": partner.id, "silent": partner.is_silent, "paths": paths}


def _path(record: SequenceRecord) -> dict[str, Any]:
    counted = {name: int(getattr(record, name)) for name in ("last", "messages", "accepted", "rejected")}
    return {"path": record.sk, "gaps": list(record.gaps), "at": record.at, **counted}
