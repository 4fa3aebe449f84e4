"""Many people at the same time, played by locust through the gateway: nothing is lost, nobody is counted twice, every
colour is right, and nothing fails.

A test of what is right under concurrency, not of speed: whatever is busy may say so (503 with `Retry-After`), and
whoever comes again by then is served. docs/decisions/127-a-crowd.md.
"""

import json
import os
import subprocess
import time
from base64 import b32decode
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chalicelib.features.login.by_staff import totp
from infra.environments import programs
from infra.package import ROOT
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document, declaration, person_form

NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
COUNTY = "542526"
RIVALS, GUARDS = 6, 3
WELL, COUGHS = declaration(location=COUNTY), declaration(location=COUNTY, symptoms=["dry_cough"])
TWICE = [(1, WELL), (1, WELL)]
"""One declaration, sent twice together."""
FROM_TWO_PHONES = [(1, WELL), (2, COUGHS)]
"""Two that say different things, sent together: whichever comes first, a cough holds."""
HIGHEST_SECONDS = 400
"""A machine that does other things too."""
A_SECOND = 0.5
"""How many come: further copies of the API start one after another. Where dozens start at once on two cores, none has
started when its time is over, which here the start is part of."""


@dataclass(frozen=True)
class Crowd:
    """What became of it: who took part, what residents saw, what guards were told of them, by phone."""

    parts: dict[str, Any]
    seen: list[dict[str, Any]]
    verdicts: list[dict[str, Any]]
    said: str
    exit_code: int

    def of(self, *, rivals: bool) -> list[dict[str, Any]]:
        return [each for each in self.seen if self.parts[each["phone"]]["rival"] == rivals]


@pytest.fixture(scope="module")
def crowd(deployed: Deployed, tmp_path_factory: pytest.TempPathFactory) -> Crowd:
    folder = tmp_path_factory.mktemp("crowd")
    residents = [*map(_resident, range(len(NAMES))), *_rivals()]
    plan = {"cloud": deployed.running.cloud.endpoint, "residents": residents, "guards": GUARDS}
    (folder / "plan").write_text(json.dumps(plan | {"guard": _guard(deployed)}))
    done = _played(deployed.api, folder, len(residents) + GUARDS)
    assert (folder / "seen").exists(), done.stdout + done.stderr
    lines = [json.loads(line) for line in (folder / "seen").read_text().splitlines()]
    checked = [each for each in lines if "verdict" in each]
    seen = [each for each in lines if "verdict" not in each]
    return Crowd({each["phone"]: each for each in residents}, seen, checked, done.stdout + done.stderr, done.returncode)


def _played(host: str, folder: Path, users: int) -> subprocess.CompletedProcess[str]:
    command = [str(programs("load") / "locust"), "-f", "tests/e2e/crowd.py", "--headless", "--only-summary"]
    options = ["--users", str(users), "--spawn-rate", str(A_SECOND), "--run-time", f"{HIGHEST_SECONDS}s"]
    files = {"KANGMA_CROWD": str(folder / "plan"), "KANGMA_SEEN": str(folder / "seen")}
    return subprocess.run(
        [*command, *options, "--host", host], cwd=ROOT, env={**os.environ, **files}, capture_output=True, text=True
    )


def _resident(number: int) -> dict[str, Any]:
    form = person_form(number=a_document(), name=f"测试{NAMES[number]}", residence=COUNTY)
    declared = FROM_TWO_PHONES if number % 4 == 3 else TWICE
    return {"phone": f"+86137100{number:05d}", "form": form, "declarations": declared, "rival": False}


def _rivals() -> list[dict[str, Any]]:
    """Who register one document at once."""
    form = person_form(number=a_document(), name="测试同", residence=COUNTY)
    return [{"phone": f"+86137101{number:05d}", "form": form, "rival": True} for number in range(RIVALS)]


def _guard(stage: Deployed) -> str:
    login = next(each for each in stage.staff if each["roles"] == ["gate"])
    code = totp(b32decode(login["totp_secret"]), int(datetime.now(UTC).timestamp()) // 30)
    body = {"login": login["login"], "password": login["password"], "totp": code}
    answer = stage.http("POST", "/v1/login/sessions", body)
    assert answer.status == 201, answer.text
    return str(answer.json()["access_token"])


def test_every_answer_is_one_that_a_crowd_may_get(crowd: Crowd) -> None:
    assert crowd.exit_code == 0, crowd.said


def test_nobody_is_lost_and_nobody_is_there_twice(crowd: Crowd) -> None:
    assert Counter(each["phone"] for each in crowd.seen) == Counter(crowd.parts.keys())
    assert len({each["person"] for each in crowd.seen}) == len(crowd.parts)
    assert [each["people"] for each in crowd.of(rivals=False)] == [[each["person"]] for each in crowd.of(rivals=False)]


def test_each_declaration_is_kept_once(crowd: Crowd) -> None:
    for each in crowd.of(rivals=False):
        sent = {number for number, _ in crowd.parts[each["phone"]]["declarations"]}
        assert each["kept"] == each["declared"]
        assert len(each["kept"]) == len(sent)


def test_every_colour_is_right_on_the_phone_and_at_the_gate(crowd: Crowd) -> None:
    right = {
        phone: "yellow" if part["declarations"] == FROM_TWO_PHONES else "green"
        for phone, part in crowd.parts.items()
        if not part["rival"]
    }
    assert {each["phone"]: each["colour"] for each in crowd.of(rivals=False)} == right
    assert len(crowd.verdicts) == len(right)
    told = {each["phone"]: each["verdict"] for each in crowd.verdicts}
    assert told == {phone: {"valid": True, "colour": colour, "live": True} for phone, colour in right.items()}


def test_of_many_who_register_one_document_at_once_one_has_it(crowd: Crowd, deployed: Deployed) -> None:
    """The others wait for staff; nobody's request is lost, and no two of them are shown a code of it."""

    def kinds() -> list[str | None]:
        return [_waits_for(deployed, each["person"], each["token"]) for each in crowd.of(rivals=True)]

    _until(lambda: kinds().count("contest") >= RIVALS - 1)
    assert kinds().count("contest") == RIVALS - 1


def _waits_for(stage: Deployed, person: str, token: str) -> str | None:
    answer = stage.http("GET", f"/v1/people/{person}", headers={"Authorization": f"Bearer {token}"})
    assert answer.status == 200, answer.text
    waiting = answer.json()["waiting"]
    return str(waiting["kind"]) if waiting else None


def _until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end_at = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end_at, "it never came so far"
        time.sleep(0.5)
