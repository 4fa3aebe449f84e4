"""A round of the probe of what is in force, and the question for one canary."""

from datetime import datetime, timedelta

from bench.offices import Work
from bench.requests import NOON, Request, get


def a_round() -> Work:
    """As the hour calls it; what its questions cost is the API's."""
    from chalicelib.features.canaries import probing

    now = [NOON]

    def clock() -> datetime:
        return now[0]

    def wait(seconds: float) -> None:
        now[0] += timedelta(seconds=seconds)

    colours = iter(("yellow", "green"))
    return lambda: probing.probe(probing.World(clock, wait, lambda wanted: dict.fromkeys(wanted, next(colours))))


def ask() -> Request:
    """The canary of a province, rated a minute before."""
    from chalicelib.features.canaries import rating
    from chalicelib.identity.regions import provinces

    rating.begin(NOON - timedelta(minutes=1))
    return get("/v1/canaries/{province}", parameters={"province": provinces()[0]})
