"""Copies of a case beyond these tables: what partners have of it, and what the credit register has that rests on it.

A partner has a version from the moment it acknowledged it; until then a correction is on its way.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from chalicelib.desk import partners
from chalicelib.desk.partners import PartnerRecord
from chalicelib.features.credit import records as violations
from chalicelib.features.credit.records import ACKNOWLEDGED, SENT, ViolationRecord
from chalicelib.features.epidemic.case_records import OVER, CaseRecord
from chalicelib.features.exchange.outbox import shard_of
from chalicelib.features.reports import records
from chalicelib.features.reports.records import CASE, LISTED

Reached = tuple[Literal["done", "pending", "not_reachable", "not_sent"], datetime | None]
_GRAVEST = ("pending", "not_reachable", "done", "not_sent")
_VIOLATIONS = 50


def with_partners(case: CaseRecord) -> Reached:
    """What partners have of a case. Of each partner two queries."""
    return _worst(_with_partner(each, case) for each in partners.every())


def _with_partner(partner: PartnerRecord, case: CaseRecord) -> Reached:
    number = f"{int(case.revision):06d}"
    has = records.last_sent_of(partner.id, case.id, CASE)
    if has is not None and has.ref >= number:
        return "done", has.at
    if has is None and not _is_under_way(partner.id, case.id):
        return "not_sent", None
    return "pending" if LISTED[CASE] in partner["sends"] else "not_reachable", None


def _is_under_way(partner_id: str, case_id: str) -> bool:
    flight = records.flights(partner_id).get(shard_of(case_id))
    return flight is not None and any(each[:2] == [CASE, case_id] for each in flight.carries)


def with_the_register(case: CaseRecord, person_id: str | None) -> Reached:
    """What the credit register has that rests on a case which never was one: done once it is withdrawn there.

    Nothing of a case itself is ever told to it. Two queries, two reads for each violation.
    """
    if case.status not in OVER:
        return "not_sent", None
    found = violations.of_person(person_id or "", case.document_hash, _VIOLATIONS, None)
    return _worst(_with_register(each) for each in found if _rests_on(each, case))


def _rests_on(violation: ViolationRecord, case: CaseRecord) -> bool:
    named = {str(each) for each in violation.told["evidence"]}
    return bool(named & {case.id, *(f"case-{case.id}-{number:06d}" for number in range(1, int(case.revision) + 1))})


def _with_register(violation: ViolationRecord) -> Reached:
    report, withdrawal = (violations.report_of(violation.id, name) for name in ("report", "withdrawal"))
    if report is None or report.status not in (SENT, ACKNOWLEDGED):
        return "not_sent", None
    if withdrawal is None or withdrawal.status != ACKNOWLEDGED:
        return "pending", None
    return "done", violation.withdrawn_at


def _worst(found: Iterator[Reached]) -> Reached:
    """Of several the one that is furthest from done, the latest of those; `not_sent` for none."""
    known: list[Reached] = [("not_sent", None), *found]
    status = min((each for each, _ in known), key=_GRAVEST.index)
    return status, max((at for each, at in known if each == status and at is not None), default=None)
