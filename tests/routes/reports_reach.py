"""How far each role reaches at the routes about what goes to partners."""

from datetime import date
from functools import cache

from chalicelib.features.reports import reconciling
from chalicelib.features.reports.reconciling import ReconciliationRecord
from tests.routes.cells import ALL, Case, of_staff
from tests.routes.world import World
from tests.support.partners import Partner
from tests.support.resident_steps import NOON

_LOOKING = of_staff("supervisor", "exchange_desk", reach=ALL)
_PATH = "/v1/exchange/partners/{partner_id}"


@cache
def _partner() -> str:
    partner = Partner("990003", "99").register(NOON)
    day = date(2020, 3, 9).isoformat()
    if reconciling.find(partner.id, day) is None:
        ReconciliationRecord(f"RECON#{partner.id}", day, at=NOON, equal=True).save()
    return partner.id


def _at(name: str) -> str:
    return f"/v1/exchange/partners/{_partner()}/{name}"


def _reconciled(w: World) -> str:
    return f"{_at('reconciliation')}?day=2020-03-09"


CASES: dict[str, Case] = {
    "GET /v1/exchange/partners": Case(_LOOKING),
    f"GET {_PATH}/unacknowledged": Case(_LOOKING, lambda w: _at("unacknowledged")),
    f"GET {_PATH}/reconciliation": Case(_LOOKING, _reconciled),
    f"POST {_PATH}/resend": Case(_LOOKING, lambda w: _at("resend"), lambda w: {"reason": "they are back"}),
}
