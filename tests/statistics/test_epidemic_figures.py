"""Cases, contacts and appeals in the figures: each once, by the day it came, taken back with what never was."""

from datetime import timedelta

import pytest

from chalicelib.features.appeals.records import AppealRecord
from chalicelib.features.epidemic.case_records import CaseRecord
from chalicelib.features.epidemic.contact_records import ContactRecord
from tests.statistics.steps import change, figures, run
from tests.support.resident_steps import NOON, log_in_staff

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def case(number: int, region: str, status: str = "open", version: int = 1) -> CaseRecord:
    content = {"document": "x", "document_hash": "x", "document_type": "id_card", "last4": "0000", "source": "desk"}
    content |= {"told": {"kind": "confirmed", "status": status}, "region": region, "revision": 1, "version": version}
    return CaseRecord(f"CASE#{region}{number}", "case", opened_at=NOON, changed_at=NOON + version * HOUR, **content)


def contact(number: int, region: str, status: str = "confirmed", beside: str = "") -> ContactRecord:
    place = (f"CASE#{beside}", f"contact#{number}") if beside else (f"CONTACT#{region}{number}", "contact")
    told = {"document_hash": "x", "last4": "0000", "contact_kind": "close", "last_exposure": "2020-03-09"}
    return ContactRecord(*place, region=region, ground="exposure", status=status, at=NOON, **told)


def appeal(number: int, region: str, hours: int | None) -> AppealRecord:
    decided = {"status": "upheld", "decided_at": NOON} if hours is not None else {"status": "open"}
    filed = NOON - (hours or 0) * HOUR
    told = {"category": "other", "text": "x", "department": "reviewer", "region": region}
    return AppealRecord(f"P#{region}{number}", "appeal#1", at=filed, due_at=filed + 2 * DAY, **told, **decided)


def test_a_case_counts_on_its_day_and_not_when_it_never_was(county):
    run(*(change(None, case(number, county)) for number in range(12)))
    run(change(case(0, county), case(0, county, "excluded", 2)))
    run(change(case(1, county), case(1, county, "released", 2)))
    run(*(change(None, case(number, county)) for number in range(12)))
    assert figures(county)["cases"] == 11


def test_a_contact_counts_once_however_many_cases_it_stands_beside(county):
    run(*(change(None, contact(number, county)) for number in range(12)))
    run(change(None, contact(0, county, beside="c1")), change(contact(1, county), contact(1, county, "withdrawn")))
    run(change(None, contact(20, county, "no_effect")), change(None, contact(21, county, "held")))
    run(change(contact(21, county, "held"), contact(21, county)))
    assert figures(county)["contacts"] == 12


def test_how_many_of_a_hundred_appeals_were_decided_in_48_hours(county):
    hours = [*range(29, 49), *range(49, 59)]
    run(*(change(appeal(n, county, None), appeal(n, county, each)) for n, each in enumerate(hours)))
    run(change(appeal(0, county, 29), appeal(0, county, 29)))
    assert (figures(county)["appeals_decided"], figures(county)["appeals_in_48h"]) == (30, 20)
    assert shares(county) == (30, 67)


def shares(county: str) -> tuple[int | None, int | None]:
    """How many appeals were decided that day as it is shown, and of a hundred how many in time."""
    shown = log_in_staff("supervisor", NOON, county[:2]).get(f"/v1/statistics?region={county}", at=NOON).body
    day = shown["days"][-1]
    return day["appeals_decided"], day["appeals_in_48h_percent"]


@pytest.mark.parametrize(
    ("in_time", "late", "percent"),
    [(9, 20, None), (20, 9, None), (9, 9, None), (20, 1, None), (0, 20, None), (20, 0, 100)],
)
def test_a_share_that_tells_of_fewer_than_ten_in_time_or_late_is_not_told(county, in_time, late, percent):
    hours = [1] * in_time + [50] * late
    run(*(change(appeal(n, county, None), appeal(n, county, each)) for n, each in enumerate(hours)))
    assert shares(county) == (in_time + late, percent)


def test_fewer_than_ten_are_not_told(county):
    run(*(change(None, case(number, county)) for number in range(9)))
    run(*(change(appeal(n, county, None), appeal(n, county, 1)) for n in range(9)))
    day = log_in_staff("supervisor", NOON, county[:2]).get(f"/v1/statistics?region={county}", at=NOON).body["days"][-1]
    assert (day["cases"], day["appeals_decided"], day["appeals_in_48h_percent"]) == (None, None, None)
