"""What tells somebody, with each fault at each of its calls, and nobody who sends it again.

Where the change was written its messages go out all the same, each once; where it was not, nobody is told of it. The
calls to queues are struck with every fault, the others with a share of them.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from chalicelib.config import CHANGE_TOLD
from chalicelib.person.outbox import PUT_AGAIN
from tests.faults import world
from tests.faults.found import Found
from tests.faults.jobs import MINUTE, bad_report
from tests.faults.requests import GOOD
from tests.support.faults import Fault, struck
from tests.support.resident_steps import NOON, a_document, a_phone

Run = Callable[[], Any]
QUEUED = "SendMessage"


def _found_a_stage() -> Run:
    from infra.first_supervisors import invite

    people = [
        {"login": f"founder-{n}", "document": {"type": "id_card", "number": a_document()}, "phone": a_phone()}
        for n in range(2)
    ]
    return lambda: invite(people, NOON)


def _good(name: str) -> Callable[[], Run]:
    return lambda: GOOD[name]().send


TELLING: Mapping[str, Callable[[], Run]] = {
    name: _good(name)
    for name in (
        "POST /v1/venues/{venue_id}/members",
        "PATCH /v1/venues/{venue_id}",
        "POST /v1/staff/invitations",
        "PUT /v1/me/password",
        "POST /v1/people",
        "PATCH /v1/people/{person_id}: a name",
        "POST /v1/people/{person_id}/declarations: another number",
        "POST /v1/recoveries/{recovery_id}/decision: a number",
    )
} | {"the first two supervisors": _found_a_stage, "a carrier's bad report": bad_report}


def of(name: str, share: float, chance: random.Random) -> Found:
    """One of TELLING with every fault at its calls to queues, and a share of those at its others."""
    found = Found(f"unrepeated: {name}")
    world.empty()
    run = TELLING[name]()
    world.transport().others.queues.clear()
    before, stood = world.Snapshot(), _written()
    run()  # What a container asks for once is asked for now: the calls of later runs are the same.
    before.restore()
    with struck(Fault.REFUSED, None) as calls:
        run()
    told = _told()
    before.restore()
    untold = _told()
    if told == untold:
        found.wrong.append("tells nobody anything")
    for number, (_, operation) in enumerate(calls):
        for fault in Fault:
            if operation == QUEUED or chance.random() < share:
                found.tried += 1
                before.restore()
                with struck(fault, number), suppress(Exception):
                    run()
                expected = untold if _written() == stood else told
                found.wrong += _differing(f"{fault.value} at {number} ({operation})", _told(), expected)
    return found


def _differing(where: str, held: Counter[Any], expected: Counter[Any]) -> Iterator[str]:
    if held != expected:
        yield f"{where}: more {dict(held - expected)}, less {dict(expected - held)}"


def _written() -> Counter[str]:
    return Counter({name: count for name, count in world.held().items() if not name.startswith("queue ")})


def _told() -> Counter[Any]:
    """Who is told how often within the next two hours, and who is certified; every message of a queue comes twice."""
    from chalicelib.features.messages import relay_job
    from chalicelib.features.sweep import expiry_job

    _work_off()
    for later in (MINUTE, CHANGE_TOLD + MINUTE, PUT_AGAIN + MINUTE, 2 * PUT_AGAIN):
        relay_job.relay(NOON + later)
        expiry_job.sweep(NOON + later)
        _work_off()
    certified = {name: count for name, count in world.held().items() if "certification=" in name}
    return Counter(address for address, _ in world.sent().elements()) + Counter(certified)


def _work_off() -> None:
    """What the workers do with their queues until those are empty."""
    from chalicelib.features.messages import job as messages
    from chalicelib.features.people import certification_job

    jobs = {"messages": messages.work, "certification": certification_job.work}
    queues = world.transport().others.queues
    for url, waiting in queues.items():
        work = jobs.get(url.rpartition("/")[2].removeprefix("bench-"))
        while work and waiting:
            message = waiting.pop(0)
            for _ in range(2):
                work(message, datetime.fromisoformat(message["at"]))
