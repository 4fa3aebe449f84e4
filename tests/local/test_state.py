"""One sentence for each way in which a state folder can be unusable, and stamps that do not lie."""

from pathlib import Path

import pytest

from local import state
from local.cloud import CannotStart
from local.paths import Paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "local")


def saved(paths: Paths, content: str = "{}") -> None:
    services = paths.state / "services"
    services.mkdir(parents=True)
    (services / "sqs.json").write_text(content)


def test_an_empty_folder_is_made(paths: Paths) -> None:
    assert state.check(paths) is None
    assert paths.state.is_dir()


def test_a_clean_stop_says_nothing_and_keeps_the_stamps(paths: Paths) -> None:
    saved(paths)
    paths.clean_stop.touch()
    paths.stamp("deployed").write_text("hash")
    assert state.check(paths) is None
    assert paths.stamp("deployed").exists()


def test_after_a_kill_it_says_what_is_lost_and_forgets_what_was_done(paths: Paths) -> None:
    saved(paths)
    paths.stamp("deployed").write_text("hash")
    assert "is lost" in str(state.check(paths))
    assert not paths.stamp("deployed").exists()


def test_a_broken_file_is_named(paths: Paths) -> None:
    saved(paths, "{")
    with pytest.raises(CannotStart, match=r"broken \(sqs.json\): move .* away"):
        state.check(paths)


def test_a_file_where_the_folder_should_be_is_named(paths: Paths) -> None:
    paths.folder.parent.mkdir(exist_ok=True)
    paths.folder.write_text("")
    with pytest.raises(CannotStart, match="cannot be written to"):
        state.check(paths)
