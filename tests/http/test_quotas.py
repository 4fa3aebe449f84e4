"""Quotas: what one account may make, and what it is told beyond that."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from chalicelib import config
from chalicelib.store.limits import Window
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, a_phone, applied, apply, declare, log_in, refreshed
from tests.support.venue_steps import opened, venue_form

DAY = timedelta(days=1)


def _register_venue(client: Client, at) -> Answer:
    return refreshed(client, at).post("/v1/venues", venue_form(), at=at)


def _upload(client: Client, at) -> Answer:
    columns = "name,type,region,credit_code,address,lat,lon,contact_name,contact_phone"
    return refreshed(client, at).post("/v1/venues/uploads", {"csv": f"{columns}\r\nx"}, at=at)


def _apply(client: Client, at) -> Answer:
    return apply(refreshed(client, at), at, relation="self")


MAKERS: dict[str, tuple[Callable[[Client, object], Answer], int]] = {
    "venues": (_register_venue, config.VENUES_PER_ACCOUNT_DAY),
    "uploads": (_upload, config.UPLOADS_PER_ACCOUNT_DAY),
    "people": (_apply, config.PEOPLE_PER_ACCOUNT_DAY),
}


def _use_up(what: str, account_id: str, limit: int) -> None:
    """As if all of the day's places were taken."""
    record = Window(f"made-{what}", account_id, limit, DAY).record(NOON)
    record.used = limit
    record.save()


def _refused(answer: Answer, what: str) -> None:
    assert (answer.status, answer.body["code"]) == (429, f"too_many_{what}"), answer.raw
    assert int(answer.headers["Retry-After"]) > 0
    assert "{" not in answer.body["detail"]


@pytest.mark.parametrize("what", MAKERS)
def test_an_account_makes_so_many_a_day(what):
    make, limit = MAKERS[what]
    client, other = log_in(Client()), log_in(Client())
    _use_up(what, client.account_id, limit)
    _refused(make(client, NOON), what)
    assert make(other, NOON).status < 300
    assert make(client, NOON + DAY).status < 300


def test_an_account_adds_so_many_members_a_day():
    manager, venue = opened()
    _use_up("members", manager.account_id, config.MEMBERS_PER_ACCOUNT_DAY)
    path = f"/v1/venues/{venue['id']}/members"
    _refused(manager.post(path, {"role": "guard", "phone": a_phone()}, at=NOON), "members")


def test_an_account_files_so_many_appeals_a_day():
    client, person = applied(Client())
    _use_up("appeals", client.account_id, config.APPEALS_PER_ACCOUNT_DAY)
    path, body = f"/v1/people/{person['id']}/appeals", {"category": "other", "text": "A question."}
    _refused(client.post(path, body, at=NOON), "appeals")


def test_a_person_declares_so_often_an_hour():
    client, person = applied(Client())
    most = config.DECLARATIONS_PER_PERSON_HOUR
    answers = [declare(client, person["id"], NOON + timedelta(seconds=each)) for each in range(most + 1)]
    assert {each.status for each in answers[:-1]} == {201}
    _refused(answers[-1], "declarations")
    assert declare(client, person["id"], NOON + timedelta(hours=1)).status == 201


def test_a_declaration_sent_again_is_answered_beyond_the_quota():
    client, person = applied(Client())
    path = f"/v1/people/{person['id']}/declarations"
    from tests.support.resident_steps import declaration

    first = client.post(path, declaration(), at=NOON, idempotency_key="k")
    for _ in range(config.DECLARATIONS_PER_PERSON_HOUR):
        client.post(path, declaration(), at=NOON)
    again = client.post(path, declaration(), at=NOON, idempotency_key="k")
    assert (again.status, again.body["declaration"]) == (201, first.body["declaration"])
