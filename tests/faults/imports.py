"""Good requests about imports: files that lie in the bucket and were read."""

from collections.abc import Sequence
from typing import Any

from chalicelib.config import settings
from chalicelib.features.imports import bucket
from tests.faults.good import Good
from tests.imports.steps import a_list, begin, decide, shown, work
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_document, log_in_staff


def _epidemiologist() -> Client:
    return log_in_staff("epidemiologist", region="63")


def awaited(lines: Sequence[Sequence[str]]) -> str:
    """The id of an import whose file has come, and that nobody has read yet."""
    begun = begin(_epidemiologist()).body
    key = begun["upload"]["fields"]["key"]
    bucket._client().put_object(Bucket=settings().imports_bucket, Key=key, Body=a_list(lines))
    return str(begun["import"]["id"])


def checked(document: str | None = None) -> str:
    """The id of one that was read, and waits for a second person."""
    import_id = awaited([["测试人", document or a_document(), "密接", "2020-03-08", "630102"]])
    work(import_id)
    return import_id


def begin_import() -> Good:
    body = {"kind": "contacts", "format": "csv", "origin": "the district's list"}
    return Good(_epidemiologist(), "POST", "/v1/imports", body)


def typed() -> tuple[Client, str]:
    """Somebody with the id of an import whose rows they are entering."""
    by = _epidemiologist()
    body = {"kind": "contacts", "format": "csv", "origin": "by phone", "typed": True}
    import_id = str(by.post("/v1/imports", body, at=NOON).body["import"]["id"])
    bucket.put_rows(f"typed/{import_id}/00000", [["", a_document(), "", "测试人", "密接", "2020-03-08"]])
    return by, import_id


def typed_by(world: Any) -> str:
    """An import whose rows whoever asks is entering; whoever may not asks for none."""
    body = {"kind": "designations", "format": "csv", "origin": "typed", "typed": True}
    begun = world.asking.post("/v1/imports", body, at=NOON)
    return str(begun.body["import"]["id"]) if begun.status == 201 else "none"


def keep_rows() -> Good:
    by, import_id = typed()
    return Good(by, "PUT", f"/v1/imports/{import_id}/rows/0", {"rows": [["", a_document()]]})


def send_rows() -> Good:
    by, import_id = typed()
    return Good(by, "POST", f"/v1/imports/{import_id}/rows", {})


def choose_columns() -> Good:
    import_id = checked()
    columns = shown(import_id)["columns"] | {"姓名": None}
    return Good(_epidemiologist(), "PUT", f"/v1/imports/{import_id}/columns", {"columns": columns})


def approve_import() -> Good:
    import_id = checked()
    asked = shown(import_id)["proposal"]
    body = {"version": asked["version"], "content_hash": asked["content_hash"], "decision": "approve", "reason": "read"}
    return Good(_epidemiologist(), "POST", f"/v1/imports/{import_id}/approval", body)


def stop_import() -> Good:
    return Good(_epidemiologist(), "POST", f"/v1/imports/{checked()}/stop", {})


def resume_import() -> Good:
    stopped = stop_import()
    stopped.send()
    return Good(_epidemiologist(), "POST", stopped.path.replace("/stop", "/resume"), {})


def put_in_force(document: str | None = None) -> str:
    """The id of one that two people put in force."""
    import_id = checked(document)
    decide(import_id)
    work(import_id)
    return import_id


def undo_import() -> Good:
    body = {"reason": "It was the wrong list."}
    return Good(_epidemiologist(), "POST", f"/v1/imports/{put_in_force()}/undo", body)


def try_out_import() -> Good:
    return Good(_epidemiologist(), "POST", f"/v1/imports/{checked()}/dry-run", {})
