import pytest

from chalicelib.errors import Refused
from chalicelib.identity.email import plain_email


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        (" Anna@EXAMPLE.org ", "Anna@example.org"),
        ("anna＠example。org", "anna@example.org"),
        ("o’brien@example.org", "o'brien@example.org"),
        ("anna@xn--strae-oqa.example", "anna@xn--strae-oqa.example"),
        ("anna@例え.jp", "anna@xn--r8jz45g.jp"),
        ("anna@MÜNCHEN.de", "anna@xn--mnchen-3ya.de"),
    ],
)
def test_an_address_is_kept_with_its_domain_in_ascii(typed, sent):
    assert plain_email(typed) == sent


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("straße.example", "strasse.example"),
        ("βόλος.example", "βόλοσ.example"),
        ("نامه\u200cای.example", "نامهای.example"),
        ("ශ්\u200dරී.example", "ශ්රී.example"),
    ],
)
def test_domains_that_an_older_standard_took_for_one_stay_two(one, other):
    assert plain_email(f"anna@{one}") != plain_email(f"anna@{other}")


@pytest.mark.parametrize(
    "typed",
    [
        "anna",
        "anna@example",
        "anna@xn---something.example",
        "anna@ab--c.example",
        "anna@℡.example",
        "anna@exa_mple.org",
        "anna@-example.org",
        "anna@a\u200db.example",
        "anna@💩.example",
        "anna anna@example.org",
        "a..b@example.org",
        "anna@192.0.2.1",
        "anna@" + "a" * 64 + ".org",
    ],
)
def test_what_names_no_domain_is_refused(typed):
    with pytest.raises(Refused) as caught:
        plain_email(typed)
    assert caught.value.fields[0].code == "email_form"
