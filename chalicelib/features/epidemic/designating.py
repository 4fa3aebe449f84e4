"""Designations in force: the fact under its document, with the notice that follows; or held, and let go of later."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.features.breaker import releasing
from chalicelib.features.breaker.gate import DESIGNATION, Passing
from chalicelib.features.epidemic import designation_records
from chalicelib.features.proposals.content import Content
from chalicelib.person import arriving
from chalicelib.person.arriving import Arrived
from chalicelib.person.changing import Attempt
from chalicelib.store.transactions import Put


def designate(attempt: Attempt, designation_id: str, content: Content) -> None:
    """Writes a designation and what follows of it, or that it is held."""
    told, document_hash = content["told"], content["document_hash"]
    event = designation_records.fact(designation_id, told, attempt.now)
    passing = Passing(DESIGNATION, designation_id, document_hash)
    arrived = arriving.arrive(attempt, document_hash, event, passing=passing)
    status = "held" if arrived is not None and arrived.held else "in_force"
    attempt.write(designation_records.put(designation_id, content, attempt.now, status))
    _tell(arrived, told, designation_id)


def _tell(arrived: Arrived | None, told: Mapping[str, Any], reference: str) -> None:
    if arrived is not None and arrived.worse:
        arrived.person.notify(f"inbox_designation_{told['ground']}", urgent=True, reference=reference)


def let_go(attempt: Attempt, designation_id: str, at: datetime) -> None:
    """A designation that was held takes effect, known from `at` on; nothing where it was lifted meanwhile."""
    record = designation_records.find(designation_id)
    if record is None or record.status != "held":
        return
    record.status = "in_force"
    attempt.write(Put(record))
    event = designation_records.fact(designation_id, record.told, at)
    _tell(arriving.arrive(attempt, record.document_hash, event), record.told, designation_id)


releasing.releases(DESIGNATION, let_go)
