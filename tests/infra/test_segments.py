"""A table gone through in parts: every record once, whatever goes meanwhile, and no failure is passed over."""

from itertools import chain
from typing import Any

import pytest

from infra import segments
from infra.segments import Page, worked
from tests.support.client import Client
from tests.support.cloud import TestCloud, name_of
from tests.support.resident_steps import applied

TABLE = "PeopleTable"


@pytest.fixture(params=[1, 2, 7])
def cloud_in_parts(request: Any, cloud: TestCloud, monkeypatch: pytest.MonkeyPatch) -> TestCloud:
    monkeypatch.setattr(segments, "LOCAL_SEGMENTS", request.param)
    for _ in range(3):
        applied(Client())
    return cloud


def _places(page: Page) -> list[tuple[str, str]]:
    return [(each["pk"]["S"], each["sk"]["S"]) for each in page]


def test_every_record_is_met_once(cloud_in_parts: TestCloud) -> None:
    home = cloud_in_parts.home
    whole = home.client("dynamodb").get_paginator("scan").paginate(TableName=name_of(TABLE))
    met = list(chain.from_iterable(worked(home, name_of(TABLE), _places)))
    assert sorted(met) == sorted(chain.from_iterable(_places(page["Items"]) for page in whole))
    assert met


def test_what_goes_meanwhile_keeps_nothing_else_from_being_met(cloud_in_parts: TestCloud) -> None:
    home, dynamodb = cloud_in_parts.home, cloud_in_parts.home.client("dynamodb")

    def emptied(page: Page) -> int:
        for each in page:
            dynamodb.delete_item(TableName=name_of(TABLE), Key={"pk": each["pk"], "sk": each["sk"]})
        return len(page)

    assert sum(worked(home, name_of(TABLE), emptied)) > 0
    assert list(chain.from_iterable(worked(home, name_of(TABLE), _places))) == []


def test_a_page_that_fails_is_not_passed_over(cloud_in_parts: TestCloud) -> None:
    def failing(page: Page) -> int:
        raise ValueError(len(page))

    with pytest.raises(ValueError, match=r"\d"):
        list(worked(cloud_in_parts.home, name_of(TABLE), failing))
