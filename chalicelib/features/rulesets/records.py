"""Rule sets as records: drafts with what became of them, and their simulations."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.errors import Conflict
from chalicelib.features.proposals.content import hash_of
from chalicelib.store.indexes import index
from chalicelib.store.tables import ABSENT, EpidemicRecord, OperationRecord
from chalicelib.store.transactions import Check, Put

DRAFT, PUBLISHED, WITHDRAWN = "draft", "published", "withdrawn"
_ALL = "RULEDRAFTS"


class DraftRecord(EpidemicRecord, discriminator="ruleset_draft"):
    """`RULEDRAFT#<version>`/`draft`: a rule set that staff wrote; published, it lies under its number as well."""

    place_index = index("gsi1")
    """Drafts by version."""
    data = UnicodeAttribute()
    status = UnicodeAttribute(default=DRAFT)
    number = NumberAttribute(null=True)
    """Where it lies once it is published."""
    campaign = UnicodeAttribute(null=True)
    """The latest simulation."""
    what_if = UnicodeAttribute(null=True)
    """The latest run through histories."""
    by = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    edited_by = UnicodeAttribute(null=True)
    edited_at = UTCDateTimeAttribute(null=True)
    revision = VersionAttribute()

    @property
    def name(self) -> str:
        """The version that it is called."""
        return str(self.pk)[len("RULEDRAFT#") :]

    @property
    def content(self) -> dict[str, Any]:
        """What it says."""
        return dict(json.loads(self.data))

    @property
    def content_hash(self) -> str:
        """By which it is known whether something of it changed."""
        return hash_of(self.content)

    @property
    def effective(self) -> datetime:
        """From when it governs."""
        return datetime.fromisoformat(self.content["effective"])


class SimulationRecord(OperationRecord, discriminator="simulation"):
    """`CAMP#<id>`/`simulation`: what a campaign simulates, and what is published meanwhile (`rests_on`).

    `since` and `until`: the days of a run through histories.
    """

    ruleset = UnicodeAttribute()
    data = UnicodeAttribute()
    content_hash = UnicodeAttribute()
    rests_on = NumberAttribute()
    since = UnicodeAttribute(null=True)
    until = UnicodeAttribute(null=True)


class ResultRecord(OperationRecord, discriminator="simulation_result"):
    """`CAMP#<id>`/`result`: what it came to, once it is done."""

    tally: JSONAttribute = JSONAttribute()


def find(version: str) -> DraftRecord | None:
    """One read."""
    record: DraftRecord | None = DraftRecord.find(f"RULEDRAFT#{version}", "draft")
    return record


def new(version: str, data: Mapping[str, Any], by: str, now: datetime) -> DraftRecord:
    """A draft, not yet written."""
    record = DraftRecord(f"RULEDRAFT#{version}", "draft", by=by, at=now, data="")
    record.gsi1pk, record.gsi1sk = _ALL, version
    return filled(record, data)


def filled(record: DraftRecord, data: Mapping[str, Any]) -> DraftRecord:
    """A draft with other data."""
    record.data = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return record


def create_step(record: DraftRecord) -> Put:
    """The step that writes a new draft; Conflict `ruleset_exists` where there is one of this version."""
    return Put(record, ABSENT, Conflict("ruleset_exists"))


def write_step(record: DraftRecord) -> Put:
    """The step that writes a draft as it was read."""
    return Put(record)


def unchanged(record: DraftRecord) -> Check:
    """The step that requires that a draft is as it was read."""
    return Check(record, DraftRecord.revision == record.revision)


def listed(limit: int, after: str | None) -> list[DraftRecord]:
    """A page of them by version. One query."""
    places = DraftRecord.gsi1sk > after if after else None
    return list(DraftRecord.place_index.query(_ALL, places, limit=limit))


def simulation_put(
    campaign_id: str, draft: DraftRecord, rests_on: int, days: tuple[str | None, str | None] = (None, None)
) -> Put:
    """The step that says what a campaign simulates, or through which days of histories it runs."""
    content: dict[str, Any] = {"data": draft.data, "content_hash": draft.content_hash, "rests_on": rests_on}
    content |= {"since": days[0], "until": days[1]}
    return Put(SimulationRecord(f"CAMP#{campaign_id}", "simulation", ruleset=draft.name, **content), ABSENT)


def simulation(campaign_id: str) -> SimulationRecord | None:
    """One read."""
    record: SimulationRecord | None = SimulationRecord.find(f"CAMP#{campaign_id}", "simulation")
    return record


def result_put(campaign_id: str, tally: Mapping[str, Any]) -> Put:
    """The step that writes what a simulation came to."""
    return Put(ResultRecord(f"CAMP#{campaign_id}", "result", tally=dict(tally)))


def result(campaign_id: str) -> ResultRecord | None:
    """One read."""
    record: ResultRecord | None = ResultRecord.find(f"CAMP#{campaign_id}", "result")
    return record
