"""The canaries as they are stored: in a kind of their own, under no index, beside nothing that is about a person."""

from datetime import datetime, timedelta
from typing import Any, Final

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.identity.regions import provinces
from chalicelib.person import colour, facts, history, shelf
from chalicelib.person.records import StateRecord
from chalicelib.scoring.facts import Declaration
from chalicelib.scoring.rules import Scheme
from chalicelib.store.tables import EpidemicRecord

COUNTY: Final = "990099"
"""Where all canaries stay. GB/T 2260 gives no code that begins with 9, so nobody can say that they were there."""
DECLARED: Final = timedelta(minutes=1)
"""How long before it is put down a canary declared: a rating of the same instant would come before it."""
SCHEME: Final[Scheme] = "domestic"


class CanaryRecord(EpidemicRecord, discriminator="pull_canary"):
    """`CANARY#<province>`/`canary`: the state of somebody who declared in the canary county, as it was put down."""

    put_down_at = UTCDateTimeAttribute()
    scoring = UnicodeAttribute()
    """As `StateRecord.scoring`."""
    outages = NumberAttribute()
    number = NumberAttribute()
    """The latest entry of the log of ratings when it was put down."""

    @property
    def province(self) -> str:
        return str(self.pk.partition("#")[2])


def put_down(number: int, at: datetime) -> list[CanaryRecord]:
    """A canary for each province, who has just declared and knows the first `number` entries of the log."""
    scoring, outages = colour.fold_known(None, [_declared(at)]).to_json(), shelf.current().outages.version
    state: dict[str, Any] = {"put_down_at": at, "scoring": scoring, "outages": outages, "number": number}
    return [CanaryRecord(f"CANARY#{province}", "canary", **state) for province in provinces()]


def _declared(put_down_at: datetime) -> Declaration:
    return Declaration(id="canary", at=put_down_at - DECLARED, location=COUNTY)


def find(province: str) -> CanaryRecord | None:
    """One read."""
    record: CanaryRecord | None = CanaryRecord.find(f"CANARY#{province}", "canary")
    return record


def as_state(record: CanaryRecord) -> StateRecord:
    """A state as the code of a person is decided of, with its history. It is written nowhere, and has no code id."""
    person_id, declared = f"canary-{record.province}", _declared(record.put_down_at)
    known: dict[str, Any] = {"scoring": record.scoring, "outages": record.outages, "ratings_seen": record.number}
    state = StateRecord(f"P#{person_id}", "state", schemes={SCHEME}, **known)
    state.records = (history.evidence_record(person_id, declared.id, declared.at, *facts.content(declared)),)
    return state
