"""Who proposed and decided is told by login too, and whether the reader may decide."""

from tests.epidemic.steps import agree, enter
from tests.proposals.steps import epidemiologist, seen
from tests.support.resident_steps import NOON, a_document, log_in_staff


def test_logins_stand_beside_the_ids_where_a_proposal_is_looked_at():
    proposer, second = epidemiologist(), epidemiologist()
    proposal = enter(proposer, a_document()).body
    supervisor = log_in_staff("supervisor", NOON, "63")
    may = [seen(each, proposal["id"])["may_decide"] for each in (proposer, second, supervisor)]
    assert may == [False, True, False]
    listed = second.get("/v1/proposals?limit=100", at=NOON).body["items"]
    (mine,) = [each for each in listed if each["id"] == proposal["id"]]
    assert mine["proposed_by_login"].startswith("epidemiologist-")
    assert agree(second, proposal).status == 200
    found = seen(proposer, proposal["id"])
    assert found["decided_by_login"].startswith("epidemiologist-")
    assert found["decided_by_login"] != found["proposed_by_login"]
    assert (found["agreed_by_login"], found["may_decide"]) == (None, False)
