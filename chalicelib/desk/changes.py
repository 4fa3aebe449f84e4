"""Changes by somebody else: what a refusal tells of who was quicker, so that they can be asked."""

from datetime import UTC, datetime
from typing import Any

from chalicelib.desk import staff


def by(account_id: str | None, at: datetime | None) -> dict[str, Any]:
    """What a Conflict tells beside its code: `changed_by_login`, None for nobody of staff, and `changed_at`.

    At most a batch read.
    """
    login = staff.logins([account_id]).get(account_id) if account_id else None
    return {"changed_by_login": login, "changed_at": at.astimezone(UTC).isoformat() if at else None}
