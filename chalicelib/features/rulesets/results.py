"""Results of a simulation as staff see them: numbers for who publishes, without small groups for everybody else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.errors import NotFound
from chalicelib.features.campaigns.records import CampaignRecord
from chalicelib.features.rulesets import drafting, records, trials
from chalicelib.features.rulesets.records import DraftRecord, SimulationRecord
from chalicelib.person.changing import changing
from chalicelib.scoring import simulation
from chalicelib.scoring.disclosure import SMALLEST
from chalicelib.scoring.simulation import Tally

SUPERVISOR = frozenset({"supervisor"})
Numbers = Mapping[str, int]


def shown(actor: Actor, version: str, now: datetime) -> dict[str, Any]:
    """The latest simulation of a rule set, with its result once it is done. Four reads.

    To a supervisor it names a few of those for whom something changes, and each such look is audited. Raises
    Forbidden, NotFound where there is none.
    """
    drafting.require_whole_country(actor)
    draft = drafting.find(version)
    found = records.simulation(draft.campaign) if draft.campaign else None
    if found is None or draft.campaign is None:
        raise NotFound()
    campaign = trials.campaign(draft.campaign)
    result = records.result(draft.campaign)
    answer = _head(draft, campaign, found)
    if result is None:
        return answer | {"result": None}
    tally = Tally.from_json(result.tally)
    if not actor.is_one_of(SUPERVISOR):
        return answer | {"result": _result(tally, exact=False) | {"sample": None}}
    if tally.sample:
        changing(now, lambda attempt: attempt.audit(actor, "ruleset.sample_seen", version, campaign=campaign.id))
    return answer | {"result": _result(tally, exact=True) | {"sample": list(tally.sample)}}


def _head(draft: DraftRecord, campaign: CampaignRecord, found: SimulationRecord) -> dict[str, Any]:
    return {
        "version": draft.name,
        "campaign_id": campaign.id,
        "status": campaign.status,
        "content_hash": found.content_hash,
        "current": found.content_hash == draft.content_hash,
        "at": campaign.at,
        "effective": draft.content["effective"],
        "truth": "exact for the states at `at`",
    }


def _result(tally: Tally, *, exact: bool) -> dict[str, Any]:
    """National numbers are shown to approvers as they are; those of regions to nobody where the group is small."""
    counts, hide = tally.counts, (_as_it_is if exact else withheld)
    places = simulation.regions(counts)
    kept = {word: withheld({place: each[word] for place, each in places.items()}) for word in ("worse", "better")}
    return {
        **hide({name: counts.get(name, 0) for name in ("people", "held", "later", "worse", "better")}),
        "failed": counts.get("failed", 0),
        "unread": counts.get("unread", 0),
        "changes": {scheme: hide(pairs) for scheme, pairs in simulation.matrix(counts).items()},
        "colours": {scheme: hide(each) for scheme, each in simulation.colours(counts).items()},
        "holds": {rule: hide(each) for rule, each in simulation.holds(counts).items()},
        "regions": [
            {"region": place, "worse": kept["worse"][place], "better": kept["better"][place]} for place in places
        ],
        "load": hide({"due_at_effective": counts.get("due", 0)}),
    }


def _as_it_is(counts: Numbers) -> dict[str, int | None]:
    return dict(counts)


def withheld(counts: Numbers) -> dict[str, int | None]:
    """Without groups of fewer than ten, nobody among them; and of those left the smallest, so that nothing that is
    withheld follows from the sum."""
    hidden = {name for name, count in counts.items() if count < SMALLEST}
    left = sorted((count, name) for name, count in counts.items() if name not in hidden)
    while 0 < sum(counts[name] for name in hidden) < SMALLEST and left:
        hidden.add(left.pop(0)[1])
    return {name: None if name in hidden else count for name, count in counts.items()}


def latest(version: str) -> tuple[CampaignRecord, SimulationRecord, Numbers] | None:
    """The latest simulation of a rule set with its counts, where it is done. Four reads."""
    draft = drafting.find(version)
    if draft.campaign is None:
        return None
    found, result = records.simulation(draft.campaign), records.result(draft.campaign)
    if found is None or result is None:
        return None
    return trials.campaign(draft.campaign), found, Tally.from_json(result.tally).counts
