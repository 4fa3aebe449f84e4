"""Looks at the state folder before anything is started on it; after a kill it goes back to the last snapshot."""

import json
import shutil
import time
from datetime import datetime
from pathlib import Path
from threading import Thread

from local.cloud import CannotStart
from local.paths import Paths


def check(paths: Paths) -> str | None:
    """Raises CannotStart with one sentence when the folder cannot be used; else a notice, or None."""
    try:
        paths.state.mkdir(parents=True, exist_ok=True)
        probe = paths.folder / "write-probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CannotStart(f"The folder {paths.folder} cannot be written to: {error.strerror}.") from error
    services = paths.state / "services"
    notice = None
    if services.exists() and not paths.clean_stop.exists():
        notice = _gone_back(paths, services)
    for file in sorted(services.glob("*.json")):
        _check_readable(file, paths)
    _put_away(paths.state / "tmp")
    return notice


def _put_away(folder: Path) -> None:
    """Removes what functions were unpacked to, beside the start: a busy disk takes two minutes for it."""
    if folder.exists():
        folder.rename(folder.with_name(f"{folder.name}.{time.time_ns()}"))
    for former in folder.parent.glob(f"{folder.name}.*"):
        Thread(target=shutil.rmtree, args=(former, True), daemon=True).start()


def _gone_back(paths: Paths, services: Path) -> str:
    """Puts the last snapshot in place of a state that nobody saved; says what it lacks."""
    kept = next((each for each in (paths.snapshot, paths.snapshot_before) if each.exists()), None)
    for stamp in paths.folder.glob("*.sha256"):
        stamp.unlink()
    for stamp in kept.glob("*.sha256") if kept else ():
        shutil.copy(stamp, paths.folder)
    if kept is None and any(services.glob("*.json")):
        return "The last run did not end cleanly: what changed since it started is lost."
    shutil.rmtree(services, ignore_errors=True)
    if kept is None:
        # Files without the records that name them, of a run that never saved any.
        shutil.rmtree(paths.state / "s3", ignore_errors=True)
        return "The last run was killed before its first snapshot: the stage begins empty."
    shutil.copytree(kept, services)
    at = datetime.fromtimestamp(max(file.stat().st_mtime for file in kept.glob("*.json"))).astimezone()
    return (
        f"The last run was killed: the stage starts from its snapshot of {at:%H:%M:%S}. What changed after it is lost, "
        f"{_sent_after(paths, at)} text messages among it."
    )


def stamp_snapshot(paths: Paths) -> None:
    """Keeps beside a snapshot what was deployed, published and seeded when it was taken: none of it is done again."""
    for stamp in paths.folder.glob("*.sha256"):
        shutil.copy(stamp, paths.snapshot)


def _sent_after(paths: Paths, at: datetime) -> int:
    """How many text messages were sent after an instant: they stand in the file, their codes and people may not."""
    lines = paths.sms.read_text().splitlines() if paths.sms.exists() else []
    return sum(datetime.fromisoformat(json.loads(line)["at"]) > at for line in lines)


def _check_readable(file: Path, paths: Paths) -> None:
    try:
        json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        raise CannotStart(
            f"The saved state is broken ({file.name}): move {paths.folder} away to begin with an empty stage."
        ) from error
