"""What a person waits for before the code is shown: a comparison with a namesake, a contest about the document.

`StateRecord.waits` has by kind `due_at` and `others`, the people it is about. Until it is decided there is no code,
24 h at most; then there is one that `carries` (since when) the holds of both, looked at `again` each hour.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from chalicelib.config import COMPARISON_DEADLINE, POLICY_ZONE
from chalicelib.notify.texts import say
from chalicelib.person.records import StateRecord

COMPARISON, CONTEST = "comparison", "contest"
AWAY = "away"
"""Of a record that was joined with another: it shows that one's code until `due_at`, and none of its own."""


def waits_of(record: StateRecord) -> dict[str, dict[str, Any]]:
    """By kind, what the person waits for."""
    return dict(record.waits or {})


def is_withheld(record: StateRecord) -> bool:
    """Whether there is no code to show, whatever was declared."""
    return any(kind == AWAY or not wait.get("carries") for kind, wait in waits_of(record).items())


def joined_with(record: StateRecord) -> str | None:
    """The id of the record that this one became part of; None for every other."""
    away = waits_of(record).get(AWAY)
    return str(away["others"][0]) if away else None


def due_of(record: StateRecord, after: datetime) -> datetime | None:
    """When the next of the waits ends undecided, or what is carried is looked at again."""
    return min((at for at in _ends(record) if at > after), default=None)


def ended(record: StateRecord, now: datetime) -> list[str]:
    """The kinds of which the time is over, and which nobody has decided."""
    waits = waits_of(record).items()
    return [kind for kind, wait in waits if not _is_over(kind, wait) and _end(wait) <= now]


def _is_over(kind: str, wait: dict[str, Any]) -> bool:
    return kind == AWAY and "carries" in wait


def has_left(record: StateRecord) -> bool:
    """Whether a joined record's time in its account is over."""
    return bool(waits_of(record).get(AWAY, {}).get("carries"))


def without(record: StateRecord, *people: str, kind: str | None = None) -> dict[str, dict[str, Any]]:
    """What the person waits for once it was decided about these people, of one kind or all."""
    left: dict[str, dict[str, Any]] = {}
    for name, wait in waits_of(record).items():
        gone = people if kind in (None, name) else ()
        others = [each for each in wait["others"] if each not in gone]
        left |= {name: wait | {"others": others}} if others else {}
    return left


def _ends(record: StateRecord) -> Iterator[datetime]:
    return (_end(wait) for kind, wait in waits_of(record).items() if not _is_over(kind, wait))


def _end(wait: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(wait.get("again") or wait["due_at"])


def shown(record: StateRecord, applied_at: datetime, language: str) -> dict[str, Any] | None:
    """What the person is told that they wait for; that it is a comparison only to whom the service has certified.

    Everybody else reads that they are being checked, whatever the cause and without any.
    """
    waits = waits_of(record)
    if CONTEST in waits:
        return _shown(CONTEST, _due(waits[CONTEST]), language)
    if COMPARISON in waits and record.certification == "certified":
        return _shown(COMPARISON, _due(waits[COMPARISON]), language)
    if COMPARISON in waits or record.certification == "pending":
        return _shown("check", applied_at + COMPARISON_DEADLINE, language)
    return None


def _due(wait: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(wait["due_at"])


def _shown(kind: str, due_at: datetime, language: str) -> dict[str, Any]:
    spoken = f"{due_at.astimezone(POLICY_ZONE):%m-%d %H:%M}"
    return {"kind": kind, "due_at": due_at, "text": say(f"waiting.{kind}", language, due_at=spoken)}
