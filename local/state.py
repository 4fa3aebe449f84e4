"""Looks at the state folder before anything is started on it."""

import json
import shutil
from pathlib import Path

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
    for file in sorted(services.glob("*.json")):
        _check_readable(file, paths)
    shutil.rmtree(paths.state / "tmp", ignore_errors=True)
    if services.exists() and not paths.clean_stop.exists():
        for stamp in paths.folder.glob("*.sha256"):
            stamp.unlink()
        return "The last run did not end cleanly: what changed since it started is lost."
    return None


def _check_readable(file: Path, paths: Paths) -> None:
    try:
        json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        raise CannotStart(
            f"The saved state is broken ({file.name}): move {paths.folder} away to begin with an empty stage."
        ) from error
