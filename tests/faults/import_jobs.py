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
