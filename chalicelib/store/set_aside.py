"""Records that cannot be read are set aside where work goes through many: nobody else's waits for them.

Each is logged by its place and counted (alarm `RecordsUnreadable`, docs/playbooks/faults.md). It stays where it
stands, so that whoever mends it has it worked on by the next run.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from chalicelib.observability import failure, measure
from chalicelib.store.tables import Unreadable


def readable[R](found: Iterator[R], aside: list[Unreadable] | None = None) -> Iterator[R]:
    """The records of a query that can be read, as they are asked for; those that cannot are put into `aside`.

    A `limit` of the query counts both: ask for a `page_size` instead, and take as many as are wanted (`first`).
    """
    while True:
        try:
            record = next(found, _END)
        except Unreadable as error:
            note(error)
            if aside is not None:
                aside.append(error)
            continue
        if record is _END:
            return
        yield record


_END: Any = object()


def first[R](found: Iterator[R], limit: int, aside: list[Unreadable] | None = None) -> list[R]:
    """The first `limit` records of a query that can be read."""
    return list(islice(readable(found, aside), limit))


def note(error: Unreadable) -> None:
    """Logs that a record was set aside, with the person's id where it is a person's."""
    ids = {"person_id": error.pk.removeprefix("P#")} if error.pk.startswith("P#") else {"record": error.pk}
    table, kind = str(error.model.Meta.table_name), error.place.get("kind", "")
    failure("a record cannot be read", _cause_of(error), table=table, kind=kind, **ids)
    measure("RecordsUnreadable", "Count", 1)


def _cause_of(error: Unreadable) -> Exception:
    cause = error.__cause__
    return cause if isinstance(cause, Exception) else error
