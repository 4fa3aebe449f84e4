"""The steps of seeding."""

from base64 import b32encode
from datetime import UTC, datetime

import pytest

from local.steps import one_time_code


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")],
)
def test_a_one_time_code_is_that_of_rfc_6238(seconds: int, code: str) -> None:
    secret = b32encode(b"12345678901234567890").decode()
    assert one_time_code(secret, datetime.fromtimestamp(seconds, UTC)) == code
