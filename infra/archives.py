"""What Chalice packed, made fit: without what no function can reach, and with bytecode.

botocore carries the descriptions of every AWS service; ours calls few. A client of another service
fails at once with UnknownServiceError, and tests/test_policies.py holds this list against what the
functions call. Functions cannot write beside their code, so without bytecode every cold start would
compile everything anew: importing the app takes twice as long.
"""

import compileall
import hashlib
import py_compile
import shutil
import tempfile
import zipfile
from pathlib import Path

SERVICES = frozenset(
    {"cloudwatch", "dynamodb", "events", "kms", "lambda", "s3", "secretsmanager", "ses", "sns", "sqs", "sts"}
)
_NOT_NEEDED = (
    "/tests/",
    "/__pycache__/",
    "/boto3/data/",
    "/boto3/examples/",
    # Read only by modules that nothing of ours imports: where a phone number is and whose, pages about an API.
    "/phonenumbers/geodata/",
    "/phonenumbers/carrierdata/",
    "/phonenumbers/tzdata/",
    "/fontTools/qu2cu/",
    "/fontTools/ufoLib/",
    "/openapi/swagger_ui/swagger-ui",
)
_SOURCES = (".c", ".h", ".pyx", ".pxd", ".pyi")
"""Of what is compiled already, and for editors."""


def finish_layer(archive: Path, kept: Path) -> None:
    """Makes the dependencies' archive fit; `kept` holds those made before, by what they were made from."""
    with archive.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256")
    digest.update(Path(__file__).read_bytes())
    finished = kept / f"{digest.hexdigest()[:32]}.zip"
    if not finished.exists():
        kept.mkdir(exist_ok=True)
        _rewrite(archive, home="/opt")
        shutil.copy(archive, finished)
    shutil.copy(finished, archive)


def finish_code(archive: Path) -> None:
    """Makes the archive of our own code fit."""
    _rewrite(archive, home="/var/task")


def _rewrite(archive: Path, home: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(archive) as old:
            old.extractall(folder, [name for name in old.namelist() if is_needed(name)])
        # Unchecked: the archive's times are not the sources', and nobody edits a package.
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        compileall.compile_dir(folder, quiet=2, stripdir=folder, prependdir=home, invalidation_mode=mode)
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new:
            for path in sorted(p for p in Path(folder).rglob("*") if p.is_file()):
                _add(new, path, str(path.relative_to(folder)))


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    """Adds a file without its time, so that the same libraries make the same archive."""
    entry = zipfile.ZipInfo(name)
    entry.external_attr = 0o755 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, path.read_bytes())


def is_needed(name: str) -> bool:
    """Whether a function could read the file of this name."""
    if any(part in name for part in _NOT_NEEDED) or name.endswith(_SOURCES):
        return False
    _, _, data = name.partition("/botocore/data/")
    if "/" in data:
        return data.split("/")[0] in SERVICES
    return True
