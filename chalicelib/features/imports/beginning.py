"""Imports begun: by staff in their own name, or by a partner whose signature stands for the file."""

import secrets as random
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_role
from chalicelib.access.idempotency import Once
from chalicelib.config import UPLOAD_LIFETIME
from chalicelib.features.imports import bucket, importing, records
from chalicelib.features.imports.records import AWAITING, ENTERING, ImportRecord, Sender
from chalicelib.files.workbooks import MOST_BYTES as MOST_OF_A_WORKBOOK
from chalicelib.person.changing import Attempt, changing

MOST_BYTES = 200 * 1024 * 1024
_PROPOSERS = {"designations": ("epidemiologist", "supervisor")}


@dataclass(frozen=True)
class NewImport:
    """A file to come: what it is of, how it is written, and where it is from, in words; or rows that are `typed`."""

    what: str
    format: str
    origin: str
    typed: bool = False


def begin(actor: Actor, new: NewImport, key: Once | None, now: datetime) -> dict[str, Any]:
    """A new import that awaits its file, and the form for it. Raises Forbidden for whoever may not propose the kind."""
    require_role(actor, _PROPOSERS.get(new.what, ("epidemiologist",)))
    import_id = random.token_hex(10)

    def make(attempt: Attempt) -> ImportRecord:
        told = {"what": new.what, "format": new.format, "origin": new.origin}
        told["status"] = ENTERING if new.typed else AWAITING
        record = records.make(import_id, region=actor.region, by=actor.account_id, at=now, **told)
        attempt.write(records.step(record, now))
        attempt.audit(actor, "import.begun", import_id, region=actor.region, reason=new.origin)
        attempt.once(key, import_id)
        return record

    return _with_form(changing(now, make), now)


def begin_signed(import_id: str, sender: Sender, region: str, new: NewImport, now: datetime) -> dict[str, Any]:
    """The same for a partner, whose signature stands for the file; once under the same id. `region`: whose staff
    decide about it."""

    def make(attempt: Attempt) -> ImportRecord:
        record = records.find(import_id)
        if record is not None:
            return record
        told = {"what": new.what, "format": new.format, "origin": new.origin, "status": AWAITING}
        record = records.make(import_id, region=region, by=sender.actor_id, at=now, **told)
        record.signed = {"region": sender.region, "sha256": sender.sha256, "attested": sender.attested}
        attempt.write(records.step(record, now))
        attempt.audit(Actor(sender.actor_id, frozenset()), "import.begun", import_id, region=region, reason=new.origin)
        return record

    return _with_form(changing(now, make), now)


def begun(actor: Actor, import_id: str, now: datetime) -> dict[str, Any]:
    """The same import with a new form, for a request that is repeated. Raises NotFound."""
    return _with_form(importing.reached(actor, import_id), now)


def _with_form(record: ImportRecord, now: datetime) -> dict[str, Any]:
    if record.status == ENTERING:
        return {"import": importing.view(record, "zh-CN"), "upload": None}
    most = MOST_OF_A_WORKBOOK if record.format == "xlsx" else MOST_BYTES
    form = bucket.upload_form(record.upload_key, most, UPLOAD_LIFETIME)
    upload = {"url": form["url"], "fields": form["fields"], "expires_at": now + UPLOAD_LIFETIME}
    return {"import": importing.view(record, "zh-CN"), "upload": upload}
