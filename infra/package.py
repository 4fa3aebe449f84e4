"""One template for every home: Chalice's own, merged with the parts in this folder.

    python -m infra.package STAGE

leaves `.build/STAGE/` with `sam.json` and the archives it names. Nothing is built again while
the inputs are the same. Chalice keeps the dependencies' archive by the hash of requirements.txt,
so that a change of code repackages code only.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from chalice.package import TemplateDeepMerger, YAMLTemplateSerializer

from infra.trim import trim_layer

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / ".build"
PARTS = ("parameters", "keys", "tables", "queues", "storage", "functions", "gateway", "web", "watch")
INPUTS = ("app.py", "chalicelib", "requirements.txt", ".chalice/config.json", "infra")


def package(stage: str) -> Path:
    """Makes the stage's package where its inputs changed, and says where it lies."""
    out = BUILD / stage
    stamp = out / "inputs.sha256"
    digest = hash_of(_inputs())
    if stamp.exists() and stamp.read_text() == digest:
        return out
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    merged = BUILD / "merge.json"
    merged.write_text(json.dumps(combined_parts(), indent=1))
    _run_chalice(stage, out, merged)
    trim_layer(out)
    stamp.write_text(digest)
    return out


def combined_parts() -> dict[str, Any]:
    """The parts of this folder as one template with an output for every setting of the functions."""
    template = merged_parts(*PARTS)
    settings = template["Globals"]["Function"]["Environment"]["Variables"]
    outputs = {
        f"Setting{_camel(name)}": {"Value": value, "Description": name} for name, value in settings.items()
    }
    template["Outputs"] = {**template.get("Outputs", {}), **outputs}
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
    return template


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


def _run_chalice(stage: str, out: Path, merged: Path) -> None:
    command = [sys.executable, "-c", "from chalice.cli import main; main()", "package", "--stage", stage]
    command += ["--merge-template", str(merged), "--template-format", "json", str(out)]
    region = {
        "AWS_DEFAULT_REGION": "ap-southeast-1",
        "AWS_ACCESS_KEY_ID": "none",
        "AWS_SECRET_ACCESS_KEY": "none",
    }
    done = subprocess.run(command, cwd=ROOT, env={**region, **os.environ}, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"Packaging failed.\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    print(package(sys.argv[1]))
