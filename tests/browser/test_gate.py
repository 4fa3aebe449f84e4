"""A guard's page: the camera reads what a phone shows, and says so in a colour, a word and a shape."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import qrcode
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.page import Person, chromium, totp
from tests.deployed import Deployed
from tests.e2e.test_journey import Resident
from tests.journeys import a_document, declaration, person_form


def _frame(text: str, folder: Path) -> Path:
    """A one-frame video of a code held before the camera."""
    code = qrcode.make(text, box_size=6).convert("RGB").resize((480, 480))
    frame = Image.new("RGB", (1280, 720), (90, 90, 100))
    frame.paste(code, (400, 120))
    path = folder / "camera.mjpeg"
    frame.save(path, "JPEG", quality=90)
    return path


@pytest.fixture(scope="module")
def token(deployed: Deployed) -> str:
    now = datetime.now(UTC)
    resident = Resident(deployed, "+8613500000001", now)
    person_id = resident.call("POST", "/v1/people", person_form(number=a_document()), at=now).json()["id"]
    answer = resident.call("POST", f"/v1/people/{person_id}/declarations", declaration(), at=now)
    return str(answer.json()["code"]["token"])


@pytest.fixture(scope="module")
def browser(token: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    video = _frame(token, tmp_path_factory.mktemp("camera"))
    flags = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
    with chromium(*flags, f"--use-file-for-fake-video-capture={video}") as running:
        yield running


def _guard(browser: Browser, stage: Deployed, **options) -> Person:
    login = next(each for each in stage.staff if each["roles"] == ["gate"])
    person = Person(browser, stage, **options)
    person.open("gate.html")
    for _ in range(3):
        person.type("input-login", login["login"])
        person.type("input-password", login["password"])
        person.type("input-totp", totp(login["totp_secret"], time.time()))
        person.tap("log-in")
        try:
            person.see("camera", timeout=8000)
            return person
        except Exception:  # The code of these thirty seconds was used by another test: wait for the next.
            time.sleep(31 - time.time() % 30)
    raise AssertionError("the guard could not log in")


def test_the_camera_reads_a_code_and_the_answer_fills_the_screen(browser: Browser, deployed: Deployed) -> None:
    guard = _guard(browser, deployed)
    guard.see("result", timeout=20_000)
    guard.shot("gate-green")
    assert "通过" in guard.text("result-word")
    assert guard.text("result-name").startswith("测")
    assert guard.complaints == []


def test_a_typed_code_that_is_something_else_is_explained(browser: Browser, deployed: Deployed) -> None:
    guard = _guard(browser, deployed, locale="en")
    guard.see("result", timeout=20_000)
    guard.tap("result-next")
    guard.tap("open-type")
    guard.type("input-token", "https://example.org/pay")
    guard.tap("check-token")
    guard.see("result-reason")
    guard.shot("gate-foreign")
    assert "not a health code" in guard.text("result-reason").lower() + guard.text("result-word").lower()
    assert guard.serious_faults() == []
