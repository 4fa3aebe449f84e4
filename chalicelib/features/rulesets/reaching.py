"""Campaigns of a published rule set: whose next due instant it moves is put where the sweep finds them at that instant.

Of what changes holds alone those are gone through who are held; of what can touch anybody, everybody with a code.
Twice, because whoever writes a state within a minute of the publication does so by the older book.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from chalicelib.config import settings
from chalicelib.features.campaigns import kinds, stayed
from chalicelib.features.campaigns.kinds import Kind
from chalicelib.features.campaigns.records import CampaignRecord, UnitRecord
from chalicelib.features.campaigns.records import begin_step as begin_campaign
from chalicelib.features.campaigns.stayed import LATER, UNCHANGED
from chalicelib.features.proposals.kinds import Approved
from chalicelib.person import colour, segments
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt
from chalicelib.person.indexed import SHARDS
from chalicelib.scoring.ruleset_diff import differences, reach
from chalicelib.store.transactions import Put

HELD, EVERYBODY = "held", "everybody"
MOVED = "due_moved"
PAGE = 100


def begin_step(approved: Approved, before: Mapping[str, Any], now: datetime) -> Iterable[Put]:
    """The step that begins the campaign; none where nobody's due instant moves."""
    content = approved.content
    whom = reach(differences(before, content["data"]))
    if whom == "nobody":
        return []
    size: Any = {"size": SHARDS if whom == HELD else settings().segments}
    told = ("ruleset", content["version"], "", [whom], approved.approved_by)
    return [begin_campaign(approved.proposal_id, *told, now, **size)]


def _page(record: CampaignRecord, unit: UnitRecord, now: datetime) -> None:
    """One page of a unit's people. A query or a page of a scan, and what each person takes."""
    if record.codes == [HELD]:
        found, unread, unit.after = segments.held(unit.number, PAGE, unit.after)
    else:
        found, unread, unit.after = segments.of_segment(unit.number, record.units, PAGE, unit.after)
    serves = [partial(_served, record, each.person_id, now) for each in found if not each.erased]
    serves += [partial(stayed.failed_on, record, each, now) for each in unread]
    stayed.serve_all(record, unit, serves)
    unit.done = unit.after is None


def _served(record: CampaignRecord, person_id: str, now: datetime) -> str:
    return stayed.served(record, person_id, lambda attempt: _moved(attempt, record, person_id), now)


def _moved(attempt: Attempt, record: CampaignRecord, person_id: str) -> str:
    """`due_moved`, or `unchanged` for whose next due instant is the same. A read, and a transaction where it is not.

    What is due already the sweep does anyway, and finds the next instant by the new book. Whoever takes over from a
    worker that died, or begins again, counts by the mark that the state carries.
    """
    state, now = people.state(person_id), attempt.now
    if state is not None and state.moved_by == record.mark:
        return MOVED
    if state is None or not state.scoring or colour.is_due(state, now):
        return UNCHANGED
    folded, stood = colour.load_state(state), state.gsi2sk
    if folded.folded_to is not None and folded.folded_to > now:
        return LATER
    colour.mark_due(state, folded, now)
    if state.gsi2sk == stood:
        return UNCHANGED
    segments.note_moved(state, record.mark)
    attempt.person(state).settle()
    return MOVED


CAMPAIGN = kinds.register(Kind("ruleset", _page, lambda: settings().rescoring_queue_url, stayed.counted))
