"""How often somebody declares in an hour: beyond the most it is refused."""

from datetime import datetime

from chalicelib import instants
from chalicelib.config import DECLARATIONS_PER_PERSON_HOUR
from chalicelib.errors import TooMany
from chalicelib.person.records import StateRecord

_HOUR = 3600


def count_declaration(record: StateRecord, now: datetime) -> None:
    """Counts a declaration in the record, still to be written. Raises TooMany `too_many_declarations`."""
    (hour, gone), most = divmod(instants.seconds(now), _HOUR), DECLARATIONS_PER_PERSON_HOUR
    last, times = record.declared or (hour, 0)
    if last == hour and times >= most:
        raise TooMany("too_many_declarations", retry_after=_HOUR - gone, limit=most)
    record.declared = [hour, times + 1 if last == hour else 1]
