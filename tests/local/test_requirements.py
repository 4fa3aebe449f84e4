"""The lock of the requirements: exact versions, a hash for every archive, nothing that names a registry."""

import re
from pathlib import Path

import pytest

from local.paths import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-scan.txt")
_PIN = re.compile(r"([a-z0-9.-]+)==[^ ]+( ; [^\\]+)?( --hash=sha256:[0-9a-f]{64})+")


def pins(name: str) -> dict[str, str]:
    """The lines of a file by the package they pin, continued lines joined, comments left out."""
    text = re.sub(r"\s*\\\n\s*", " ", (ROOT / name).read_text())
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {line.partition("==")[0]: line for line in lines}


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_with_the_hashes_of_its_archives(name: str) -> None:
    assert pins(name)
    assert [line for line in pins(name).values() if not _PIN.fullmatch(line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_registry(name: str) -> None:
    assert "//" not in (ROOT / name).read_text()


def test_the_tools_are_locked_beside_the_same_archives_that_the_functions_get() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_is_as_new_as_what_was_asked_for(name: str) -> None:
    wanted = re.findall(r"^([\w.-]+)(?:\[\w+\])?==(\S+)", Path(ROOT / name).with_suffix(".in").read_text(), re.M)
    locked = {(package.lower(), line.partition("==")[2].split()[0]) for package, line in pins(name).items()}
    assert {(package.lower(), version) for package, version in wanted} <= locked
    assert wanted


def test_nothing_is_installed_without_its_hash() -> None:
    assert "--require-hashes -r requirements-dev.txt" in (ROOT / "local" / "setup.sh").read_text()
