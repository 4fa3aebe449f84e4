"""How far each role reaches at the routes of imports."""

from tests.routes.cells import ALL, Case, of_staff

DECIDING = of_staff("epidemiologist", "supervisor")
TYPING = of_staff("epidemiologist", "supervisor", reach=ALL)
CASES: dict[str, Case] = {
    "POST /v1/imports": Case(of_staff("epidemiologist", "supervisor", reach=ALL)),
    "GET /v1/imports": Case(of_staff("epidemiologist", "supervisor", reach=ALL)),
    "GET /v1/imports/{import_id}": Case(DECIDING, lambda w: f"/v1/imports/{w.imported}"),
    "GET /v1/imports/{import_id}/errors": Case(DECIDING, lambda w: f"/v1/imports/{w.imported}/errors"),
    "GET /v1/imports/{import_id}/errors.csv": Case(DECIDING, lambda w: f"/v1/imports/{w.imported}/errors.csv"),
    # Whose rows they are alone, for all others they are not there: everybody asks for their own.
    "GET /v1/imports/{import_id}/rows": Case(TYPING, lambda w: f"/v1/imports/{w.typed()}/rows"),
    "PUT /v1/imports/{import_id}/rows/{part}": Case(
        TYPING, lambda w: f"/v1/imports/{w.typed()}/rows/0", lambda w: {"rows": [["630102"]]}
    ),
    "POST /v1/imports/{import_id}/rows": Case(TYPING, lambda w: f"/v1/imports/{w.typed()}/rows"),
    "PUT /v1/imports/{import_id}/columns": Case(
        DECIDING, lambda w: f"/v1/imports/{w.imported}/columns", lambda w: {"columns": {"nothing": None}}
    ),
    "POST /v1/imports/{import_id}/approval": Case(
        DECIDING,
        lambda w: f"/v1/imports/{w.imported}/approval",
        lambda w: {"version": 1, "content_hash": "0" * 64, "decision": "approve", "reason": "checked"},
    ),
    "POST /v1/imports/{import_id}/stop": Case(DECIDING, lambda w: f"/v1/imports/{w.imported}/stop", ruins=True),
    "POST /v1/imports/{import_id}/undo": Case(
        of_staff("epidemiologist"), lambda w: f"/v1/imports/{w.imported}/undo", lambda w: {"reason": "the wrong list"}
    ),
    "POST /v1/imports/{import_id}/dry-run": Case(DECIDING, lambda w: f"/v1/imports/{w.imported}/dry-run"),
    "POST /v1/imports/{import_id}/resume": Case(DECIDING, lambda w: f"/v1/imports/{w.imported}/resume"),
}
