"""Takes out of the layer what no function can reach.

botocore carries the descriptions of every AWS service; ours calls eight. A client of another service
fails at once with UnknownServiceError, and tests/test_policies.py holds this list against what the
functions call.
"""

import hashlib
import shutil
import zipfile
from pathlib import Path

SERVICES = frozenset({"cloudwatch", "dynamodb", "events", "kms", "lambda", "s3", "secretsmanager", "sns", "sqs", "sts"})
_NOT_NEEDED = ("/tests/", "/__pycache__/", "/boto3/data/", "/boto3/examples/")


def trim_layer(archive: Path, kept: Path) -> None:
    """Replaces the archive by one without what is never read; `kept` holds those made before."""
    with archive.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256")
    digest.update(Path(__file__).read_bytes())
    smaller = kept / f"{digest.hexdigest()[:32]}.zip"
    if not smaller.exists():
        kept.mkdir(exist_ok=True)
        unfinished = archive.with_suffix(".unfinished")
        _copy_needed(archive, unfinished)
        unfinished.replace(smaller)
    shutil.copy(smaller, archive)


def _copy_needed(archive: Path, smaller: Path) -> None:
    with (
        zipfile.ZipFile(archive) as old,
        zipfile.ZipFile(smaller, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for entry in old.infolist():
            if is_needed(entry.filename):
                new.writestr(entry, old.read(entry))


def is_needed(name: str) -> bool:
    """Whether a function could read the file of this name."""
    if any(part in name for part in _NOT_NEEDED):
        return False
    _, _, data = name.partition("/botocore/data/")
    if "/" in data:
        return data.split("/")[0] in SERVICES
    return True
