"""Work on an import: one worker at a time, as far as it gets."""

from datetime import datetime

from chalicelib.features.imports import applying, reading, records
from chalicelib.features.imports.records import APPLYING, WORKED
from chalicelib.person import shelf
from chalicelib.store import leases
from chalicelib.store.transactions import Lost


def work(import_id: str, now: datetime) -> None:
    """Reads its file, or puts it in force; nothing while another worker does, or nobody is to. Safe to repeat."""
    lease = leases.take(f"import-{import_id}")
    if lease is None:
        return
    try:
        record = records.find(import_id)
        if record is not None and record.status in WORKED:
            shelf.current(fresh=True)
            (applying.apply if record.status == APPLYING else reading.read)(record, now)
    except Lost:
        return  # Somebody stopped it, or chose other columns: what this worker had read of it is no more.
    finally:
        leases.give_back(lease)
