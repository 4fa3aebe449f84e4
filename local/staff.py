"""Makes the seeded staff logins: `python -m local.staff`.

A process of its own, because the service reads its settings once: the environment says which stage. On a laptop there
is nobody to be invited, so each gets its password and its authenticator's secret here; elsewhere people enrol.
Reads [{"login", "password", "roles", "region", "document"}] and writes the same with "totp_secret". A login that is
there already is written as it was read; one that has no document is given its own.
"""

import json
import secrets
import sys
from datetime import UTC, datetime
from typing import Any

from chalicelib.desk import staff
from chalicelib.features.login import by_password, by_staff
from chalicelib.features.people.applying import hash_of
from chalicelib.identity.documents import check_document
from chalicelib.store import vault
from chalicelib.store.transactions import transact


def create(login: dict[str, Any], now: datetime) -> dict[str, Any]:
    """The login with the TOTP secret that it was given now, or earlier."""
    document_hash = hash_of(check_document("id_card", login["document"], on=now.date()))
    record = staff.find(login["login"])
    if record is not None:
        if record.document_hash is None:
            record.document_hash, record.region, record.roles = document_hash, login["region"], set(login["roles"])
            transact([staff.write(record), staff.document_step(record)])
        return login
    staff_id, secret = f"staff-{secrets.token_hex(8)}", by_staff.new_secret()
    record = staff.make(
        login["login"],
        staff_id,
        document_hash=document_hash,
        password_hash=by_password.hashed(login["password"]),
        totp=vault.seal(staff_id, "totp", secret, now),
        roles=set(login["roles"]),
        region=login["region"],
    )
    transact(staff.create_steps(record))
    return {**login, "totp_secret": secret}


if __name__ == "__main__":
    json.dump([create(login, datetime.now(UTC)) for login in json.load(sys.stdin)], sys.stdout)
