"""Messages to the credit register as they leave: the subject's document stands in them, and they have left then."""

from dataclasses import dataclass
from typing import Any

from chalicelib.features.credit import records
from chalicelib.store.transactions import Step


@dataclass(frozen=True)
class Leaving:
    """A message that leaves, and the step by which it has left: what is taken back from then on is withdrawn there."""

    path: str
    payload: dict[str, Any]
    step: Step


def leaving(violation_id: str, name: str) -> Leaving | None:
    """The `report` or the `withdrawal` of a violation; None where it was dropped, or is no more. Two reads."""
    violation, message = records.find(violation_id), records.report_of(violation_id, name)
    if violation is None or message is None or message.status == records.DROPPED:
        return None
    told = dict(message.message)
    if name == "report":
        told["subject"] = {"document": records.document_of(violation)}
    return Leaving(f"credit/{name}s", told, records.report_sent(message))


def acknowledged(violation_id: str, name: str) -> Step | None:
    """The step by which the register has acknowledged a message. One read."""
    message = records.report_of(violation_id, name)
    return records.report_acknowledged(message) if message is not None else None
