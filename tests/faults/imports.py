"""Good requests about imports: files that were really uploaded and read."""

from tests.faults.good import Good
from tests.imports.steps import a_list, shown, uploaded
from tests.support.client import Client
from tests.support.resident_steps import a_document, log_in_staff


def _epidemiologist() -> Client:
    return log_in_staff("epidemiologist", region="63")


def _checked() -> str:
    return uploaded(a_list([["张三", a_document(), "密接", "2020-03-08", "630102"]]))


def begin_import() -> Good:
    body = {"kind": "contacts", "format": "csv", "origin": "the district's list"}
    return Good(_epidemiologist(), "POST", "/v1/imports", body)


def choose_columns() -> Good:
    import_id = _checked()
    columns = shown(import_id)["columns"] | {"姓名": None}
    return Good(_epidemiologist(), "PUT", f"/v1/imports/{import_id}/columns", {"columns": columns})


def approve_import() -> Good:
    import_id = _checked()
    asked = shown(import_id)["proposal"]
    body = {"version": asked["version"], "content_hash": asked["content_hash"], "decision": "approve", "reason": "read"}
    return Good(_epidemiologist(), "POST", f"/v1/imports/{import_id}/approval", body)


def stop_import() -> Good:
    return Good(_epidemiologist(), "POST", f"/v1/imports/{_checked()}/stop", {})


def resume_import() -> Good:
    stopped = stop_import()
    stopped.send()
    return Good(_epidemiologist(), "POST", stopped.path.replace("/stop", "/resume"), {})
