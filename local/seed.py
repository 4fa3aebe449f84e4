"""Gives a local stage its first people, once: a staff login for each role, residents in each colour."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from chalicelib.identity.check_characters import resident_check
from infra.home import Home
from local.abroad import seed_traveller
from local.api import FunctionFailed
from local.cloud import CannotStart
from local.door import seed_venue
from local.outbreak import seed_outbreak
from local.paths import ROOT, Paths
from local.residents import seed_residents
from local.stage import Running
from local.steps import NotSeeded

COUNTRY, QINGHAI, ANHUI = "", "63", "34"
# What turns people red, and who may, takes two people; a third stands for whoever proposed it with another login.
LOGINS = (
    ("gate", "gate", COUNTRY),
    ("reviewer", "reviewer", COUNTRY),
    ("auditor", "auditor", COUNTRY),
    ("exchange", "exchange_desk", COUNTRY),
    ("epidemiologist", "epidemiologist", QINGHAI),
    ("epidemiologist-2", "epidemiologist", QINGHAI),
    ("epidemiologist-3", "epidemiologist", QINGHAI),
    ("epidemiologist-anhui", "epidemiologist", ANHUI),
    ("epidemiologist-country", "epidemiologist", COUNTRY),
    ("epidemiologist-country-2", "epidemiologist", COUNTRY),
    ("supervisor", "supervisor", QINGHAI),
    ("supervisor-2", "supervisor", QINGHAI),
    ("supervisor-country", "supervisor", COUNTRY),
    ("supervisor-country-2", "supervisor", COUNTRY),
)
"""Login, role and region of each seeded member of staff."""


def seed(running: Running, paths: Paths) -> list[dict[str, Any]]:
    """Creates the staff logins that are missing and returns all, as `.local/endpoint.json` names them."""
    known = list(json.loads(paths.staff.read_text())) if paths.staff.exists() else []
    stamp, wanted = paths.stamp("staff"), _logins(known)
    if stamp.exists() and known == wanted:
        return known
    staff = _create_staff(running.home, wanted)
    paths.staff.write_text(json.dumps(staff, indent=1, ensure_ascii=False))
    paths.staff.chmod(0o600)
    stamp.touch()
    return staff


def seed_people(running: Running, paths: Paths, staff: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Makes what was not made yet: the first residents, a traveller, a venue; a case with contacts, a rated county.

    Returns who they are, with phones.
    """
    api, now = running.client(), datetime.now(UTC)

    def first() -> list[dict[str, str]]:
        return [*seed_residents(api, now), seed_traveller(api, now), seed_venue(api, staff, now)]

    return [*_once(paths, "residents", first), *_once(paths, "outbreak", lambda: seed_outbreak(api, staff, now))]


def _once(paths: Paths, name: str, make: Callable[[], list[dict[str, str]]]) -> list[dict[str, str]]:
    """What was made before, or is made now; a stage without them is still of use."""
    stamp = paths.stamp(name)
    if stamp.exists():
        return list(json.loads(stamp.read_text()))
    try:
        made = make()
    except (NotSeeded, FunctionFailed) as problem:
        print(f"  The first people ({name}) could not be made: {problem}", flush=True)
        return []
    stamp.write_text(json.dumps(made, ensure_ascii=False))
    return made


def _logins(known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All of them: those that are known with what they have, the others with a new password."""
    kept = {login["login"]: login for login in known}
    return [
        {"password": secrets.token_urlsafe(12)}
        | kept.get(name, {})
        | {"login": name, "roles": [role], "region": region, "document": _document(number)}
        for number, (name, role, region) in enumerate(LOGINS)
    ]


def _document(number: int) -> str:
    """A made-up resident number that holds together: one natural person has one login."""
    body = f"110101{1970 + number}0101{900 + number}"
    return body + resident_check(body)


def _create_staff(home: Home, logins: list[dict[str, Any]]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "local.staff"],
        cwd=ROOT,
        env={**os.environ, **settings_for_process(home)},
        input=json.dumps(logins),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise CannotStart(f"The staff logins could not be made:\n{done.stderr}")
    return list(json.loads(done.stdout))


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
