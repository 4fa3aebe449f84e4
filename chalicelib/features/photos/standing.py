"""The photos that count, one of each kind, and what that means for boarding: kept in the state, decided here."""

from chalicelib.features.photos.records import PhotoRecord
from chalicelib.person.person import Person
from chalicelib.person.records import StateRecord

KINDS = frozenset({"passport", "holding"})


def stand(person: Person, photo: PhotoRecord, status: str) -> None:
    """`photo` is the one of its kind that counts from now on, `received` or `accepted`."""
    entry = {"id": photo.id, "status": status}
    _set(person, {**(person.state.standing_photos or {}), photo.photo_kind: entry})


def fall(person: Person, photo: PhotoRecord) -> None:
    """`photo` counts no more."""
    standing = person.state.standing_photos or {}
    _set(person, {kind: entry for kind, entry in standing.items() if entry["id"] != photo.id})


def standing(state: StateRecord, kind: str) -> dict[str, str]:
    """The photo of a kind that counts, as {"id", "status"}; empty where there is none."""
    found: dict[str, str] = (state.standing_photos or {}).get(kind, {})
    return found


def is_accepted(state: StateRecord, kind: str) -> bool:
    """Whether the kind is settled: a reviewer accepted its photo."""
    return standing(state, kind).get("status") == "accepted"


def _set(person: Person, entries: dict[str, dict[str, str]]) -> None:
    boarding = person.state.photos
    if boarding != "not_needed":
        boarding = "complete" if entries.keys() >= KINDS else "missing"
    person.stand_photos(entries, boarding)
