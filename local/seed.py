"""Gives a local stage its first people: a staff login for each role.

Staff are made by the same service function that the API uses, in this process, against the local cloud.
"""

import importlib.util
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from infra.home import Home
from local.paths import Paths

ROLES = ("gate", "reviewer", "epidemiologist", "supervisor", "auditor")


def seed(home: Home, paths: Paths) -> list[dict[str, Any]]:
    """Creates what is missing and returns the staff logins for `.local/endpoint.json`."""
    if paths.staff.exists():
        return list(json.loads(paths.staff.read_text()))
    if importlib.util.find_spec("chalicelib.services.staff") is None:
        return []
    with environment_of(home):
        staff = [_create(role) for role in ROLES]
    paths.staff.write_text(json.dumps(staff, indent=1, ensure_ascii=False))
    paths.staff.chmod(0o600)
    return staff


def _create(role: str) -> dict[str, Any]:
    from chalicelib.services import staff

    password = secrets.token_urlsafe(12)
    made = staff.create(login=role, password=password, roles=[role])
    return {"login": role, "password": password, "totp_secret": made["totp_secret"], "roles": [role]}


@contextmanager
def environment_of(home: Home) -> Iterator[None]:
    """This process seen as one of the stage's functions: its settings, its cloud."""
    before = dict(os.environ)
    os.environ.update(settings_for_process(home))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def settings_for_process(home: Home) -> dict[str, str]:
    """The functions' environment, with what botocore needs to find the local cloud."""
    aws = {
        "AWS_ENDPOINT_URL": str(home.endpoint),
        "AWS_DEFAULT_REGION": home.region,
        "AWS_REGION": home.region,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }
    return {**home.settings(), **aws}
