"""Every function with each fault at each of its calls, and its work delivered again as AWS does."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from tests.faults import world
from tests.faults.found import Found
from tests.faults.jobs import FUNCTIONS, Run, Work
from tests.support.faults import Fault, struck


def of_function(name: str, share: float, chance: random.Random) -> Found:
    """Every fault at every call of one function, or a share of them."""
    found, work = Found(name), FUNCTIONS[name]
    world.empty()
    run = work.prepare()
    before = world.Snapshot()
    with struck(Fault.REFUSED, None) as calls:
        run()
    expected = _outcome()
    for number in range(len(calls)):
        for fault in Fault:
            if chance.random() < share:
                found.tried += 1
                before.restore()
                found.wrong += _tried(run, work, fault, number, [operation for _, operation in calls], expected)
    return found


def _outcome() -> tuple[Counter[str], Counter[tuple[str, str]]]:
    held = Counter({name: count for name, count in world.held().items() if ".delivery=" not in name})
    return held, world.sent()


def _tried(
    run: Run, work: Work, fault: Fault, number: int, calls: list[str], expected: tuple[Counter[Any], Counter[Any]]
) -> Iterator[str]:
    where = f"{fault.value} at {number} ({calls[number]})"
    done = False
    with struck(fault, number), suppress(Exception):
        run()
        done = True
    for _ in range(2):
        world.end_leases()
        if done and work.queued:
            break
        with suppress(Exception):
            run()
            done = True
    held, sent = _outcome()
    more, less = held - expected[0], expected[0] - held
    if less or any(not any(kind in name for kind in work.again) for name in more):
        yield f"{where}: more {dict(more)}, less {dict(less)}"
    if work.next_way:
        yield from _told(where, sent, died=fault in _DEATHS)
        return
    for text in expected[1] | sent:
        if sent[text] not in _allowed(work, fault, number, calls):
            yield f"{where}: {sent[text]} times: {text[1][:40]}"


def _told(where: str, sent: Counter[Any], *, died: bool) -> Iterator[str]:
    """By one way; by two where a worker died who may have sent it."""
    if sent.total() not in ({1, 2} if died else {1}):
        yield f"{where}: told {sent.total()} times"


_DEATHS = (Fault.DEATH_BEFORE, Fault.DEATH_AFTER)
SENDING = ("Publish", "SendEmail")


def _allowed(work: Work, fault: Fault, number: int, calls: list[str]) -> set[int]:
    """How often a message may go out: once, but for what design.md names."""
    sending = next((place for place, each in enumerate(calls) if each in SENDING), None)
    died = fault in _DEATHS
    if sending is None:
        return {1}
    if work.at_most_once:
        claimed = number < sending and fault is Fault.DEATH_AFTER
        return {0, 1} if claimed or (number == sending and fault is Fault.DEATH_BEFORE) else {1}
    unrecorded = number == sending and fault is Fault.DEATH_AFTER
    return {1, 2} if unrecorded or (died and number == sending + 1) else {1}
