"""Dry runs of lists: everybody whom a list names is folded, and nobody written, before many are agreed to.

It goes through the good lines part by part, so that it goes on where a worker was lost. Of ratings a sample is folded:
some people of each region, beginning with the partition of its stays that the line's digest names.
"""

import secrets as random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.config import settings
from chalicelib.desk import breaker_numbers
from chalicelib.errors import Conflict
from chalicelib.features.campaigns import dry_runs, stayed
from chalicelib.features.campaigns import kinds as campaign_kinds
from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.campaigns.dry_runs import Found
from chalicelib.features.campaigns.records import CampaignRecord, UnitRecord
from chalicelib.features.imports import bucket, lines, rating_lines, records
from chalicelib.features.imports.records import CHECKED, ImportRecord
from chalicelib.features.proposals.content import Content, hash_of
from chalicelib.features.ratings import in_force, touched
from chalicelib.identity.regions import met_by
from chalicelib.observability import failure
from chalicelib.person import facts, foreseen, indexed
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.records import DocumentClaim, StateRecord
from chalicelib.store.reading import read_together
from chalicelib.store.transactions import Step

PAGE, REGIONS = 100, 5
"""Lines of a page; of ratings fewer, because each is of many people."""
SAMPLE = 50
"""People of a region of whom each is folded."""
_QUERIES = 64
WAITING = "waiting"
"""Counted for a document that is nobody's yet."""


def key_of(content: Content) -> str:
    """What names a list for its dry run: the file, and the columns under which it was read."""
    return hash_of({name: content[name] for name in ("import", "file_sha256", "turn")})


def begin_steps(record: ImportRecord, by: str, now: datetime) -> list[Step]:
    """The steps that begin a dry run of a list that was read."""
    key = key_of({"import": record.id, "file_sha256": record.file_sha256, "turn": int(record.turn)})
    told, size = {"import": record.id, "turn": int(record.turn)}, int(record.parts)
    region, name = str(record.region), CAMPAIGN.name
    return dry_runs.begin_steps(random.token_hex(10), key, region, (), told, by, now, what=name, size=size)


def begin(actor: Actor, record: ImportRecord, now: datetime) -> CampaignRecord:
    """The dry run of a list that waits for a second person; one that is young enough already is that one.

    Raises Conflict for a list that does not wait.
    """
    if record.status != CHECKED or not record.counted["good"]:
        raise Conflict()
    if latest(record, now) is None:

        def change(attempt: Attempt) -> None:
            attempt.write(*begin_steps(record, actor.account_id, now))
            attempt.audit(actor, "import.dry_run", record.id, region=record.region)

        changing(now, change)
    found = latest(record, now)
    if found is None:
        raise Conflict()
    return found


def latest(record: ImportRecord, now: datetime) -> CampaignRecord | None:
    """The dry run of a list that is young enough, done or not. At most two reads."""
    key = key_of({"import": record.id, "file_sha256": record.file_sha256, "turn": int(record.turn)})
    return dry_runs.latest(key, _oldest(now))


def _oldest(now: datetime) -> datetime:
    return now - timedelta(hours=breaker_numbers.current().dry_run_hours)


def found(content: Content, since: datetime | None, now: datetime) -> Found | None:
    """What the latest dry run of this content found since then (None: since it may be used), if it is done."""
    record = dry_runs.latest(key_of(content), since or _oldest(now))
    return dry_runs.result(record) if record is not None else None


def page(campaign: CampaignRecord, unit: UnitRecord, now: datetime) -> None:
    """One page of a part's lines. A read of the part; a batch read of a hundred documents, and one of their people.

    A part that is gone counts as one on which it failed: there are no numbers, until it was restarted and found it.
    """
    record = records.find(str(campaign.draft["import"]))
    if record is None or int(record.turn) != int(campaign.draft["turn"]):
        unit.done = True
        return
    begin, size = int(unit.after or 0), REGIONS if record.what == "ratings" else PAGE
    try:
        rows = bucket.rows(record.part("good", unit.number))
    except bucket.Gone as error:
        _note_gone(campaign, unit, error, now)
        return
    some = rows[begin : begin + size]
    counted = _rated(campaign, some, now) if record.what == "ratings" else _named(campaign, record, some, now)
    unit.found = dict(Counter(unit.found) + counted)
    unit.after, unit.done = str(begin + size), begin + size >= len(rows)


