"""Runs of the workers of imports, each with its world made first."""

from collections.abc import Callable
from datetime import timedelta

from tests.support.resident_steps import NOON, a_document


def read_file() -> Callable[[], object]:
    from chalicelib.features.imports import rescoring_job
    from tests.faults.imports import awaited
    from tests.support.office_files import BAD

    import_id = awaited([["张三", a_document(), "密接", "2020-03-08", "630102"], BAD["formula"](1)])
    return lambda: rescoring_job.work({"import_id": import_id}, NOON)


def apply_file() -> Callable[[], object]:
    from chalicelib.features.imports import rescoring_job
    from tests.epidemic.steps import resident
    from tests.faults.imports import checked
    from tests.imports.steps import decide

    import_id = checked(resident()[2])
    decide(import_id)
    return lambda: rescoring_job.work({"import_id": import_id}, NOON)


def hand_over() -> Callable[[], object]:
    from chalicelib.features.imports import relay_job
    from tests.imports.steps import begin
    from tests.proposals.steps import epidemiologist

    begin(epidemiologist())
    return lambda: relay_job.relay(NOON + timedelta(minutes=2))


def take_back() -> Callable[[], object]:
    """The lane of an undo, with somebody in it who is told."""
    from chalicelib.features.campaigns import records, rescoring_job
    from chalicelib.store.transactions import Put, transact
    from tests.epidemic.steps import resident
    from tests.faults.imports import put_in_force
    from tests.proposals.steps import decide, epidemiologist

    import_id = put_in_force(resident()[2])
    body = {"reason": "It was the wrong list."}
    proposed = epidemiologist().post(f"/v1/imports/{import_id}/undo", body, at=NOON).body["id"]
    decide(epidemiologist(), proposed)
    begun = records.find(proposed)
    begun.status = records.RUNNING
    transact([Put(records.placed(begun))])
    return lambda: rescoring_job.work({"campaign_id": proposed, "lane": "0"}, NOON + timedelta(minutes=1))
