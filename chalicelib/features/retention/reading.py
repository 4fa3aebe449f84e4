"""Retention as everybody may read it, and its ledger as auditors do."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import date
from typing import Any

from chalicelib.errors import NotFound
from chalicelib.features.retention import key_inventory, records, sunset
from chalicelib.features.retention.records import RunRecord
from chalicelib.notify.texts import say
from chalicelib.retention.kinds import KINDS, LATE, LOOKED_AT_AGAIN, Kind
from chalicelib.store.listing import Listing


def shown(language: str) -> dict[str, Any]:
    """The kinds with their days, their oldest record, and what the last finished run did of each; the end, where it is
    set. Four reads."""
    day, counted = records.last_day(), key_inventory.counted()
    run = records.run(day) if day else None
    return {
        "kinds": [{**_kind(kind, run, language), **_oldest(kind, counted)} for kind in KINDS],
        "counted_on": counted["on"],
        "last_run": {"day": run.day, "finished_at": run.finished_at} if run else None,
        "looked_at_again_days": LOOKED_AT_AGAIN,
        "for_ever": say("retention_for_ever", language),
        "sunset": sunset.shown(),
    }


def _kind(kind: Kind, run: RunRecord | None, language: str) -> dict[str, Any]:
    done = (run.counts or {}).get(kind.name, {}) if run else {}
    return {
        "kind": kind.name,
        "text": say(f"retention.{kind.name}", language),
        "days": kind.days,
        "since": say(f"retention_since.{kind.name}", language),
        "way": kind.way,
        "way_text": say(f"retention_way.{kind.way}", language),
        "at_most_days": kind.days + LATE[kind.way],
        "told_days_before": kind.told or None,
        "in_ledger": kind.way == "job",
        "waits_for_holds": kind.rests in ("holds", "history"),
        "deleted": int(done.get("deleted", 0)) if kind.way == "job" else None,
        "kept_by_holds": int(done.get("kept", 0)) if kind.way == "job" else None,
    }


def _oldest(kind: Kind, counted: Mapping[str, Any]) -> dict[str, Any]:
    found = counted["oldest"].get(kind.name)
    age = (date.fromisoformat(counted["on"]) - date.fromisoformat(found)).days if found else None
    return {"oldest_on": found, "oldest_days": max(age, 0) if age is not None else None}


def listed(limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of finished days, the newest first. One query."""
    listing = Listing("retention")
    found = records.runs(limit + 1, listing.after(cursor))
    return listing.answer(found, limit, lambda each: each.day, view)


def of_day(day: str) -> dict[str, Any]:
    """A finished day of the ledger. Raises NotFound. One read."""
    run = records.run(day)
    if run is None:
        raise NotFound()
    return view(run)


def view(run: RunRecord) -> dict[str, Any]:
    """A day of the ledger: counts, keys, and the statement that is signed over them."""
    kinds = [
        {"kind": name, "deleted": int(each["deleted"]), "kept": int(each["kept"]), "digest": str(each["digest"])}
        for name, each in sorted((run.counts or {}).items())
    ]
    return {
        "day": run.day,
        "finished_at": run.finished_at,
        "kinds": kinds,
        "keys_destroyed": sorted(run.destroyed or ()),
        "canaries_left": sorted(run.canaries_left or ()),
        "statement": urlsafe_b64encode(run.statement).rstrip(b"=").decode(),
    }
