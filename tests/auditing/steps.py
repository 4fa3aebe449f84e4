"""Steps of tests about alarms."""

from itertools import count

from chalicelib.desk import alarms
from chalicelib.store.transactions import transact
from tests.support.resident_steps import NOON

_SERIALS = count()


def raised(region: str = "63", about: str = "") -> str:
    """The id of an alarm about somebody of a region's staff."""
    about = about or f"staff-{next(_SERIALS)}"
    content = {"alarm_kind": "many_opened", "about": about, "people": 60, "since": NOON}
    transact([alarms.put(f"{about}-1", region, NOON, **content)])
    return f"{about}-1"
