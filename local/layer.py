"""The layer of the functions, unpacked once for all of a local stage.

The local cloud unpacks what a function needs anew for each of its copies: a hundred megabytes of libraries, five
thousand files, one to two seconds during which it answers nobody. A stage of two dozen functions took five gigabytes
before anybody came, in a test's memory. Here a copy's layer is one line, which names the folder where the package's own
archive lies unpacked.
"""

import hashlib
import platform
import shutil
import sys
import zipfile
from pathlib import Path

LAYER = "layer-deployment.zip"
_PLACE = "python/lib/python3.13/site-packages"


def with_shared_layer(package: Path, folder: Path) -> Path:
    """The same package with such a layer, in a folder of its own under `folder`; made once, the former ones go."""
    with (package / LAYER).open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()[:32]
    unpacked, thin = folder / digest, folder / f"{package.name}-{digest}"
    if not thin.exists():
        shutil.rmtree(folder, ignore_errors=True)
        with zipfile.ZipFile(package / LAYER) as archive:
            archive.extractall(unpacked)
        shutil.copytree(package, thin)
        with zipfile.ZipFile(thin / LAYER, "w") as archive:
            archive.writestr(zipfile.ZipInfo(f"{_PLACE}/layer.pth"), _line(unpacked / _PLACE))
    return thin


def _line(place: Path) -> str:
    """What Python's `site` reads: before this checkout's own libraries where the archive's were built for the machine,
    else after them."""
    fits = (sys.platform, platform.machine(), sys.version_info[:2]) == ("linux", "x86_64", (3, 13))
    return f"import sys; sys.path.insert(0, {str(place)!r})\n" if fits else f"{place}\n"
