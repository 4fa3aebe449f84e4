"""Flight numbers, countries that are no more, e-mail addresses."""

import pytest

from chalicelib.errors import Refused
from chalicelib.identity.countries import TWO_LETTERS
from chalicelib.identity.email import mask_email, plain_email
from chalicelib.identity.flights import plain_flight
from chalicelib.identity.former_countries import _FORMER, successors
from chalicelib.identity.regions import is_city_or_province


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("CA940", "CA940"),
        ("ca 0940", "CA940"),
        ("CA-940", "CA940"),
        ("ＣＡ９４０", "CA940"),
        ("9C8501", "9C8501"),
        ("3U 8888", "3U8888"),
        ("U21", "U21"),
        ("CCA982", "CCA982"),
        ("MU5130A", "MU5130A"),
        ("CA1", "CA1"),
    ],
)
def test_one_spelling_of_a_flight(typed, plain):
    assert plain_flight(typed) == plain


@pytest.mark.parametrize(
    "typed",
    ["", "CA", "940", "99940", "CA0", "CA0000", "CA00940", "CA12345", "ABCD1", "CA9 40!", "航940"],
)
def test_what_cannot_be_a_flight(typed):
    assert plain_flight(typed) is None


def test_old_country_codes_name_those_in_use():
    assert successors("YU") == ("RS", "ME")
    assert successors("IT") == ()
    assert not _FORMER.keys() & TWO_LETTERS
    assert all(set(replaced) <= TWO_LETTERS and replaced for replaced in _FORMER.values())


@pytest.mark.parametrize(
    ("code", "known"), [("110000", True), ("630100", True), ("110105", False), ("990000", False), ("000000", False)]
)
def test_cities_and_provinces(code, known):
    assert is_city_or_province(code) == known


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        (" Anna@Example.ORG ", "Anna@example.org"),
        ("a+b@mail.example.org", "a+b@mail.example.org"),
        ("anna@müller.de", "anna@xn--mller-kva.de"),
    ],
)
def test_one_spelling_of_an_address(typed, plain):
    assert plain_email(typed) == plain


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "anna",
        "@example.org",
        "anna@",
        "anna@localhost",
        "anna@example..org",
        ".anna@example.org",
        "an..na@example.org",
        "anna@example.123",
        "a b@example.org",
        "anna@example.org\nBcc: x@example.org",
        "安娜@example.org",
        f"{'a' * 65}@example.org",
        f"a@{'b' * 64}.org",
        f"a@{'b.' * 130}org",
    ],
)
def test_what_is_no_address(typed):
    with pytest.raises(Refused) as refused:
        plain_email(typed)
    assert (refused.value.code, refused.value.fields[0].code) == ("invalid_email", "email_form")


def test_a_masked_address():
    assert mask_email("anna@example.org") == "a***@example.org"
