"""Half a percent of a county: more of a list turn nobody worse in an hour until a supervisor has looked."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.desk import breaker_numbers
from chalicelib.features.breaker import gate, rescoring_job
from tests.epidemic.breaker_steps import MINUTE, colour, contact, resident, set_numbers
from tests.imports.steps import shown, uploaded, work
from tests.imports.test_in_force import csv
from tests.proposals.steps import epidemiologist
from tests.support.published import a_county
from tests.support.resident_steps import NOON, log_in_staff

HEADING = "姓名,证件号码,接触类型,最后接触日期,县区代码"


@pytest.fixture(autouse=True)
def _numbers() -> Iterator[None]:
    """Of a list two turn worse at the least, of those who are named singly three."""
    before = breaker_numbers.current()
    set_numbers(replace(before, held_over=3, county_least=2, county_per_mille=5))
    yield
    set_numbers(before)


def _shown(import_id: str) -> dict[str, Any]:
    return shown(import_id, by=epidemiologist(""))


def _list(county: str, *numbers: str) -> str:
    """The id of a list of contacts that is in force."""
    lines = [f"测试人,{number},密接,2020-03-09,{county}" for number in numbers]
    import_id = uploaded(csv(HEADING, *lines), by=epidemiologist(""))
    asked = _shown(import_id)["proposal"]
    body = {"decision": "approve", "reason": "read"} | {key: asked[key] for key in ("version", "content_hash")}
    assert epidemiologist("").post(f"/v1/imports/{import_id}/approval", body, at=NOON).status == 200
    work(import_id)
    return import_id


def test_of_a_list_half_a_percent_of_the_county_turns_worse_and_the_rest_is_held(monkeypatch: pytest.MonkeyPatch):
    county = a_county()
    monkeypatch.setattr(gate.figures, "people_of", lambda region: 400)
    people = [resident(county) for _ in range(3)]
    import_id = _list(county, *(number for _, _, number in people))
    assert _shown(import_id)["outcomes"] == {"accepted": 2, "held": 1}
    assert _shown(import_id)["good"] == 3
    assert sorted(colour(person_id) for _, person_id, _ in people) == ["green", "red", "red"]
    supervisor = log_in_staff("supervisor", NOON, county[:2])
    released = supervisor.post(f"/v1/breaker/{county}/contact/release", {"reason": "the list is real"}, at=NOON)
    assert released.body["released"] == 1
    rescoring_job.work({"county": county, "what": "contact"}, NOON + MINUTE)
    assert {colour(person_id) for _, person_id, _ in people} == {"red"}


def test_what_two_people_name_one_by_one_goes_by_the_usual_number():
    county = a_county()
    people = [resident(county) for _ in range(3)]
    for _, _, number in people:
        contact(number, county)
    assert {colour(person_id) for _, person_id, _ in people} == {"red"}
