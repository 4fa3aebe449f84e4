"""A rehearsal on the packaged stack: every key and every value is turned while people use it, and nobody notices."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.codes import jws
from chalicelib.codes.key_set import USES
from chalicelib.store.secrets import MAX_AGE
from infra import keys
from infra.service_values import LEAD, LIVES, NAMES
from infra.turning import Clock, rotate
from tests.e2e.test_journey import Resident, wait_until_certified
from tests.e2e.test_venues import opened
from tests.support.deployed_stack import Deployed
from tests.support.key_names import of_code
from tests.support.resident_steps import a_document, declaration, person_form

START = datetime(2020, 6, 2, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)
STEP = 3
"""Seconds between two rounds of everything that people do."""


class Town:
    """Somebody with a code, a gate that checks it, a venue with its poster."""

    def __init__(self, stage: Deployed) -> None:
        self.stage, self.resident = stage, Resident(stage, "+8613700000301", START)
        self.first_token = self.resident.token
        self.person_id = self._person()
        # In a province of its own: its few visits would hide the figures of another county of the same.
        manager, venue = opened(stage, "+8613700000302", START, "340104")
        self.manager, self.venue_id = manager, venue["id"]
        self.poster, self.code = self._poster(START), self.declare(START)

    def _person(self, **changes: Any) -> str:
        made = self.resident.call("POST", "/v1/people", person_form(number=a_document(), **changes), at=START)
        assert made.status == 201, made.text
        person_id = str(made.json()["id"])
        wait_until_certified(self.resident, person_id, START)
        return person_id

    def _poster(self, at: datetime) -> str:
        path = f"/v1/venues/{self.venue_id}/code?kind=poster"
        return str(self.manager.call("GET", path, at=at).json()["venue_code"])

    def declare(self, at: datetime) -> str:
        answer = self.resident.call("POST", f"/v1/people/{self.person_id}/declarations", declaration(), at=at)
        assert answer.status == 201, answer.text
        return str(answer.json()["code"]["token"])

    def scan(self, poster: str, at: datetime) -> int:
        body = {"person_id": self.person_id, "venue_code": poster, "direction": "in"}
        return self.resident.call("POST", "/v1/visits", body, at=at).status

    def goes_on(self) -> None:
        """What people do all the time: an open page, a page that comes back, a code that is shown."""
        headers = {"Authorization": f"Bearer {self.first_token}"}
        assert self.stage.invoke_api("GET", "/v1/people", headers=headers, at=START).status == 200
        self.resident.refresh(START)
        assert self.resident.call("GET", f"/v1/people/{self.person_id}/code", at=START).json()["token"]

    def has_a_dependant_certified(self) -> str:
        return self._person(relation="dependant", dependant_reason="ill", name="测试病人")


@pytest.fixture(scope="module")
def town(deployed: Deployed) -> Town:
    return Town(deployed)


def test_everything_is_turned_and_nobody_notices(deployed: Deployed, town: Town) -> None:
    home, turned_at = deployed.running.home, int(time.time()) - LEAD + MAX_AGE
    service = home.settings()["SERVICE_SECRET"]
    before = keys.stored(home.client("secretsmanager"), service)
    for name in (*USES, *LIVES):
        rotate(home, name, Clock(lambda: turned_at, lambda seconds: None))
    # A minute in which some containers have read the secrets again and others have not, then the new values.
    while time.time() < turned_at + LEAD + STEP:
        town.goes_on()
        time.sleep(STEP)
    after = keys.stored(home.client("secretsmanager"), service)
    assert {name for name in NAMES if after[name] == before[name]} == {"pepper"}
    town.goes_on()
    assert jws.verify(town.resident.token, after["access"].encode()) is not None
    assert town.scan(town.poster, START) == 201
    Resident(deployed, "+8613700000303", START)
    assert town.has_a_dependant_certified()


def test_the_next_keys_sign_a_day_later_and_the_poster_stays(deployed: Deployed, town: Town) -> None:
    published = {use: set[str]() for use in USES}
    own = deployed.content["self"]["issuer"]
    for key in (each for each in deployed.http("GET", "/v1/keys").json()["keys"] if each["issuer"] == own):
        published[key["kangma_use"]].add(key["kid"])
    town.resident.log_in(START + 300 * DAY)
    assert town.scan(town.poster, START + 300 * DAY) == 201
    at = datetime.now(UTC) + DAY + timedelta(minutes=5)
    town.resident.log_in(at)
    assert published["health_code"] == {of_code(town.code), of_code(town.declare(at))}
