"""Who looks after staff."""

import pytest

from tests.support.resident_steps import log_in_staff


@pytest.fixture
def supervisor():
    return log_in_staff("supervisor")
