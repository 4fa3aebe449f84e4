"""Three changes of rules as they came in 2022, on the deployed stack: drafted, simulated, agreed to, in force, folded.

They govern from 2021 on, in years in which nobody else of these tests lives, while the stage's own schedule rests. At
the end each is taken back by two at an instant before it governed, so that the stage's real now has its rules again.
"""

import json
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from chalicelib.config import LOCAL_SEGMENTS, POLICY_ZONE
from local.api import Answer
from tests.e2e.epidemic_steps import MINUTE, Office, Somebody, rate
from tests.support.deployed_stack import Deployed

DOCS = Path(__file__).parents[2] / "docs" / "rulesets"
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
COUNTY = "632726"
"""Where nobody else declares."""


def _data(name: str) -> dict[str, Any]:
    return dict(json.loads((DOCS / f"{name}.json").read_text()))


def _noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=POLICY_ZONE)


class Country:
    """Two supervisors who publish, two epidemiologists, the stage's workers."""

    def __init__(self, stage: Deployed) -> None:
        self.stage = stage
        self.first, self.second = Office(stage, "supervisor-country"), Office(stage, "supervisor-country-2")
        self.tracer, self.colleague = Office(stage, "epidemiologist"), Office(stage, "epidemiologist-2")
        self.published: dict[str, datetime] = {}

    def publish(self, name: str, at: datetime) -> dict[str, int]:
        """The domestic colours that change by it, as its simulation says; it is published then."""
        _right(self.first.call("POST", "/v1/rulesets", {"data": _data(name)}, at=at), 201)
        needs = self._approved(self.first, name, at)
        assert (needs.status, needs.json()["code"]) == (409, "needs"), needs.text
        said = self._simulated(name, at + MINUTE)
        _right(self._approved(self.first, name, at + 3 * MINUTE), 201)
        _right(self._approved(self.second, name, at + 4 * MINUTE), 200)
        self.published[name] = at
        self._work_off(at + 5 * MINUTE)
        return {pair: count for pair, count in said["changes"]["domestic"].items() if count}

    def begin(self, name: str) -> datetime:
        """The instant from which it governs; what is due then is done."""
        instant = datetime.fromisoformat(_data(name)["effective"])
        self.stage.run_job("expiry", instant)
        return instant

    def take_back(self) -> None:
        """What was published is withdrawn, by two, before it governed."""
        for name, at in self.published.items():
            said = {"reason": "the rehearsal is over"}
            proposal = _right(self.first.call("POST", f"/v1/rulesets/{name}/withdrawal", said, at=at + 6 * MINUTE), 201)
            _right(self.second.agree(proposal, at + 6 * MINUTE), 200)

    def contact(self, phone: str, first: date, last: date, kind: str) -> Somebody:
        """Somebody whom two named as a contact of a day, and who checked in on every day from then on."""
        at = _noon(first.year, first.month, first.day)
        resident = Somebody(self.stage, phone, at)
        form = {"person": {"person_id": resident.person_id}, "kind": kind, "last_exposure": first.isoformat()}
        form |= {"ground": "phone_interview", "region": "630102", "reason": "sat at one table"}
        proposal = _right(self.tracer.call("POST", "/v1/contacts", form, at=at + MINUTE), 201)
        _right(self.colleague.agree(proposal, at + 2 * MINUTE), 200)
        for number in range(1, (last - first).days + 1):
            resident.declare(at + number * DAY)
        return resident

    def _approved(self, by: Office, name: str, at: datetime) -> Answer:
        """What somebody is answered who approves what they see: the draft, or the open proposal about it."""
        seen = _right(by.call("GET", f"/v1/rulesets/{name}", at=at), 200)
        said = {"version": seen["revision"], "content_hash": seen["content_hash"]}
        if seen["proposal_id"]:
            proposal = _right(by.call("GET", f"/v1/proposals/{seen['proposal_id']}", at=at), 200)
            said = {each: proposal[each] for each in ("version", "content_hash")}
        body = said | {"decision": "approve", "worse": True}
        return by.call("POST", f"/v1/rulesets/{name}/approval", body, at=at)

    def _simulated(self, name: str, at: datetime) -> dict[str, Any]:
        begun = _right(self.first.call("POST", f"/v1/rulesets/{name}/simulation", at=at), 202)
        self._pass(begun["campaign_id"], at)
        self.stage.run_job("expiry", at + MINUTE)
        shown = _right(self.first.call("GET", f"/v1/rulesets/{name}/simulation", at=at + MINUTE), 200)
        assert (shown["status"], shown["current"], shown["result"]["failed"]) == ("done", True, 0), shown
        return dict(shown["result"])

    def _work_off(self, at: datetime) -> None:
        """The campaign of the publication goes through everybody twice."""
        (campaign,) = self.open_campaigns(at, "ruleset")
        self._pass(campaign, at)
        self.stage.run_job("expiry", at + MINUTE)
        self._pass(campaign, at + 4 * MINUTE, passes=2)
        self.stage.run_job("expiry", at + 5 * MINUTE)
        assert not self.open_campaigns(at, "ruleset")

    def open_campaigns(self, at: datetime, kind: str = "") -> list[str]:
        items = _right(self.first.call("GET", "/v1/campaigns?limit=100", at=at), 200)["items"]
        return [each["id"] for each in items if each["status"] != "paused" and kind in ("", each["kind"])]

    def _pass(self, campaign: str, at: datetime, passes: int = 1) -> None:
        """The schedule hands it on, and one worker goes through all of its units."""
        if passes == 1:
            _right(self.first.call("POST", f"/v1/campaigns/{campaign}/speed", {"units_at_once": 1}, at=at), 200)
        self.stage.run_job("expiry", at)
        end = time.monotonic() + 120
        while True:
            units = _right(self.first.call("GET", f"/v1/campaigns/{campaign}", at=at), 200)["units"]
            if units["done"] >= passes * LOCAL_SEGMENTS:
                return
            assert time.monotonic() < end, units
            time.sleep(0.2)


