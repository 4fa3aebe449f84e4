"""The secret header that CloudFront adds to what it asks of the API."""

from typing import Any

HEADER = "X-Origin-Secret"


def carries(cloudfront: Any, distribution: str, value: str) -> bool:
    """Whether the distribution sends this value, or is about to."""
    config = cloudfront.get_distribution_config(Id=distribution)["DistributionConfig"]
    return all(header["HeaderValue"] == value for header in _headers(config))


def carry(cloudfront: Any, distribution: str, value: str) -> None:
    """Has the distribution send this value; returns when it does so everywhere."""
    answer = cloudfront.get_distribution_config(Id=distribution)
    config = answer["DistributionConfig"]
    for header in _headers(config):
        header["HeaderValue"] = value
    cloudfront.update_distribution(Id=distribution, IfMatch=answer["ETag"], DistributionConfig=config)
    cloudfront.get_waiter("distribution_deployed").wait(Id=distribution)


def _headers(config: dict[str, Any]) -> list[dict[str, str]]:
    """The secret header of every origin that has one. Raises LookupError where none has."""
    origins = config["Origins"]["Items"]
    headers = [header for origin in origins for header in origin.get("CustomHeaders", {}).get("Items", [])]
    found = [header for header in headers if header["HeaderName"].lower() == HEADER.lower()]
    if not found:
        raise LookupError(f"the distribution adds no {HEADER}")
    return found
