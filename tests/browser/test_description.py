"""The page that shows openapi.json."""

from tests.browser.page import DESK, Person, chromium
from tests.support.deployed_stack import Deployed


def test_every_path_is_shown_and_found(deployed: Deployed) -> None:
    described = deployed.http("GET", "/v1/openapi.json").json()
    count = sum(len(methods) for methods in described["paths"].values())
    with chromium() as browser:
        reader = Person(browser, deployed, DESK, "en")
        reader.open("api.html")
        reader.page.locator("details").first.wait_for()
        assert reader.page.locator("details").count() == count
        reader.page.locator("#find").fill("declarations")
        visible = reader.page.locator("details:visible")
        assert 0 < visible.count() < count
        visible.first.locator("summary").click()
        reader.shot("api")
        assert reader.serious_faults() == []
        assert reader.complaints == []
