"""How passwords are hashed."""

from chalicelib.features.login import by_password
from tests.support.quick_passwords import ASKED


def test_a_password_is_hashed_as_rfc_9106_says():
    """Its second recommended choice, with two lanes for a function's two processors; other tests hash for less."""
    by_password.matches(None, "any")
    assert ASKED == {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 2}
