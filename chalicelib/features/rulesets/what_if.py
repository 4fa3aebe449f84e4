"""What if a draft had governed since a day that is past: the whole kept histories of one person in a hundred, folded by
the published rules and by the draft.

A campaign as the simulation is, with its queue and its role, which can write nothing about anybody.
"""

import json
import secrets as random
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE, settings
from chalicelib.errors import Conflict, FieldError, Invalid, NotFound
from chalicelib.features.campaigns import kinds
from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.campaigns.kinds import Kind
from chalicelib.features.campaigns.records import CampaignRecord, UnitRecord
from chalicelib.features.rulesets import drafting, records, trials
from chalicelib.features.rulesets.records import DRAFT
from chalicelib.person import colour, facts, history, joined, segments, shelf, travel, waits
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.records import StateRecord
from chalicelib.scoring import what_if
from chalicelib.scoring.days import add_days, policy_day
from chalicelib.scoring.ruleset_data import parse_ruleset
from chalicelib.scoring.simulation import Tally
from chalicelib.scoring.what_if import Past
from chalicelib.store.transactions import Step

ONE_OF = 100
"""One person of so many, the same ones in every run."""
LONGEST = 180
"""Days that a run may go through."""
PAGE = 500


def begin(actor: Actor, version: str, since: date, key: Once | None, now: datetime) -> CampaignRecord:
    """Begins a run over the days from `since` to yesterday; it goes on from the next minute on.

    Raises Forbidden, NotFound, Invalid for days that it cannot go through, Conflict for what is no draft.
    """
    drafting.require_whole_country(actor)
    drafting.find(version)
    last = add_days(policy_day(now, POLICY_ZONE), -1)
    if not add_days(last, 1 - LONGEST) <= since <= last:
        raise Invalid(None, FieldError("since", "ruleset_since", {"most": LONGEST}))
    campaign_id = random.token_hex(10)

    def change(attempt: Attempt) -> None:
        draft, known = drafting.find(version), shelf.current(fresh=True)
        if draft.status != DRAFT:
            raise Conflict()
        draft.what_if = campaign_id
        days = since.isoformat(), last.isoformat()
        size: Any = {"size": settings().segments, "passes": 1}
        begun = campaigns.begin_step(campaign_id, "what_if", version, "", (), actor.account_id, now, **size)
        put = records.simulation_put(campaign_id, draft, known.rulesets, days)
        attempt.write(begun, put, records.write_step(draft))
        attempt.audit(actor, "ruleset.what_if", version, campaign=campaign_id, since=days[0])
        attempt.once(key, campaign_id)

    changing(now, change)
    return trials.campaign(campaign_id)


def is_sampled(person_id: str) -> bool:
    """Whether a person is one of those gone through: by the hash of the id, so the same whatever is tried."""
    return int.from_bytes(sha256(person_id.encode()).digest()) % ONE_OF == 0


def _page(record: CampaignRecord, unit: UnitRecord, now: datetime) -> None:
    """A page of a segment: a page of the scan, and the history of each person of the sample."""
    past = _past(record.id)
    found, unread, unit.after = segments.of_segment(unit.number, record.units, PAGE, unit.after)
    total = Tally.from_json(unit.found) + trials.unread_of([each for each in unread if is_sampled(each)])
    for each in found:
        if is_sampled(each.person_id):
            total += trials.tallied_or_failed(each, lambda state: compared(state, past))
    unit.found, unit.done = total.as_json(), unit.after is None


def _past(campaign_id: str) -> Past:
    wanted = records.simulation(campaign_id)
    if wanted is None or wanted.since is None or wanted.until is None:
        raise NotFound()
    first, last = date.fromisoformat(wanted.since), date.fromisoformat(wanted.until)
    known = shelf.current()
    return Past.of(known.book, parse_ruleset(json.loads(wanted.data)), first, last, known.outages.all)


def compared(record: StateRecord, past: Past) -> Tally:
    """What it would have changed for one person. Who was joined of several records is counted and left out."""
    if waits.is_withheld(record):
        return Tally({"people": 1, "left_out": 1})
    kept = history.history(record.person_id)
    if joined.joined_at(kept) is not None:
        return Tally({"people": 1, "left_out": 1})
    events = colour.with_ratings(list(facts.of_history(kept)))
    return Tally(what_if.compare(events, past, colour.schemes_of(record), travel.departs_at(record)))


def _counted(units: Iterable[UnitRecord]) -> dict[str, Any]:
    counts = trials.summed(units).counts
    seen, changed = counts.get("people", 0), counts.get("changed", 0)
    days = {name.removeprefix("days|"): n for name, n in sorted(counts.items()) if name.startswith("days|")}
    failed = trials.not_tried(counts)
    people = {"seen": seen, "changed": changed, "unchanged": seen - changed - failed, "failed": failed, "later": 0}
    return {"people": people, "changes": days}


def _finish(record: CampaignRecord, now: datetime) -> Iterable[Step]:
    return [records.result_put(record.id, trials.summed(campaigns.units(record)).as_json())]


def shown(actor: Actor, version: str) -> dict[str, Any]:
    """The latest run of a rule set, with its result once it is done. Four reads. Raises Forbidden, NotFound."""
    drafting.require_whole_country(actor)
    draft = drafting.find(version)
    found = records.simulation(draft.what_if) if draft.what_if else None
    if found is None or draft.what_if is None:
        raise NotFound()
    campaign, result = trials.campaign(draft.what_if), records.result(draft.what_if)
    return {
        "version": version,
        "campaign_id": campaign.id,
        "status": campaign.status,
        "content_hash": found.content_hash,
        "current": found.content_hash == draft.content_hash,
        "at": campaign.at,
        "since": found.since,
        "until": found.until,
        "one_of": ONE_OF,
        "result": _result(Tally.from_json(result.tally).counts) if result is not None else None,
    }


def _result(counts: Mapping[str, int]) -> dict[str, Any]:
    people = {name: counts.get(name, 0) for name in ("people", "changed", "worse", "better", "left_out", "failed")}
    people["left_out"] += counts.get("unread", 0)
    return people | {"days": what_if.matrix(counts), "rules": what_if.rules(counts)}


CAMPAIGN = kinds.register(Kind("what_if", _page, lambda: settings().simulation_queue_url, _counted, _finish))
