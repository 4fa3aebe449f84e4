"""The photos that count, one of each kind, and what that means for boarding: kept in the state, decided here alone.

Every change also puts the person before the next sweep, which announces the risk that arose and hands over
messages; what was due before stays due.
"""

from datetime import datetime

from chalicelib.features.photos.records import PhotoRecord
from chalicelib.person.due import hasten
from chalicelib.person.records import StateRecord

KINDS = frozenset({"passport", "holding"})


def stand(state: StateRecord, photo: PhotoRecord, status: str, now: datetime) -> None:
    """`photo` is the one of its kind that counts from now on, `received` or `accepted`."""
    entry = {"id": photo.id, "status": status}
    _set(state, {**(state.standing_photos or {}), photo.photo_kind: entry}, now)


def fall(state: StateRecord, photo: PhotoRecord, now: datetime) -> None:
    """`photo` counts no more."""
    standing = state.standing_photos or {}
    _set(state, {kind: entry for kind, entry in standing.items() if entry["id"] != photo.id}, now)


def standing(state: StateRecord, kind: str) -> dict[str, str]:
    """The photo of a kind that counts, as {"id", "status"}; empty where there is none."""
    found: dict[str, str] = (state.standing_photos or {}).get(kind, {})
    return found


def is_accepted(state: StateRecord, kind: str) -> bool:
    """Whether the kind is settled: a reviewer accepted its photo."""
    return standing(state, kind).get("status") == "accepted"


def _set(state: StateRecord, entries: dict[str, dict[str, str]], now: datetime) -> None:
    state.standing_photos = entries
    if state.photos != "not_needed":
        state.photos = "complete" if entries.keys() >= KINDS else "missing"
    hasten(state, now)
