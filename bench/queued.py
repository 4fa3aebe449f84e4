"""Ten thousand checks of a gate without a network, delivered twice and reordered, by a clock an hour wrong."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from bench import world
from bench.crowds import Door
from bench.requests import NOON, post
from bench.residents import Resident, token_of
from bench.rows import Row, at_most, cpu_seconds, measured, show

CHECKS, BATCH = 10_000, 100
WRONG = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def run() -> Iterator[Row]:
    """Each counts once, and the answer says so of each; what a check costs, and the same again."""
    door, token = Door.opened("checkpoint"), Resident.new().at(NOON - 2 * WRONG).code().send()["token"]
    items = [_item(number, token, door.venue_id) for number in range(CHECKS)]
    world.transport().calls.clear()
    first: list[Any] = []
    again: list[Any] = []
    seconds = cpu_seconds(lambda: first.extend(_delivered(items, 1)))
    twice = cpu_seconds(lambda: again.extend(_delivered(items, 2)))
    calls = len(world.transport().calls) / (2 * CHECKS)
    wanted = {item["id"]: ("accepted", True, _made(number)) for number, item in enumerate(items)}
    wrong = len(
        wanted.items() ^ {each["id"]: (each["status"], each["valid"], each["checked_at"]) for each in first}.items()
    )
    counts = Counter(each["status"] for each in again)
    yield at_most(
        "queued checks that did not count once", wrong, 0, unit=f"of {CHECKS:,}", baseline="a clock an hour wrong"
    )
    yield at_most(
        "queued checks that counted twice", CHECKS - counts["duplicate"], 0, unit=f"of {CHECKS:,}", baseline=""
    )
    yield at_most("calls a queued check", calls, 0.05, unit="calls", baseline=f"{BATCH} a delivery")
    yield measured(
        "a second delivery / the first", twice / seconds, unit="× CPU", baseline="", ms=1e3 * seconds / CHECKS
    )


def _made(number: int) -> str:
    return (NOON - WRONG + number * SECOND / 5).isoformat(timespec="milliseconds" if number % 5 else "seconds")


def _item(number: int, token: str, venue_id: str) -> dict[str, Any]:
    """By the gate's clock, which is an hour ahead."""
    at = (NOON + number * SECOND / 5).isoformat()
    return {"id": f"check-{number}", "shown": token, "checked_at": at, "venue_id": venue_id, "temperature": 36.6}


def _delivered(items: list[dict[str, Any]], seed: int) -> Iterator[dict[str, Any]]:
    queue = Random(seed).sample(items, len(items))
    for start in range(0, len(queue), BATCH):
        body = {"items": queue[start : start + BATCH], "sent_at": (NOON + WRONG).isoformat()}
        yield from post("/v1/checks", body, token=token_of("guard", "gate", NOON)).send()["items"]


if __name__ == "__main__":
    show(run)
