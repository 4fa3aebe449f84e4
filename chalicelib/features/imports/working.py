"""Work on an import: one worker at a time, as far as it gets."""

from contextlib import suppress
from datetime import datetime

from chalicelib.features.imports import applying, passing, reading, records
from chalicelib.features.imports.records import APPLYING, WORKED
from chalicelib.person import shelf
from chalicelib.store import leases
from chalicelib.store.failures import AWS_FAILURES
from chalicelib.store.transactions import Lost


def work(import_id: str, now: datetime) -> None:
    """Reads its file, or puts it in force; nothing while another worker does, or nobody is to. Safe to repeat.

    What AWS kept it from is no try: however often a message comes, a list that is well is not given up for it.
    """
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
    except Exception as error:
        if passing.is_of_aws(error):
            with suppress(*AWS_FAILURES):
                records.take_back_try(import_id, now)
        raise
    finally:
        leases.give_back(lease)
