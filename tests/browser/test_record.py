"""What is recorded of somebody and who looked, on the page: seen, objected to with one tap, held back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.page import NARROW, PHONE, Person, chromium, found
from tests.browser.residents import with_code
from tests.browser.town import Staff, now
from tests.support.deployed_stack import Deployed

TEXT = "填报没有去过外地，车票显示 3 月 8 日去过。"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def _post(stage: Deployed, by: Staff, path: str, body: dict) -> dict:
    answer = stage.invoke_api("POST", path, body, by.headers(), now())
    assert answer.status < 300, answer.text
    return dict(answer.json())


def _established(stage: Deployed, person_id: str, declaration: str) -> None:
    entry = {"kind": "false_declaration", "on": f"{now():%Y-%m-%d}", "evidence": [declaration], "text": TEXT}
    proposal = _post(stage, Staff(stage, "epidemiologist"), f"/v1/people/{person_id}/violations", entry)
    agreed = {"decision": "approve", "reason": "看过车票"} | {key: proposal[key] for key in ("version", "content_hash")}
    _post(stage, Staff(stage, "supervisor"), f"/v1/violations/{proposal['subject']}/approval", agreed)
    _post(stage, Staff(stage, "reviewer"), f"/v1/people/{person_id}/reveals", {"reason": "identity"})


def _id_of(person: Person) -> str:
    with person.page.expect_request(re.compile("/violations")) as asked:
        person.go("credit", "empty")
    return str(re.findall("people/([0-9a-f]{20})/", asked.value.url)[0])


def _declaration_of(person: Person) -> str:
    with person.page.expect_response(re.compile("/declarations")) as answered:
        person.go("history", "history")
    return str(answered.value.json()["items"][0]["id"])


def _looked_at(person: Person, name: str) -> None:
    """In both languages, in large letters on a narrow phone: whole, and without serious findings."""
    for size, locale, large in ((PHONE, "en", False), (NARROW, "zh-CN", True), (PHONE, "zh-CN", False)):
        person.turn_to(size, locale, large)
        person.page.wait_for_timeout(300)
        person.shot(f"{name}-{locale}-{size['width']}", whole=True)
        assert person.cut_off() == []
        assert person.serious_faults() == []


def test_a_record_is_seen_and_objected_to_and_so_is_who_looked(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed)
    person_id, declaration = _id_of(person), _declaration_of(person)
    person.go("lookers", "empty")
    person.shot("lookers-none")
    _established(deployed, person_id, declaration)
    person.go("me", "open-credit")
    person.tap("open-credit")
    assert TEXT in person.text("violation")
    assert "疾病预防控制中心" in person.text("violation")
    _looked_at(person, "credit")
    person.tap("object")
    person.type("input-text", "那张车票不是我的。")
    person.shot("credit-objection")
    person.tap("send-appeal")
    person.look_for(f"{found('appeals')} li")
    person.go("credit", "violation-next")
    person.look_for('[data-status="objected"]')
    assert person.page.locator(found("object")).count() == 0
    person.shot("credit-objected")
    person.go("me", "open-lookers")
    person.tap("open-lookers")
    person.look_for('[data-kind="person.revealed"]')
    assert "核对身份" in person.text("lookers")
    _looked_at(person, "lookers")
    assert person.complaints == []
