"""The proxy event that stands in for API Gateway."""

from datetime import UTC, datetime

import pytest

from local.gateway_event import Sent, body_of, match, proxy_event, query_of

ROUTES = ("/v1/people", "/v1/people/{person_id}", "/v1/people/{person_id}/code", "/v1/login/sessions/refresh")
AT = datetime(2020, 3, 1, 8, 30, 0, 250_000, UTC)


@pytest.mark.parametrize(
    ("path", "route", "parameters"),
    [
        ("/v1/people", "/v1/people", {}),
        ("/v1/people/p%2F1", "/v1/people/{person_id}", {"person_id": "p/1"}),
        ("/v1/people/7/code", "/v1/people/{person_id}/code", {"person_id": "7"}),
        ("/v1/login/sessions/refresh", "/v1/login/sessions/refresh", {}),
    ],
)
def test_a_path_finds_its_route(path: str, route: str, parameters: dict[str, str]) -> None:
    assert match(ROUTES, path) == (route, parameters)


def test_a_literal_part_beats_a_parameter() -> None:
    assert match(("/v1/{what}", "/v1/people"), "/v1/people")[0] == "/v1/people"


def test_the_event_carries_the_instant_and_the_query() -> None:
    sent = Sent("GET", "/v1/people", {"Accept": "*/*"}, AT, "203.0.113.1", query_of("limit=2&cursor=a%20b&limit=3"))
    event = proxy_event(sent, "/v1/people", None)
    assert event["requestContext"]["requestTimeEpoch"] == 1583051400250
    assert event["multiValueQueryStringParameters"] == {"limit": ["2", "3"], "cursor": ["a b"]}
    assert event["queryStringParameters"] == {"limit": "3", "cursor": "a b"}
    assert event["requestContext"]["identity"]["sourceIp"] == "203.0.113.1"
    assert event["body"] is None


def test_a_body_is_sent_as_json_and_a_text_as_it_is() -> None:
    assert body_of({"name": "张三"}) == '{"name": "\\u5f20\\u4e09"}'
    assert body_of("{broken") == "{broken"


def test_a_path_that_no_route_has_is_none() -> None:
    with pytest.raises(LookupError):
        match(ROUTES, "/v1/people/7/codes")
