"""Pairs of people who agree to each other's proposals, counted by month: for auditors to see who approves whom."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute

from chalicelib.config import POLICY_ZONE
from chalicelib.retention.kinds import BY_NAME
from chalicelib.store.reading import prefixed
from chalicelib.store.tables import OperationRecord, ttl
from chalicelib.store.transactions import Change

_KEPT = timedelta(days=BY_NAME["staff_pairs"].days)
"""From the last time on that it was counted: as long as the audit's entries that say the same."""


class PairRecord(OperationRecord, discriminator="pair"):
    """`PAIRS#<month>`/`<region>#<proposer>#<approver>`: how often the one put in force what the other proposed."""

    times = NumberAttribute(default=0)


def step(region: str, proposer: str, approver: str, now: datetime) -> Change:
    """The step that counts one more proposal put in force."""
    record = PairRecord(f"PAIRS#{month_of(now)}", f"{region}#{proposer}#{approver}")
    actions = (PairRecord.times.add(1), PairRecord.kind.set(PairRecord), PairRecord.ttl.set(ttl(_KEPT)))
    return Change(record, actions)


def month_of(at: datetime) -> str:
    """The policy month of an instant."""
    return f"{at.astimezone(POLICY_ZONE):%Y-%m}"


def of_month(month: str, region: str) -> Counter[tuple[str, str]]:
    """How often whom approved whom, (proposer, approver), in the regions that begin with a prefix. One query, and more
    for more pages."""
    found: Counter[tuple[str, str]] = Counter()
    for record in PairRecord.query(f"PAIRS#{month}", prefixed(PairRecord.sk, region, None)):
        _, proposer, approver = str(record.sk).split("#")
        found[proposer, approver] += int(record.times)
    return found


def people_of(pairs: Iterable[tuple[str, str]]) -> set[str]:
    """Everybody in these pairs."""
    return {each for pair in pairs for each in pair}
