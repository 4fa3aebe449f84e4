"""Drafting of rule sets: written as data, corrected until they are published, compared with each other."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.errors import Conflict, FieldError, Forbidden, Invalid, NotFound, Refused
from chalicelib.features.proposals import records as proposals
from chalicelib.features.proposals.content import hash_of
from chalicelib.features.rulesets import records, wording
from chalicelib.features.rulesets.records import DRAFT, PUBLISHED, DraftRecord
from chalicelib.person import shelf
from chalicelib.person.changing import Attempt, changing
from chalicelib.scoring.rules import RuleSet
from chalicelib.scoring.ruleset_data import builtin_data, parse_ruleset
from chalicelib.scoring.ruleset_diff import differences
from chalicelib.store.listing import Listing

KIND = "ruleset"
"""The kind of proposal that publishes one."""
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,39}\Z")
"""A version that stands in a path as it is."""


def require_whole_country(actor: Actor) -> None:
    """Raises Forbidden: rule sets are those of the whole country."""
    if actor.region:
        raise Forbidden()


def create(actor: Actor, data: dict[str, Any], key: Once | None, now: datetime) -> dict[str, Any]:
    """A new draft. Raises Forbidden, Refused `invalid_ruleset` with every wrong field, Conflict `ruleset_exists`."""
    require_whole_country(actor)
    version = checked(data).version

    def change(attempt: Attempt) -> DraftRecord:
        if any(version == each.version for each in shelf.current().book.rulesets):
            raise Conflict("ruleset_exists")
        record = records.new(version, data, actor.account_id, now)
        attempt.write(records.create_step(record))
        attempt.audit(actor, "ruleset.drafted", version, hash=record.content_hash)
        attempt.once(key, version)
        return record

    return view(changing(now, change), now)


def edit(
    actor: Actor, version: str, data: dict[str, Any], now: datetime, revision: int | None = None
) -> dict[str, Any]:
    """A draft with other data, in place of the revision that was shown; the same again is no change.

    Raises Forbidden, NotFound, Conflict where it is no draft or no such revision any more, `proposal_open` while two
    decide on it, Refused.
    """
    require_whole_country(actor)
    if find(version).data == records.filled(DraftRecord("", ""), data).data:
        return view(find(version), now)
    if checked(data).version != version:
        raise _wrong([FieldError("version", "ruleset_version_fixed")])

    def change(attempt: Attempt) -> DraftRecord:
        record = find(version)
        if record.status != DRAFT:
            raise Conflict()
        if revision not in (None, int(record.revision)):
            raise Conflict(None, FieldError("revision", "changed_meanwhile"))
        if proposals.open_id(KIND, version, now):
            raise Conflict("proposal_open")
        record.edited_by, record.edited_at = actor.account_id, now
        attempt.write(records.write_step(records.filled(record, data)))
        attempt.audit(actor, "ruleset.edited", version, hash=record.content_hash)
        return record

    return view(changing(now, change), now)


def checked(data: Mapping[str, Any]) -> RuleSet:
    """The rule set that the data is. Raises Refused `invalid_ruleset` with every wrong field."""
    try:
        parsed = parse_ruleset(data)
    except Invalid as wrong:
        raise _wrong(wrong.fields) from None
    found = []
    if not _NAME.match(parsed.version):
        found.append(FieldError("version", "ruleset_version"))
    if str(parsed.zone) != str(shelf.current().book.zone):
        found.append(FieldError("timezone", "ruleset_zone_fixed"))
    if found:
        raise _wrong(found)
    return parsed


def _wrong(fields: Any) -> Refused:
    return Refused(
        "invalid_ruleset", *(FieldError(f"data.{each.field}".rstrip("."), each.code, each.params) for each in fields)
    )


def find(version: str) -> DraftRecord:
    """The draft of this version, whatever became of it. One read. Raises NotFound."""
    record = records.find(version) if _NAME.match(version) else None
    if record is None:
        raise NotFound()
    return record


def shown(version: str, now: datetime) -> dict[str, Any]:
    """A rule set by its version, the built-in ones too. Two reads at most. Raises NotFound."""
    builtin = _builtin(version)
    return _view_builtin(builtin) if builtin is not None else view(find(version), now)


def _builtin(version: str) -> Mapping[str, Any] | None:
    return next((each for each in builtin_data() if each["version"] == version), None)


def listed(limit: int, cursor: str | None, now: datetime) -> dict[str, Any]:
    """A page of rule sets by version, those that come with the program in front. A query."""
    listing = Listing("rulesets")
    after = listing.after(cursor)
    found = records.listed(limit + 1, after)
    page = listing.answer(found, limit, lambda each: str(each.gsi1sk), lambda each: _entry(view(each, now)))
    first = [] if cursor else [_entry(_view_builtin(each)) for each in builtin_data()]
    return page | {"items": [*first, *page["items"]]}


def _entry(shown: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in shown.items() if name not in ("data", "proposal_id")}


def diff(version: str, other: str, language: str) -> dict[str, Any]:
    """What is not the same in a rule set as in another one. Raises NotFound."""
    before, after = _data(other), _data(version)
    found = differences(before, after)
    return {
        "from": other,
        "version": version,
        "differences": [
            {
                "path": each.path,
                "before": each.before,
                "after": each.after,
                "text": wording.difference(each, language),
            }
            for each in found
        ],
    }


def _data(version: str) -> Mapping[str, Any]:
    builtin = _builtin(version)
    return json.loads(json.dumps(builtin)) if builtin is not None else find(version).content


def governing(effective: datetime) -> Mapping[str, Any]:
    """The data of the set that a new one follows: the one published to take effect last before it."""
    version = shelf.current().book.at(effective).version
    return _data(version)


def view(record: DraftRecord, now: datetime) -> dict[str, Any]:
    """A rule set as staff see it. One read where it is a draft."""
    open_id = proposals.open_id(KIND, record.name, now) if record.status == DRAFT else None
    return {
        "version": record.name,
        "status": _status(record, now),
        "effective": record.content["effective"],
        "content_hash": record.content_hash,
        "revision": int(record.revision),
        "data": record.content,
        "proposal_id": open_id,
        "by": record.by,
        "at": record.at,
    }


def _status(record: DraftRecord, now: datetime) -> str:
    return "in_force" if record.status == PUBLISHED and record.effective <= now else str(record.status)


def _view_builtin(data: Mapping[str, Any]) -> dict[str, Any]:
    plain = json.loads(json.dumps(data))
    return {
        "version": plain["version"],
        "status": "in_force",
        "effective": plain["effective"],
        "content_hash": hash_of(plain),
        "revision": 1,
        "data": plain,
        "proposal_id": None,
        "by": "program",
        "at": None,
    }
