"""Passwords and how easily they are guessed; the pages judge by the same table (web/tests/shared/password.test.ts)."""

import json
import time
from pathlib import Path

import pytest

from chalicelib.identity.passwords import SERVICE_WORDS, is_strong, own_words

TABLE = json.loads((Path(__file__).parent / "passwords.json").read_text(encoding="utf-8"))
OWN = own_words(**TABLE["about"])


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["why"])
def test_a_password_is_as_strong_as_the_table_says(case):
    assert is_strong(case["password"], OWN) == case["strong"]


def test_only_its_own_words_make_it_weak():
    assert is_strong("CeshiRen630102")
    assert not is_strong("CeshiRen630102", OWN)


@pytest.mark.parametrize("long", ["x" * 200, "ab" * 100, "1" * 200, "correct horse " * 14])
def test_the_longest_is_judged_in_good_time(long):
    begun = time.process_time()
    is_strong(long, OWN)
    assert time.process_time() - begun < 2


def test_the_services_words_are_those_of_the_pages():
    assert list(SERVICE_WORDS) == TABLE["service"]
