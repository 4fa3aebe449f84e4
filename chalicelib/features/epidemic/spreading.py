"""Spreading of a decision to contacts, some at a time: each in a transaction of its own, twice like once."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from chalicelib.errors import Unavailable
from chalicelib.features.epidemic import case_records, contact_records, contacts, spreads
from chalicelib.features.epidemic.contact_records import ContactRecord, Exposed
from chalicelib.features.epidemic.spreads import SpreadRecord
from chalicelib.observability import failure, measure
from chalicelib.store.tables import Unreadable
from chalicelib.store.transactions import Change, Drop, transact

AT_ONCE = 50
_AGAIN = timedelta(hours=1)


def work_off(spread_id: str, now: datetime) -> int:
    """The next contacts of a spread, and a message for those after them; it goes when all were told.

    Whoever could not be told, or cannot be read, keeps nobody else waiting: it is logged by id, and all of it is gone
    through again.
    Returns how many; raises Unavailable at the end where some could not be told, so that the queue tries again.
    """
    record = spreads.find(spread_id)
    if record is None:
        return 0
    aside = list[Unreadable]()
    page = list(islice(_page(record, aside), AT_ONCE + 1))
    failed = sum(not _told(one, now, name) for name, one in page[:AT_ONCE])
    measure("SpreadTold", "Count", len(page[:AT_ONCE]) - failed)
    failed += len(aside)
    record.told = record.told | {"failed": "yes"} if failed else record.told
    if len(page) > AT_ONCE:
        spreads.go_on(record, page[AT_ONCE - 1][0], now)
        spreads.hand_over(spread_id, now)
    elif "failed" in record.told:
        record.told = {name: each for name, each in record.told.items() if name != "failed"}
        spreads.go_on(record, None, now + _AGAIN)
        raise Unavailable(retry_after=60)
    else:
        transact([Drop(record), *_noted(record, now)])
    return len(page)


def _noted(record: SpreadRecord, now: datetime) -> list[Change]:
    """Of a case it stands with the version when all its contacts had been told."""
    if record.subject != "case":
        return []
    return [case_records.spread_step(record.told["case"], int(record.told["revision"]), now)]


Telling = Callable[[datetime], None]


def _told(one: Telling, now: datetime, name: str) -> bool:
    try:
        one(now)
    except Exception as error:
        failure("contact not told", error, contact=name)
        return False
    return True


def _page(record: SpreadRecord, aside: list[Unreadable]) -> Iterator[tuple[str, Telling]]:
    if record.subject == "case":
        for contact in contact_records.of_case(record.told["case"], AT_ONCE + 1, record.after, aside):
            yield contact.id, _of_case(record, contact)
        return
    people = contact_records.listed(record.told["list"])
    for number, exposed in enumerate(people):
        name = contacts.id_in_list(record.told["list"], number)
        if record.after is None or name > record.after:
            yield name, _of_list(record, name, exposed)


def _of_case(record: SpreadRecord, contact: ContactRecord) -> Telling:
    return lambda now: contacts.case_changed(contact, record.told, record.at, now)


def _of_list(record: SpreadRecord, name: str, exposed: Exposed) -> Telling:
    return lambda now: contacts.apply_listed(name, exposed, record.told, record.at, now)
