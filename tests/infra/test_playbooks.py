"""Whoever is woken finds one page that says what to do, for every alarm of the template."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from chalice.app import CloudWatchEvent

from chalicelib.codes.key_set import USES
from chalicelib.config import EMAIL_BUDGET
from infra.package import ROOT, merged_parts, package
from infra.service_values import LIVES
from local import rehearsal
from local.api import Answer

FOLDER = ROOT / "docs" / "playbooks"
BOOKS = sorted(FOLDER.glob("*.md"))
SAYS = ("**For people.**", "**See.**", "**Do**, in order.", "**Wake.**", "**Over** when")
WATCHING = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")


@cache
def resources() -> dict[str, Any]:
    return dict(json.loads((package("prod") / "sam.json").read_text())["Resources"])


def alarms() -> set[str]:
    """Every alarm of a stage, with the edge's and the one that an event raises."""
    edge = merged_parts("firewall")["Resources"]
    found = {name for name, r in {**resources(), **edge}.items() if r["Type"] in WATCHING}
    return found | {"HumanTouchedSecret"}


def alarms_of(book: Path) -> list[str]:
    line = re.search(r"^Alarms: (.*)$", book.read_text(), re.M)
    return re.findall(r"`(\w+)`", line[1]) if line else []


def test_every_alarm_has_one_playbook_and_every_playbook_s_alarm_exists() -> None:
    named = [name for book in BOOKS for name in alarms_of(book)]
    assert sorted(named) == sorted(alarms())


def test_a_human_who_reads_a_secret_decrypts_or_takes_a_function_s_role_is_told_of() -> None:
    pattern = resources()["HumanTouchedSecret"]["Properties"]["EventPattern"]
    watched = {each["source"][0]: each["detail"] for each in pattern["$or"]}
    assert set(watched) == {"aws.secretsmanager", "aws.kms", "aws.sts"}
    at_work = OF_FUNCTIONS.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")
    ours = {"anything-but": {"wildcard": {"Fn::Sub": at_work}}}
    assert watched["aws.secretsmanager"]["userIdentity"] == watched["aws.kms"]["userIdentity"] == {"arn": [ours]}
    keys = {name for name, each in resources().items() if each["Type"] == "AWS::KMS::Key"}
    assert {each["Fn::GetAtt"][0] for each in watched["aws.kms"]["resources"]["ARN"]} == keys
    assert watched["aws.sts"]["requestParameters"] == {"roleArn": [{"wildcard": {"Fn::Sub": OF_FUNCTIONS}}]}


def test_what_a_rule_tells_of_reaches_the_topic() -> None:
    """EventBridge takes no condition in the policy of a topic that it publishes to, and says no account to its key."""
    key = resources()["AlarmTopic"]["Properties"]["KmsMasterKeyId"]["Ref"]
    policies = (
        resources()["AlarmTopicPolicy"]["Properties"]["PolicyDocument"],
        resources()[key]["Properties"]["KeyPolicy"],
    )
    for policy in policies:
        (told,) = [each for each in policy["Statement"] if "events.amazonaws.com" in json.dumps(each["Principal"])]
        assert "Condition" not in told
    sealing = json.dumps(resources()["DataKey"]["Properties"]["KeyPolicy"])
    assert "amazonaws.com" not in sealing, "what people are sealed with opens to no service by itself"


