"""The two photos that boarding needs, from a phone with a large camera and a poor network."""

import io
import urllib.request
from base64 import b32decode
from datetime import UTC, datetime
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from tests.browser.abroad import Traveller, by_passport, until
from tests.browser.page import DESK, LOOKS, Person, found
from tests.support.deployed_stack import Deployed
from tests.support.drawn_photographs import EXE, HEIC, ORIENTATION, drawn, encoded

pytestmark = pytest.mark.usefixtures("leaving")

MOST = 1_500_000
KIB = 1024


@pytest.fixture(scope="module")
def large_photo() -> bytes:
    """Held upright by a camera that lies on its side: a red corner, top left in the file, top right to the eye."""
    picture = Image.effect_noise((2600, 1950), 120).convert("RGB")
    ImageDraw.Draw(picture).rectangle((0, 0, 800, 600), fill=(220, 20, 20))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    return encoded(picture, quality=93, exif=exif)


@pytest.fixture(scope="module")
def small_photo() -> bytes:
    return encoded(drawn(900, 700), quality=80)


def _photos(stage: Deployed, browser: Browser, **options: Any) -> tuple[Traveller, Person]:
    traveller = by_passport(stage, datetime.now(UTC))
    person = traveller.arrive(browser, **options)
    person.tap("open-photos")
    person.see("photo-choose-passport", state="attached")
    return traveller, person


def _pick(person: Person, content: bytes, kind: str = "passport", name: str = "photo.jpg") -> None:
    file = {"name": name, "mimeType": "image/jpeg", "buffer": content}
    person.see(f"photo-choose-{kind}", state="attached").set_input_files(file)


def _standing(person: Person, kind: str, *wanted: str) -> None:
    person.page.locator(
        ", ".join(f'{found(f"photo-card-{kind}")}[data-standing="{each}"]' for each in wanted)
    ).wait_for()


def _picture(traveller: Traveller) -> Image.Image:
    """The newest photo as its person sees it."""
    now = datetime.now(UTC)
    newest = traveller.call("GET", f"/v1/people/{traveller.person_id}/photos", at=now).json()["items"][0]
    link = traveller.call("GET", f"/v1/photos/{newest['id']}/view", at=now).json()["url"]
    with urllib.request.urlopen(link) as answer:
        return Image.open(io.BytesIO(answer.read())).convert("RGB")


def _review(stage: Deployed, traveller: Traveller, **decision: Any) -> None:
    """What a reviewer decides of the newest photo."""
    from chalicelib.features.login.by_staff import totp

    now = datetime.now(UTC)
    login = next(each for each in stage.staff if each["roles"] == ["reviewer"])
    code = totp(b32decode(login["totp_secret"]), int(now.timestamp()) // 30)
    body = {"login": login["login"], "password": login["password"], "totp": code}
    answer = stage.invoke_api("POST", "/v1/login/sessions", body, at=now)
    assert answer.status == 201, answer.text
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    newest = traveller.call("GET", f"/v1/people/{traveller.person_id}/photos", at=now).json()["items"][0]
    decided = stage.invoke_api("POST", f"/v1/photos/{newest['id']}/decision", decision, headers=headers, at=now)
    assert decided.status == 200, decided.text


def test_a_large_photo_is_made_small_and_arrives_upright(browser: Browser, deployed: Deployed, large_photo) -> None:
    assert len(large_photo) > MOST
    traveller, person = _photos(deployed, browser)
    _pick(person, large_photo)
    preview = person.see("photo-preview")
    assert 0 < int(preview.get_attribute("data-bytes")) <= MOST
    assert preview.evaluate("each => each.decode().then(() => each.naturalHeight > each.naturalWidth)")
    person.shot("traveller-photo-preview-zh")
    person.network(up=500 * KIB)
    person.tap("photo-use")
    progress = person.see("photo-progress")
    until(lambda: 0 < float(progress.get_attribute("value") or 0) < 1)
    person.shot("traveller-photo-sending-zh")
    _standing(person, "passport", "received")
    picture = _picture(traveller)
    assert picture.height > picture.width
    red, green, _ = picture.getpixel((picture.width - 40, 40))
    assert red > 150 > green
    assert person.complaints == []


def test_it_goes_on_after_a_lost_connection(browser: Browser, deployed: Deployed, large_photo) -> None:
    _, person = _photos(deployed, browser, locale="en")
    _pick(person, large_photo, "holding")
    person.see("photo-preview")
    person.network(up=300 * KIB)
    person.tap("photo-use")
    person.see("photo-progress")
    person.network(offline=True)
    _standing(person, "holding", "waiting")
    assert "goes on by itself" in person.text("photo-card-holding")
    person.shot("traveller-photo-waiting-en")
    person.network()
    _standing(person, "holding", "received")


def test_it_goes_on_after_the_page_was_closed(browser: Browser, deployed: Deployed, small_photo) -> None:
    _, person = _photos(deployed, browser)
    _pick(person, small_photo)
    person.see("photo-use")
    person.context.route(
        "**/photos", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    person.tap("photo-use")
    _standing(person, "passport", "waiting", "asking")
    person.page.close()
    person.context.unroute_all()
    person.page = person.context.new_page()
    person.open("index.html#/travel")
    person.page.locator('[data-test="photo-passport"][data-standing="received"]').wait_for()


def test_a_rejected_photo_says_why_and_is_replaced(browser: Browser, deployed: Deployed, small_photo) -> None:
    traveller, person = _photos(deployed, browser, size=DESK, locale="en")
    _pick(person, small_photo)
    person.tap("photo-use")
    _standing(person, "passport", "received")
    _review(deployed, traveller, accept=False, reason="The two lines at the foot are not in the picture.")
    person.go("travel", "photos")
    person.page.locator('[data-test="photo-passport"][data-standing="rejected"]').wait_for()
    person.tap("open-photos")
    assert person.text("photo-reason-passport").endswith("The two lines at the foot are not in the picture.")
    person.shot("traveller-photo-rejected-en", whole=True)
    assert person.serious_faults() + person.cut_off() == []
    _pick(person, small_photo)
    person.tap("photo-use")
    _standing(person, "passport", "received")


UNFIT = [
    (EXE, "不是照片"),
    (HEIC, "HEIC"),
    (b"", "空"),
    (encoded(drawn(300, 200)), "太小"),
    (b"\xff\xd8\xff" + bytes(2000), "打不开"),
]


def test_a_file_that_cannot_be_sent_is_explained(browser: Browser, deployed: Deployed) -> None:
    _, person = _photos(deployed, browser)
    for content, words in UNFIT:
        _pick(person, content)
        person.page.locator(found("photo-fault-passport"), has_text=words).wait_for()
    for size, locale in LOOKS:
        person.turn_to(size, locale)
        person.shot(f"traveller-photos-{locale}-{size['width']}", whole=True)
        assert person.serious_faults() + person.cut_off() == []
