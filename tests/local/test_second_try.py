"""What failed beside other runs and what does not pass by itself either."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from local.second_try import AT_MOST, PASSED, TESTS_FAILED, Outcome, any_failed, run

INTERRUPTED, NOT_FOUND = 2, 4
ONE_FAILED = Outcome(TESTS_FAILED, ("tests/a.py::test_a[1-2]",))
MANY_FAILED = Outcome(TESTS_FAILED, tuple(f"tests/a.py::test_{number}" for number in range(AT_MOST + 1)))


@pytest.mark.parametrize(
    ("outcomes", "second", "fails"),
    [
        ([Outcome(PASSED), Outcome(PASSED)], None, False),
        ([Outcome(PASSED), ONE_FAILED], PASSED, False),
        ([Outcome(PASSED), ONE_FAILED], TESTS_FAILED, True),
        ([ONE_FAILED], NOT_FOUND, True),
        ([Outcome(INTERRUPTED)], None, True),
        ([Outcome(INTERRUPTED), ONE_FAILED], None, True),
        ([Outcome(TESTS_FAILED)], None, True),
        ([MANY_FAILED], None, True),
    ],
    ids=["passes", "once", "twice", "gone", "cut off", "one cut off", "nameless", "too many"],
)
def test_what_failed_is_tried_once_more(outcomes: list[Outcome], second: int | None, fails: bool) -> None:
    tried: list[Sequence[str]] = []

    def again(names: Sequence[str]) -> Outcome:
        tried.append(names)
        assert second is not None
        return Outcome(second)

    assert any_failed(outcomes, again) == fails
    assert tried == ([] if second is None else [["tests/a.py::test_a[1-2]"]])


def test_what_failed_is_named_whether_it_passes_by_itself_or_not(capsys: pytest.CaptureFixture[str]) -> None:
    any_failed([ONE_FAILED], lambda names: Outcome(PASSED))
    assert capsys.readouterr().out.split() == [
        "Failed",
        "beside",
        "other",
        "runs,",
        "passed",
        "by",
        "itself:",
        *ONE_FAILED.failed,
    ]
    any_failed([ONE_FAILED], lambda names: Outcome(TESTS_FAILED))
    assert capsys.readouterr().out.split() == ["Failed:", *ONE_FAILED.failed]


def test_pytest_names_what_failed_so_that_it_finds_it_again(tmp_path: Path) -> None:
    """Names with brackets, slashes, quotes and Chinese letters too, and what failed before its test."""
    (tmp_path / "pytest.ini").write_text("[pytest]")
    (tmp_path / "test_few.py").write_text(
        "import pytest\n"
        "@pytest.fixture\n"
        "def missing(): raise OSError\n"
        "def test_passes(): pass\n"
        "def test_without(missing): pass\n"
        "@pytest.mark.parametrize('said', ['码 [1/2]', 'a\"b'])\n"
        "def test_of(said): assert False\n"
    )
    own = ("-c", str(tmp_path / "pytest.ini"))
    with (tmp_path / "said").open("w") as out:
        first = run((*own, str(tmp_path)), os.environ, out=out)
        second = run((*own, *_below(tmp_path, first.failed)), os.environ, out=out)
    assert len(first.failed) == 3
    assert first == second
    assert "2 failed, 1 passed, 1 error" in (tmp_path / "said").read_text()


def _below(folder: Path, names: Sequence[str]) -> list[str]:
    return [str(folder / name) for name in names]
