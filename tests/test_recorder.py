"""The record of AWS actions names the permission, the resource and the function."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.cloud import name_of
from tests.support.recorder import Call, Recorder, calls, follow_into_threads, function_of, recorded

PEOPLE = name_of("PeopleTable")


@pytest.mark.parametrize(
    ("operation", "params", "expected"),
    [
        ("dynamodb:Scan", {"TableName": PEOPLE}, {("dynamodb:Scan", "PeopleTable", "")}),
        (
            "dynamodb:Query",
            {
                "TableName": PEOPLE,
                "IndexName": "gsi1",
                "KeyConditionExpression": "(#0 = :0 AND begins_with (#1, :1))",
                "ExpressionAttributeNames": {"#0": "gsi1pk", "#1": "gsi1sk"},
                "ExpressionAttributeValues": {":0": {"S": "HELD#07"}, ":1": {"S": "CAMP#"}},
            },
            {("dynamodb:Query", "PeopleTable/index/gsi1", "HELD#")},
        ),
        (
            "dynamodb:BatchGetItem",
            {"RequestItems": {PEOPLE: {"Keys": [{"pk": {"S": "P#1"}}, {"pk": {"S": "DOC#1"}}]}}},
            {("dynamodb:BatchGetItem", "PeopleTable", "P#"), ("dynamodb:BatchGetItem", "PeopleTable", "DOC#")},
        ),
        (
            "dynamodb:TransactWriteItems",
            {
                "TransactItems": [
                    {"Put": {"TableName": PEOPLE, "Item": {"pk": {"S": "P#1"}}}},
                    {"ConditionCheck": {"TableName": PEOPLE, "Key": {"pk": {"S": "SWITCHES"}}}},
                ]
            },
            {
                ("dynamodb:PutItem", "PeopleTable", "P#"),
                ("dynamodb:ConditionCheckItem", "PeopleTable", "SWITCHES"),
            },
        ),
        (
            "sqs:SendMessageBatch",
            {"QueueUrl": f"http://127.0.0.1:1/000000000000/{name_of('MessagesQueue')}"},
            {("sqs:SendMessage", "MessagesQueue", "")},
        ),
        ("sns:Publish", {"PhoneNumber": "+8613800000000"}, {("sns:Publish", "*", "")}),
        ("kms:Decrypt", {"KeyId": f"alias/{name_of('DataKey')}"}, {("kms:Decrypt", "DataKey", "")}),
    ],
)
def test_a_call_is_read_as_the_permissions_it_needs(operation: str, params: dict, expected: set) -> None:
    assert set(calls(operation, params)) == expected


@pytest.mark.parametrize(
    ("file", "function"),
    [
        ("chalicelib/features/people/routes.py", "api"),
        ("chalicelib/features/showing/code_routes.py", "api"),
        ("chalicelib/features/sweep/expiry_job.py", "expiry"),
        ("chalicelib/features/photos/job.py", "photos"),
        ("chalicelib/features/people/applying.py", None),
        ("chalicelib/person/records.py", None),
    ],
)
def test_the_function_is_read_from_the_call_stack(tmp_path: Path, file: str, function: str | None) -> None:
    scope = {"function_of": function_of, "sys": sys}
    exec(compile("found = function_of(sys._getframe())", str(tmp_path / file), "exec"), scope)
    assert scope["found"] == function


def test_what_a_job_lets_threads_do_is_the_jobs(tmp_path: Path) -> None:
    follow_into_threads()
    scope = {"pool": ThreadPoolExecutor, "asking": lambda _: function_of(sys._getframe())}
    work = "with pool(2) as threads: found = set(threads.map(asking, range(4)))"
    for file, function in (("working.py", None), ("rescoring_job.py", "rescoring")):
        exec(compile(work, str(tmp_path / "chalicelib" / "features" / "campaigns" / file), "exec"), scope)
        assert scope["found"] == {function}


def test_what_a_container_keeps_counts_for_everybody_who_uses_it(tmp_path: Path) -> None:
    needed = Call("secretsmanager:GetSecretValue", "ServiceSecret")
    kept = Recorder(tmp_path / "actions.jsonl").noting(lambda: "read once", lambda: [needed])
    for file in ("relay_job.py", "expiry_job.py", "working.py"):
        exec(compile("kept()", str(tmp_path / "chalicelib" / "features" / "sweep" / file), "exec"), {"kept": kept})
    assert recorded(tmp_path / "actions.jsonl") == {"relay": {needed}, "expiry": {needed}}
