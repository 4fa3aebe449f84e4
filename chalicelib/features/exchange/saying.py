"""What a partner may say, in which order it counts, and which of it two people stand for where it comes from."""

from collections.abc import Mapping
from typing import Any

from chalicelib.desk.partners import PartnerRecord
from chalicelib.errors import Conflict, FieldError, Refused
from chalicelib.features.exchange import fact_records
from chalicelib.features.exchange.fact_records import PartnerFactRecord
from chalicelib.features.exchange.receiving import Message

KNOWN, OLDER = "known", "no_effect"


def require_own(partner: PartnerRecord, region: str) -> None:
    """Raises Refused `not_yours_to_say` for a place that is not the partner's."""
    if not region.startswith(partner.region):
        raise Refused("not_yours_to_say")


def is_attested(message: Message, item: Any) -> bool:
    """Whether two persons stand for a record, or for the message that it is in."""
    attested = item.attested if item.attested is not None else message.head.attested
    return len({each.by for each in attested or ()}) > 1


def attesters(message: Message, item: Any) -> str:
    """Who they are, as the audit names them."""
    attested = item.attested if item.attested is not None else message.head.attested
    return ",".join(sorted({str(each.by) for each in attested or ()}))


def said_before(
    message: Message, what: str, item: Any, told: Mapping[str, Any]
) -> tuple[PartnerFactRecord | None, str | None]:
    """What was said by this reference before, and `known` or `no_effect` where nothing new follows. One read.

    Raises Conflict where a revision says something else than it did.
    """
    record = fact_records.known(message.partner.id, what, item.source_ref)
    if record is None or item.revision > int(record.revision):
        return record, None
    if item.revision < int(record.revision):
        return record, OLDER
    if {name: value for name, value in record.told.items() if name in told} != dict(told):
        raise Conflict(None, FieldError("revision", "other_content"))
    return record, KNOWN
