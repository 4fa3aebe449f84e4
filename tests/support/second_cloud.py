"""moto in place of the local cloud, where its server is named (local/moto.py)."""

import os
import subprocess
import time
import urllib.request
from pathlib import Path

from infra.home import Home
from local import cloud as local_cloud
from local.cloud import HOST, CannotStart, Cloud
from local.moto import SERVER


def start(port: int, folder: Path) -> Cloud:
    """The local cloud, or moto where it is asked for. Raises CannotStart."""
    program = os.environ.get(SERVER)
    if not program:
        return local_cloud.start(port, folder, folder / "cloud.log", persist=False)
    log = folder / "cloud.log"
    with log.open("ab") as out:
        command = [program, "--host", HOST, "--port", str(port)]
        process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True, cwd=folder)
    cloud = Cloud(process, port, log, persists=False)
    _wait(cloud)
    return cloud


def _wait(cloud: Cloud, seconds: float = 60) -> None:
    end_at = time.monotonic() + seconds
    while time.monotonic() < end_at and cloud.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{cloud.endpoint}/moto-api/data.json", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    cloud.stop()
    raise CannotStart(f"moto did not answer; {cloud.log} says why.")


def mend(home: Home) -> None:
    """What moto leaves out of the template: a secret without a first value, which CloudFormation makes."""
    if SERVER in os.environ:
        secrets = home.client("secretsmanager")
        known = {each["Name"] for each in secrets.list_secrets()["SecretList"]}
        for name in {os.environ["SERVICE_SECRET"], os.environ["SIGNING_SECRET"]} - known:
            secrets.create_secret(Name=name)
