"""Refusals of staff on record: who asked for what is not theirs stands in the audit like what they did."""

from datetime import datetime

from chalicelib.access.actor import Actor
from chalicelib.desk import audit
from chalicelib.errors import Forbidden, KangmaError
from chalicelib.http.routes import Route
from chalicelib.places.membership import is_staff


def record(actor: Actor | None, route: Route, error: KangmaError, now: datetime) -> None:
    """Writes the entry of a staff member who is answered with 403; nothing for anybody or anything else."""
    if actor is None or not is_staff(actor) or not isinstance(error, Forbidden):
        return
    ids = {"region": actor.region, "reason": error.code, "route": f"{route.method} {route.path}"}
    audit.audited([], actor.account_id, "staff.refused", actor.account_id, now, **ids)
