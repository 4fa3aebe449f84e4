"""Places everybody in the indexes of stays and of the held: once, after the release that brings them.

    python -m infra.reindex STAGE

It goes through everybody page by page. Safe to repeat, to stop and to run while people work: whoever stands where they
belong is left as they are, and whoever is written meanwhile is placed by that.
"""

import os
import sys
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from infra.keys import home_of

PAGE = 100


def reindex(now: datetime, page: int = PAGE) -> Counter[str]:
    """How many people were placed, how many stood where they belong, how many had gone."""
    from chalicelib.person.records import StateRecord

    done: Counter[str] = Counter()
    after: Any = None
    while True:
        found = StateRecord.scan(page_size=page, limit=page, last_evaluated_key=after, consistent_read=True)
        done.update(_placed(state.person_id, now) for state in found)
        after = found.last_evaluated_key
        if after is None:
            return done


def _placed(person_id: str, now: datetime) -> str:
    """One person, read anew, and written only where an index says something else than the state."""
    from chalicelib.person import colour, indexed
    from chalicelib.person import records as people
    from chalicelib.person.changing import changing

    def change(attempt: Any) -> str:
        state = people.state(person_id)
        if state is None:
            return "gone"
        placed = set(state.stays or ()), state.gsi3pk, state.gsi3sk
        stayed = set(colour.load_state(state).stay_regions)
        decisions = [colour.decision(state, scheme, now) for scheme in colour.schemes_of(state)]
        indexed.place_held(state, decisions)
        if placed == (stayed, state.gsi3pk, state.gsi3sk):
            return "unchanged"
        attempt.person(state).settle()
        return "placed"

    return changing(now, change)


if __name__ == "__main__":
    home = home_of(sys.argv[1])
    # The service reads its settings when it is imported, so they come first.
    os.environ.update(home.settings(), AWS_DEFAULT_REGION=home.region)
    if home.endpoint:
        os.environ.update(AWS_ENDPOINT_URL=home.endpoint, AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test")
    print(*(f"{count} {outcome}" for outcome, count in reindex(datetime.now(UTC)).items()), sep="\n")
