"""Whoever the sweep goes through in vain: docs/playbooks/swept-in-vain.md.

    python -m infra.swept_in_vain STAGE

A line each: the person's id, since when they are due. Whoever is due for less than a day may be waiting for their turn.
"""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

from infra.keys import home_of


def found(now: datetime) -> Iterator[tuple[str, datetime]]:
    """Ids of people who are due for a day, with the instant, oldest first in each shard;
    after them those whose record cannot be read. A query a shard."""
    from chalicelib.config import SWEPT_IN_VAIN, settings
    from chalicelib.features.sweep.sweeping import BEGINNING, due_since
    from chalicelib.person import records as people
    from chalicelib.store.tables import Unreadable

    for shard in range(settings().due_shards):
        aside = list[Unreadable]()
        for record in people.due(shard, BEGINNING, now - SWEPT_IN_VAIN, 1000, aside):
            if record.due_at:
                yield record.person_id, record.due_at
        for unread in aside:
            yield unread.pk.removeprefix("P#"), due_since(unread)


if __name__ == "__main__":
    # The service reads its settings when it is imported, so they come first.
    os.environ.update(home_of(sys.argv[1]).environment())
    print(*(f"{person} {since.isoformat()}" for person, since in found(datetime.now(UTC))), sep="\n")
