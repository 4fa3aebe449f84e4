"""Cases as staff see them: masked."""

from collections.abc import Mapping
from typing import Any

from chalicelib.features.epidemic import case_records
from chalicelib.features.epidemic.case_records import CaseRecord, CaseVersionRecord


def version(record: CaseVersionRecord) -> dict[str, Any]:
    """A version as the history of its case shows it."""
    known = {"at": record.at, "reason": record.reason, "proposal": record.proposal, "no_effect": record.no_effect}
    return _told(record.told) | known | {"revision": _revision(record)}


def _revision(record: CaseRecord | CaseVersionRecord) -> int:
    """The source's own, or ours where it gave none."""
    return int(record.revision if record.stated is None else record.stated)


def view(record: CaseRecord) -> dict[str, Any]:
    """A case as lists show it: masked."""
    return _told(record.told) | {
        "id": record.id,
        "document_type": record.document_type,
        "document_last4": record.last4,
        "region": record.region,
        "name_match": record.name_match,
        "source": record.source,
        "source_ref": record.source_ref,
        "revision": _revision(record),
        "version": int(record.version),
        "opened_at": record.opened_at,
        "changed_at": record.changed_at,
    }


def _told(told: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: told.get(name) for name in case_records.DAYS}
    decides = {"decides": bool(told.get("decides"))}
    return days | decides | {"kind": told["kind"], "status": told["status"], "because": told.get("because")}
