"""Maintenance: nothing changes, while codes are still shown and gates still check.

It stands in the service's secret, which every container reads each minute anyway, and ends by itself
(infra/maintenance.py).
"""

from datetime import datetime

from chalicelib import instants
from chalicelib.config import POLICY_ZONE
from chalicelib.errors import Unavailable
from chalicelib.http.routes import Route
from chalicelib.store import secrets

STILL_DONE = frozenset(
    {
        "/v1/codes/lookups",
        "/v1/codes/verify",
        "/v1/login/passkeys/start",
        "/v1/login/sessions",
        "/v1/login/sessions/refresh",
    }
)
"""What is no GET and goes on: a gate's checks, of people without a phone too, and logging in and out, without which
no code is shown and no guard comes on shift. Codes to log in with are not sent: they begin accounts."""


def require_none(route: Route, now: datetime) -> None:
    """Raises Unavailable `maintenance` with the end of it for a route that would change something. Reads the secret."""
    if route.method == "GET" or route.path in STILL_DONE:
        return
    until = int(secrets.service().get("maintenance", 0))
    left = until - instants.seconds(now)
    if left > 0:
        clock = f"{instants.from_millis(until * 1000).astimezone(POLICY_ZONE):%H:%M}"
        raise Unavailable("maintenance", retry_after=min(left, 300), until=clock)
