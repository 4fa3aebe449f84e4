"""MiniStack, the local cloud: a child process bound to loopback that keeps its state in a folder."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from infra.home import REGION

APP = Path(__file__).resolve().parent / "snapshotting" / "cloud_app.py"
HOST, NAME = "127.0.0.1", "localhost"
# What MiniStack starts besides the one port, none of it ours.
OTHER_LISTENERS_OFF = {"SFTP_ENABLED": "0", "IOT_MTLS_ENABLED": "0", "USE_SSL": "0"}

WARM_SECONDS = "180"
"""How long a function's further copies wait for another burst. Each takes some 110 MB of memory, and pages that ask for
many things at once make dozens; the first copy of each stays."""


class CannotStart(Exception):
    """The local cloud cannot run; the message is one sentence for the person at the keyboard."""


@dataclass
class Cloud:
    """One running local cloud."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    persists: bool

    @property
    def endpoint(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def address(self) -> str:
        """The same for people and their browsers: a passkey is bound to a name, and refuses an IP address."""
        return f"http://{NAME}:{self.port}"

    def snapshot(self) -> bool:
        """Has it save its state if something changed and nothing is going on now; whether it did."""
        try:
            asked = urllib.request.Request(f"{self.endpoint}/_kangma/snapshot", method="POST")
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return bool(json.load(answer)["saved"])
        except OSError:
            return False

    def stop(self) -> bool:
        """Stops it with its workers; whether it ended by itself, that is with its state saved."""
        clean = self.persists and end(self.process)
        end_group(self.process.pid)
        self.process.wait()
        return clean


def start(port: int, state: Path, log: Path, persist: bool = True) -> Cloud:
    """Starts the local cloud and waits until it answers. Raises CannotStart."""
    state.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "hypercorn", f"{APP}:app", "--bind", f"{HOST}:{port}"]
    command += ["--keep-alive", "75", "--graceful-timeout", "5", "--log-level", "WARNING"]
    with log.open("ab") as out:
        process = subprocess.Popen(
            command,
            env=_environment(port, state, persist),
            stdout=out,
            stderr=out,
            start_new_session=True,
            cwd=state,
        )
    cloud = Cloud(process, port, log, persist)
    _wait_until_ready(cloud)
    return cloud


def _environment(port: int, state: Path, persist: bool) -> dict[str, str]:
    own = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "LOCALSTACK_", "MINISTACK_"))}
    return {
        **own,
        **OTHER_LISTENERS_OFF,
        "GATEWAY_PORT": str(port),
        "MINISTACK_HOST": HOST,
        "MINISTACK_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "PERSIST_STATE": "1" if persist else "0",
        "STATE_DIR": str(state / "services"),
        "S3_PERSIST": "1" if persist else "0",
        "S3_DATA_DIR": str(state / "s3"),
        "TMPDIR": str(_folder(state / "tmp")),
        # Roles and bucket policies count here as they do on AWS: what is not granted is refused.
        "AUTH": "true",
        "LAMBDA_WARM_TTL_SECONDS": WARM_SECONDS,
        "LOG_LEVEL": "WARNING",
    }


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def _wait_until_ready(cloud: Cloud, seconds: float = 60) -> None:
    end_at = time.monotonic() + seconds
    while time.monotonic() < end_at:
        if cloud.process.poll() is not None:
            raise CannotStart(f"The local cloud ended at once; {cloud.log} says why.")
        try:
            with urllib.request.urlopen(f"{cloud.endpoint}/_ministack/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    cloud.stop()
    raise CannotStart(f"The local cloud did not answer within {seconds:.0f} s; {cloud.log} says why.")


def is_taken(port: int) -> bool:
    """Whether something on this machine listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


_PORTS = range(20_000, 32_000, 6)
"""Below the range from which systems take ports for outgoing connections: one of those could come between."""


def free_port() -> int:
    """A port of this machine that, like the five after it, nothing uses; each call another."""
    while True:
        port = random.choice(_PORTS)
        if port not in _given and not any(map(is_taken, range(port, port + 6))):
            _given.add(port)
            return port


_given: set[int] = set()


def end(process: subprocess.Popen[bytes], seconds: float = 30) -> bool:
    """Asks a child to end and waits; kills it when it does not. Whether it ended by itself."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
    return process.returncode in (0, -signal.SIGTERM)


def end_group(leader: int) -> None:
    """Kills what a child that was started in a session of its own left behind."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
