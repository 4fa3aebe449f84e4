"""One unpacked layer for all copies of all functions of a stage."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from local import layer
from local.layer import LAYER

PLACE = "python/lib/python3.13/site-packages"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "local-1"
    folder.mkdir()
    (folder / "sam.json").write_text("{}")
    (folder / "deployment.zip").write_bytes(b"code")
    _pack(folder, "value = 1")
    return folder


def _pack(package: Path, source: str) -> None:
    with zipfile.ZipFile(package / LAYER, "w") as archive:
        archive.writestr(f"{PLACE}/of_the_layer.py", source)
        archive.writestr(f"{PLACE}/airportsdata.py", "value = 'of the layer'")


@pytest.mark.parametrize(("machine", "whose"), [("x86_64", "of the layer"), ("arm64", None)])
def test_a_copy_finds_the_libraries_before_the_checkout_s_where_they_fit(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, machine: str, whose: str | None
) -> None:
    monkeypatch.setattr(layer.sys, "platform", "linux")
    monkeypatch.setattr(layer.platform, "machine", lambda: machine)
    thin = layer.with_shared_layer(package, tmp_path / "layer")
    assert (thin / LAYER).stat().st_size < 1000
    with zipfile.ZipFile(thin / LAYER) as archive:
        archive.extractall(tmp_path / "copy")
    says = f"import site; site.addsitedir({str(tmp_path / 'copy' / PLACE)!r}); import of_the_layer, airportsdata; "
    command = [sys.executable, "-c", f"{says}print(of_the_layer.value, getattr(airportsdata, 'value', None), sep='|')"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.strip() == f"1|{whose}"


def test_all_else_of_the_package_stays(package: Path, tmp_path: Path) -> None:
    thin = layer.with_shared_layer(package, tmp_path / "layer")
    assert (thin / "deployment.zip").read_bytes() == b"code"
    assert (thin / "sam.json").read_text() == "{}"


def test_it_is_unpacked_once_and_the_former_goes_with_a_new_one(package: Path, tmp_path: Path) -> None:
    thin = layer.with_shared_layer(package, tmp_path / "layer")
    assert layer.with_shared_layer(package, tmp_path / "layer") == thin
    _pack(package, "value = 2")
    newer = layer.with_shared_layer(package, tmp_path / "layer")
    assert newer != thin
    assert not thin.exists()
    assert [path.read_text() for path in (tmp_path / "layer").rglob("of_the_layer.py")] == ["value = 2"]


def test_what_was_not_unpacked_to_its_end_is_unpacked_again(package: Path, tmp_path: Path) -> None:
    thin = layer.with_shared_layer(package, tmp_path / "layer")
    for each in (*thin.iterdir(), *(tmp_path / "layer").rglob("of_the_layer.py")):
        each.unlink()
    thin.rmdir()
    assert layer.with_shared_layer(package, tmp_path / "layer") == thin
    assert list((tmp_path / "layer").rglob("of_the_layer.py"))
