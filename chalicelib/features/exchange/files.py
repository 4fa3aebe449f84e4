"""Files of partners: what is too long for messages. The message signs the file's hash. Two of theirs stand for it,
as for a message, or two of ours agree to it; lines about places beyond the partner's region are bad ones."""

from hashlib import sha256
from typing import Any

from chalicelib.config import settings
from chalicelib.features.exchange.receiving import Message
from chalicelib.features.imports import beginning
from chalicelib.features.imports.beginning import NewImport
from chalicelib.features.imports.records import Sender


def begin(message: Message) -> dict[str, Any]:
    """An import that awaits this very file, and the form for it; the same for the same message."""
    told, partner = message.payload, message.partner
    import_id = sha256(f"{partner.id}\n{message.record.id}".encode()).hexdigest()[:20]
    new = NewImport(told.kind, told.format, told.origin)
    attested = told.kind == "travel" or len({each.by for each in message.head.attested or ()}) > 1
    sender = Sender(message.actor_id, partner.region, told.sha256, attested)
    message.status = 201
    return beginning.begin_signed(import_id, sender, settings().exchange_region, new, message.now)
