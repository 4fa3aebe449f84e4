"""Many venues at once, from CSV."""

import pytest

from tests.support.client import Client
from tests.support.resident_steps import NOON, log_in
from tests.support.venue_steps import a_credit_code


def _csv(*rows: list[str], header: str | None = None) -> str:
    columns = header or "name,type,region,credit_code,address,lat,lon,contact_name,contact_phone"
    return "\r\n".join([columns, *(",".join(row) for row in rows)])


def _row(**changes: str) -> list[str]:
    row = {
        "name": f"连锁店{a_credit_code()[-4:]}",
        "type": "bank",
        "region": "630102",
        "credit_code": a_credit_code(),
        "address": "长江路",
        "lat": "36.61",
        "lon": "101.77",
        "contact_name": "张三",
        "contact_phone": "09718230000",
    }
    return list((row | changes).values())


def _upload(text: str):
    return log_in(Client()).post("/v1/venues/uploads", {"csv": text}, at=NOON)


def test_good_lines_are_kept_and_each_bad_one_is_named():
    good = _row()
    answer = _upload("\ufeff" + _csv(good, _row(type="pub"), _row(credit_code="1"), ["a", "b"], good, _row(lat="x")))
    assert [each["line"] for each in answer.body["registered"]] == [2]
    assert [(each["line"], each["field"], each["code"]) for each in answer.body["errors"]] == [
        (3, "type", "not_allowed"),
        (4, "credit_code", "credit_length"),
        (5, "", "csv_cells"),
        (6, "", "venue_registered"),
        (7, "location.lat", "wrong_type"),
    ]


def test_what_was_uploaded_awaits_approval_by_its_manager():
    manager = log_in(Client())
    answer = manager.post("/v1/venues/uploads", {"csv": _csv(_row(), _row())}, at=NOON)
    assert len(answer.body["registered"]) == 2
    mine = manager.get("/v1/me/venues", at=NOON).body["items"]
    assert [(each["status"], each["role"]) for each in mine] == [("awaiting", "manager")] * 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x", "csv_header"),
        ("name,type\nA,bank", "csv_header"),
        (_csv(header="name,name,type,region,credit_code,address,lat,lon,contact_name,contact_phone"), "csv_header"),
        (_csv(*[["x"] * 9] * 301), "too_many_lines"),
        ('"' + "x" * 60_001, "too_long"),
    ],
)
def test_a_file_that_is_no_list_of_venues(text, code):
    answer = _upload(text)
    assert answer.fields == {"csv": code}, answer.raw


def test_a_quoted_cell_may_hold_commas_and_lines():
    answer = _upload(_csv(_row(address='"长江路，1号, 2楼\n后门"')))
    assert answer.body["errors"] == [
        {
            "line": 3,
            "field": "address",
            "code": "control_character",
            "detail": "This contains characters that cannot be used.",
        }
    ]
    assert len(_upload(_csv(_row(address='"长江路，1号, 2楼"'))).body["registered"]) == 1
