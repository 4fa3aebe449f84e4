"""What tests of the pages share: a browser, one with a camera, a supervisor who approves, a venue."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.camera import Camera
from tests.browser.page import PATIENCE, chromium
from tests.browser.town import Place, Staff
from tests.support.deployed_stack import Deployed

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def leaving(browser: Browser) -> Iterator[None]:
    """Everybody closes the page at the end of the test: one left open goes on asking the stage."""
    yield
    for context in browser.contexts:
        context.close()


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Camera:
    return Camera(tmp_path_factory.mktemp("camera"))


@pytest.fixture(scope="module")
def seeing(camera: Camera) -> Iterator[Browser]:
    """A browser whose camera is `camera`."""
    with chromium(*camera.flags) as running:
        yield running


@pytest.fixture(scope="session")
def supervisor(deployed: Deployed) -> Staff:
    return Staff(deployed, "supervisor-2")


@pytest.fixture(scope="session")
def place(deployed: Deployed, supervisor: Staff) -> Place:
    """A restaurant that does not ask for the temperature."""
    return Place(deployed, supervisor)