def _note_gone(campaign: CampaignRecord, unit: UnitRecord, error: bucket.Gone, now: datetime) -> None:
    part = f"part-{unit.number}"
    failure("part of a list is gone", error, campaign_id=campaign.id, part=part)
    campaigns.note_failure(campaign, part, now)
    unit.found, unit.done = dict(Counter(unit.found) + Counter([stayed.FAILED])), True


def _named(campaign: CampaignRecord, record: ImportRecord, rows: list[dict[str, Any]], now: datetime) -> Counter[str]:
    """What would become of those whom lines name, each with all of their lines of the page."""
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        told[row["hash"]].append(row)
    claims = read_together((DocumentClaim, f"DOC#{each}", "document") for each in told)
    held = {each: claim.person_id for each, claim in zip(told, claims, strict=True) if claim is not None}
    ids = list(dict.fromkeys(held.values()))
    states = dict(zip(ids, read_together(map(people.state_key, ids)), strict=True))
    found = Counter[str]()
    for document_hash, theirs in told.items():
        state = states.get(held.get(document_hash, ""))
        if state is None:
            found[WAITING] += 1
            continue
        fold = partial(_turned, state, [lines.event(record.what, row, now) for row in theirs], now)
        found[stayed.guarded(campaign, state.person_id, fold, now)] += 1
    return found


def _turned(state: StateRecord, events: list[Any], now: datetime) -> str:
    before, after = foreseen.turned(state, events, now)
    return stayed.UNCHANGED if before == after else f"{before}>{after}"


def _rated(campaign: CampaignRecord, rows: list[dict[str, Any]], now: datetime) -> Counter[str]:
    """What would become of everybody in the regions of some lines, as far as a sample of each says."""
    found = Counter[str]()
    for row in rows:
        sampled = Counter(_sampled(campaign, row, now))
        people_there = touched.people_in(row["hash"], _QUERIES) if sampled else 0
        found += _scaled(sampled, max(people_there, sampled.total()))
    return found


def _sampled(campaign: CampaignRecord, row: dict[str, Any], now: datetime) -> Iterator[str]:
    filed = in_force.record_of(row["hash"])
    events = [facts.rating(row["hash"], each) for each in rating_lines.versions(row["values"], filed, "", now, "tried")]
    for person_id in _some_people(row):
        state = people.state(person_id)
        if state is not None:
            yield stayed.guarded(campaign, person_id, partial(_turned, state, events, now), now)


def _some_people(row: dict[str, Any]) -> list[str]:
    """People who stayed in a region, from so many partitions of its stays at most."""
    first, codes, some = int(row["digest"][:4], 16), met_by(row["hash"]), list[str]()
    for number in range(min(_QUERIES, len(codes) * indexed.SHARDS)):
        code, shard = codes[(first + number) % len(codes)], (first + number // len(codes)) % indexed.SHARDS
        some += [each.person_id for each in indexed.stays(code, shard, SAMPLE - len(some), None)]
        if len(some) >= SAMPLE:
            break
    return list(dict.fromkeys(some))


def _scaled(sampled: Counter[str], whole: int) -> Counter[str]:
    """The sample's outcomes for so many people: together they are as many."""
    scaled, left, of = Counter[str](), whole, sampled.total()
    for outcome, count in sorted(sampled.items()):
        scaled[outcome] = round(left * count / of)
        left, of = left - scaled[outcome], of - count
    return scaled


CAMPAIGN = campaign_kinds.register(
    campaign_kinds.Kind("import_dry_run", page, lambda: settings().rescoring_queue_url, stayed.counted)
)
