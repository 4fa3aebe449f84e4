"""The due index, where the sweep finds a person: by shard, at the next instant at which there is something to do."""

from datetime import datetime, time
from hashlib import sha256

from chalicelib.config import EVENING_REMINDER_HOUR, settings
from chalicelib.instants import stamp
from chalicelib.person.records import StateRecord


def shard_of(person_id: str) -> int:
    """Where in the due index a person stands: spread evenly, so that no minute is one hot key."""
    return int(sha256(person_id.encode()).hexdigest()[:8], 16) % settings().due_shards


def evening_of(person_id: str) -> time:
    """The minute of the evening reminder (Shanghai), spread over an hour for the same reason."""
    return time(EVENING_REMINDER_HOUR, int(sha256(person_id.encode()).hexdigest()[8:16], 16) % 60)


def hasten(record: StateRecord, now: datetime) -> None:
    """Puts the person before the next sweep; what was due before `now` stays due."""
    record.gsi2pk = f"DUE#{shard_of(record.person_id)}"
    record.gsi2sk = min(record.gsi2sk or stamp(now), stamp(now))
