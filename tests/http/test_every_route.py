"""Every route against everything wrong: one problem document, never a crash, never a half-made record."""

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.access.actor import ROLES
from chalicelib.features.login import sessions
from chalicelib.features.login.sessions import Owner
from chalicelib.http.problems import PROBLEM
from chalicelib.http.routes import ROUTES, Route
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, log_in_staff, staff_session

HOSTILE: list[Any] = [
    None, True, 0, -1, 1e308, 10**40, "", " ", "x" * 10_000, "\u0000", "a\u202eb", "'; DROP TABLE", "<script>",
    "９９９", "𠮷" * 50, [], [[]] * 50, {}, {"a": {"b": {}}}, "1900-01-01", "9999-12-31", "0001-01-01T00:00:00Z",
]  # fmt: skip
GUARDED = [route for route in ROUTES if route.roles]
TAKING = [route for route in ROUTES if route.body]


def _name(route: Route) -> str:
    return f"{route.method} {route.path}"


def _path(route: Route, identifier: str = "0123456789abcdef0123") -> str:
    return "/".join(identifier if part.startswith("{") else part for part in route.path.split("/"))


def _everybody() -> Client:
    """A client with every role, so that requests get past the guard."""
    client = Client(address="192.0.2.77")
    session, step = sessions.begin(Owner("account-of-nobody", frozenset(ROLES)), NOON)
    step.record.save()
    client.token = sessions.issued(session, NOON)["access_token"]
    return client


@pytest.fixture(scope="module")
def somebody(cloud) -> Client:
    return _everybody()


def _is_problem(answer: Answer) -> bool:
    body = json.loads(answer.raw)
    keys = {"type", "title", "status", "detail", "code", "errors"}
    return answer.headers["Content-Type"] == "application/problem+json" and set(body) == keys and body["detail"] != ""


def _refused(answer: Answer) -> None:
    assert 400 <= answer.status < 500, answer.raw
    assert _is_problem(answer), answer.raw


@pytest.mark.parametrize("route", GUARDED, ids=_name)
def test_no_token_no_answer(route: Route):
    answer = Client().call(route.method, _path(route), {} if route.body else None, at=NOON)
    assert answer.status == 401
    _refused(answer)


@pytest.mark.parametrize("route", GUARDED, ids=_name)
def test_a_missing_role_is_forbidden(route: Route):
    lacking = ROLES - route.roles
    if not lacking:
        return
    client = Client()
    role, *more = sorted(lacking)
    client.account_id = log_in_staff(role, NOON, "", *more).account_id
    staff_session(client, set(lacking), NOON)
    answer = client.call(route.method, _path(route), {} if route.body else None, at=NOON)
    assert answer.status == 403
    _refused(answer)


@pytest.mark.parametrize("route", TAKING, ids=_name)
def test_every_field_takes_anything_badly(route: Route, somebody: Client):
    fields = [field.alias or name for name, field in route.body.model_fields.items()]
    for field in fields:
        for value in HOSTILE:
            answer = somebody.call(route.method, _path(route), {field: value}, at=NOON)
            assert answer.status < 500, (field, value, answer.raw)
            if answer.status >= 400:
                _refused(answer)


@pytest.mark.parametrize("route", TAKING, ids=_name)
@pytest.mark.parametrize("raw", ["", "{", "null", "[]", "1", '"x"', "\x00", '{"a":1}', "[" * 20_000, '{"a":"\\ud800"}'])
def test_a_body_that_is_none(route: Route, raw: str, somebody: Client):
    _refused(somebody.call(route.method, _path(route), at=NOON, raw=raw))


@pytest.mark.parametrize("route", TAKING, ids=_name)
def test_a_megabyte_is_too_large(route: Route, somebody: Client):
    answer = somebody.call(route.method, _path(route), at=NOON, raw=json.dumps({"a": "x" * 1_000_000}))
    assert answer.status == 413
    _refused(answer)


@pytest.mark.parametrize("route", [route for route in ROUTES if "{" in route.path], ids=_name)
@pytest.mark.parametrize("identifier", ["x", "%00", "..", "a" * 65, "你好", "0123456789abcdef0123"])
def test_an_id_that_is_nobodys(route: Route, identifier: str, somebody: Client):
    answer = somebody.call(route.method, _path(route, identifier), {} if route.body else None, at=NOON)
    _refused(answer)


@pytest.mark.parametrize("route", [route for route in ROUTES if not route.query], ids=_name)
def test_an_unknown_query_parameter_is_named(route: Route, somebody: Client):
    if route.body:
        return
    answer = somebody.call(route.method, f"{_path(route)}?colour=green", at=NOON)
    assert answer.status in (400, 404)


