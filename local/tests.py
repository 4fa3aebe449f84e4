"""`make test`: the checks, every Python test, and the pages' own tests."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from local import web_build
from local.check import check
from local.cloud import CannotStart
from local.paths import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def test() -> int:
    """Runs everything, also after a failure, and returns the exit code."""
    try:
        browser = find_browser()
        web_build.build()
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1
    failed = check()
    environment = {**os.environ, "KANGMA_BROWSER": browser}
    failed |= subprocess.run([sys.executable, "-m", "pytest"], cwd=ROOT, env=environment).returncode != 0
    failed |= web_build.unit_tests() != 0
    print("FAILED" if failed else "Everything passes.")
    return int(failed)


def find_browser() -> str:
    """The path of a Chromium, installed through apt where that is possible. Raises CannotStart."""
    found = _on_this_machine()
    if not found and shutil.which("apt-get") and os.geteuid() == 0:
        print("  installing chromium (once)", flush=True)
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found = _on_this_machine()
    if not found:
        raise CannotStart("The browser tests need Chromium or Chrome: install it (apt install chromium) and try again.")
    return found


def _on_this_machine() -> str | None:
    on_path = next((path for path in map(shutil.which, BROWSERS) if path), None)
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    return on_path or (str(mac) if platform.system() == "Darwin" and mac.exists() else None)
