"""`make test`: the checks, every Python test, and the pages' own tests."""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from ctypes.util import find_library
from pathlib import Path

from infra.package import package
from local import web_build
from local.check import check
from local.cloud import CannotStart
from local.paths import ROOT
from local.pytest_runs import run
from local.stage import STAGE

LIGHT = "chromium-headless-shell"
"""The browser without windows of its own, which takes over a third less of the processor than a whole one does."""
PACKAGES = (LIGHT, "libzbar0", "fonts-wqy-microhei", "fontconfig")
"""Debian's names: the browser, the second reader of pictures (zbar), which PyPI has without its library, and Chinese
letters, without which every page has other measures."""
LESS_URGENT = 5
"""The niceness of what has no patience that ends."""
WITH_A_STAGE = ("browser", "e2e")
"""What has."""
BESIDE: tuple[tuple[str, ...], ...] = (
    ("browser/test_[cfgtvw]*.py",),
    ("e2e scoring codes identity http", "browser/test_[!cfgtvw]*.py"),
    (
        "campaigns credit epidemic erasure imports outages photos proposals rating_list ratings rulesets staff store "
        "tracing venues visits",
    ),
)
"""What runs at the same time as all others, each one after another: what waits for a whole stage, in two parts, and as
much of the rest as makes all about equally long. Folders and files of `tests`."""
ALONE = "tests/e2e/test_crowd.py"
"""A crowd has dozens of copies of a function start at once: beside others none is ready in time, on two cores."""
PICTURES = ROOT / ".local" / "gallery"
LAST = "tests/test_policies.py"
"""What is asked of the calls that all of them made."""
BROWSERS = (LIGHT, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def test() -> int:
    """Runs everything, also after a failure, and returns the exit code."""
    try:
        browser = find_browser()
        web_build.build()
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1
    failed = [
        *(["make check"] if check() else []),
        *(["the pages' own tests"] if web_build.unit_tests() else []),
        *_python_tests({**os.environ, "KANGMA_BROWSER": browser}),
    ]
    print("\nFAILED", *failed, sep="\n  ") if failed else print("Everything passes.")
    return int(failed != [])


def gallery() -> int:
    """Pictures of every screen that tests look at, in each size and language (tests/browser/gallery.py)."""
    environment = {**os.environ, "KANGMA_BROWSER": find_browser(), "KANGMA_GALLERY": str(PICTURES)}
    web_build.build()
    package(STAGE)
    failed = run(["tests/browser", "-q"], environment)
    print(f"The pictures are in {PICTURES}, what is cut off in faults.txt there.")
    return int(failed != [])


def _python_tests(environment: dict[str, str]) -> list[str]:
    """Four runs at the same time, and after them the crowd and the policies. What failed, a line each.

    What waits for a stage goes before the rest where cores are few. The others begin the record of AWS calls anew
    (tests/conftest.py); to it the rest adds.
    """
    package(STAGE)
    taken = [path for runs in BESIDE for names in runs for path in _paths(names)]
    others = [f"--ignore={path}" for path in (LAST, ALONE, *taken)]
    with ThreadPoolExecutor() as pool:
        slots = [pool.submit(_one_after_another, runs, environment) for runs in BESIDE]
        failed = run(others, environment, LESS_URGENT)
        failed += [line for slot in slots for line in slot.result()]
    return failed + run((ALONE, LAST), environment)


def _one_after_another(runs: Sequence[str], environment: dict[str, str]) -> list[str]:
    return [line for names in runs for line in _told_at_its_end(names, environment)]


def _told_at_its_end(names: str, environment: dict[str, str]) -> list[str]:
    with tempfile.TemporaryFile("w+") as out:
        failed = run([*_paths(names), f"--ignore={ALONE}"], environment, _niceness(names), out)
        out.seek(0)
        print(f"\n{names}", out.read(), sep="\n", flush=True)
        return failed


def _niceness(names: str) -> int:
    return 0 if names.startswith(WITH_A_STAGE) else LESS_URGENT


def _paths(names: str) -> list[str]:
    return [str(path.relative_to(ROOT)) for name in names.split() for path in sorted((ROOT / "tests").glob(name))]


def find_browser() -> str:
    """The path of a Chromium; it, zbar and a font are installed through apt where possible. Raises CannotStart."""
    if not (_on_this_machine() and _has_zbar() and _has_chinese()) and shutil.which("apt-get") and os.geteuid() == 0:
        print(f"  installing {' and '.join(PACKAGES)} (once)", flush=True)
        _install()
    found = _on_this_machine()
    if not found:
        raise CannotStart("The browser tests need Chromium or Chrome: install it (apt install chromium) and try again.")
    if not _has_zbar():
        raise CannotStart("The tests read pictures with zbar: install it (apt install libzbar0) and try again.")
    if not _has_chinese():
        raise CannotStart(
            "The pages need Chinese letters: install them (apt install fonts-wqy-microhei) and try again."
        )
    return found


def _install() -> None:
    """Each by itself: what a distribution lacks keeps nothing else away. Any browser will do where that one is not."""
    _apt("update", "-qq")
    for name in PACKAGES:
        _apt("install", "-y", "-qq", "--no-install-recommends", name)
    if not _on_this_machine():
        _apt("install", "-y", "-qq", "--no-install-recommends", "chromium")


def _apt(*arguments: str) -> None:
    subprocess.run(["apt-get", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _has_zbar() -> bool:
    return find_library("zbar") is not None or platform.system() == "Darwin"


def _has_chinese() -> bool:
    if platform.system() == "Darwin":
        return True
    command = shutil.which("fc-list")
    return bool(command and subprocess.run([command, ":lang=zh"], capture_output=True).stdout.strip())


def _on_this_machine() -> str | None:
    on_path = next((path for path in map(shutil.which, BROWSERS) if path), None)
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    return on_path or (str(mac) if platform.system() == "Darwin" and mac.exists() else None)
