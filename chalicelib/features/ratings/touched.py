"""People whom a rating touches: those who stand in the index of stays of the regions that it meets."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product

from chalicelib.features.proposals.content import Touched
from chalicelib.identity.regions import met_by
from chalicelib.person import indexed
from chalicelib.scoring.ratings import region_rule

_QUERIES = 256
"""So many partitions are counted; of a wider region a share of each, which is multiplied."""
_AT_ONCE = 8


def people_in(region: str, queries: int = _QUERIES) -> int:
    """How many stayed in a region. A query for each partition of a county, for a wider region, or with fewer
    `queries`, of a part of them, which is multiplied: of each county the first partitions, one at least.

    Who stayed in several counties of a wider region counts several times.
    """
    codes = met_by(region)
    shards = max(1, min(indexed.SHARDS, queries // len(codes)))
    with ThreadPoolExecutor(_AT_ONCE) as counters:
        counted = sum(counters.map(lambda each: indexed.count(*each), product(codes, range(shards))))
    return counted * indexed.SHARDS // shards


def shown(level: str | None, people: int) -> Touched:
    """The number as it is shown; `level` is the one that makes somebody worse, None where none does."""
    rule = region_rule(level) if level else None
    red, yellow = (people if rule == name else 0 for name in ("region.high", "region.medium"))
    return Touched(people, red, yellow, estimated=True)
