"""Lists that can be had as a file, each paged by what its own route calls, so that a file has what its reader sees."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import audit_reading
from chalicelib.errors import invalid
from chalicelib.features.campaigns import steering
from chalicelib.features.epidemic import cases, contact_tracing
from chalicelib.features.imports import importing
from chalicelib.features.imports import records as importing_records
from chalicelib.features.ratings import reading as ratings_reading
from chalicelib.features.venues import registering
from chalicelib.notify.languages import WRITTEN
from chalicelib.scoring.days import policy_day

Filters = Mapping[str, str]
_MOST_DAYS = 31


@dataclass(frozen=True)
class Asked:
    """Who asks for which part of a list, and when."""

    actor: Actor
    filters: Filters
    now: datetime


@dataclass(frozen=True)
class ExportedList:
    """`page(asked, limit, cursor)` answers as the list's route; `filters` are its query but for the page.

    `columns` are fields of an item, `a.b` of one within.
    """

    roles: frozenset[str]
    filters: frozenset[str]
    columns: tuple[str, ...]
    """Without any, an item is a line of its own: `page` answers with texts, and the file is their lines."""
    page: Callable[[Asked, int, str | None], dict[str, Any]]


def _day(filters: Filters, name: str) -> date | None:
    if name not in filters:
        return None
    try:
        return date.fromisoformat(filters[name])
    except ValueError:
        raise invalid(f"filters.{name}", "bad_date") from None


def _ratings(asked: Asked, limit: int, cursor: str | None) -> dict[str, Any]:
    region = asked.filters.get("region", asked.actor.region)
    on = _day(asked.filters, "on") or policy_day(asked.now, POLICY_ZONE)
    return ratings_reading.listed(asked.actor, region, on, limit, cursor)


def _cases(asked: Asked, limit: int, cursor: str | None) -> dict[str, Any]:
    region = asked.filters.get("region", asked.actor.region)
    status, since = asked.filters.get("status", "open"), _day(asked.filters, "from")
    return cases.listed(asked.actor, status, region, since, limit, cursor)


def _venues(asked: Asked, limit: int, cursor: str | None) -> dict[str, Any]:
    """Without their contacts: those are opened one by one."""
    status = asked.filters.get("status", "awaiting")
    return registering.listed(asked.actor, status, limit, cursor, role="")


def _audit(asked: Asked, limit: int, cursor: str | None) -> dict[str, Any]:
    return audit_reading.listed(asked.actor, dict(asked.filters), limit, cursor, asked.now)


def _audit_entries(asked: Asked, limit: int, cursor: str | None) -> dict[str, Any]:
    """Of the policy days `from` to `until`, at most 31, as the lines that lie in the audit's bucket."""
    first, last = _day(asked.filters, "from"), _day(asked.filters, "until")
    if first is None or last is None:
        raise invalid("filters.from" if first is None else "filters.until", "required")
    if not 0 <= (last - first).days < _MOST_DAYS:
        raise invalid("filters.until", "out_of_range")
    return audit_reading.lines(asked.actor, first, last, limit, cursor)


def _contacts(asked: Asked, limit: int, cursor: str | None) -> dict[str, Any]:
    """Those of one case, masked as on its screen."""
    if "case" not in asked.filters:
        raise invalid("filters.case", "required")
    return contact_tracing.of_case(asked.actor, asked.filters["case"][:64], limit, cursor)


def _imports(asked: Asked, limit: int, cursor: str | None) -> dict[str, Any]:
    return importing.listed(asked.actor, WRITTEN[0], limit, cursor)


def _campaigns(asked: Asked, limit: int, cursor: str | None) -> dict[str, Any]:
    return steering.listed(asked.actor, asked.filters.get("ended") == "1", limit, cursor)


_CASE = ("id", "kind", "status", "on", "onset_on", "released_on", "region", "document_last4")

LISTS: dict[str, ExportedList] = {
    "ratings": ExportedList(
        frozenset({"epidemiologist", "supervisor", "auditor", "reviewer"}),
        frozenset({"region", "on"}),
        ("region", "level", "from", "until", "area", "published_at", "id"),
        _ratings,
    ),
    "cases": ExportedList(
        frozenset({"epidemiologist", "supervisor"}),
        frozenset({"status", "region", "from"}),
        (*_CASE, "source", "source_ref", "revision", "opened_at", "changed_at"),
        _cases,
    ),
    "contacts": ExportedList(
        frozenset({"epidemiologist", "supervisor"}),
        frozenset({"case"}),
        ("id", "case_ids", "kind", "last_exposure", "ground", "document_last4", "region", "status", "at"),
        _contacts,
    ),
    "imports": ExportedList(
        frozenset({"epidemiologist", "supervisor"}),
        frozenset(),
        ("id", "kind", "origin", "region", "status", "at", "accepted_at", *importing_records.LINES, "outcomes"),
        _imports,
    ),
    "campaigns": ExportedList(
        frozenset({"epidemiologist", "supervisor", "auditor"}),
        frozenset({"ended"}),
        ("id", "kind", "cause", "region", "status", "started_at", "ended_at", "by_login"),
        _campaigns,
    ),
    "venues": ExportedList(
        frozenset({"supervisor"}),
        frozenset({"status"}),
        ("id", "name", "type", "region", "address", "status", "location.lat", "location.lon"),
        _venues,
    ),
    "audit": ExportedList(
        frozenset({"auditor"}),
        frozenset({"subject", "actor", "day", "action"}),
        ("at", "actor_id", "action", "subject", "region", "reason", "ids", "shard", "number", "hash"),
        _audit,
    ),
    "audit_entries": ExportedList(
        frozenset({"auditor"}),
        frozenset({"from", "until"}),
        (),
        _audit_entries,
    ),
}
