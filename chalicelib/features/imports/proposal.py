"""Proposals of imports: a second person agrees to exactly the file and the columns that were shown."""

from collections.abc import Iterable
from datetime import datetime
from itertools import batched
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.desk.standing import standing
from chalicelib.errors import Conflict, FieldError
from chalicelib.features.imports import bucket, records, trying_out
from chalicelib.features.imports.lines import KNOWN
from chalicelib.features.imports.records import APPLYING, CHECKED, ImportRecord
from chalicelib.features.proposals import kinds, proposing
from chalicelib.features.proposals.content import Content, Touched
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import IN_FORCE
from chalicelib.features.proposals.sizes import SIMULATION, SUPERVISOR
from chalicelib.features.proposals.touched_people import Page
from chalicelib.identity.names import last4
from chalicelib.person.changing import Attempt
from chalicelib.store.listing import Listing
from chalicelib.store.reading import read_together

_SEALED = ("name", "address")
_DECIDING = frozenset({"epidemiologist", "supervisor"})


def propose(attempt: Attempt, record: ImportRecord) -> None:
    """Proposes an import that was checked, in the name of who sent it; a partner's takes two of ours, but
    for one of moderate size for which two of theirs stand: that is put in force.

    Raises Unauthenticated, Forbidden where they may not any more."""
    editors = frozenset(record.edited_by or ())
    wanted = Wanted(IMPORT, record.id, _content(record), record.origin, editors)
    if record.signed and record.signed["attested"]:
        proposed = proposing.put_attested(attempt, wanted, record.by)
    elif record.signed:
        proposed = proposing.propose_unsigned(attempt, wanted)
    else:
        proposed = proposing.propose(attempt, standing(Actor(record.by, frozenset())), wanted)
    record.proposal = proposed.id
    if proposed.status == IN_FORCE:
        record.status, record.accepted_at, record.accepted_by = APPLYING, attempt.now, record.by
    if SIMULATION in proposed.needs:
        attempt.write(*trying_out.begin_steps(record, record.by, attempt.now))


def _content(record: ImportRecord) -> dict[str, Any]:
    counted = records.LINES | records.TOUCHED | dict(record.counted)
    return {
        "import": record.id,
        "kind": record.what,
        "origin": record.origin,
        "region": record.region,
        "file_sha256": record.file_sha256,
        "columns": dict(record.columns or {}),
        "turn": int(record.turn),
        **{name: counted[name] for name in (*records.LINES, *records.TOUCHED)},
    }


def _check(content: Content, now: datetime) -> Iterable[str]:
    """A supervisor for any designation; for many the breaker asks, those whom nobody knows yet among them."""
    if content["kind"] == "designations":
        yield SUPERVISOR


def _touched(content: Content, now: datetime) -> Touched:
    """As a dry run found it, which of ratings is from a sample; else as it was counted when the file was read."""
    found = trying_out.found(content, None, now)
    if found is not None:
        sampled = content["kind"] == "ratings"
        return Touched(found.people, found.to_red, found.to_yellow, estimated=sampled)
    return Touched(content["people"], content["to_red"], content["to_yellow"], estimated=True)


def _dry_run(content: Content, since: datetime) -> bool:
    return trying_out.found(content, since, since) is not None


def _size(content: Content, people: int) -> int:
    """What was registered elsewhere makes nobody worse; of a county that is rated its visitors count."""
    if content["kind"] == "registrations":
        return 0
    return int(content["sized"]) if content["kind"] == "ratings" else people


def _apply(attempt: Attempt, approved: Approved) -> None:
    record = records.find(approved.content["import"])
    if record is None or record.status != CHECKED or record.proposal != approved.proposal_id:
        raise Conflict(None, FieldError("content", "changed_meanwhile"))
    record.status, record.accepted_at, record.accepted_by = APPLYING, attempt.now, approved.approved_by
    record.size_seen, record.tries = approved.counted, 0
    attempt.write(records.step(record, attempt.now))


def _hand_over(approved: Approved, now: datetime) -> None:
    records.hand_over(approved.content["import"], now)


def _people(content: Content, page: Page) -> dict[str, Any]:
    """A page of those whom it names, masked, in the order of the file; once it was agreed to with what became of each:
    a line that could not be put in force has no `outcome`, and stands among the errors."""
    record, listing = records.find(content["import"]), Listing("import", content["import"])
    part, place = (int(each) for each in (listing.after(page.cursor) or "0:0").split(":"))
    found: list[tuple[str, dict[str, Any]]] = []
    while record is not None and part < int(record.parts) and len(found) <= page.limit:
        rows = bucket.rows_left(record.part("good", part))
        found += [(f"{part}:{at}", row) for at, row in enumerate(rows, 1) if at > place]
        part, place = part + 1, 0
    found = found[: page.limit + 1]
    became = _became(record, [row for _, row in found]) if record is not None and record.accepted_at else None

    def shown(each: tuple[str, dict[str, Any]]) -> dict[str, Any]:
        return _masked(each[1]) | ({} if became is None else {"outcome": became.get(each[1]["digest"])})

    return listing.answer(found, page.limit, lambda each: each[0], shown)


def _became(record: ImportRecord, rows: list[dict[str, Any]]) -> dict[str, str]:
    """What became of lines, by their digests; of another import's it is known. A batch read for each hundred."""
    keys = [records.mark_key(digest) for digest in dict.fromkeys(row["digest"] for row in rows)]
    marks = [mark for page in batched(keys, 100) for mark in read_together(page) if mark is not None]
    return {mark.digest: str(mark.outcome) if mark.import_id == record.id else KNOWN for mark in marks}


def _masked(row: dict[str, Any]) -> dict[str, Any]:
    values = row["values"]
    shown = {name: each for name, each in values.items() if not name.startswith("document.") and name not in _SEALED}
    number = values.get("document.number")
    return shown | {"line": row["line"]} | ({"document_last4": last4(number)} if number else {})


IMPORT = kinds.register(
    Kind(
        name="import",
        proposers=_DECIDING,
        approvers=_DECIDING,
        region=lambda content: str(content["region"]),
        apply=_apply,
        check=_check,
        touched=_touched,
        size=_size,
        dry_run=_dry_run,
        after=_hand_over,
        people=_people,
    )
)
