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


def snapshot(paths: Paths, name: str = "snapshot", content: str = '{"of": "the snapshot"}') -> None:
    kept = paths.state / name
    kept.mkdir(parents=True)
    (kept / "sqs.json").write_text(content)


@pytest.mark.parametrize("name", ["snapshot", "snapshot.former"])
def test_after_a_kill_the_last_whole_snapshot_is_the_state_and_it_says_since_when(paths: Paths, name: str) -> None:
    """A kill between the two renames leaves the former one alone."""
    saved(paths, '{"half')
    snapshot(paths, name)
    paths.sms.write_text('{"at": "2099-01-01T00:00:00+00:00"}\n{"at": "2001-01-01T00:00:00+00:00"}\n')
    paths.stamp("deployed").write_text("of the run that was killed")
    (paths.state / name / "people.sha256").write_text("of the snapshot")
    notice = str(state.check(paths))
    assert "starts from its snapshot of" in notice
    assert (paths.stamp("deployed").exists(), paths.stamp("people").read_text()) == (False, "of the snapshot")
    assert ", 1 text messages" in notice
    assert (paths.state / "services" / "sqs.json").read_text() == '{"of": "the snapshot"}'
    assert (paths.state / name).exists()


def test_a_kill_before_the_first_snapshot_begins_empty_and_says_so(paths: Paths) -> None:
    (paths.state / "services").mkdir(parents=True)
    (paths.state / "s3").mkdir()
    assert "begins empty" in str(state.check(paths))
    assert not (paths.state / "s3").exists()


def test_a_snapshot_keeps_what_was_done_when_it_was_taken(paths: Paths) -> None:
    snapshot(paths)
    paths.stamp("deployed").write_text("hash")
    state.stamp_snapshot(paths)
    paths.stamp("deployed").write_text("a later one")
    saved(paths)
    state.check(paths)
    assert paths.stamp("deployed").read_text() == "hash"


def test_a_clean_stop_is_newer_than_any_snapshot(paths: Paths) -> None:
    saved(paths, '{"of": "the stop"}')
    snapshot(paths)
    paths.clean_stop.touch()
    assert state.check(paths) is None
    assert "the stop" in (paths.state / "services" / "sqs.json").read_text()
