"""The audit on a stage: what staff do lies in the bucket minutes later, signed for everybody, and the script agrees."""

import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infra.package import ROOT
from tests.e2e.epidemic_steps import Office
from tests.support.deployed_stack import Deployed

COPIED_WITHIN = 90
"""Seconds: the stream's window, and a machine that does other things too."""


def test_what_staff_do_is_copied_signed_and_verified_from_the_bucket_alone(deployed: Deployed, tmp_path: Path) -> None:
    """A log-in of staff is an entry."""
    Office(deployed, "auditor").headers(datetime.now(UTC))
    _eventually(lambda: _objects(deployed, "audit/"))
    _call_heads(deployed)
    answer = deployed.http("GET", "/v1/audit/heads")
    assert (answer.status, answer.headers["cache-control"]) == (200, "public, max-age=60")
    assert answer.json()["items"]
    folder = _downloaded(deployed, tmp_path / "bucket")
    noted, keys = tmp_path / "noted", tmp_path / "keys.json"
    noted.write_text(answer.json()["statement"])
    keys.write_text(json.dumps(deployed.http("GET", "/v1/keys").json()))
    script = [sys.executable, "-I", str(ROOT / "docs" / "audit" / "verify.py")]
    done = subprocess.run(
        [*script, str(folder), "--head", str(noted), "--keys", str(keys)], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Nothing is amiss."), done.stdout + done.stderr


def _eventually(found: Any) -> None:
    end = time.monotonic() + COPIED_WITHIN
    while not found():
        assert time.monotonic() < end, "nothing was copied"
        time.sleep(1)


def _bucket(stage: Deployed) -> str:
    return stage.running.home.settings()["AUDIT_BUCKET"]


def _objects(stage: Deployed, prefix: str = "") -> list[str]:
    s3 = stage.running.home.client("s3")
    return [each["Key"] for each in s3.list_objects_v2(Bucket=_bucket(stage), Prefix=prefix).get("Contents", [])]


def _downloaded(stage: Deployed, folder: Path) -> Path:
    s3 = stage.running.home.client("s3")
    for key in _objects(stage):
        path = folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(s3.get_object(Bucket=_bucket(stage), Key=key)["Body"].read())
    return folder


def _call_heads(stage: Deployed) -> None:
    """As the schedule calls it, at the real hour."""
    assert stage.client.run_job("heads", datetime.now(UTC))["differing"] == 0
