"""Maintenance of a stage on, off, or shown: docs/playbooks/maintenance.md.

    python -m infra.maintenance STAGE [on [MINUTES] | off]

Every container knows within a minute. It ends by itself after an hour, or after MINUTES.
"""

import sys
import time
from datetime import UTC, datetime
from typing import Any

from infra import keys

_USUAL = 60


def switch(client: Any, service_arn: str, minutes: int, now: int) -> str:
    """Begins maintenance of so many minutes, or ends it with none; what to tell of it."""
    until = now + minutes * 60 if minutes else 0
    keys.put_values(client, service_arn, maintenance=until)
    return _said(until, now)


def shown(client: Any, service_arn: str, now: int) -> str:
    """Whether it is on, and until when."""
    return _said(int(keys.stored(client, service_arn).get("maintenance", 0)), now)


def _said(until: int, now: int) -> str:
    if until <= now:
        return "No maintenance: everything is done. Containers know within a minute."
    end = datetime.fromtimestamp(until, UTC).isoformat()
    done = "codes are shown and checked, people and staff log in, nothing else is done"
    return f"Maintenance until {end}: {done}. Containers know within a minute."


def _main(stage: str, command: str = "show", minutes: str = str(_USUAL)) -> str:
    home, now = keys.home_of(stage), int(time.time())
    place = home.client("secretsmanager"), home.settings()["SERVICE_SECRET"]
    if command == "show":
        return shown(*place, now)
    return switch(*place, int(minutes) if command == "on" else 0, now)


if __name__ == "__main__":
    print(_main(*sys.argv[1:]))
