"""A whole table gone through in parts at once, page by page: at a nation's size one reader would take days, and no
memory holds what it reads."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from infra.home import AT_ONCE, Home

Page = list[dict[str, Any]]
LOCAL_SEGMENTS = 2


def worked[Made](home: Home, table: str, work: Callable[[Page], Made]) -> Iterator[Made]:
    """What `work` makes of each page, a page of every part at once; in no order. Raises what `work` raises."""
    segments = LOCAL_SEGMENTS if home.endpoint else AT_ONCE
    parts = [_pages(home, table, number, segments) for number in range(segments)]

    def step(part: Iterator[Page]) -> list[Made]:
        return [work(page) for page in [next(part, None)] if page is not None]

    with ThreadPoolExecutor(segments) as workers:
        while parts:
            made = list(workers.map(step, parts))
            parts = [part for part, each in zip(parts, made, strict=True) if each]
            yield from (one for each in made for one in each)


def _pages(home: Home, table: str, number: int, of: int) -> Iterator[Page]:
    pages = home.client("dynamodb").get_paginator("scan")
    for page in pages.paginate(TableName=table, ConsistentRead=True, Segment=number, TotalSegments=of):
        yield page["Items"]
