"""The day from which a record's days count, whichever way it goes: what the age of the oldest is reckoned from."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from types import MappingProxyType

from chalicelib.instants import from_seconds
from chalicelib.retention.due import Item, day_of, due
from chalicelib.retention.kinds import BY_NAME, CANARY

_EXPIRING: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "visit": ("visits", "came"),
        "check": ("gate_checks", "at"),
        "revocation": ("revocations", "revoked_at"),
        "prior": ("prior_registrations", "ttl"),
        "name_match": ("name_matches", "decided_at"),
        "eased": ("eased", "at"),
        "partner_body": ("partner_messages", "ttl"),
        "partner_message": ("partner_journal", "at"),
        "campaign_failure": ("campaign_failures", "at"),
        "pair": ("staff_pairs", "ttl"),
        "staff_alarm": ("staff_alarms", "closed_at"),
        "session": ("sessions", "started_at"),
        "audit": ("audit", "at"),
    }
)
"""Records that go by themselves: of which kind, and the instant that their days count from. Of those that have none,
`ttl` is a day later than their days (`store.tables.ttl`)."""


def counted_from(item: Item) -> tuple[str, date] | None:
    """A record's kind and the day from which its days count; None where nothing counts yet, and of canaries."""
    name = item.get("kind", {}).get("S", "")
    if name in _EXPIRING:
        return _expiring(item, *_EXPIRING[name])
    found = due(item) if name != CANARY else None
    if found is None or found.open:
        return None
    return found.kind.name, found.day - timedelta(days=found.kind.days + 1)


def _expiring(item: Item, kind: str, instant: str) -> tuple[str, date] | None:
    said = item.get(instant, {})
    if "N" in said:
        at = from_seconds(int(said["N"])) - timedelta(days=BY_NAME[kind].days + 1)
        return kind, day_of(at)
    return (kind, day_of(datetime.fromisoformat(said["S"]))) if "S" in said else None


def older(found: Mapping[str, str], items: Iterable[Item]) -> dict[str, str]:
    """By kind the earliest of these days, those found before among them. A record in another form has none."""
    earliest = dict(found)
    for kind, day in filter(None, map(_counted_from, items)):
        earliest[kind] = min(earliest.get(kind, str(day)), str(day))
    return earliest


def _counted_from(item: Item) -> tuple[str, date] | None:
    with suppress(ValueError, TypeError, KeyError):
        return counted_from(item)
    return None
