"""What AWS refuses for good is a fault of ours, told as one; what it cannot do now is a busy service."""

import json

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError
from botocore.parsers import ResponseParserError
from pynamodb.exceptions import QueryError

from chalicelib.features.showing import code
from chalicelib.http.problems import answer_to
from chalicelib.store.transactions import Lost
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied


def _refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "a key of somebody"}}, "Query")


@pytest.mark.parametrize("code", ["ValidationException", "AccessDeniedException", "ResourceNotFoundException"])
def test_a_rejected_request_is_a_fault_of_ours_and_rings(code: str, capsys):
    for error in (_refused(code), QueryError("not so", _refused(code))):
        answer = answer_to(error, "en")
        assert (answer.status_code, json.loads(answer.body)["code"]) == (500, "internal")
    logged = capsys.readouterr().out
    assert '"Fault"' in logged
    assert "somebody" not in logged


@pytest.mark.parametrize(
    "error",
    [
        _refused("ThrottlingException"),
        ConnectTimeoutError(endpoint_url="there"),
        ReadTimeoutError(endpoint_url="there"),
        QueryError("no answer", ReadTimeoutError(endpoint_url="there")),
        ResponseParserError("cut off"),
    ],
)
def test_a_busy_service_is_asked_again(error: Exception, capsys):
    answer = answer_to(error, "en")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert '"Fault"' not in capsys.readouterr().out


def test_who_was_outrun_is_asked_to_come_again(capsys):
    """Nothing was written of theirs."""
    answer = answer_to(Lost(), "en")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert '"Fault"' not in capsys.readouterr().out


def test_a_fault_s_line_names_route_and_record_and_nothing_else_of_the_path(monkeypatch, caplog):
    """Whoever is woken by it looks at the record by its id."""
    client, person = applied(Client())

    def broken(*_: object) -> None:
        raise RuntimeError(person["name"])

    monkeypatch.setattr(code, "show", broken)
    assert client.get(f"/v1/people/{person['id']}/code", at=NOON).status == 500
    (line,) = [each for each in caplog.records if each.message == "unexpected error"]
    assert (line.route, line.person_id) == ("GET /v1/people/{person_id}/code", person["id"])
    assert person["name"] not in str(vars(line))
