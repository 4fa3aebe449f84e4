"""`python -m local tour`: what turns people yellow and red and green again, on the running stage, through its API.

A resident of the tour's own, and the seeded offices. It takes about three minutes: a rating is right everywhere at
most a minute after it was agreed to, and is waited for.
"""

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.scoring.days import policy_day
from infra.home import Home
from local.api import Api
from local.offices import Office, by_two
from local.paths import Paths
from local.stage import STAGE
from local.steps import NotSeeded, bearer, log_in, right, with_check_character

COUNTY, NAME = "632857", "Da Qaidam"
PATIENCE = 120.0
"""Seconds within which a rating has to be seen: a minute until it is known, the rest for a slow machine."""


def tour(paths: Paths) -> int:
    """Walks through it and says what it sees; the exit code."""
    if not paths.endpoint.exists():
        print("No stage is running here: 'make run' starts one.")
        return 1
    content = json.loads(paths.endpoint.read_text())
    api = Api(Home(STAGE, content["aws"]), content["api"], {}, ())
    try:
        _walk(api, content["staff"])
    except NotSeeded as problem:
        print(f"  The tour ends here: {problem}")
        return 1
    return 0


def _walk(api: Api, staff: list[dict[str, Any]]) -> None:
    visitor = Visitor.arrived(api)
    _say(f"A resident of {NAME} ({visitor.phone}) applies and declares", visitor.colour())
    first, second, supervisor = (
        Office.logged_in(api, staff, login, _now()) for login in ("epidemiologist", "epidemiologist-2", "supervisor")
    )
    _rated_and_released(visitor, first, second)
    _a_case(visitor, first, second)
    _no_ground(visitor, first, supervisor)


def _rated_and_released(visitor: "Visitor", first: Office, second: Office) -> None:
    since = (policy_day(_now(), POLICY_ZONE) - timedelta(days=2)).isoformat()
    form = {"level": "medium", "from": since, "reason": "two cases in the market"}
    proposal = right(first.call("PUT", f"/v1/regions/{COUNTY}/risk", form, at=_now()))
    _say(f"An epidemiologist rates {NAME} medium: {proposal['status']}, needs {', '.join(proposal['needs'])}")
    _say("The same epidemiologist agrees with themself", first.agrees(proposal, _now()).json()["code"])
    right(second.agrees(proposal, _now()))
    _say("A second epidemiologist agrees: in force")
    seconds = _waited(lambda: visitor.colour() == "yellow")
    _say(f"The resident's page, {seconds:.0f} s later", visitor.told())
    reason = {"reason": "the two cases were in another county"}
    withdrawn = right(first.call("POST", f"/v1/ratings/{COUNTY}-{proposal['id']}/withdrawal", reason, at=_now()))
    _say(f"One epidemiologist takes it back, with a reason: {withdrawn['status'].replace('_', ' ')} at once")
    seconds = _waited(lambda: visitor.colour() == "green")
    _say(f"The resident's page, {seconds:.0f} s later", visitor.told())


def _a_case(visitor: "Visitor", first: Office, second: Office) -> None:
    yesterday = (policy_day(_now(), POLICY_ZONE) - timedelta(days=1)).isoformat()
    form = {"kind": "confirmed", "on": yesterday, "region": COUNTY, "note": "nucleic acid test"}
    person = {"document": {"type": "id_card", "number": visitor.number}}
    proposal = by_two(first, second, "POST", "/v1/cases", form | {"person": person}, _now())
    _say("Two epidemiologists agree that the resident is a case", visitor.told())
    path = f"/v1/cases/{proposal['subject']}"
    body = {"version": right(first.call("GET", path, at=_now()))["version"], "status": "withdrawn"}
    right(first.call("PATCH", path, body | {"because": "wrong_result", "reason": "the tube was another's"}, at=_now()))
    _say("One takes it back as a mistake", visitor.told())


def _no_ground(visitor: "Visitor", first: Office, supervisor: Office) -> None:
    path = f"/v1/people/{visitor.person_id}/designations"
    form = {"colour": "red", "document_ref": "QH-17", "reason": "a decision without a ground"}
    for ground in ({}, {"ground": "protest"}):
        for office in (first, supervisor):
            refused = office.call("POST", path, form | ground, at=_now())
            why = " ".join(f"{each['field']} {each['code']}" for each in refused.json()["errors"])
            said = f"on the ground '{ground['ground']}'" if ground else "without a ground"
            _say(f"The {office.login} designates the resident {said}", f"{refused.status} {why}")
    _say("The resident is still", visitor.colour())


@dataclass
class Visitor:
    """A resident of the rated county, new with each tour."""

    api: Api
    phone: str
    number: str
    session: dict[str, Any]
    person_id: str = ""
    before: timedelta = timedelta()
    """How long before now everything that they do is done."""

    @classmethod
    def arrived(cls, api: Api, before: timedelta = timedelta()) -> "Visitor":
        """Logged in, applied, declared, so long ago."""
        dice = random.SystemRandom()
        phone = f"+86137{dice.randrange(10**8):08d}"
        number = with_check_character(f"632857{dice.randrange(1950, 2000)}0101{dice.randrange(1000):03d}")
        visitor = cls(api, phone, number, log_in(api, phone, _now() - before), before=before)
        visitor.applies()
        return visitor

    def applies(self) -> None:
        form = {"entry": "id_card", "scheme": "domestic", "relation": "self", "name": "示例游", "residence": COUNTY}
        document = {"type": "id_card", "number": self.number}
        self.person_id = self._call("POST", "/v1/people", form | {"document": document})["id"]
        well: dict[str, Any] = {"temperature": 36.5, "symptoms": [], "stays": [], "location": COUNTY}
        well |= {"contact": {"kind": "none"}, "test": {"result": "none"}}
        self._call("POST", f"/v1/people/{self.person_id}/declarations", well)

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        headers = bearer(self.session) | {"Accept-Language": "en"}
        return right(self.api.invoke(method, path, body, headers, _now() - self.before))

    def colour(self) -> str:
        return str(self._call("GET", f"/v1/people/{self.person_id}/code")["colour"])

    def told(self) -> str:
        """The colour, and for each cause what the page says: why, since when, when it clears."""
        code = self._call("GET", f"/v1/people/{self.person_id}/code")
        causes = (f"{each['text']} Since {each['since']}, {_way_back(each)}." for each in code["holds"])
        return "\n        ".join([code["colour"], *causes])


def _way_back(hold: dict[str, Any]) -> str:
    return f"clears on {hold['clears_on']}" if hold["clears_on"] else "clears once its cause has ended"


def _waited(until: Callable[[], bool]) -> float:
    """After how many seconds it is so. Raises NotSeeded where it never is."""
    began = time.monotonic()
    while not until():
        if time.monotonic() > began + PATIENCE:
            raise NotSeeded(f"nothing changed within {PATIENCE:.0f} s")
        time.sleep(2)
    return time.monotonic() - began


def _say(what: str, seen: str = "") -> None:
    print(f"  {datetime.now():%H:%M:%S}  {what}" + (f":\n      → {seen}" if seen else ""), flush=True)


def _now() -> datetime:
    return datetime.now(UTC)
