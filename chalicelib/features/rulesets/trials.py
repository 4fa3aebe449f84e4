"""Simulation of a draft on everybody who has a code: a campaign that reads, counts, and writes what it counted.

The units are segments of a scan of the index in which only states stand; its workers have a role that can write nothing
about anybody.
"""

import json
import secrets as random
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.config import settings
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.campaigns import kinds
from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.campaigns.kinds import Kind
from chalicelib.features.campaigns.records import CampaignRecord, UnitRecord
from chalicelib.features.rulesets import drafting, records
from chalicelib.features.rulesets.records import DRAFT
from chalicelib.observability import failure
from chalicelib.person import colour, segments, shelf, travel, waits
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.records import StateRecord
from chalicelib.scoring import simulation
from chalicelib.scoring.rules import RuleBook
from chalicelib.scoring.ruleset_data import parse_ruleset
from chalicelib.scoring.simulation import Tally, Trial
from chalicelib.store.failures import passes
from chalicelib.store.tables import Unreadable
from chalicelib.store.transactions import Step

PAGE = 500


def begin(actor: Actor, version: str, key: Once | None, now: datetime) -> CampaignRecord:
    """Begins the simulation of a draft as it is now; it runs from the next minute on.

    Raises Forbidden, NotFound, Conflict for what is no draft, Refused for one that would govern between others.
    """
    drafting.require_whole_country(actor)
    campaign_id = random.token_hex(10)

    def change(attempt: Attempt) -> None:
        draft, known = drafting.find(version), shelf.current(fresh=True)
        if draft.status != DRAFT:
            raise Conflict()
        trial_of(draft.data)
        draft.campaign = campaign_id
        size: Any = {"size": settings().segments, "passes": 1}
        begun = campaigns.begin_step(campaign_id, "simulation", version, "", (), actor.account_id, now, **size)
        attempt.write(begun, records.simulation_put(campaign_id, draft, known.rulesets), records.write_step(draft))
        attempt.audit(actor, "ruleset.simulated", version, campaign=campaign_id, hash=draft.content_hash)
        attempt.once(key, campaign_id)

    changing(now, change)
    return campaign(campaign_id)


def campaign(campaign_id: str) -> CampaignRecord:
    """The campaign of a simulation. One read. Raises NotFound."""
    found = campaigns.find(campaign_id)
    if found is None:
        raise NotFound()
    return found


def trial_of(data: str) -> Trial:
    """The trial of a rule set among those that are published. Raises ValueError where it does not fit among them."""
    known, wanted = shelf.current(), parse_ruleset(json.loads(data))
    with_it = RuleBook([*known.book.rulesets, wanted])
    return Trial(known.book, with_it, wanted.effective, tuple(known.outages.all))


def _page(record: CampaignRecord, unit: UnitRecord, now: datetime) -> None:
    """A page of a segment. One read of what is tried, and a page of the scan; of an outdated state its history."""
    wanted = records.simulation(record.id)
    if wanted is None:
        raise NotFound()
    trial = trial_of(wanted.data)
    found, unread, unit.after = segments.of_segment(unit.number, record.units, PAGE, unit.after)
    total = Tally.from_json(unit.found) + unread_of(unread)
    for each in found:
        total += tallied_or_failed(each, lambda state: tallied(state, trial))
    unit.found, unit.done = total.as_json(), unit.after is None


def tallied_or_failed(record: StateRecord, find: Callable[[StateRecord], Tally]) -> Tally:
    """What `find` says of one person. Whom it fails on is counted and named in the log, and keeps nobody waiting; whose
    records cannot be read is counted apart, because that says nothing of the rule set."""
    if record.erased or not record.scoring:
        return Tally()
    try:
        return find(record)
    except Unreadable:
        return unread_of([record.person_id])
    except Exception as error:
        if passes(error):
            raise
        failure("simulation failed on somebody", error, person_id=record.person_id)
        return Tally({"people": 1, "failed": 1})


def unread_of(ids: Collection[str]) -> Tally:
    """Those of whom something cannot be read."""
    return Tally({"people": len(ids), "unread": len(ids)}) if ids else Tally()


def tallied(record: StateRecord, trial: Trial) -> Tally:
    """What it changes for somebody as the state is, with what was published since. Writes nothing."""
    state = colour.load_state(record)
    schemes = () if waits.is_withheld(record) else colour.schemes_of(record)
    departs_at = travel.departs_at(record)
    return simulation.tally(record.person_id, record.county, state, trial, schemes, departs_at)


def summed(units: Iterable[UnitRecord]) -> Tally:
    """What the units come to together."""
    total = Tally()
    for unit in units:
        total += Tally.from_json(unit.found)
    return total


def not_tried(counts: Mapping[str, int]) -> int:
    """On how many it failed, or of whom something cannot be read."""
    return counts.get("failed", 0) + counts.get("unread", 0)


def _counted(units: Iterable[UnitRecord]) -> dict[str, Any]:
    counts = summed(units).counts
    seen, changed, later = (counts.get(name, 0) for name in ("people", "changed", "later"))
    failed = not_tried(counts)
    changes = {name.removeprefix("change|"): n for name, n in sorted(counts.items()) if name.startswith("change|")}
    people = {"seen": seen, "changed": changed, "unchanged": seen - changed - failed, "failed": failed, "later": later}
    return {"people": people, "changes": changes}


def _finish(record: CampaignRecord, now: datetime) -> Iterable[Step]:
    return [records.result_put(record.id, summed(campaigns.units(record)).as_json())]


CAMPAIGN = kinds.register(Kind("simulation", _page, lambda: settings().simulation_queue_url, _counted, _finish))
