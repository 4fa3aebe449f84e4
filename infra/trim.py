"""Takes out of the layer what no function can reach.

botocore carries the descriptions of every AWS service; ours calls eight. A client of another service
fails at once with UnknownServiceError, and tests/test_policies.py holds this list against what the
functions call.
"""

import zipfile
from pathlib import Path

SERVICES = frozenset(
    {"cloudwatch", "dynamodb", "events", "kms", "lambda", "s3", "secretsmanager", "sns", "sqs", "sts"}
)
_NOT_NEEDED = ("/tests/", "/test/", "/__pycache__/", "/examples/", "/docs/")


def trim_layer(out: Path) -> None:
    """Rewrites the dependencies' archive in a package folder without what is never read."""
    archive = out / "layer-deployment.zip"
    smaller = out / "smaller.zip"
    with (
        zipfile.ZipFile(archive) as old,
        zipfile.ZipFile(smaller, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for entry in old.infolist():
            if is_needed(entry.filename):
                new.writestr(entry, old.read(entry))
    smaller.replace(archive)


def is_needed(name: str) -> bool:
    """Whether a function could read the file of this name."""
    if any(part in name for part in _NOT_NEEDED):
        return False
    _, _, data = name.partition("/botocore/data/")
    if "/" in data:
        return data.split("/")[0] in SERVICES
    return "/boto3/data/" not in name and "/boto3/examples/" not in name
