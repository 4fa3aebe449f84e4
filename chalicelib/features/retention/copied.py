"""A record as the person may have it: what it says of them, sealed fields opened, staff and keys left out."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from chalicelib.features.appeals.records import AppealRecord
from chalicelib.features.retention.due_index import item_of
from chalicelib.features.visits.records import VisitRecord
from chalicelib.person.accounts import AccountItem
from chalicelib.person.history import AnnulmentRecord, DeclarationRecord, EvidenceRecord
from chalicelib.person.inbox import MessageRecord
from chalicelib.person.platforms import PlatformBinding
from chalicelib.person.records import ProfileRecord
from chalicelib.store import vault

_SHOWN: dict[type[Any], tuple[str, ...]] = {
    ProfileRecord: ("relation", "entry", "document_type", "details", "residence", "created_at"),
    DeclarationRecord: ("at",),
    AnnulmentRecord: ("at", "annulled"),
    EvidenceRecord: ("at", "fact"),
    AppealRecord: ("at", "category", "status", "decided_at", "reason"),
    VisitRecord: ("came", "left", "venue_name", "region", "direction", "temperature"),
    MessageRecord: ("at", "code"),
    AccountItem: ("created_at", "language", "sms", "quiet"),
    PlatformBinding: ("platform", "at"),
}
"""What is told of each record as it stands."""


def copy_of(record: Any) -> dict[str, Any] | None:
    """`{"kind", …}`; None for a record that says nothing of the person that another does not."""
    shown = _SHOWN.get(type(record))
    if shown is None:
        return None
    told = {name: _plain(getattr(record, name)) for name in shown}
    return {"kind": item_of(record)["kind"]["S"], **told, **_MORE.get(type(record), _nothing)(record)}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _nothing(record: Any) -> dict[str, Any]:
    return {}


def _identity(record: ProfileRecord) -> dict[str, Any]:
    owner = record.pk[2:]
    sealed = {"name": record.name, "document": record.document_number, "address": record.address}
    return {name: vault.unseal(owner, name, value) for name, value in sealed.items() if value}


def _answers(record: DeclarationRecord | AnnulmentRecord) -> dict[str, Any]:
    return {"answers": json.loads(record.answers)} if record.answers else {}


def _words(record: AppealRecord) -> dict[str, Any]:
    return {"text": vault.unseal(record.id, "text", record.text)}


def _reached_by(record: AccountItem) -> dict[str, Any]:
    sealed = {"phone": record.phone, "email": record.email}
    return {name: vault.unseal(record.id, name, value) for name, value in sealed.items() if value}


def _messages_at(record: PlatformBinding) -> dict[str, Any]:
    """How many messages by WeChat the person agreed to; nothing where none are left."""
    return {"messages_left": len(record.scenes)} if record.scenes else {}


_MORE: dict[type[Any], Callable[[Any], dict[str, Any]]] = {
    ProfileRecord: _identity,
    DeclarationRecord: _answers,
    AnnulmentRecord: _answers,
    AppealRecord: _words,
    AccountItem: _reached_by,
    PlatformBinding: _messages_at,
}
