"""The page for developers: a guide, every path with an example, nothing from elsewhere."""

import json
import re
import shlex
import subprocess

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.page import DESK, PHONE, Person, found
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")
_LOG_IN = "#tag/login/operation/log_in"
_KEYS = "tag/codes/operation/list_keys"


def _reader(browser: Browser, stage: Deployed, size: dict[str, int], locale: str, at: str = "") -> Person:
    reader = Person(browser, stage, size, locale)
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.open(f"api.html{at}")
    reader.page.locator(".api-content").wait_for(timeout=60_000)
    return reader


def _faults(person: Person, part: str) -> list[str]:
    """What axe finds in a part: over all two hundred paths it takes minutes."""
    found_there = Axe().run(person.page, context=part).response["violations"]
    return [each["id"] for each in found_there if each["impact"] in ("serious", "critical")]


def _copied(person: Person, part: str, label: str) -> str:
    """What the button beside an example copies."""
    example = person.page.locator(f'[id="{part}"]')
    example.get_by_role("tab", name=label, exact=True).click()
    example.get_by_role("tabpanel").filter(has=person.page.get_by_role("button", name="Copy")).locator(
        "visible=true"
    ).first.get_by_role("button", name="Copy").first.click()
    return str(person.page.evaluate("navigator.clipboard.readText()"))


def test_a_developer_finds_how_to_log_in_and_every_path_with_an_example_that_runs(
    browser: Browser, deployed: Deployed
) -> None:
    described = deployed.http("GET", "/v1/openapi.json").json()
    reader = Person(browser, deployed, DESK, "en")
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    missing: list[str] = []
    reader.page.on("response", lambda answer: missing.extend([answer.url] * (answer.status >= 400)))
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.open("api.html")
    page = reader.page
    page.locator(".api-content").wait_for(timeout=60_000)
    assert not [each for each in asked if "chinese" in each]
    names = [each["operationId"] for methods in described["paths"].values() for each in methods.values()]
    shown = page.evaluate("[...document.querySelectorAll('[id*=\"/operation/\"]')].map((each) => each.id)")
    assert {each.rsplit("/", 1)[-1] for each in shown} == set(names)
    menu = page.locator(".menu-content").inner_text().upper().splitlines()
    groups = [each["name"].upper() for each in described["x-tagGroups"]]
    assert [line for line in menu if line in groups][: len(groups) - 1] == groups[:-1]
    expect(page.locator(".api-content")).to_contain_text("idempotency_conflict")
    program = _copied(reader, _KEYS, "Python")
    compile(program, "example", "exec")
    command = _copied(reader, _KEYS, "curl")
    answer = subprocess.run(shlex.split(command), capture_output=True, text=True, timeout=30)
    assert json.loads(answer.stdout)["keys"]
    assert str(page.locator(found("download")).get_attribute("href")).endswith("/v1/openapi.json")
    origins = {re.sub(r"^(blob:)?(https?://[^/]+).*", r"\2", url) for url in asked}
    assert origins <= {re.sub(r"^(https?://[^/]+).*", r"\1", url) for url in (deployed.web, deployed.api)}
    reader.shot("api-desk-en")
    assert missing == []
    assert _faults(reader, "header.top") == _faults(reader, ".menu-content") == []
    assert reader.complaints == []


def test_a_link_leads_to_its_path_on_a_phone_too_and_what_is_said_is_in_chinese(
    browser: Browser, deployed: Deployed
) -> None:
    reader = _reader(browser, deployed, PHONE, "zh-CN", _LOG_IN)
    expect(reader.page.locator(f'[id="{_LOG_IN[1:]}"]')).to_be_in_viewport()
    said = reader.page.locator(".api-content").inner_text()
    for words in ("登录要调用两次", "用验证码、密码登录，或作为工作人员登录。", "请先登录。", "回答示例"):
        assert words in said
    for words in ("Logs in by code", "Please log in first", "Who may", "Response samples"):
        assert words not in said
    expect(reader.page.locator("#reference [role=search] input")).to_have_attribute("placeholder", "搜索")
    assert reader.cut_off() == []
    assert _faults(reader, f'[id="{_LOG_IN[1:]}"]') == []
    reader.shot("api-phone-zh")
    reader.page.route("**/openapi.json", lambda route: route.abort())
    reader.page.reload()
    expect(reader.page.get_by_role("alert")).to_contain_text("没有打开")
    assert reader.complaints == []
