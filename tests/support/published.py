"""Counties that no other test stays in, and ratings of them as they are published."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from chalicelib.container import asked_at, forget
from chalicelib.identity.regions import is_county, met_by, today
from chalicelib.person import ratings, shelf
from chalicelib.person.changing import changing
from chalicelib.person.ratings import RatingsRecord
from chalicelib.store.reading import read_together
from chalicelib.store.transactions import transact
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, declare, refreshed

_COUNTIES: Iterator[str] = iter([*met_by("540000"), *met_by("650000"), *met_by("150000"), *met_by("230000")])


def a_county() -> str:
    """A county of today that no other test uses."""
    return next(county for county in _COUNTIES if is_county(county) and met_by(county) == (county,) == today(county))


def publish(region: str, level: str, at: datetime, first: str = "2020-03-01", **more: Any) -> str:
    """Publishes a rating, or a version of the one named by `id`; containers learn of it as they do. Its id."""
    name = more.pop("id", f"{region}-{at.isoformat()}")
    record, head = read_together([ratings.key_of(region), ratings.head_key()])
    record = record or RatingsRecord(f"R#{region}", "ratings")
    published = next((each["published"] for each in record.ratings if each["id"] == name), at.isoformat())
    version = {"id": name, "at": at.isoformat(), "published": published, "level": level, "first": first} | more
    transact(ratings.publish_steps(record, head, [version]))
    return name


def known_at(now: datetime) -> None:
    """This container has read what was published, at an instant, so that it does not read it again at that instant."""
    asked_at(now)
    shelf.current()


def a_minute_passes() -> None:
    """What containers know is read anew."""
    forget()


def stayed(region: str, at: datetime = NOON, **application: Any) -> tuple[Client, str]:
    """A resident who declared in the region."""
    client, person = applied(Client(), at, **application)
    assert declare(client, person["id"], at, location=region).status == 201
    return client, person["id"]


def certify(person_id: str, at: datetime) -> None:
    """The real-name service's word has come: nothing asks for it again an hour later."""
    changing(at, lambda attempt: attempt.person(person_id).certify("certified"))


def shown(client: Client, person_id: str, at: datetime) -> dict[str, Any]:
    """The code as the person sees it."""
    answer = refreshed(client, at).get(f"/v1/people/{person_id}/code", at=at)
    assert answer.status == 200, answer.raw
    return dict(answer.body)


def told(client: Client, at: datetime, kind: str) -> list[dict[str, Any]]:
    """The inbox's entries of a kind."""
    found = refreshed(client, at).get("/v1/me/messages", at=at).body["items"]
    return [each for each in found if each["kind"] == kind]
