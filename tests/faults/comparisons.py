"""Good requests about two records that may be one person's."""

from tests.comparisons.test_deciding import compared, decide, reviewer
from tests.faults.good import Good
from tests.support.traveller_steps import START


def compare() -> Good:
    """Two records told apart."""
    *_, comparison_id = compared()
    body = {"outcome": "different", "reason": "looked at both photos"}
    return Good(reviewer(), "POST", f"/v1/comparisons/{comparison_id}/decision", body, at=START)


def undo_joining() -> Good:
    """The proposal that two joined records are two people's after all."""
    *_, comparison_id = compared(temperature=36.5)
    assert decide(reviewer(), comparison_id, "same").status == 200
    return Good(reviewer(), "POST", f"/v1/comparisons/{comparison_id}/undoing", {"reason": "two sisters"}, at=START)
