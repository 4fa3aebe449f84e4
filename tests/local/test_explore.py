"""The search at random: what it runs, and what `make test` runs instead."""

from hypothesis import settings

from local.explore import PROFILE, commands


def test_a_round_runs_every_file_with_properties_in_an_order_of_its_own():
    one, other = commands(1), commands(2)
    files = {command[-1] for command in one}
    assert {"tests/test_instants.py", "tests/scoring/test_properties.py", "tests/journeys/test_journeys.py"} <= files
    assert files == {command[-1] for command in other}
    assert one != other
    assert one == commands(1)


def test_the_tests_try_the_same_examples_each_time():
    assert (settings.default.derandomize, settings.default.database) == (True, None)


def test_a_search_is_random_and_longer():
    searching = settings.get_profile(PROFILE)
    assert not searching.derandomize
    assert searching.max_examples > settings.default.max_examples
