"""The commands on a stage: CloudFront gets a new origin value when all believe it; what ends is said beforehand."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.codes.key_set import USES
from infra import distribution, service_values
from infra.home import Home
from infra.service_values import LEAD, LIVES
from infra.turning import Clock, distrust, rotate, what_ends
from tests.support.turned_secrets import Turning


class Died(Exception):
    """The command ended in the middle."""


class BehindCloudFront(Home):
    """The test cloud's secrets behind a distribution."""

    def __init__(self, data: Home) -> None:
        super().__init__(data.stage, data.endpoint)
        object.__setattr__(self, "data", data)
        made = self.client("cloudfront").create_distribution(DistributionConfig=config("", "never seen"))
        object.__setattr__(self, "distribution", made["Distribution"]["Id"])

    def settings(self) -> dict[str, str]:
        return self.data.settings()

    def outputs(self) -> dict[str, str]:
        return {"DistributionId": self.distribution}

    def sends(self) -> str:
        """The value that the distribution adds to what it asks of the API."""
        found = self.client("cloudfront").get_distribution_config(Id=self.distribution)["DistributionConfig"]
        (api,) = [origin for origin in found["Origins"]["Items"] if origin["Id"] == "api"]
        return str(api["CustomHeaders"]["Items"][0]["HeaderValue"])


def config(value: str, reference: str) -> dict[str, Any]:
    """Two origins, of which one gets the header, as the template makes them."""
    header = {"HeaderName": "x-origin-secret", "HeaderValue": value}
    tls = {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only"}
    api = {"Id": "api", "DomainName": "api.example", "CustomOriginConfig": tls}
    pages = {"Id": "pages", "DomainName": "b.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}
    origins = [pages, {**api, "CustomHeaders": {"Quantity": 1, "Items": [header]}}]
    behaviour = {"TargetOriginId": "pages", "ViewerProtocolPolicy": "redirect-to-https", "CachePolicyId": "x"}
    return {
        "CallerReference": reference,
        "Comment": "",
        "Enabled": True,
        "Origins": {"Quantity": 2, "Items": origins},
        "DefaultCacheBehavior": behaviour,
    }


@pytest.fixture
def stage(turning: Turning) -> BehindCloudFront:
    made = BehindCloudFront(turning.home)
    distribution.carry(made.client("cloudfront"), made.distribution, turning.secret()["origin"])
    return made


def clock(wait: Callable[[float], None]) -> Clock:
    return Clock(time.time, wait)


def test_cloudfront_is_given_the_new_value_once_every_container_believes_it(
    stage: BehindCloudFront, turning: Turning
) -> None:
    before, waits = turning.secret()["origin"], []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        stored = turning.secret()
        assert stage.sends() == before
        assert service_values.believed(stored, "origin", int(time.time()) + 10**8) == [stored["origin"], before]

    rotate(stage, "origin", clock(wait))
    after = turning.secret()
    assert stage.sends() == after["origin"] != before
    assert LEAD - 1 <= waits[0] <= LEAD
    now = int(time.time())
    assert service_values.believed(after, "origin", now) == [after["origin"], before]
    assert service_values.believed(after, "origin", now + LEAD + 1) == [after["origin"]]


def test_a_command_that_died_goes_on_where_it_stopped(stage: BehindCloudFront, turning: Turning) -> None:
    before = turning.secret()["origin"]

    def die(seconds: float) -> None:
        raise Died

    with pytest.raises(Died):
        rotate(stage, "origin", clock(die))
    halfway = turning.secret()
    assert service_values.believed(halfway, "origin", int(time.time()) + 10**8) == [halfway["origin"], before]
    rotate(stage, "origin", clock(lambda seconds: None))
    assert stage.sends() == turning.secret()["origin"] == halfway["origin"]


def test_a_distribution_without_the_header_is_left_alone() -> None:
    with pytest.raises(LookupError, match="X-Origin-Secret"):
        distribution.carries(NoHeader(), "D1", "value")


class NoHeader:
    def get_distribution_config(self, **asked: str) -> dict[str, Any]:
        return {"DistributionConfig": {"Origins": {"Items": [{"Id": "pages"}]}}}


@pytest.mark.parametrize("name", [*USES, *LIVES])
def test_a_command_says_what_it_did(turning: Turning, name: str) -> None:
    at = Clock(time.time, lambda seconds: None)
    assert rotate(turning.home, name, at).startswith(f"{name}: ")
    assert distrust(turning.home, name, at).startswith(f"{name}: ")
    assert what_ends(turning.home, name).endswith(".")


def test_how_many_posters_and_codes_end_is_said_beforehand(turning: Turning) -> None:
    from chalicelib.features.statistics import counting, records
    from chalicelib.features.statistics.records import Count

    def figures() -> list[int]:
        said = [what_ends(turning.home, use) for use in ("health_code", "venue_code")]
        return [int(re.findall(r"of (\d+) ", each)[0]) for each in said]

    before = figures()
    changed = {"people": 5, "green": 2, "yellow": 1, "red": 1, "venues": 3}
    place = (counting.WHOLE, "2020-03-10")
    records.add([Count("turning", {place: counting.Counter(changed)})])
    assert figures() == [before[0] + 4, before[1] + 3]
