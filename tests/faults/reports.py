"""What goes to partners, struck: a counterpart beside it, with keys that a partner of it was registered with."""

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

from chalicelib.desk import own_keys, partners
from chalicelib.features.reports import reports_job, statistics_job
from chalicelib.person import history
from chalicelib.store.transactions import transact
from local.partner_seeds import made_for, public
from local.partners import Counterpart, serve
from tests.faults.exchange import signed
from tests.faults.good import Good
from tests.support.client import Client
from tests.support.partners import Partner
from tests.support.resident_steps import NOON, applied, declare, log_in_staff

MINUTE = timedelta(minutes=1)
_SENDS = ["health-declarations", "corrections"]


@cache
def _beside() -> tuple[str, Counterpart]:
    counterpart = Counterpart("630000", "", [made_for("430000", "kangma-1", None)], own_keys.published())
    server = serve(0, counterpart)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/430000", counterpart


def _declared() -> str:
    """A partner that is to know, and somebody who declared twice."""
    url, counterpart = _beside()
    (made,) = counterpart.made
    counterpart.now = lambda: NOON
    told: dict[str, Any] = {"name": "测试", "region": "43", "profile": "kangma-1", "base_url": url, "sends": _SENDS}
    told |= {"receives": [], "mapping": {}, "limits": {}, "mode": "share", "contact": {}, "code_keys": []}
    keys = [{"keyid": made["keyid"], "public": public(made["private_jwk"])}]
    transact([partners.put(partners.make("430000", told, keys, NOON))])
    client, person = applied(Client())
    for minute in range(2):
        assert declare(client, person["id"], NOON + minute * MINUTE).status == 201
    return str(person["id"])


def _streamed(person_id: str) -> dict[str, Any]:
    records = [{"dynamodb": {"NewImage": each.serialize()}} for each in history.history(person_id)]
    return {"Records": records}


def note() -> Callable[[], Any]:
    """The stream tells of what was declared."""
    event = _streamed(_declared())
    return lambda: statistics_job.work(event)


def send() -> Callable[[], Any]:
    """What was declared goes to the partner."""
    statistics_job.work(_streamed(_declared()))
    return lambda: reports_job.report(NOON + 2 * MINUTE)


def resend() -> Good:
    """What a partner did not answer is to be tried again."""
    statistics_job.work(_streamed(_declared()))
    record = partners.find("430000")
    assert record is not None
    record.told = dict(record.told) | {"base_url": "http://127.0.0.1:1"}
    transact([partners.put(record)])
    reports_job.report(NOON - MINUTE)
    desk = log_in_staff("exchange_desk")
    return Good(desk, "POST", "/v1/exchange/partners/430000/resend", {"reason": "they are back"})


def reconcile() -> Good:
    """A partner asks what came of its day."""
    partner = Partner("440000", "44").register(NOON)
    return signed(partner, "reconciliations", {"day": "2020-03-09", "paths": []})


GOOD: dict[str, Callable[[], Good]] = {
    "POST /v1/exchange/reconciliations": reconcile,
    "POST /v1/exchange/partners/{partner_id}/resend": resend,
}
