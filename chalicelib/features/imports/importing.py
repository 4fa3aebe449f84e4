"""Imports as staff see them: looked at, their columns confirmed, stopped and resumed."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.config import PHOTO_LINK_LIFETIME
from chalicelib.errors import Conflict, NotFound, invalid
from chalicelib.features.campaigns import dry_runs
from chalicelib.features.campaigns.records import CampaignRecord
from chalicelib.features.imports import bucket, error_files, proposal, records, trying_out
from chalicelib.features.imports.records import (
    APPLYING,
    AWAITING,
    CHECKED,
    DONE,
    ENTERING,
    READING,
    STOPPED,
    UNREADABLE,
    WORKED,
    ImportRecord,
)
from chalicelib.features.proposals import proposing
from chalicelib.features.proposals import records as proposals
from chalicelib.features.proposals.records import PROPOSED
from chalicelib.files.kinds import KINDS
from chalicelib.notify.texts import say
from chalicelib.person.changing import Attempt, changing
from chalicelib.store.listing import Listing


def reached(actor: Actor, import_id: str) -> ImportRecord:
    """An import of the actor's region. One read. Raises NotFound."""
    record = records.find(import_id)
    if record is None:
        raise NotFound()
    require_region(actor, record.region)
    return record


def shown(actor: Actor, import_id: str, language: str, now: datetime) -> dict[str, Any]:
    """An import with its numbers; of one that waits for a second person what they decide over, and its dry run if it
    has one. At most four reads, and the units of a dry run that is done."""
    record = reached(actor, import_id)
    waiting = proposals.find(record.proposal) if record.proposal and record.status == CHECKED else None
    asked = None
    if waiting is not None and waiting.status_at(now) == PROPOSED:
        asked = {"id": waiting.id, "version": int(waiting.version), "content_hash": waiting.content_hash}
        asked |= {"expires_at": waiting.expires_at, "proposed_by": waiting.proposed_by}
        asked["dry_run"] = _dry_run(record, language, now)
    return view(record, language) | {"proposal": asked}


def _dry_run(record: ImportRecord, language: str, now: datetime) -> dict[str, Any] | None:
    found = trying_out.latest(record, now)
    return dry_run_view(found, record, language) if found is not None else None


def dry_run_view(campaign: CampaignRecord, record: ImportRecord, language: str) -> dict[str, Any]:
    """A dry run as staff see it: its numbers once it is done, and of whom, where not everybody was folded."""
    result = dry_runs.result(campaign)
    numbers = asdict(result) if result is not None else {"people": None, "to_red": None, "to_yellow": None}
    sample = say("import_sample", language, people=trying_out.SAMPLE) if record.what == "ratings" else None
    return {"campaign_id": campaign.id, "status": campaign.status, "sample": sample} | numbers


def try_out(actor: Actor, import_id: str, language: str, now: datetime) -> dict[str, Any]:
    """Begins a dry run of a list, or shows the one that it has. Raises NotFound, Conflict where it does not wait for a
    second person."""
    record = reached(actor, import_id)
    return dry_run_view(trying_out.begin(actor, record, now), record, language)


