"""A county of its own for each test of the figures."""

import pytest

from tests.statistics.steps import a_province_of_its_own


@pytest.fixture
def county() -> str:
    """A county in a province of its own, so that what is shown of it is up to the one test."""
    return a_province_of_its_own()
