"""Risk ratings, one record a region code: found by the regions of a stay, in one batch read."""

from collections.abc import Iterable
from typing import Any

from pynamodb.attributes import JSONAttribute

from chalicelib.store.tables import EpidemicRecord


class RatingsRecord(EpidemicRecord, discriminator="ratings"):
    """`R#<region code>`: `ratings` is a list of {id, at, level, first, last, withdrawn}."""

    ratings: JSONAttribute = JSONAttribute(default=list)


def covering(codes: Iterable[str]) -> list[tuple[str, dict[str, Any]]]:
    """The ratings filed under these codes, each with its code. One batch read; none for no codes."""
    keys = [(f"R#{code}", "ratings") for code in sorted(set(codes))]
    found = RatingsRecord.batch_get(keys) if keys else ()
    return [(record.pk[2:], rating) for record in found for rating in record.ratings]
