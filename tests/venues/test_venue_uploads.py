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
    answer = log_in(Client()).post(
        "/v1/venues/uploads", {"csv": _csv(_row(address='"长江路，1号, 2楼\n后门"'))}, at=NOON
    )
    assert (answer.body["errors"], [each["line"] for each in answer.body["registered"]]) == ([], [3])


def _uploaded(text: str):
    """The venue that an upload of one line registered."""
    manager = log_in(Client())
    answer = manager.post("/v1/venues/uploads", {"csv": text}, at=NOON)
    assert answer.body["errors"] == []
    return manager.get(f"/v1/venues/{answer.body['registered'][0]['id']}", at=NOON).body


@pytest.mark.parametrize(
    "changes",
    [
        {"contact_phone": "13812345678.0"},
        {"contact_phone": "'13812345678"},
        {"contact_phone": '"=""13812345678"""'},
        {"contact_phone": "１３８ 1234 5678"},
        {"region": "630102.0"},
        {"region": "‘630102"},
        {"lat": "'36.61", "lon": '"=""101.77"""'},
        {"lat": "\u206636.61", "lon": "１０１．７７"},
    ],
)
def test_what_a_spreadsheet_makes_of_numbers_is_read(changes):
    venue = _uploaded(_csv(_row(**{"contact_phone": "13812345678"} | changes)))
    assert (venue["region"], venue["location"]) == ("630102", {"lat": 36.61, "lon": 101.77})
    assert venue["contact"]["phone"] == "+8613812345678"


def test_a_credit_code_is_read_behind_an_apostrophe():
    code = a_credit_code()
    assert _uploaded(_csv(_row(credit_code=f"'{code.lower()}")))["credit_code"] == code


@pytest.mark.parametrize("column", ["contact_phone", "credit_code", "region"])
def test_a_number_that_a_spreadsheet_rounded_is_told_so(column):
    field = {"contact_phone": "contact.phone"}.get(column, column)
    errors = _upload(_csv(_row(**{column: "1.38123E+10"}))).body["errors"]
    assert [(each["field"], each["code"]) for each in errors] == [(field, "excel_number")]


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("hint", [True, False])
def test_cells_may_be_parted_as_an_office_parts_them(delimiter, hint):
    text = _csv(_row(), _row()).replace(",", delimiter)
    answer = _upload(f"\ufeffsep={delimiter}\r\n{text}" if hint else text)
    assert [each["line"] for each in answer.body["registered"]] == ([3, 4] if hint else [2, 3])


def test_empty_cells_behind_a_line_are_left_out():
    rows = _csv(_row()).split("\r\n")
    assert len(_upload(f"{rows[0]},,\r\n{rows[1]},,,\r\n,,,\r\n").body["registered"]) == 1


def test_a_file_that_was_decoded_wrongly_is_told_so():
    errors = _upload(_csv(_row(name="\ufffd\ufffd\ufffd"))).body["errors"]
    assert [(each["field"], each["code"]) for each in errors] == [("name", "decoding_accident")]
