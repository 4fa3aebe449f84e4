"""Makes staff logins with the service's own function: `python -m local.staff`.

A process of its own, because the service reads its settings once: the environment says which stage.
Reads [{"login", "password", "roles"}] and writes the same with "totp_secret". A login that is there
already is written as it was read.
"""

import json
import sys
from datetime import UTC, datetime
from typing import Any

from chalicelib.errors import Conflict
from chalicelib.features.login import by_staff

# Regions are prefixes of region codes, so the empty one is the whole country.
WHOLE_COUNTRY = ""


def create(login: dict[str, Any], now: datetime) -> dict[str, Any]:
    """The login with the TOTP secret that it was given now, or earlier."""
    try:
        made = by_staff.create(login["login"], login["password"], login["roles"], WHOLE_COUNTRY, now)
    except Conflict:
        return login
    return {**login, "totp_secret": made["totp_secret"]}


if __name__ == "__main__":
    json.dump([create(login, datetime.now(UTC)) for login in json.load(sys.stdin)], sys.stdout)