def listed(actor: Actor, language: str, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of the imports of the actor's region, by region and the newest first. One query."""
    listing = Listing("imports", actor.region)
    found = records.listed(actor.region, limit + 1, listing.after(cursor))
    return listing.answer(found, limit, lambda record: str(record.gsi1sk), lambda record: view(record, language))


def errors(actor: Actor, import_id: str, language: str, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of an import's errors, by line. Raises NotFound."""
    record, listing = reached(actor, import_id), Listing("import errors", import_id)
    found = error_files.page(record, limit + 1, listing.after(cursor))
    return listing.answer(found, limit, lambda each: each[0], lambda each: _error(record, each[1], language))


def _error(record: ImportRecord, error: dict[str, Any], language: str) -> dict[str, Any]:
    detail, row = say(error["sentence"], language, **error["said"]), error["row"]
    told = {"line": row["line"], "column": error["column"], "code": error["code"], "detail": detail}
    return told | {"cells": error_files.masked(record, row)}


def error_file(actor: Actor, import_id: str, now: datetime) -> dict[str, Any]:
    """A link to the error file. Raises NotFound, Conflict before the file was read to its end."""
    record = reached(actor, import_id)
    if record.status not in (CHECKED, APPLYING, DONE):
        raise Conflict()
    link = bucket.link(record.errors_key, f"errors-{import_id}.csv", PHOTO_LINK_LIFETIME)
    return {"url": link, "expires_at": now + PHOTO_LINK_LIFETIME}


def choose_columns(actor: Actor, import_id: str, columns: dict[str, str | None], now: datetime) -> dict[str, Any]:
    """Other columns than were found by name: the file is read anew under them, and what was proposed is withdrawn.

    The same columns once more, while it is read under them, hand it over again. Raises NotFound, Invalid for what is no
    column or field, Conflict where it is being read or was agreed to.
    """

    def change(attempt: Attempt) -> ImportRecord:
        record = reached(actor, import_id)
        if record.status == READING and record.chosen == columns:
            return record
        if record.status not in (CHECKED, UNREADABLE) or not record.names:
            raise Conflict()
        _require_columns(record, columns)
        _close_proposal(attempt, actor, record, "columns")
        record.chosen, record.status, record.turn = dict(columns), READING, int(record.turn) + 1
        record.parts, record.counted, record.file_sha256 = 0, dict(records.NOTHING), None
        record.tries = 0
        record.edited_by = {*(record.edited_by or ()), *proposing.authors_of(actor)}
        attempt.write(records.step(record, now))
        attempt.audit(actor, "import.columns", import_id, region=record.region)
        return record

    return gone_on(changing(now, change), now)


def _require_columns(record: ImportRecord, columns: dict[str, str | None]) -> None:
    for name, field in columns.items():
        if name not in record.names or (field is not None and field not in KINDS[record.what].fields):
            raise invalid("columns", "not_allowed", expected=", ".join(KINDS[record.what].fields))


def stop(actor: Actor, import_id: str, now: datetime) -> dict[str, Any]:
    """Stops an import where it is; what took effect stays. Raises NotFound, Conflict for one that ended."""

    def change(attempt: Attempt) -> ImportRecord:
        record = reached(actor, import_id)
        if record.status not in (ENTERING, AWAITING, READING, CHECKED, APPLYING):
            raise Conflict()
        if record.status == CHECKED:
            _close_proposal(attempt, actor, record, "stopped")
        record.stopped_in, record.status = record.status, STOPPED
        attempt.write(records.step(record, now))
        attempt.audit(actor, "import.stopped", import_id, region=record.region)
        return record

    return view(changing(now, change), "zh-CN") | {"proposal": None}


def resume(actor: Actor, import_id: str, now: datetime) -> dict[str, Any]:
    """Lets a stopped import go on where it was; one that waited for a second person is proposed anew.

    One that goes on already is handed over again: whoever asked may have got no answer. Raises NotFound, Conflict
    where it ended, or waits for a second person.
    """

    def change(attempt: Attempt) -> ImportRecord:
        record = reached(actor, import_id)
        if record.status in WORKED:
            return record
        if record.status != STOPPED or record.stopped_in is None:
            raise Conflict()
        # What was checked is read again: what is known and whom it touches may be otherwise by now.
        again = record.stopped_in == CHECKED
        record.status, record.stopped_in = READING if again else record.stopped_in, None
        record.problem, record.tries = None, 0
        if again:
            record.turn, record.file_sha256 = int(record.turn) + 1, None
        attempt.write(records.step(record, now))
        attempt.audit(actor, "import.resumed", import_id, region=record.region)
        return record

    return gone_on(changing(now, change), now)


def gone_on(record: ImportRecord, now: datetime) -> dict[str, Any]:
    """An import with which a worker goes on, as it is answered."""
    records.hand_over(record.id, now)
    return view(record, "zh-CN") | {"proposal": None}


def _close_proposal(attempt: Attempt, actor: Actor, record: ImportRecord, reason: str) -> None:
    found = proposals.find(record.proposal) if record.proposal else None
    if found is not None and found.status == PROPOSED:
        proposing.close(attempt, actor, found, proposals.WITHDRAWN, reason)
    record.proposal = None


def open_proposal(actor: Actor, import_id: str, now: datetime) -> str:
    """The id of the open proposal about an import. Raises NotFound, Conflict where none is open."""
    found = proposals.open_id(proposal.IMPORT.name, import_id, now)
    if found is None:
        reached(actor, import_id)
        raise Conflict()
    return proposing.reached(actor, found).id


def view(record: ImportRecord, language: str) -> dict[str, Any]:
    """An import as staff see it."""
    problem, counted = record.problem, records.NOTHING | dict(record.counted)
    return {name: counted[name] for name in records.LINES} | {
        "id": record.id,
        "kind": record.what,
        "format": record.format,
        "origin": record.origin,
        "region": record.region,
        "status": record.status,
        "by": record.by,
        "at": record.at,
        "encoding": record.encoding,
        "delimiter": record.delimiter,
        "columns": dict(record.columns or {}),
        "fields": list(KINDS[record.what].fields),
        "file_sha256": record.file_sha256,
        "touches": _touches(counted),
        "outcomes": {name: int(each) for name, each in dict(record.outcomes).items()},
        "problem": _problem(problem, language) if problem else None,
        "accepted_at": record.accepted_at,
        "accepted_by": record.accepted_by,
        "decision": record.proposal if record.accepted_at else None,
        "undo": record.undo,
    }


def _touches(counted: dict[str, int]) -> dict[str, Any]:
    """Those who are registered, and how many good lines are about nobody yet."""
    unregistered = counted["unmatched"]
    people = {"people": max(counted["people"] - unregistered, 0), "unregistered": unregistered}
    return people | {name: counted[name] for name in ("to_red", "to_yellow")} | {"estimated": True}


def _problem(problem: dict[str, Any], language: str) -> dict[str, Any]:
    said = problem["said"]
    return {"code": problem["code"], "detail": say(problem["code"], language, **said), "byte": said.get("byte")}
