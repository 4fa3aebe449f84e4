"""A turn of signing keys: what they signed lives to its end. What strangers know ends at once, for its use alone."""

from datetime import datetime, timedelta

import pytest

from chalicelib import instants
from chalicelib.codes import keys as code_keys
from chalicelib.codes import venue
from chalicelib.codes.key_set import OPEN_END, USES
from chalicelib.codes.keys import CodeKey, KeyRing
from infra import signing_keys
from infra.signing_keys import DAY, LEAD, LIVES, MARGIN, Key

NOW = 1_600_000_000
MINUTE = timedelta(minutes=1)


def at(seconds: int) -> datetime:
    return instants.from_seconds(seconds)


def ring(keys: list[Key], use: str) -> KeyRing:
    return KeyRing([_read(key) for key in keys if key["use"] == use])


def _read(key: Key) -> CodeKey:
    return code_keys.from_pem(key["pem"].encode(), *(at(key[n]) for n in ("not_before", "not_after", "sign_until")))


def of_use(keys: list[Key], use: str) -> list[Key]:
    return [key for key in keys if key["use"] == use]


def test_a_stage_begins_with_a_key_for_each_use_that_signs_at_any_instant() -> None:
    keys = signing_keys.first()
    assert [key["use"] for key in keys] == list(USES)
    assert len({key["kid"] for key in keys}) == len(USES)
    assert {(key["not_before"], key["sign_until"], key["not_after"]) for key in keys} == {(0, OPEN_END, OPEN_END)}


def test_a_key_is_stored_under_the_name_that_codes_and_gates_know_it_by() -> None:
    (key, *_) = signing_keys.first()
    assert key["kid"] == code_keys.kid_text(_read(key).kid)


@pytest.mark.parametrize("use", USES)
def test_whatever_a_key_signed_outlives_its_turn(use: str) -> None:
    """At each instant before and after a turn: what is signed then is believed until it ends."""
    before = signing_keys.first()
    after = signing_keys.turned(before, use, NOW)
    life = LIVES[use]
    for signed_at in (NOW - DAY, NOW, NOW + LEAD - 1, NOW + LEAD, NOW + LEAD + 1, NOW + 3 * DAY):
        key = ring(after, use).signer(at(signed_at), at(signed_at) + life)
        assert key.covers(at(signed_at), at(signed_at) + life)
        assert (key.kid == ring(before, use).keys[0].kid) is (signed_at < NOW + LEAD)


@pytest.mark.parametrize("use", USES)
def test_a_container_that_never_read_the_turn_signs_what_is_believed_for_two_days_more(use: str) -> None:
    before = signing_keys.first()
    after = ring(signing_keys.turned(before, use, NOW), use)
    late = at(NOW + LEAD + MARGIN)
    kid = ring(before, use).signer(late, late + LIVES[use]).kid
    key = after.find(kid)
    assert key is not None
    assert key.covers(late, late + LIVES[use])
    assert not key.covers(late + MINUTE, late + MINUTE + LIVES[use])


def test_a_poster_scans_for_its_whole_year_after_two_turns() -> None:
    keys = signing_keys.first()
    now = at(NOW)
    poster, expires_at = venue.poster("0123456789abcdef0123", 1, keys=ring(keys, "venue_code"), issuer="QH", now=now)
    assert expires_at == now + timedelta(days=366)
    for turn in (NOW + DAY, NOW + 200 * DAY, NOW + 365 * DAY):
        keys = signing_keys.turned(keys, "venue_code", turn)
        assert venue.read(poster, ring(keys, "venue_code"), "QH").code


def test_a_new_key_is_known_a_day_before_it_signs() -> None:
    after = signing_keys.turned(signing_keys.first(), "health_code", NOW)
    coming = signing_keys.coming(after, "health_code", NOW)
    assert coming is not None
    assert (coming["not_before"], LEAD) == (NOW + DAY, DAY)


def test_a_turn_changes_no_other_use() -> None:
    before = signing_keys.first()
    after = signing_keys.turned(before, "health_code", NOW)
    for use in ("venue_code", "revocation_list"):
        assert of_use(after, use) == of_use(before, use)


def test_a_repeated_turn_waits_for_the_first() -> None:
    once = signing_keys.turned(signing_keys.first(), "health_code", NOW)
    assert signing_keys.turned(once, "health_code", NOW + LEAD - 1) == once
    assert signing_keys.turned(once, "health_code", NOW + LEAD) != once


def test_a_turn_lengthens_no_life_and_drops_what_nobody_believes() -> None:
    once = signing_keys.turned(signing_keys.first(), "health_code", NOW)
    first_key = of_use(once, "health_code")[1]
    twice = signing_keys.turned(once, "health_code", NOW + 2 * DAY)
    assert first_key in twice
    assert first_key not in signing_keys.turned(twice, "health_code", first_key["not_after"])


@pytest.mark.parametrize("waiting", [False, True])
def test_known_to_strangers_ends_every_key_of_the_use_and_a_new_one_signs_at_once(waiting: bool) -> None:
    before = signing_keys.first()
    before = signing_keys.turned(before, "venue_code", NOW - 60) if waiting else before
    after = signing_keys.distrusted(before, "venue_code", NOW)
    (key,) = of_use(after, "venue_code")
    assert key["kid"] not in {each["kid"] for each in before}
    assert ring(after, "venue_code").signer(at(NOW), at(NOW) + LIVES["venue_code"])
    for use in ("health_code", "revocation_list"):
        assert of_use(after, use) == of_use(before, use)


def test_one_key_alone_can_end() -> None:
    before = signing_keys.turned(signing_keys.first(), "venue_code", NOW - 2 * DAY)
    new, old = of_use(before, "venue_code")
    assert of_use(signing_keys.distrusted(before, "venue_code", NOW, old["kid"]), "venue_code") == [new]
    replaced, kept = of_use(signing_keys.distrusted(before, "venue_code", NOW, new["kid"]), "venue_code")
    assert (kept, replaced["kid"] in (new["kid"], old["kid"])) == (old, False)
    assert (
        ring([replaced, kept], "venue_code").signer(at(NOW), at(NOW) + LIVES["venue_code"]).kid == _read(replaced).kid
    )


def former(not_after: int = OPEN_END) -> Key:
    """A key as it was stored when one signed everything."""
    pem = code_keys.to_pem(code_keys.new_key()).decode()
    return {"kid": "0123456789abcdef", "pem": pem, "not_before": 0, "not_after": not_after}


def test_a_key_that_signed_everything_stands_in_every_ring() -> None:
    key = former()
    made = signing_keys.with_rings([key])
    assert [each["use"] for each in made] == list(USES)
    assert {each["pem"] for each in made} == {key["pem"]}
    assert signing_keys.with_rings(made) == made


def test_posters_of_a_key_that_was_cut_to_three_days_are_believed_again() -> None:
    turned_at = NOW - DAY
    made = signing_keys.with_rings([former(turned_at + 3 * DAY)])
    printed = at(turned_at - 10 * DAY)
    poster, _ = venue.poster(
        "0123456789abcdef0123", 1, keys=KeyRing([code_keys.from_pem(made[0]["pem"].encode())]), issuer="QH", now=printed
    )
    assert venue.read(poster, ring(made, "venue_code"), "QH").code
    with pytest.raises(LookupError):
        ring(made, "venue_code").signer(at(turned_at + 1), at(turned_at + 2))
