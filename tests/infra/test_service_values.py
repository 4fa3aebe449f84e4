"""Values of the service's secret are only added to, and one that another follows is believed as long as it must be."""

import pytest

from chalicelib.codes.key_set import OPEN_END
from infra import service_values
from infra.service_values import LEAD, LIVES, NAMES

NOW = 1_600_000_000


def test_every_value_is_made_once() -> None:
    made = service_values.complete({})
    assert set(made) == set(NAMES)
    assert len(set(made.values())) == len(NAMES)
    assert service_values.complete(made) == made


def test_a_value_that_is_there_stays() -> None:
    assert service_values.complete({"origin": "given"})["origin"] == "given"


def test_what_people_and_browsers_are_found_by_cannot_be_turned() -> None:
    assert set(NAMES) - set(LIVES) == {"pepper"}


@pytest.mark.parametrize("name", LIVES)
def test_both_values_are_believed_until_what_the_former_made_has_ended(name: str) -> None:
    before = service_values.complete({})
    after = service_values.turned(before, name, NOW)
    last_made = NOW + LEAD
    assert after[name] != before[name]
    assert service_values.believed(after, name, NOW) == [after[name], before[name]]
    assert service_values.believed(after, name, min(last_made + LIVES[name], OPEN_END - 1)) == [
        after[name],
        before[name],
    ]
    assert {other: after[other] for other in NAMES if other != name} == {
        other: before[other] for other in NAMES if other != name
    }


def test_a_former_value_ends_by_itself() -> None:
    after = service_values.turned(service_values.complete({}), "access", NOW)
    end = after["former"]["access"][0]["believed_until"]
    assert service_values.believed(after, "access", end) == [after["access"]]


def test_turning_again_keeps_every_value_that_is_believed() -> None:
    first = service_values.complete({})
    second = service_values.turned(first, "refresh", NOW)
    third = service_values.turned(second, "refresh", NOW + 60)
    assert service_values.believed(third, "refresh", NOW + 60) == [each["refresh"] for each in (third, second, first)]


def test_what_strangers_know_is_believed_only_until_every_container_knows_the_new_value() -> None:
    after = service_values.ended(service_values.turned(service_values.complete({}), "refresh", NOW), "refresh", NOW)
    assert service_values.believed(after, "refresh", NOW + LEAD - 1)[1:]
    assert service_values.believed(after, "refresh", NOW + LEAD) == [after["refresh"]]
    assert service_values.used_from(after, "refresh", NOW) == NOW + LEAD
