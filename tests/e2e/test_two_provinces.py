"""Two stages as two provinces: what is declared in one is put before the person in the other, both ways."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import pytest

from infra.package import ROOT
from local.partner_seeds import EVERYTHING
from local.seed import settings_for_process
from tests.e2e.test_journey import Resident
from tests.support.deployed_stack import Deployed, running_stage
from tests.support.resident_steps import a_document, declaration, person_form

GANSU = "620000,62,GS"


@pytest.fixture(scope="module")
def provinces(deployed: Deployed) -> Iterator[tuple[Deployed, Deployed]]:
    """Qinghai and Gansu, each a partner of the other."""
    with patch.dict(os.environ, {"KANGMA_SELF": GANSU}), running_stage(whole=False) as other:
        for here, there in ((deployed, other), (other, deployed)):
            _introduce(here, there)
        yield deployed, other


def _introduce(here: Deployed, there: Deployed) -> None:
    """Registers one with the other, as two supervisors there would have agreed to it."""
    own = there.content["self"]
    listed = there.http("GET", "/v1/exchange/keys").json()["keys"]
    key = next(each for each in listed if each["alg"] == "ES256")
    public = {name: key[name] for name in ("kty", "crv", "x", "y")}
    told: dict[str, Any] = {"name": own["id"], "region": own["region"], "profile": "kangma-1", "mode": "share"}
    told |= {"base_url": there.api, "sends": ["health-declarations", "corrections"], "receives": EVERYTHING}
    told |= {"mapping": {"green": "green", "yellow": "yellow", "red": "red"}, "limits": {}, "issuer": own["issuer"]}
    told |= {"contact": {"office": "测试", "phone": "1"}, "code_keys": []}
    keys = [{"keyid": key["kid"], "public": public}]
    partner = {"id": own["id"], "told": told, "keys": keys, "shared": {}, "proven": True}
    done = subprocess.run(
        [sys.executable, "-m", "local.partner_records"],
        cwd=ROOT,
        env={**os.environ, **settings_for_process(here.running.home)},
        input=json.dumps([partner]),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


class Traveller:
    """One person with a code in both provinces."""

    def __init__(self, phone: str, provinces: tuple[Deployed, Deployed]) -> None:
        self.number, self.now = a_document(), datetime.now(UTC)
        self.homes = [(stage, Resident(stage, phone, self.now)) for stage in provinces]
        self.people = [self._applied(who, f"{stage.content['self']['region']}0102") for stage, who in self.homes]

    def _applied(self, who: Resident, county: str) -> str:
        made = who.call("POST", "/v1/people", person_form(number=self.number, residence=county), at=self.now)
        assert made.status == 201, made.text
        return str(made.json()["id"])

    def declares(self, place: int, **changes: Any) -> None:
        (stage, who), person_id = self.homes[place], self.people[place]
        body = declaration(location=f"{stage.content['self']['region']}0102", **changes)
        answer = who.call("POST", f"/v1/people/{person_id}/declarations", body, at=datetime.now(UTC))
        assert answer.status == 201, answer.text

    def colour(self, place: int) -> str:
        _, who = self.homes[place]
        path = f"/v1/people/{self.people[place]}/code"
        return str(who.call("GET", path, at=datetime.now(UTC)).json()["colour"])

    def is_told(self, place: int, by: str) -> bool:
        """Whether what was declared elsewhere is put before them."""
        _, who = self.homes[place]
        inbox = who.call("GET", "/v1/me/messages?limit=50", at=datetime.now(UTC))
        assert inbox.status == 200, inbox.text
        return any(by in json.dumps(each, ensure_ascii=False) for each in inbox.json()["items"])


def _until(holds: Callable[[], bool], provinces: tuple[Deployed, Deployed], seconds: float = 60) -> None:
    """Both send what waits, again and again, until that is so."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        for each in provinces:
            each.run_job("reports", datetime.now(UTC))


def test_what_is_declared_in_one_province_is_put_before_them_in_the_other(provinces: tuple[Deployed, Deployed]) -> None:
    """Both ways at once: one has a fever here and is told of it there, another the other way round."""
    names = [each.content["self"]["id"] for each in provinces]
    travellers = [Traveller("+8613610000001", provinces), Traveller("+8613610000002", provinces)]
    for here, traveller in enumerate(travellers):
        traveller.declares(1 - here)
        traveller.declares(here, temperature=38.2, symptoms=["fever"])
    _until(lambda: all(each.is_told(1 - here, names[here]) for here, each in enumerate(travellers)), provinces)
    for here, traveller in enumerate(travellers):
        assert (traveller.colour(here), traveller.colour(1 - here)) == ("yellow", "green")
