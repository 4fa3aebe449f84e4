"""What functions measured, read from their logs."""

import json
from datetime import UTC, datetime
from typing import Any

from local.measured import last, values

AT = datetime(2020, 3, 10, 4, 0, tzinfo=UTC)


def line(name: str, value: Any, second: int = 0) -> str:
    return json.dumps({"_aws": {"Timestamp": int((AT.timestamp() + second) * 1000)}, name: value})


def test_a_line_s_values_have_its_instant_and_other_lines_none() -> None:
    assert list(values(line("PullAge", [1.0, 2.5]), "PullAge")) == [(AT, 1.0), (AT, 2.5)]
    assert list(values(line("PullAge", 3), "PullAge")) == [(AT, 3.0)]
    for other in (line("Fault", [1.0]), '{"message":"PullAge"}', "REPORT PullAge", "[1]", '{"_aws": null}'):
        assert list(values(other, "PullAge")) == []


class Logs:
    """Two functions' logs."""

    def describe_log_groups(self, **_: str) -> Any:
        return {"logGroups": [{"logGroupName": "one"}, {"logGroupName": "two"}]}

    def get_paginator(self, _: str) -> "Logs":
        return self

    def paginate(self, **asked: str) -> Any:
        assert asked["filterPattern"] == '"Fault"'
        odd = asked["logGroupName"] == "one"
        return [{"events": [{"message": line("Fault", [s], s)} for s in range(8) if s % 2 == odd]}]


def test_the_last_five_of_all_functions_the_latest_last() -> None:
    assert [value for _, value in last(Logs(), "Fault")] == [3, 4, 5, 6, 7]
