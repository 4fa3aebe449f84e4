"""The breaker's numbers: from how many people on more is asked of a decision, and how fast people may turn worse.

Two supervisors of the whole country change them (docs/decisions/083). Whoever decides reads them anew.
"""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.store.reading import Key
from chalicelib.store.tables import EpidemicRecord
from chalicelib.store.transactions import Put


@dataclass(frozen=True)
class Numbers:
    """What holds until two supervisors say otherwise (epidemic: breaker and notice)."""

    counted: int = 1_000
    """Over so many people touched a supervisor agrees, with the number typed."""
    county_per_mille: int = 5
    """The same over this share of a county's people, where it touches as many as `county_least`."""
    county_least: int = 200
    simulated: int = 100_000
    """Over so many a dry run of this very content is needed, and two supervisors beside the proposer."""
    dry_run_hours: int = 6
    """How old the dry run may be."""
    cooled: int = 5_000_000
    """Over so many the second of them waits, so that others can stop it."""
    cooling_minutes: int = 30
    held_over: int = 200
    """People of a county who turn worse in an hour by one kind of fact; further ones are held."""
    held_times: int = 10
    """And only where it is more than so many times the median hour."""
    median_days: int = 14


class NumbersRecord(EpidemicRecord, discriminator="breaker_numbers"):
    """`BREAKER`/`numbers`: those that differ from what is written here, or once did."""

    numbers: JSONAttribute = JSONAttribute(default=dict)
    changed_by = UnicodeAttribute()
    changed_at = UTCDateTimeAttribute()
    version = VersionAttribute()


def key() -> Key:
    """Where they lie, for a batch read."""
    return NumbersRecord, "BREAKER", "numbers"


def find() -> NumbersRecord | None:
    """One read."""
    record: NumbersRecord | None = NumbersRecord.find("BREAKER", "numbers")
    return record


def of(record: NumbersRecord | None) -> Numbers:
    """The numbers in force."""
    known = {field.name for field in fields(Numbers)}
    return Numbers(**{name: int(value) for name, value in _written(record).items() if name in known})


def _written(record: NumbersRecord | None) -> dict[str, Any]:
    return dict(record.numbers) if record is not None else {}


def current() -> Numbers:
    """The numbers in force. One read."""
    return of(find())


def put(record: NumbersRecord | None, numbers: Numbers, by: str, now: datetime) -> Put:
    """The step that sets the numbers, as they were read."""
    record = record or NumbersRecord("BREAKER", "numbers")
    record.numbers, record.changed_by, record.changed_at = asdict(numbers), by, now
    return Put(record)
