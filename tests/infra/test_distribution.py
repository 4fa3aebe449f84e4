"""What the distribution passes on: CloudFront drops every header that no policy names."""

import re
from datetime import UTC, datetime
from typing import Any

from chalicelib.signatures import gateway_sm, kangma1, pairs, sm
from chalicelib.signatures.gateway_sm import Sealing, Shared
from chalicelib.signatures.messages import Request
from infra.package import ROOT, combined_parts

NOW = datetime(2020, 3, 10, 4, tzinfo=UTC)
NAMED_AT_MOST = 10
"""Headers of one policy, before a quota is raised."""


def resources() -> dict[str, Any]:
    return dict(combined_parts()["Resources"])


def config() -> dict[str, Any]:
    return dict(resources()["Distribution"]["Properties"]["DistributionConfig"])


def headers_of(policy: dict[str, str]) -> list[str]:
    """The headers that a cache policy or an origin request policy names."""
    (found,) = resources()[policy["Ref"]]["Properties"].values()
    found = found.get("ParametersInCacheKeyAndForwardedToOrigin", found)
    return [each.lower() for each in found["HeadersConfig"].get("Headers", ())]


def passed_on() -> set[str]:
    """The headers that reach the API's routes, as policies name them and the distribution adds."""
    (api,) = (each for each in config()["CacheBehaviors"] if each["PathPattern"] == "/v1/*")
    added = [each["HeaderName"].lower() for each in config()["Origins"][1]["OriginCustomHeaders"]]
    return {*headers_of(api["CachePolicyId"]), *headers_of(api["OriginRequestPolicyId"]), *added}


def test_partners_signatures_reach_us() -> None:
    """Without one of these each message of a partner is `unsigned`."""
    request, key = Request("POST", "/v1/exchange/state", b"{}"), pairs.p256_of(pairs.new_p256())
    signed = kangma1.sign(request, to="630000", keyid="340000-x", key=key, nonce="n" * 12, now=NOW)
    shared, sealing = Shared(bytes(16), "a secret"), Sealing("n" * 12, bytes(16), NOW)
    sealed, _ = gateway_sm.seal(b"{}", sender="national", shared=shared, pair=sm.new_pair(), sealing=sealing)
    assert {name.lower() for name in (*signed, *sealed)} - passed_on() == set()


def test_every_header_that_is_read_reaches_us() -> None:
    sources = [*(ROOT / "chalicelib" / "http").glob("*.py"), *(ROOT / "chalicelib" / "features" / "login").glob("*.py")]
    read = {name for each in sources for name in re.findall(r'headers\.get\("([a-z-]+)"\)', each.read_text())}
    assert {"authorization", "idempotency-key", "x-proof", "cloudfront-viewer-address"} <= read
    assert read - passed_on() == set()


def test_no_policy_names_more_headers_than_an_account_may() -> None:
    kinds = ("AWS::CloudFront::CachePolicy", "AWS::CloudFront::OriginRequestPolicy")
    policies = [name for name, each in resources().items() if each.get("Type") in kinds]
    assert {name for name in policies if len(headers_of({"Ref": name})) > NAMED_AT_MOST} == set()


def test_who_tries_again_after_a_fault_is_not_answered_with_the_former_one() -> None:
    """CloudFront keeps these for ten seconds whatever they say of it, and we say: again in five."""
    kept = {each["ErrorCode"]: each for each in config()["CustomErrorResponses"]}
    assert set(kept) == {500, 502, 503, 504}
    again = resources()["RestAPI"]["Properties"]["GatewayResponses"]["INTEGRATION_TIMEOUT"]["ResponseParameters"]
    retry_after = int(again["Headers"]["Retry-After"].strip("'"))
    assert all(each == {"ErrorCode": code, "ErrorCachingMinTTL": 1} for code, each in kept.items())
    assert retry_after > 1
