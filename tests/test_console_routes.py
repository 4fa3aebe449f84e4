"""The list of the console's routes: each route of staff stands in it once, and nothing stands in it that is none."""

import re
from collections import Counter
from pathlib import Path

import app as app_module
from chalicelib.access.actor import STAFF_ROLES
from chalicelib.http.routes import ROUTES

LIST = Path(__file__).resolve().parent.parent / "docs" / "console-routes.md"


def test_every_route_of_staff_has_its_screen_or_a_reason_why_not():
    assert app_module.app is not None  # registers every route
    named = Counter(re.findall(r"`((?:GET|POST|PUT|PATCH|DELETE) /v1/[^`]+)`", LIST.read_text("utf-8")))
    there = {f"{route.method} {route.path}" for route in ROUTES if route.roles & STAFF_ROLES}
    assert set(named) == there
    assert [name for name, times in named.items() if times > 1] == []
