"""Somebody's state written by the functions that write states as they become due."""

from datetime import datetime, timedelta

from chalicelib.features.sweep import expiry_job, rescoring_job
from chalicelib.person import due
from chalicelib.person import records as people

SWEEPS = ("expiry", "rescoring")


def swept(job: str, person_id: str, now: datetime) -> None:
    """One of SWEEPS writes a state that became due a minute before."""
    state = people.state(person_id)
    assert state is not None
    due.hasten(state, now - timedelta(minutes=1))
    state.save()
    if job == "expiry":
        expiry_job.sweep(now)
    else:
        rescoring_job.work({"kind": "due", "shard": str(due.shard_of(person_id))}, now)
