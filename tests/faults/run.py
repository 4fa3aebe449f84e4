"""Every writing route with each of six faults at each of its calls to AWS: nothing lost, nothing twice.

    python -m tests.faults.run [--sample N] [ROUTE …]

Prints a JSON line a route: how many faults were tried, and what was wrong. The client does what a page does: it sends
again, with the same key, until it gets an answer. What is there at the end must be what one good request leaves.
"""

import contextlib
import io
import random
import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib.config import CHANGE_TOLD
from tests.faults import world
from tests.faults.found import Found
from tests.support.faults import Fault, struck

KEY = "the-key-of-a-fault"
_PASSED = (401, 403, 404, 409, 410, 422, 429)
"""What a route that no key repeats may answer a second time: it was done."""


AGAIN: dict[str, set[str]] = {
    "PATCH /v1/venues/{venue_id}": {"audit venue.approved"},
    "POST /v1/venues/{venue_id}/posters/revocation": {"bench-venues venue.poster"},
    "POST /v1/cases/{case_id}/contacts": {"audit traced.person"},
    "POST /v1/cases/{case_id}/reveals": {"audit case.revealed"},
    "POST /v1/people/{person_id}/reveals": {"audit person.revealed"},
    "POST /v1/people/searches": {"audit person.opened"},
    "POST /v1/exchange/partners/{partner_id}/resend": {"audit exchange.resent"},
    "POST /v1/campaigns/pause": {"audit campaign.hold"},
    "PUT /v1/me/password": {"bench-accounts undo", "queue messages [('generation', '1')]"},
}
"""What a request that no key repeats leaves once more when it is sent again after its answer was lost, and may: the
audit has every act of a supervisor and every look, a poster's number that rises by two ends the same posters, and a
password that is set again is a change again, which can be undone and is told."""


def of_route(name: str, share: float, chance: random.Random) -> Found:
    """Every fault at every call of one route's good request, or a share of them."""
    from tests.faults.requests import GOOD

    found = Found(name)
    world.empty()
    made = GOOD[name]()
    good = replace(made, headers=made.headers | {"idempotency_key": KEY})
    before = world.Snapshot()
    good.send()
    _settled(good)  # What a container keeps is as it will be before each later request: their calls are the same.
    before.restore()
    with struck(Fault.REFUSED, None) as calls:
        answer = good.send()
    if answer.status >= 300:
        found.wrong.append(f"the good request itself: {answer.status} {answer.raw}")
        return found
    expected = _settled(good)
    for number in range(len(calls)):
        for fault in Fault:
            if chance.random() < share:
                found.tried += 1
                before.restore()
                found.wrong += _tried(good, fault, number, calls, expected, AGAIN.get(name, set()))
    return found


def _tried(
    good: Any, fault: Fault, number: int, calls: Sequence[Any], expected: Counter[str], again: set[str]
) -> Iterator[str]:
    where = f"{fault.value} at {number} ({calls[number][1]})"
    answers: list[int] = []
    with struck(fault, number):
        answers.append(good.send().status)
    for _ in range(2):
        if answers and answers[-1] < 500:
            break
        answers.append(good.send().status)
    if answers[-1] >= 300 and answers[-1] not in _PASSED:
        yield f"{where}: answered {answers}"
    held = _settled(good)
    more, less = held - expected, expected - held
    if less or set(more) - again:
        yield f"{where}: {answers}, more {dict(more)}, less {dict(less)}"


def _settled(good: Any) -> Counter[str]:
    """What there is once the outboxes were handed over: the relay of the minutes after, the sweep of the next hour."""
    from chalicelib.features.epidemic import relay_job as epidemic
    from chalicelib.features.messages import relay_job
    from chalicelib.features.sweep import expiry_job
    from chalicelib.person.outbox import PUT_AGAIN

    for minutes in (1, 2, 1 + CHANGE_TOLD // timedelta(minutes=1)):
        relay_job.relay(good.at + timedelta(minutes=minutes))
        epidemic.relay(good.at + timedelta(minutes=minutes))
    expiry_job.sweep(good.at + PUT_AGAIN)
    return world.held()


def every(names: Sequence[str], share: float, seed: int) -> Iterator[Found]:
    """Routes and functions by name, or all of them."""
    world.transport()
    from tests.faults import functions, jobs, unrepeated
    from tests.faults.requests import GOOD

    def chance(name: str) -> random.Random:
        """Each name's own: which of its faults are tried does not hang on what else there is."""
        return random.Random(f"{seed} {name}")

    for name in GOOD:
        if not names or name in names:
            yield _quietly(name, lambda each: of_route(each, share, chance(each)))
    for name in jobs.FUNCTIONS:
        if not names or name in names:
            yield _quietly(name, lambda each: functions.of_function(each, share, chance(each)))
    for name in unrepeated.TELLING:
        if not names or name in names or f"unrepeated: {name}" in names:
            yield _quietly(name, lambda each: unrepeated.of(each, share, chance(each)))


def _quietly(name: str, run: Any) -> Found:
    """What was found; a world that cannot be made is a fault of its own and keeps no other from being tried."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            found: Found = run(name)
    except Exception:
        found = Found(name, wrong=[traceback.format_exc()])
    return found


def main(arguments: Sequence[str]) -> int:
    share, seed, names = 1.0, 0, []
    given = list(arguments)
    while given:
        each = given.pop(0)
        if each == "--sample":
            share = float(given.pop(0))
        elif each == "--seed":
            seed = int(given.pop(0))
        else:
            names.append(each)
    wrong = 0
    for found in every(names, share, seed):
        print(found.line(), flush=True)
        wrong += len(found.wrong)
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
