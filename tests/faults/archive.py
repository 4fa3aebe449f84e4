"""The audit's copy and its heads, as their functions are called."""

from collections.abc import Callable
from typing import Any

from chalicelib.desk import audit
from tests.faults import world
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, log_in_staff


def copy() -> Callable[[], Any]:
    """New entries, as the stream tells of them."""
    from chalicelib.features.auditing import archive_job

    applied(Client())
    log_in_staff("auditor")
    for _ in range(8):
        audit.audited([], "somebody", "thing.look", "subject", NOON)
    table = world.transport().dynamodb.tables["bench-operations"]
    images = [table.get(key) for key in table.every_key() if key[0].startswith("AUDIT#")]
    records = [{"dynamodb": {"NewImage": image}} for image in images]
    return lambda: archive_job.work({"Records": records})


def sign() -> Callable[[], Any]:
    """Entries that were copied, an hour later."""
    from chalicelib.features.auditing import heads_job

    copy()()
    return lambda: heads_job.publish(NOON)
