"""Steps of tests about alarms and what was eased."""

from itertools import count

from chalicelib.desk import alarms, eased
from chalicelib.store.transactions import transact
from tests.support.resident_steps import NOON

_SERIALS = count()


def raised(region: str = "63", about: str = "") -> str:
    """The id of an alarm about somebody of a region's staff."""
    about = about or f"staff-{next(_SERIALS)}"
    content = {"alarm_kind": "many_opened", "about": about, "people": 60, "since": NOON}
    transact([alarms.put(f"{about}-1", region, NOON, **content)])
    return f"{about}-1"


def eased_there(region: str = "630102", by: str = "staff-of-before") -> str:
    """The id of something that one person eased in a county."""
    eased_id = f"eased-{next(_SERIALS)}"
    place = {"region": region, "reason": "a slip", "by": by}
    transact([eased.put(eased_id, "day.credit", "somebody", now=NOON, **place)])
    return eased_id
