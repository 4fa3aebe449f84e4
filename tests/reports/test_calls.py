"""What it costs to note, to look, and to send: AWS calls, whatever waits."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

import pytest

from chalicelib.features.reports import dispatching
from tests.reports import steps
from tests.reports.steps import KANGMA, MINUTE, resident
from tests.support.aws_calls import calls_of
from tests.support.counterpart import Beside
from tests.support.resident_steps import declare

T0 = datetime(2020, 3, 15, 4, tzinfo=UTC)
SHARDS, MANY = 8, 12
_NUMBERS = iter(range(26))


@pytest.fixture
def beside() -> Iterator[Beside]:
    with steps.beside(T0, (f"47{next(_NUMBERS):04d}", KANGMA)) as found:
        yield found


def sent(found: Beside, at: datetime) -> Counter[str]:
    found.at = at
    with calls_of("dynamodb") as made:
        dispatching.run(at, lambda: 0.0)
    return Counter(made)


def test_a_partner_for_whom_nothing_waits_costs_two_queries_a_shard(beside: Beside) -> None:
    assert sent(beside, T0) == {"Query": 1 + 1 + 2 * SHARDS, "GetItem": 1}


def test_a_message_costs_the_same_for_one_record_and_for_a_dozen(beside: Beside) -> None:
    client, person_id = resident(T0)
    costs, minutes = [], count()
    # The first opens the month's data key.
    for records in (1, 1, MANY):
        for _ in range(records):
            declare(client, person_id, T0 + next(minutes) * MINUTE)
        steps.streamed(person_id)
        costs.append(sent(beside, T0 + MANY * MINUTE))
    assert costs[1] == costs[2]
    assert costs[1]["TransactWriteItems"] == 2
    assert costs[1]["BatchGetItem"] == 2
    assert sum(costs[1].values()) <= 20 + 2 * SHARDS


def test_what_the_stream_tells_is_noted_a_few_dozen_at_a_time(beside: Beside) -> None:
    client, person_id = resident(T0)
    for number in range(MANY):
        declare(client, person_id, T0 + number * MINUTE)
    with calls_of("dynamodb") as made:
        steps.streamed(person_id)
    # One is the test's own query of the history.
    assert Counter(made) == {"Query": 1 + 1, "TransactWriteItems": 1}
