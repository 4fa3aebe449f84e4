"""Signing keys are turned while codes, posters and lists of theirs are out; what strangers know ends at once."""

from datetime import datetime, timedelta

import pytest

from chalicelib.codes.key_set import USES
from chalicelib.config import settings
from chalicelib.features.gates import revocation_lists
from infra.turning import distrust, rotate
from tests.support.client import Answer, Client
from tests.support.gate_steps import a_person, verify
from tests.support.key_names import of_code, of_poster
from tests.support.resident_steps import NOON, declare, log_in_staff, refreshed
from tests.support.turned_secrets import Turning, clock_at
from tests.support.venue_steps import opened, poster_of

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def published(at: datetime = NOON) -> list[dict[str, object]]:
    """Our own: partners' keys, which other tests agreed to, stand beside them."""
    answer = Client().get("/v1/keys", at=at)
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    return [key for key in answer.body["keys"] if key["issuer"] == settings().issuer]


def scan(client: Client, person_id: str, poster: str, at: datetime) -> Answer:
    body = {"person_id": person_id, "venue_code": poster, "direction": "in"}
    return refreshed(client, at).post("/v1/visits", body, at=at)


def test_a_poster_scans_until_its_year_is_over_whenever_the_keys_are_turned(turning: Turning) -> None:
    manager, venue = opened()
    poster = poster_of(manager, venue["id"])
    client, person_id, _ = a_person()
    rotate(turning.home, "venue_code", clock_at(NOON))
    turning.read_anew()
    later = poster_of(manager, venue["id"], NOON + 2 * DAY)
    assert of_poster(later) != of_poster(poster)
    for number, days in enumerate((0, 2, 100, 365)):
        answer = scan(client, person_id, poster, NOON + days * DAY + HOUR * (number + 1))
        assert answer.status == 201, (days, answer.raw)
    after = scan(client, person_id, poster, NOON + 367 * DAY)
    assert (after.status, after.fields) == (422, {"venue_code": "venue_code_expired"})
    assert scan(client, person_id, later, NOON + 367 * DAY).status == 201


def test_codes_of_before_and_after_a_turn_are_valid(turning: Turning) -> None:
    client, person_id, before = a_person()
    rotate(turning.home, "health_code", clock_at(NOON))
    turning.read_anew()
    soon = declare(refreshed(client, NOON + HOUR), person_id, NOON + HOUR).body["code"]["token"]
    after = declare(refreshed(client, NOON + DAY), person_id, NOON + DAY).body["code"]["token"]
    assert of_code(soon) == of_code(before) != of_code(after)
    for token, at in ((before, NOON + HOUR), (soon, NOON + DAY), (after, NOON + DAY)):
        assert verify(log_in_staff("gate", at), token, at + MINUTE).body["valid"] is True


def test_gates_learn_the_next_key_before_it_signs_and_how_long_each_is_believed(turning: Turning) -> None:
    for use in USES:
        rotate(turning.home, use, clock_at(NOON))
    turning.read_anew()
    for use, life in {"health_code": 1, "venue_code": 366, "revocation_list": 2}.items():
        coming, former = [key for key in published() if key["kangma_use"] == use]
        assert coming["nbf"] == int((NOON + DAY).timestamp())
        assert int(str(former["exp"])) >= int((NOON + DAY).timestamp()) + life * 86_400
        assert coming["issuer"] == former["issuer"] == settings().issuer


@pytest.mark.parametrize("known", ["health_code", "venue_code"])
def test_what_strangers_know_ends_at_once_and_for_its_use_alone(turning: Turning, known: str) -> None:
    manager, venue = opened()
    poster = poster_of(manager, venue["id"])
    client, person_id, code = a_person()
    distrust(turning.home, known, clock_at(NOON))
    turning.read_anew()
    checked = verify(log_in_staff("gate", NOON), code, NOON + MINUTE).body
    scanned = scan(client, person_id, poster, NOON + MINUTE)
    if known == "health_code":
        assert (checked["reason"], scanned.status) == ("unknown_key", 201)
    else:
        assert (checked["valid"], scanned.fields) == (True, {"venue_code": "venue_code_forged"})
    again = declare(refreshed(client, NOON + MINUTE), person_id, NOON + MINUTE).body["code"]["token"]
    assert verify(log_in_staff("gate", NOON), again, NOON + 2 * MINUTE).body["valid"] is True
    assert scan(client, person_id, poster_of(manager, venue["id"], NOON + MINUTE), NOON + DAY).status == 201


def test_lists_survive_a_turn(turning: Turning) -> None:
    at = NOON + 40 * DAY
    revocation_lists.publish(at)
    rotate(turning.home, "revocation_list", clock_at(at))
    turning.read_anew()
    revocation_lists.publish(at + DAY - HOUR)
    kinds = [each["kind"] for each in Client().get("/v1/revocations", at=at + DAY).body["lists"]]
    assert kinds == ["base", "delta"]


def test_no_gate_is_given_a_list_of_a_key_that_strangers_know_and_the_next_is_a_base(turning: Turning) -> None:
    at = NOON + 50 * DAY
    revocation_lists.publish(at)
    distrust(turning.home, "revocation_list", clock_at(at))
    turning.read_anew()
    assert Client().get("/v1/revocations", at=at + MINUTE).body["lists"] == []
    (made,) = revocation_lists.publish(at + 15 * MINUTE)
    (shown,) = Client().get("/v1/revocations", at=at + 16 * MINUTE).body["lists"]
    assert (made.list_kind, shown["id"]) == ("base", made.list_id)


def test_a_key_that_signed_everything_goes_on_in_every_ring(turning: Turning) -> None:
    """As a stage stored it before there were rings, and as the next deployment makes it."""
    import json

    from infra import keys

    (key,) = turning.keys_of("health_code")
    former = {name: key[name] for name in ("kid", "pem", "not_before", "not_after")}
    stored = json.dumps({"keys": [former], "current": key["kid"]})
    turning.client.put_secret_value(SecretId=settings().signing_secret, SecretString=stored)
    for deployed in (False, True):
        if deployed:
            keys.ensure(turning.client, settings().service_secret, settings().signing_secret)
        turning.read_anew()
        manager, venue = opened()
        client, person_id, token = a_person()
        assert verify(log_in_staff("gate", NOON), token, NOON + MINUTE).body["valid"] is True
        assert scan(client, person_id, poster_of(manager, venue["id"]), NOON + HOUR).status == 201
        assert [each["kangma_use"] for each in published()] == list(USES)
