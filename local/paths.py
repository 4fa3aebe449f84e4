"""Where a local stage keeps what it makes; all of it can be deleted to begin anew."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_PORT = 4566


@dataclass(frozen=True)
class Paths:
    """The files under `.local/`, or under another folder for tests."""

    folder: Path

    @property
    def state(self) -> Path:
        return self.folder / "state"

    @property
    def snapshot(self) -> Path:
        """The state as it was saved last while nothing was going on (local/snapshotting/cloud_app.py)."""
        return self.state / "snapshot"

    @property
    def snapshot_before(self) -> Path:
        """The one before, which stands until the next one does."""
        return self.state / "snapshot.former"

    @property
    def layer(self) -> Path:
        """The functions' libraries, unpacked (local/layer.py)."""
        return self.folder / "layer"

    @property
    def clean_stop(self) -> Path:
        """Exists while the state on disk is complete."""
        return self.folder / "stopped-cleanly"

    @property
    def endpoint(self) -> Path:
        return self.folder / "endpoint.json"

    @property
    def sms(self) -> Path:
        return self.folder / "sms.jsonl"

    @property
    def staff(self) -> Path:
        """The seeded logins; their passwords exist nowhere else."""
        return self.folder / "staff.json"

    @property
    def partners(self) -> Path:
        """The seeded partners with their private keys, which exist nowhere else."""
        return self.folder / "partners.json"

    @property
    def lock(self) -> Path:
        return self.folder / "run.lock"

    @property
    def children(self) -> Path:
        return self.folder / "children.json"

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def stamp(self, name: str) -> Path:
        """The hash of what was last deployed or published."""
        return self.folder / f"{name}.sha256"


def default_paths() -> Paths:
    """`.local/` of this checkout; KANGMA_HOME names another folder."""
    return Paths(Path(os.environ.get("KANGMA_HOME", ROOT / ".local")).resolve())


def default_port() -> int:
    """KANGMA_PORT, or MiniStack's own."""
    return int(os.environ.get("KANGMA_PORT", DEFAULT_PORT))