_LEAVES = st.none() | st.booleans() | st.floats() | st.text(max_size=20)
_JSON = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


@given(junk=_JSON)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_is_answered(junk: Any, somebody: Client):
    raw = json.dumps(junk)
    for route in TAKING:
        assert somebody.call(route.method, _path(route), at=NOON, raw=raw).status < 500


@pytest.mark.parametrize("at", [0, 1, -1, 253402300799000, 253402300799999, 4102444800000])
def test_any_instant_is_answered(at: int, cloud):
    from datetime import UTC, datetime, timedelta

    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)
    answer = Client().post("/v1/login/codes", {"phone": "+8613912345678"}, at=moment)
    assert answer.status in (202, 400, 429, 503), answer.raw


ACCEPTED = {
    "en": "Please",
    "zh-CN": "请",
    "fr, en;q=0.8": "Please",
    "ar": "Please",
    "de, en;q=0.8": "Please",
    "": "请",
    "*": "请",
    "zh;q=0.1, en;q=0.9": "Please",
    "x" * 500: "请",
    "en;q=abc": "请",
}
"""In which language an `Accept-Language` header is refused: refusals are not translated."""


@pytest.mark.parametrize(("accept", "word"), ACCEPTED.items())
def test_every_language_header_is_answered(accept: str, word: str, cloud):
    assert word in Client(language=accept).call("POST", "/v1/login/codes", {}, at=NOON).body["detail"]


def test_what_the_framework_answers_by_itself_has_the_same_shape(cloud):
    unknown = Client().get("/v1/nothing", at=NOON)
    wrong_method = Client().call("PATCH", "/v1/login/codes", at=NOON)
    wrong_type = Client().call("POST", "/v1/login/codes", {}, at=NOON, content_type="text/plain")
    assert [each.status for each in (unknown, wrong_method, wrong_type)] == [404, 405, 415]
    for answer in (unknown, wrong_method, wrong_type):
        _refused(answer)


def _operations() -> list[dict[str, Any]]:
    described = Client().get("/v1/openapi.json", at=NOON).body
    return [operation for item in described["paths"].values() for operation in item.values()]


def test_an_operation_has_a_name_that_is_its_own_and_that_any_language_can_call(cloud):
    names = [operation["operationId"] for operation in _operations()]
    assert len(names) == len(set(names)) == len(ROUTES)
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)+", name)] == []


def test_each_answer_is_described_with_its_type(cloud):
    for operation in _operations():
        done = {status: answer for status, answer in operation["responses"].items() if status.startswith("2")}
        assert done or "410" in operation["responses"]
        assert [status for status, answer in done.items() if (status != "204") != ("content" in answer)] == []
    described = Client().get("/v1/openapi.json", at=NOON).body["paths"]
    assert {"200", "201"} <= described["/v1/visits"]["post"]["responses"].keys()
    in_bytes = {"/v1/people/{person_id}/code.png": "image/png", "/v1/venues/{venue_id}/poster.pdf": "application/pdf"}
    for path, media in in_bytes.items():
        assert list(described[path]["get"]["responses"]["200"]["content"]) == [media]


def test_each_refusal_is_described_with_examples_as_they_are_answered(cloud):
    described = Client().get("/v1/openapi.json", at=NOON).body["components"]["responses"]
    answers = [answer for each in _operations() for answer in each["responses"].values()]
    assert {answer["$ref"].rsplit("/")[-1] for answer in answers if "$ref" in answer} == described.keys()
    shown = [answer["content"][PROBLEM]["examples"] for answer in described.values()]
    examples = {code: each["value"] for answer in shown for code, each in answer.items()}
    assert {"invalid_request", "unauthenticated", "forbidden", "not_found", "conflict"} <= examples.keys()
    assert Client().call("POST", "/v1/venues", {}, at=NOON).body == examples["unauthenticated"]


def test_each_tag_is_described_once_and_lies_in_one_group(cloud):
    described = Client().get("/v1/openapi.json", at=NOON).body
    named = [tag["name"] for tag in described["tags"]]
    assert sorted(named) == sorted({route.tag for route in ROUTES})
    assert [name for group in described["x-tagGroups"] for name in group["tags"]] == named
    assert [tag for tag in described["tags"] if "_" in tag["x-displayName"] or not tag["description"]] == []


def test_the_description_names_every_route(cloud):
    described = Client().get("/v1/openapi.json", at=NOON).body
    assert {(path, method.upper()) for path, item in described["paths"].items() for method in item} == {
        (route.path, route.method) for route in ROUTES
    }
    references = set(__import__("re").findall(r'"\$ref": ?"#/components/schemas/(\w+)"', json.dumps(described)))
    assert references <= set(described["components"]["schemas"])
