"""Whatever is sent to the door, signed or not, it answers without a fault, and nothing personal stands in its logs."""

import json
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.http.routes import ROUTES
from local import explore
from tests.support.client import Client
from tests.support.cloud import TestCloud
from tests.support.partners import Partner, Wire, attested, target_of
from tests.support.resident_steps import NOON

EXAMPLES = 10_000 if settings.get_current_profile_name() == explore.PROFILE else 300
"""Of all interfaces together."""
NAME = "逄测试莛"
SIGNED = [route.path for route in ROUTES if (route.signed or route.or_signed) and route.method == "POST"]
PATHS = sorted(path.removeprefix("/v1/exchange/").removeprefix("/v1/") for path in SIGNED)
SUBJECT = {"name": NAME, "document": {"type": "id_card", "number": "630102198001011234"}}
BASE: dict[str, Any] = {
    "health-declarations": {"items": [{"subject": SUBJECT, "filed_at": NOON.isoformat(), "temperature": 38.2}]},
    "trip-declarations": {
        "items": [{"subject": SUBJECT, "region": "420102", "from": "2020-03-01", "until": "2020-03-02", "source": "r"}]
    },
    "health-queries": {"subject": SUBJECT, "authorisation": {"case": "K", "attested": attested(NOON)}},
    "code-invocations": {"subject": SUBJECT, "purpose": "x", "for": "display"},
    "codes": {"invocation": "abc"},
    "code-verifications": {"token": "HC1:ABC"},
    "corrections": {"about": SUBJECT, "kind": "withdrawn", "text": NAME},
    "feeds/cases": {
        "items": [
            {
                "source_ref": "a",
                "revision": 1,
                "subject": SUBJECT,
                "place": "410102",
                "kind": "confirmed",
                "on": "2020-03-01",
            }
        ]
    },
    "feeds/contacts": {
        "items": [
            {"source_ref": "a", "revision": 1, "subject": SUBJECT, "place": "410102", "kind": "close"}
            | {"last_exposure": "2020-03-08", "attested": attested(NOON)}
        ]
    },
    "feeds/ratings": {
        "items": [{"source_ref": "a", "revision": 1, "region": "410199", "level": "low", "from": "2020-03-01"}]
    },
    "feeds/travel": {"items": [{"source_ref": "a", "revision": 1, "subject": SUBJECT, "region": "420102"}]},
    "feeds/colours": {"items": [{"subject": SUBJECT, "value": "10"}]},
    "acknowledgements": {"items": [{"message": "m", "accepted": 1}]},
    "mapping-tests": {"value": "00", "word": "绿"},
    "reconciliations": {
        "day": "2020-03-01",
        "paths": [{"path": "corrections", "messages": 1, "records": 1, "hash": "0" * 64}],
    },
    "keys": {"keyid": "420009-x", "public": {"kty": "EC"}},
    "state": {},
    "imports": {"kind": "travel", "format": "csv", "origin": NAME, "sha256": "0" * 64},
}
SECRETS = (NAME, json.dumps(NAME)[1:-1], "630102198001011234", "19800101")
JUNK = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=40)
    | st.sampled_from(["", "0", "\u0000", "9999-12-31", "2020-02-30", "\ud800", "' OR 1=1", "😀" * 300, "-1", "63"])
)
ANYTHING = st.recursive(
    JUNK, lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=8), some, max_size=3)
)


def test_every_interface_is_fuzzed() -> None:
    assert set(BASE) == set(PATHS)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where in a body something can be put in place of something else."""
    found = [path]
    if isinstance(value, dict):
        found += [each for name, inner in value.items() for each in places(inner, (*path, name))]
    if isinstance(value, list):
        found += [each for index, inner in enumerate(value) for each in places(inner, (*path, index))]
    return found


def put(value: Any, path: tuple[Any, ...], instead: Any) -> Any:
    if not path:
        return instead
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = put(value[path[0]], path[1:], instead)
    return copied


@pytest.fixture(scope="module")
def speakers(cloud: TestCloud) -> list[Partner]:
    return [Partner("420009", "41").register(NOON), Partner("fuzznational", "", "gateway-sm").register(NOON)]


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=-(-EXAMPLES // len(PATHS)), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_bodies_that_are_bent_make_no_fault(
    speakers: list[Partner], capfd: pytest.CaptureFixture[str], path: str, data: st.DataObject
) -> None:
    partner = data.draw(st.sampled_from(speakers))
    content = partner.content(path, BASE[path], NOON)
    for _ in range(data.draw(st.integers(0, 3))):
        where = data.draw(st.sampled_from(places(content)))
        content = put(content, where, data.draw(ANYTHING))
    raw = data.draw(st.sampled_from(["signed", "signed", "unsigned", "cut", "other"]))
    status = _sent(partner, path, content, raw)
    assert status < 500, (path, raw, content)
    said = capfd.readouterr()
    for secret in SECRETS:
        assert secret not in said.out + said.err


def _sent(partner: Partner, path: str, content: Any, how: str) -> int:
    body = json.dumps(content).encode()
    if how == "unsigned":
        return Client().call("POST", target_of(path), None, at=NOON, raw=body.decode()).status
    wire: Wire = partner.signed("POST", path, content, NOON)
    if how == "cut":
        wire = wire.bent(body=wire.body[: len(wire.body) // 2])
    if how == "other":
        wire = wire.bent(headers={name: value[::-1] for name, value in wire.headers.items()})
    return wire.send(NOON).status


def test_headers_that_are_bent_make_no_fault(speakers: list[Partner]) -> None:
    chance = random.Random(7)
    for number in range(150):
        partner = speakers[number % 2]
        wire = partner.signed("POST", "codes", partner.content("codes", {"invocation": "x"}, NOON), NOON)
        name = chance.choice(sorted(wire.headers))
        value = list(wire.headers[name])
        for _ in range(chance.randint(1, 4)):
            value[chance.randrange(len(value))] = chance.choice('"();=:,?*\\é 0z')
        answer = wire.bent(headers={name: "".join(value)}).send(NOON)
        assert answer.status in (400, 401, 403), (name, answer.raw)
