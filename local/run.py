"""`make run` and `make up`: brings a stage up step by step, then watches over it until it is told to stop."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from infra.package import PackagingFailed, package
from infra.stack import DeploymentFailed
from local import state, web_build
from local.cloud import APP, CannotStart, end_group
from local.partner_seeds import seed_partners
from local.paths import ROOT, Paths
from local.seed import seed, seed_people
from local.sms import Tail
from local.stage import (
    STAGE,
    Running,
    check_ports,
    deploy_stage,
    endpoint_content,
    give_partners,
    publish_pages,
    start_cloud,
    wait_for_health,
)

_BESIDE = ("identity_service", "ratings_server", "partners", "push_provider", "oauth_platforms")
_OURS = (str(APP), *(f"local.{each}" for each in _BESIDE))
"""How a process of a stage is recognised in its command line."""
_BETWEEN_SNAPSHOTS = 5.0


class Stopped(Exception):
    """Somebody asked the stage to stop."""


def run(paths: Paths, port: int) -> int:
    """Runs the stage in this process until SIGINT or SIGTERM; the exit code."""
    paths.folder.mkdir(parents=True, exist_ok=True)
    _stop_on_signals()
    try:
        with _only_one(paths):
            _run(paths, port)
    except (CannotStart, DeploymentFailed, PackagingFailed) as problem:
        print(f"Cannot start: {problem}", file=sys.stderr)
        return 1
    except Stopped:
        return 0
    return 0


def _run(paths: Paths, port: int) -> None:
    _end_orphans(paths)
    check_ports(port)
    notice = state.check(paths)
    if notice:
        print(notice)
    paths.clean_stop.unlink(missing_ok=True)
    paths.endpoint.unlink(missing_ok=True)
    with _step("building the pages"):
        web_build.build()
    with _step("packaging the functions"):
        built = package(STAGE)
    with _step("starting the local cloud"):
        running = start_cloud(paths, port)
    try:
        paths.children.write_text(json.dumps([running.cloud.process.pid, *(each.pid for each in running.beside)]))
        _bring_up(running, paths, built)
        _watch(running, paths)
    finally:
        _stop(running, paths)


def _bring_up(running: Running, paths: Paths, built: Path) -> None:
    with _step("deploying the stack"):
        deploy_stage(running, paths, built)
        publish_pages(running, paths)
    with _step("waiting for the API"):
        wait_for_health(running)
    with _step("making the first people"):
        staff = seed(running, paths)
        partners = seed_partners(running, paths)
        give_partners(running, partners)
        residents = seed_people(running, paths, staff)
    content = {**endpoint_content(running, staff, partners), "residents": residents}
    paths.endpoint.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    _print_addresses(content)
    print("\nReady. SMS that are sent appear here; Ctrl-C stops everything and keeps the data.\n", flush=True)


def _print_addresses(content: dict[str, Any]) -> None:
    pages = {"Resident": "index", "Gate": "gate", "Venue": "venue", "Staff": "console"}
    print()
    for name, page in pages.items():
        print(f"  {name:<9} {content['web'].replace('index', page)}")
    print(f"  API       {content['api']}/v1/health\n")
    for resident in content["residents"]:
        print(f"  {resident['name']:<13} phone {resident['phone']}, {resident['colour']}; log in by SMS code")
    print()
    for login in content["staff"]:
        secrets = f"password {login['password']}  TOTP secret {login['totp_secret']}"
        print(f"  {login['login']:<25} {login['region'] or 'all':<4} {secrets}")


def _watch(running: Running, paths: Paths) -> None:
    tail = Tail(running.cloud.endpoint, paths.sms)
    snapshots = threading.Thread(target=_snapshots, args=(running, paths), daemon=True)
    snapshots.start()
    while running.cloud.process.poll() is None:
        for message in tail.new():
            print(f"SMS to {message['to']}: {message['text']}", flush=True)
        time.sleep(0.25)
    raise CannotStart(f"The local cloud ended unexpectedly; {running.cloud.log} says why.")


def _snapshots(running: Running, paths: Paths) -> None:
    """Keeps what a kill would lose, whenever nothing is going on."""
    while running.cloud.process.poll() is None:
        if running.cloud.snapshot():
            state.stamp_snapshot(paths)
        time.sleep(_BETWEEN_SNAPSHOTS)


def _stop(running: Running, paths: Paths) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if running.stop():
        paths.clean_stop.touch()
        print("Stopped; the data is kept.", flush=True)
    else:
        print("The local cloud had to be killed: what changed since it started is lost.", flush=True)
    paths.children.unlink(missing_ok=True)
    paths.endpoint.unlink(missing_ok=True)


def _stop_on_signals() -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)


@contextmanager
def _only_one(paths: Paths) -> Iterator[None]:
    """Holds the folder's lock, which the system lets go of however this process ends."""
    with paths.lock.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotStart("This stage is running already; 'make down' stops it.") from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _end_orphans(paths: Paths) -> None:
    """Ends what a supervisor that was killed left running; only processes that are surely ours."""
    if not paths.children.exists():
        return
    for pid in json.loads(paths.children.read_text()):
        command = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True).stdout
        if any(name in command for name in _OURS):
            os.kill(pid, signal.SIGTERM)
            _wait_for_end(pid)
            end_group(pid)
            if str(APP) in command:
                paths.clean_stop.touch()
    paths.children.unlink()


def _wait_for_end(pid: int, seconds: float = 20) -> None:
    end_at = time.monotonic() + seconds
    while time.monotonic() < end_at:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)


@contextmanager
def _step(name: str) -> Iterator[None]:
    """A progress line: what is being done, then how many seconds it took."""
    print(f"  {name:<28}", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f"{time.monotonic() - began:6.1f} s", flush=True)


def up(paths: Paths, port: int) -> int:
    """Starts `run` detached, shows its progress and returns when it is ready; the exit code."""
    paths.folder.mkdir(parents=True, exist_ok=True)
    running = _pid_of_running(paths)
    if running:
        print("Already running.")
        return 0
    log = paths.log("run")
    environment = {
        **os.environ,
        "KANGMA_PORT": str(port),
        "KANGMA_HOME": str(paths.folder),
        "PYTHONUNBUFFERED": "1",
    }
    with log.open("wb") as out:
        child = subprocess.Popen(
            [sys.executable, "-m", "local", "run"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    return _follow(child, log)


def _follow(child: "subprocess.Popen[bytes]", log: Any) -> int:
    with log.open() as lines:
        while True:
            ended = child.poll() is not None
            for line in lines:
                print(line, end="", flush=True)
                if line.startswith("Ready."):
                    return 0
            if ended:
                return child.returncode or 1
            time.sleep(0.1)


def down(paths: Paths) -> int:
    """Stops the stage and waits until nothing of it is left; the exit code."""
    pid = _pid_of_running(paths)
    if pid is None:
        _end_orphans(paths)
        print("Nothing is running.")
        return 0
    os.kill(pid, signal.SIGTERM)
    _wait_for_end(pid, 60)
    print("Stopped; the data is kept." if paths.clean_stop.exists() else "Stopped, but the data could not be saved.")
    return 0


def _pid_of_running(paths: Paths) -> int | None:
    if not paths.lock.exists():
        return None
    with paths.lock.open("r+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return int(lock.read().strip() or 0) or None
    return None


def status(paths: Paths) -> int:
    """Says whether the stage runs and where."""
    if _pid_of_running(paths) and paths.endpoint.exists():
        _print_addresses(json.loads(paths.endpoint.read_text()))
        return 0
    print("Not running.")
    return 1
