"""The first two supervisors of a stage: invited by its operator while there are none, and never again."""

from datetime import timedelta

import pytest

from chalicelib.config import settings
from chalicelib.desk import invitations, staff
from chalicelib.errors import Conflict
from infra.first_supervisors import invite
from tests.staff.steps import enrol
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_document, a_phone

DAY = timedelta(days=1)


def person(name: str, **changes):
    form = {"login": name, "document": {"type": "id_card", "number": a_document()}, "phone": a_phone()}
    return form | changes


def tokens(cloud) -> list[str]:
    """What both were sent."""
    sent = cloud.messages(settings().messages_queue_url)
    return [invitations.token_of(each["invitation_id"]) for each in sent if each["kind"] == "staff_invitation"]


def test_two_are_invited_enrol_and_nobody_after_them(cloud):
    cloud.messages(settings().messages_queue_url)
    both = [person("founder-one"), person("founder-two")]
    ids = invite(both, NOON)
    first = tokens(cloud)
    with pytest.raises(Conflict, match="founded_already"):
        invite([person("founder-three"), person("founder-four")], NOON)
    # Nobody came in time: the same two are invited again, and the first invitations are over.
    assert invite(both, NOON + DAY) == ids
    assert Client().post("/v1/staff/enrolments/start", {"invitation": first[0]}, at=NOON + DAY).status == 410
    for token in tokens(cloud):
        assert enrol(token, NOON + DAY).status == 201
    assert {staff.by_id(each).region for each in ids} == {""}
    with pytest.raises(Conflict, match="founded_already"):
        invite([person("founder-five"), person("founder-six")], NOON + 3 * DAY)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_it_takes_exactly_two(count):
    with pytest.raises(ValueError):
        invite([person(f"founder-{count}-{n}") for n in range(count)], NOON)


def test_it_takes_two_natural_persons():
    one = person("founder-alone")
    with pytest.raises(ValueError):
        invite([one, one | {"login": "founder-alone-too"}], NOON)