def _right(answer: Answer, status: int) -> Any:
    assert answer.status == status, answer.text
    return answer.json()


@pytest.fixture(scope="module")
def country(deployed: Deployed) -> Iterator[Country]:
    """The country while the stage's own schedule and the campaigns of other tests rest."""
    made = Country(deployed)
    at = _noon(2021, 5, 12)
    with deployed.resting("expiry"):
        others = made.open_campaigns(at)
        for each in others:
            made.first.call("POST", f"/v1/campaigns/{each}/pause", at=at)
        yield made
        made.take_back()
        for each in made.open_campaigns(at):
            made.first.call("POST", f"/v1/campaigns/{each}/stop", at=at)
        for each in others:
            made.first.call("POST", f"/v1/campaigns/{each}/resume", at=at)


def _seen(resident: Somebody, at: datetime) -> tuple[str, str]:
    code = resident.code(at)
    return code["colour"], code["rules_version"]


def test_what_each_change_did_for_people(country: Country) -> None:
    country.publish("2021-05-14", _noon(2021, 5, 13))
    before = country.begin("2021-05-14")
    assert before < _noon(2022, 6, 20)

    close = country.contact("+8613700000501", date(2022, 6, 20), date(2022, 6, 27), "close")
    assert country.publish("2022-06-28", _noon(2022, 6, 27) + MINUTE)["red>yellow"] >= 1
    begin = country.begin("2022-06-28")
    assert _seen(close, begin - SECOND) == ("red", "2021-05-14")
    assert _seen(close, begin) == ("yellow", "2022-06-28")

    close = country.contact("+8613700000502", date(2022, 11, 5), date(2022, 11, 10), "close")
    building = country.contact("+8613700000503", date(2022, 11, 5), date(2022, 11, 10), "building")
    said = country.publish("2022-11-11", _noon(2022, 11, 10) + MINUTE)
    assert said["red>yellow"] >= 1
    assert said["yellow>green"] >= 1
    begin = country.begin("2022-11-11")
    assert (_seen(close, begin)[0], _seen(building, begin)) == ("yellow", ("green", "2022-11-11"))
    assert "green" in building.told(begin + MINUTE)

    resident = Somebody(country.stage, "+8613700000504", _noon(2022, 12, 5), COUNTY)
    rate(country.tracer, country.colleague, COUNTY, "high", "2022-12-01", _noon(2022, 12, 5) + MINUTE)
    resident.declare(_noon(2022, 12, 6), COUNTY)
    assert country.publish("2022-12-07", _noon(2022, 12, 6) + MINUTE)["yellow>green"] >= 1
    begin = country.begin("2022-12-07")
    assert _seen(resident, begin - SECOND) == ("yellow", "2022-11-11")
    assert _seen(resident, begin) == ("green", "2022-12-07")


def test_a_change_of_rules_that_is_taken_back_governs_nobody(country: Country) -> None:
    country.take_back()
    shown = _right(country.first.call("GET", "/v1/rulesets/2022-12-07", at=_noon(2022, 12, 6)), 200)
    assert shown["status"] == "withdrawn"
    late = Somebody(country.stage, "+8613700000505", _noon(2022, 12, 8))
    assert _seen(late, _noon(2022, 12, 8)) == ("green", "1")
    country.published.clear()
