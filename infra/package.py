"""One template for every home: Chalice's own, merged with the parts in this folder.

    python -m infra.package STAGE

leaves `.build/STAGE-<hash of the inputs>/` with `sam.json` and the archives it names, and prints where.
Nothing is built again while the inputs are the same. Chalice keeps the dependencies' archive by the
hash of requirements.txt, so that a change of code repackages code only.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from chalice.package import TemplateDeepMerger, YAMLTemplateSerializer

from infra.aliases import called_by_alias
from infra.archives import finish_code, finish_layer
from infra.closing import closed
from infra.home import REGION

KEPT = 3
ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / ".build"
PARTS = (
    "parameters",
    "keys",
    "tables",
    "queues",
    "storage",
    "mail",
    "functions",
    "gateway",
    "web",
    "watch",
    "objectives",
)
LAID_OVER = {"mainland": ("mainland",)}
"""Parts of one stage, over all others."""
INPUTS = ("app.py", "chalicelib", "requirements.txt", ".chalice/config.json", "infra")
# Chalice has pip fetch requirements.txt for the machine it runs on, and what does not fit Lambda once more by name
# alone. So pip is told to fetch Lambda's archives at once, and none but those whose hash is in the file.
_GLIBC = ("manylinux_2_34", "manylinux_2_28", "manylinux_2_17", "manylinux2014")
_PIP = {
    "PIP_REQUIRE_HASHES": "1",
    "PIP_ONLY_BINARY": ":all:",
    "PIP_PLATFORM": " ".join(f"{each}_x86_64" for each in _GLIBC),
}


class PackagingFailed(Exception):
    """Chalice could not make the package; the message ends with what it said last."""


def package(stage: str) -> Path:
    """Makes the stage's package where its inputs changed, and says where it lies."""
    digest = hash_of(_inputs())
    out = BUILD / f"{stage}-{digest[:16]}"
    if out.exists():
        return out
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as folder:
        unfinished = Path(folder) / "package"
        unfinished.mkdir()
        _run_chalice(stage, unfinished)
        finish_layer(unfinished / "layer-deployment.zip", BUILD / "layers")
        finish_code(unfinished / "deployment.zip")
        _finish_template(unfinished / "sam.json", stage)
        # A package appears whole or not at all, and is never changed: others may be reading it.
        unfinished.rename(out)
    _forget_old(stage)
    return out


def _finish_template(path: Path, stage: str) -> None:
    template = called_by_alias(json.loads(path.read_text()))
    path.write_text(json.dumps(template if stage == "local" else closed(template), indent=2))


def _forget_old(stage: str) -> None:
    packages = sorted(BUILD.glob(f"{stage}-*"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in packages[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def combined_parts(stage: str = "prod") -> dict[str, Any]:
    """The parts of this folder as one template with an output for every setting of the functions."""
    template = merged_parts(*PARTS, *LAID_OVER.get(stage, ()))
    settings = template["Globals"]["Function"]["Environment"]["Variables"]
    outputs = {f"Setting{_camel(name)}": {"Value": value, "Description": name} for name, value in settings.items()}
    template["Outputs"] = {**template.get("Outputs", {}), **outputs}
    return template


def _for_stage(template: dict[str, Any], stage: str) -> dict[str, Any]:
    """What the local cloud reads otherwise than CloudFormation.

    `image~1png` for a binary type it compares literally; limits that are parameters reach it as texts, with which it
    cannot reckon: it then hands over nothing. It keeps no containers ready.
    """
    if stage != "local":
        return template
    types = template["Resources"]["RestAPI"]["Properties"]["BinaryMediaTypes"]
    types[:] = [kind.replace("~1", "/") for kind in types]
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        properties.pop("ReservedConcurrentExecutions", None)
        properties.pop("ProvisionedConcurrencyConfig", None)
        for event in properties.get("Events", {}).values():
            event["Properties"].pop("ScalingConfig", None)
    return template


def merged_parts(*names: str) -> dict[str, Any]:
    """Some of the parts as one template."""
    merger = TemplateDeepMerger()
    template: dict[str, Any] = {}
    for name in names:
        text = (ROOT / "infra" / f"{name}.yaml").read_text()
        part = YAMLTemplateSerializer().load_template(text, name)
        part.pop("x-shared", None)
        template = merger.merge(part, template)
    return dict(_without_nothing(template))


def _without_nothing(value: Any) -> Any:
    """Without what a later part took away by `null`."""
    match value:
        case dict():
            return {key: _without_nothing(each) for key, each in value.items() if each is not None}
        case list():
            return [_without_nothing(each) for each in value]
        case _:
            return value


def hash_of(files: Iterable[Path]) -> str:
    """One hash of names and contents."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(files):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _inputs() -> Iterator[Path]:
    for name in INPUTS:
        path = ROOT / name
        yield from files_of(path) if path.is_dir() else [path]
    yield from (ROOT / ".chalice").glob("policy-*.json")


def files_of(folder: Path) -> Iterator[Path]:
    """Every file under a folder but what Python leaves behind."""
    return (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def _camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def _run_chalice(stage: str, out: Path) -> None:
    # Chalice keeps every archive of code that it ever made; only the dependencies' are worth it.
    for archive in (ROOT / ".chalice" / "deployments").glob("appcode-*.zip"):
        archive.unlink(missing_ok=True)
    merged = out / "merge.json"
    merged.write_text(json.dumps(_for_stage(combined_parts(stage), stage), indent=1))
    chalice = [sys.executable, "-c", "from chalice.cli import main; raise SystemExit(main())"]
    command = [*chalice, "package", "--stage", stage, "--merge-template", str(merged)]
    region = {"AWS_DEFAULT_REGION": REGION, "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
    done = subprocess.run(
        [*command, "--template-format", "json", str(out)],
        cwd=ROOT,
        env={**region, **os.environ, **_PIP},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        reason = "\n".join((done.stdout + done.stderr).strip().splitlines()[-6:])
        raise PackagingFailed(f"The functions could not be packaged:\n{reason}")
    merged.unlink()


if __name__ == "__main__":
    print(package(sys.argv[1]))
