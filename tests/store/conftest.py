"""The two stores that are asked the same."""

from typing import Any

import pytest

from tests.store.stores import Pair


@pytest.fixture
def pair(cloud: Any) -> Pair:
    return Pair(cloud)
