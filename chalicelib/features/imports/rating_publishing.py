"""Lines of ratings put in force: some regions in one transaction, with the campaign that goes through who stayed there.

They are published one after another, because the log of ratings has one head.
"""

import secrets as random
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from chalicelib.features.epidemic.outcomes import ACCEPTED
from chalicelib.features.imports import rating_lines, records
from chalicelib.features.imports.lines import FAILED, KNOWN
from chalicelib.features.imports.passing import is_to_be_tried_again
from chalicelib.features.imports.records import ImportRecord
from chalicelib.features.ratings import in_force
from chalicelib.features.ratings.in_force import Spread
from chalicelib.observability import failure
from chalicelib.person import ratings
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ratings import LogHead, RatingsRecord
from chalicelib.store.reading import read_together

REGIONS = 15
"""Regions of one transaction: of each its record, two versions in the log, and the mark of the line."""
Rows = list[dict[str, Any]]
Outcomes = list[tuple[str, dict[str, Any]]]


def apply(record: ImportRecord, rows: Rows, part: int, now: datetime) -> Outcomes:
    """What became of the lines of a part. Where some cannot be published together, each is tried by itself.

    Raises what AWS does where it does not answer.
    """
    return [each for page in _pages(rows) for each in _served(record, page, part, now)]


def _pages(rows: Rows) -> Iterator[Rows]:
    """The lines by their first days, in pages of different regions."""
    page: Rows = []
    for row in sorted(rows, key=lambda each: str(each["values"]["first"])):
        if len(page) == REGIONS or any(row["hash"] == each["hash"] for each in page):
            yield page
            page = []
        page.append(row)
    if page:
        yield page


def _served(record: ImportRecord, page: Rows, part: int, now: datetime) -> Outcomes:
    try:
        return changing(now, lambda attempt: _publish(attempt, record, page, part))
    except Exception as error:
        if is_to_be_tried_again(error, int(record.tries)):
            raise
        if len(page) > 1:
            return [each for row in page for each in _served(record, [row], part, now)]
        failure("rating not published", error, import_id=record.id, line=str(page[0]["line"]))
        return [(FAILED, page[0])]


def _publish(attempt: Attempt, record: ImportRecord, page: Rows, part: int) -> Outcomes:
    keys = [ratings.head_key()]
    keys += [key for row in page for key in (ratings.key_of(row["hash"]), records.mark_key(row["digest"]))]
    head, *found = read_together(keys)
    outcomes: Outcomes = []
    changes: list[tuple[RatingsRecord, list[dict[str, Any]]]] = []
    for row, filed, mark in zip(page, found[::2], found[1::2], strict=True):
        if records.stands(mark):
            outcomes.append((str(mark.outcome) if mark.import_id == record.id else KNOWN, row))
            continue
        named = row | {"name": records.name_of(row["digest"], mark)}
        outcome, change = _change(record, named, filed, attempt.now)
        changes += change
        outcomes.append((outcome, row))
        if change:
            attempt.write(records.mark_put(named, record, part, outcome, mark))
    if changes:
        _publish_changes(attempt, record, changes, head)
    return outcomes


def _change(
    record: ImportRecord, row: dict[str, Any], filed: RatingsRecord | None, now: datetime
) -> tuple[str, list[tuple[RatingsRecord, list[dict[str, Any]]]]]:
    """What becomes of a line, and the versions that it comes to; none where the region was rated otherwise since."""
    filed, accepted = filed or RatingsRecord(f"R#{row['hash']}", "ratings", ratings=[]), record.accepted_at or now
    refused = rating_lines.refusal(record.region, row["values"], filed, accepted)
    if refused is not None:
        return refused[1], []
    versions = rating_lines.versions(row["values"], filed, str(record.proposal), accepted, row["name"])
    return ACCEPTED, [(filed, versions)]


def _publish_changes(
    attempt: Attempt,
    record: ImportRecord,
    changes: list[tuple[RatingsRecord, list[dict[str, Any]]]],
    head: LogHead | None,
) -> None:
    campaign_id = f"{record.id}-{random.token_hex(4)}"
    spread = Spread(campaign_id, f"import-{record.id}", record.region, str(record.accepted_by))
    in_force.publish(attempt, changes, head, spread)
