"""Makes staff logins with the service's own function: `python -m local.staff`.

A process of its own, because the service reads its settings once: the environment says which stage.
Reads [{"login", "password", "roles"}] and writes the same with "totp_secret".
"""

import json
import sys
from datetime import UTC, datetime
from typing import Any

from chalicelib.services import staff

# Regions are prefixes of region codes, so the empty one is the whole country.
WHOLE_COUNTRY = ""


def create(logins: list[dict[str, Any]], now: datetime) -> list[dict[str, Any]]:
    """Each login with the TOTP secret that it was given."""
    return [
        {**login, "totp_secret": made["totp_secret"]}
        for login in logins
        for made in [staff.create(login["login"], login["password"], login["roles"], WHOLE_COUNTRY, now)]
    ]


if __name__ == "__main__":
    json.dump(create(json.load(sys.stdin), datetime.now(UTC)), sys.stdout)