OF_FUNCTIONS = "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${AWS::StackName}-*"


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)
def test_a_playbook_says_all_that_somebody_woken_asks(book: Path) -> None:
    text = book.read_text()
    assert [text.index(each) for each in SAYS] == sorted(text.index(each) for each in SAYS)
    assert re.search(r"^1\. ", text, re.M)
    assert text.count("\n") < 45


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)
def test_what_a_playbook_tells_to_type_exists(book: Path) -> None:
    text, makefile = book.read_text(), (ROOT / "Makefile").read_text()
    for module in re.findall(r"python -m ([\w.]+)", text):
        assert (ROOT / f"{module.replace('.', '/')}.py").exists(), module
    for target in re.findall(r"`make (\w+)", text):
        assert f"\n{target}: " in makefile, target
    for other in re.findall(r"\b([a-z-]+\.md)\b", text):
        assert (FOLDER / other).exists() or (ROOT / "docs" / other).exists(), other


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)
def test_a_playbook_names_routes_and_settings_that_there_are(book: Path) -> None:
    paths = resources()["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    known = {re.sub(r"\{\w+\}", "{}", path) for path in paths}
    for path in re.findall(r"(?:GET|POST|PUT|PATCH) (/v1/[\w/{}-]+)", book.read_text()):
        shape = re.sub(r"\{\w+\}", "{}", path)
        assert shape in known or re.sub(r"/\d+$", "/{}", shape) in known, path


def is_scheduled(resource: dict[str, Any]) -> bool:
    if resource["Type"] != "AWS::Serverless::Function":
        return False
    return any(event["Type"] == "Schedule" for event in resource["Properties"].get("Events", {}).values())


def test_every_schedule_alarms_when_nobody_is_called() -> None:
    scheduled = {name for name, r in resources().items() if is_scheduled(r)}
    missed = {
        r["Properties"]["Dimensions"][0]["Value"]["Ref"]
        for r in resources().values()
        if r["Type"] == "AWS::CloudWatch::Alarm"
        and r["Properties"].get("MetricName") == "Invocations"
        and r["Properties"]["TreatMissingData"] == "breaching"
    }
    assert missed == scheduled


def test_every_schedule_alarms_when_it_fails() -> None:
    """One that is called and fails each time is missed by no alarm that only asks whether it was called."""
    failing = {
        r["Properties"]["Dimensions"][0]["Value"]["Ref"]
        for r in resources().values()
        if r["Type"] == "AWS::CloudWatch::Alarm" and r["Properties"].get("MetricName") == "Errors"
    }
    assert {name for name, r in resources().items() if is_scheduled(r)} - failing == set()


def _throttles() -> Iterator[tuple[str, str, str]]:
    """Table, index and metric of each number of DynamoDB that an alarm reckons with."""
    for each in (r["Properties"] for r in resources().values() if r["Type"] == WATCHING[0]):
        metrics = [query["MetricStat"]["Metric"] for query in each.get("Metrics", ()) if "MetricStat" in query]
        for found in (metric for metric in metrics if metric["Namespace"] == "AWS/DynamoDB"):
            named = {dimension["Name"]: dimension["Value"] for dimension in found["Dimensions"]}
            yield named["TableName"]["Ref"], named.get("GlobalSecondaryIndexName", ""), found["MetricName"]


def test_every_table_and_each_of_its_indexes_alarms_where_it_turns_somebody_away() -> None:
    """A table's own number leaves out its indexes."""
    tables = {name: r["Properties"] for name, r in resources().items() if r["Type"] == "AWS::DynamoDB::Table"}
    asked = {
        (table, index, f"{kind}ThrottleEvents")
        for table, properties in tables.items()
        for index in ("", *(each["IndexName"] for each in properties["GlobalSecondaryIndexes"]))
        for kind in ("Read", "Write")
    }
    assert set(_throttles()) == asked


def test_the_e_mails_of_a_day_that_are_used_up_wake_somebody() -> None:
    measured = "\n".join(each.read_text() for each in (ROOT / "chalicelib" / "features" / "messages").glob("*.py"))
    (unit,) = re.findall(r'measure\("EmailBudgetUsed", "(\w+)"', measured)
    watched = resources()["EmailBudgetSpent"]["Properties"]
    assert (watched["MetricName"], watched["Unit"], watched["Threshold"]) == ("EmailBudgetUsed", unit, 0)


def test_ses_is_asked_for_as_many_e_mails_as_our_own_budget_has() -> None:
    (row,) = re.findall(r"^\| SES \|[^|]*\| ([\d,]+) a day", (ROOT / "docs" / "scale.md").read_text(), re.M)
    assert int(row.replace(",", "")) >= EMAIL_BUDGET


def test_every_queue_is_watched_for_how_long_its_oldest_waits() -> None:
    queues = {name for name, r in resources().items() if r["Type"] == "AWS::SQS::Queue" and "DeadLetter" not in name}
    watched = {
        r["Properties"]["Dimensions"][0]["Value"]["Fn::GetAtt"][0]
        for r in resources().values()
        if r["Type"] == "AWS::CloudWatch::Alarm"
        and r["Properties"].get("MetricName") == "ApproximateAgeOfOldestMessage"
    }
    assert watched == queues


def test_the_dashboard_shows_every_dead_letter_queue() -> None:
    body = resources()["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    dead = {name for name, r in resources().items() if r["Type"] == "AWS::SQS::Queue" and "DeadLetter" in name}
    assert {name for name in dead if f"${{{name}.QueueName}}" not in body} == set()


def test_each_alarm_asks_for_the_numbers_of_its_own_stage() -> None:
    """Else another stage of the account rings it, or hides that this one is silent."""
    watching = [(name, r["Properties"]) for name, r in resources().items() if r["Type"] == WATCHING[0]]
    ours = {name: json.dumps(each) for name, each in watching if "Kangma" in json.dumps(each)}
    assert len(ours) > 25
    assert {name for name, each in ours.items() if "AWS::StackName" not in each and "${Stage}" not in each} == set()


def test_what_a_schedule_s_function_is_called_with_by_hand_is_a_schedule_s_event() -> None:
    """With less than that Chalice turns it away before a job sees it."""
    events = [event for book in BOOKS for event in re.findall(r"--payload '(\{.*?\})'", book.read_text())]
    assert events
    for event in events:
        assert CloudWatchEvent(json.loads(event), None).time.endswith("Z")


def test_a_drill_of_the_composite_is_taken_back() -> None:
    """It stays as it was set until an alarm below it changes."""
    (drill,) = re.findall(r"set-alarm-state --alarm-name (\S+) --state-value ALARM.*", FIRST_DAY)
    assert drill == resources()["PeopleCannotShowOrEnter"]["Properties"]["AlarmName"]["Fn::Sub"].replace(
        "${AWS::StackName}", "kangma-STAGE"
    )
    assert "--state-value OK" in FIRST_DAY.partition(drill)[2]


FIRST_DAY = (FOLDER / "first-day.md").read_text()


def test_a_compromise_of_each_key_and_value_has_its_command() -> None:
    text = (FOLDER / "key-compromise.md").read_text()
    assert {name for name in (*USES, *LIVES) if f"`{name}`" not in text and f"KEY={name}`" not in text} == set()


_UNITS = {"%": (1,), "s": (1, 1_000), "min": (60, 60_000), "h": (3_600, 3_600_000)}
"""What a number in words is in an alarm: of percent or seconds, in some metrics milliseconds."""


@pytest.mark.parametrize("page", [ROOT / "docs" / "operations.md", *BOOKS], ids=lambda path: path.stem)
def test_an_alarm_s_line_is_told_as_it_is(page: Path) -> None:
    """Wherever a page says `Alarm` at so many."""
    for name, number, unit in re.findall(r"`(\w+)` at ([\d.]+) (%|s\b|min\b|h\b)", page.read_text()):
        line = float(resources()[name]["Properties"]["Threshold"])
        assert line in [float(number) * factor for factor in _UNITS[unit]], name


def test_login_codes_are_over_at_the_lines_of_their_alarms() -> None:
    over = (FOLDER / "login-codes.md").read_text().partition("**Over**")[2]
    assert set(re.findall(r"`(\w+)` at", over)) == {"CodesNotSent", "CodesNotDelivered"}
    assert re.findall(r"\d+ %", over) == ["90 %", "70 %"]


SHOWING = ("ApiFailures", "ApiThrottled", "ApiSlow", "ApiTurnedAway", "CodesLate", "CodesNotSent")


@pytest.mark.parametrize("on", list(product((False, True), repeat=len(SHOWING))))
def test_the_composite_is_on_where_people_cannot_show_or_enter(on: tuple[bool, ...]) -> None:
    """Slow alone is no emergency; slow while others are turned away is."""
    state = dict(zip(SHOWING, on, strict=True))
    rule = resources()["PeopleCannotShowOrEnter"]["Properties"]["AlarmRule"]["Fn::Sub"]
    said = re.sub(r'ALARM\("\$\{(\w+)\}"\)', lambda found: str(state[found[1]]), rule)
    slow = state["ApiSlow"] and state["ApiTurnedAway"]
    expected = slow or any(state[name] for name in ("ApiFailures", "ApiThrottled", "CodesLate", "CodesNotSent"))
    assert eval(said.replace("OR", "or").replace("AND", "and")) == expected


OPERATIONS = (ROOT / "docs" / "operations.md").read_text()


def test_the_objectives_name_alarms_that_there_are_and_every_schedule_s() -> None:
    """An alarm that was renamed, and a schedule that came since, are missed nowhere else."""
    table = OPERATIONS.partition("### Objectives")[2].partition("### ")[0]
    named = {name for line in table.splitlines() for name in re.findall(r"`([A-Z]\w+)`", line.rpartition(" | ")[2])}
    assert named - alarms() == set()
    assert {name for name in alarms() if name.endswith("NotRun")} <= named


@pytest.mark.parametrize("page", ["operations.md", "security.md"])
def test_every_use_of_a_signing_key_is_told_of(page: str) -> None:
    (line,) = [
        each for each in (ROOT / "docs" / page).read_text().splitlines() if "`venue_code`, `revocation_list`" in each
    ]
    assert {use for use in USES if f"`{use}`" in line} == set(USES)


REHEARSED = "\n".join(each.read_text() for each in sorted((ROOT / "docs" / "rehearsals").glob("*.md")))
INDEX = (ROOT / "docs" / "rehearsals.md").read_text()


def test_what_was_rehearsed_can_be_rehearsed_again() -> None:
    """Its commands exist, and so do the steps of the playbooks that it says it played."""
    for module in re.findall(r"\$ python -m ([\w.]+)", REHEARSED):
        assert (ROOT / f"{module.replace('.', '/')}.py").exists(), module
    for book, steps in re.findall(r"^## .*\]\(\.\./playbooks/([a-z-]+\.md)\), steps? ([\d, and]+)\)", REHEARSED, re.M):
        text = (FOLDER / book).read_text()
        assert all(f"\n{number}. " in text for number in re.findall(r"\d", steps)), book


def test_every_playbook_was_played_or_has_said_why_not() -> None:
    rows = dict(re.findall(r"^\| \[([a-z-]+)\]\(playbooks/[a-z-]+\.md\) \| (.+) \|$", INDEX, re.M))
    assert sorted(rows) == [book.stem for book in BOOKS]
    for name, row in rows.items():
        where = re.findall(r"\]\(rehearsals/([a-z]+\.md)\)", row)
        assert where, name
        for page in where:
            assert f"playbooks/{name}.md" in (ROOT / "docs" / "rehearsals" / page).read_text(), name


@pytest.mark.parametrize(("status", "said"), [(200, "200 colour green, valid True"), (503, "503 code maintenance")])
def test_a_rehearsal_says_what_it_was_answered(capsys: pytest.CaptureFixture[str], status: int, said: str) -> None:
    content = {"code": "maintenance", "colour": "green", "valid": True}
    rehearsal._say("x", Answer(status, {}, json.dumps({**content, "code": {}} if status == 200 else content).encode()))
    assert f"x: {said}" in capsys.readouterr().out
