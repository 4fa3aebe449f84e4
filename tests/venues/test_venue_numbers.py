"""The number on a poster, for whoever cannot scan: it leads to the poster's code, as long as the poster counts."""

from base64 import b64decode
from io import BytesIO

import pypdfium2
import pytest

from chalicelib.codes import venue_number
from chalicelib.features.venues import numbering
from chalicelib.places import venue_numbers, venues
from tests.support.client import Client
from tests.support.resident_steps import NOON, log_in, log_in_staff, refreshed
from tests.support.venue_steps import decide, green, guard_of, opened, registered, scan
from tests.venues.test_doors import LATER, WEST, with_doors


def number_on(manager: Client, venue_id: str, query: str = "") -> str:
    """The number that the poster prints, as somebody types it."""
    path = f"/v1/venues/{venue_id}/poster.pdf{query}"
    page = refreshed(manager, NOON).get(path, at=NOON, accept="application/pdf")
    text = pypdfium2.PdfDocument(BytesIO(b64decode(page.raw)))[0].get_textpage().get_text_bounded()
    return text.rsplit("Type ", 1)[1].splitlines()[0].replace(" ", "")


def looked_up(number: str, client: Client | None = None):
    return (client or log_in(Client(), at=NOON)).get(f"/v1/venue-numbers/{number}", at=NOON)


def test_it_leads_to_the_code_of_the_poster_and_that_to_a_visit():
    manager, venue = opened()
    client, person_id = green()
    answer = looked_up(number_on(manager, venue["id"]), client)
    assert (answer.status, answer.body["changes_at"]) == (200, None)
    entered = scan(client, person_id, answer.body["venue_code"], NOON)
    assert (entered.status, entered.body["visit"]["venue"]["id"]) == (201, venue["id"])
    assert entered.body["visit"]["suspect"] is False


def test_a_doors_poster_has_the_door_in_it():
    manager, venue = with_doors()
    client, person_id = green()
    number = number_on(manager, venue["id"], "?door=2")
    assert number.endswith("-2")
    entered = scan(client, person_id, looked_up(number, client).body["venue_code"], NOON)
    assert entered.body["visit"]["door"] == WEST
    assert looked_up(number[:-1] + "9", client).fields == {"number": "unknown_door"}
    assert (
        scan(client, person_id, looked_up(number[:-2], client).body["venue_code"], LATER).body["visit"]["door"] == WEST
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [("123", "venue_number_form"), ("12345678901", "venue_number_form"), ("1234567890", "venue_number_mistyped")],
)
def test_what_is_mistyped_is_named(typed, code):
    assert looked_up(typed).fields == {"number": code}


def test_a_number_that_no_venue_has_leads_nowhere():
    answer = looked_up(venue_number.complete("100000000"))
    assert (answer.status, answer.body["code"]) == (404, "unknown_venue_number")


def test_it_ends_with_the_posters_that_are_revoked():
    manager, venue = opened()
    old = number_on(manager, venue["id"])
    for _ in range(2):
        assert refreshed(manager, NOON).post(f"/v1/venues/{venue['id']}/posters/revocation", at=NOON).status == 200
    new = number_on(manager, venue["id"])
    assert [looked_up(each).status for each in (old, new)] == [404, 200]


def test_a_venue_has_one_from_its_approval_on_and_keeps_it():
    manager, venue = registered()
    assert venues.find(venue["id"]).number is None
    assert decide(venue["id"], "approved").status == 200
    number = number_on(manager, venue["id"])
    assert manager.call("PATCH", f"/v1/venues/{venue['id']}", {"asks_temperature": True}, at=NOON).status == 200
    assert number_on(manager, venue["id"]) == number
    assert decide(venue["id"], "closed").status == 200
    assert looked_up(number).status == 404
    assert decide(venue["id"], "approved").status == 200
    assert looked_up(number).status == 200


def from_before(venue_id: str) -> None:
    """What a venue was that was approved when there were no numbers."""
    venue = venues.find(venue_id)
    venue_numbers.NumberRecord(f"VNUM#{venue.number}", "venue").delete()
    venue.number = None
    venue.save()


def shown_number(client: Client, venue_id: str) -> str | None:
    answer = client.get(f"/v1/venues/{venue_id}", at=NOON)
    assert answer.status == 200, answer.raw
    posters = answer.body.get("posters")
    return posters["number"] if posters else None


@pytest.mark.parametrize("role", ["manager", "guard", "supervisor"])
def test_a_venue_from_before_gets_one_where_whoever_sees_it_opens_it_and_keeps_that(role):
    manager, venue = opened()
    from_before(venue["id"])
    stranger = log_in(Client())
    assert (shown_number(stranger, venue["id"]), venues.find(venue["id"]).number) == (None, None)
    seer = {
        "manager": lambda: refreshed(manager, NOON),
        "guard": lambda: guard_of(manager, venue["id"]),
        "supervisor": lambda: log_in_staff("supervisor", region="63"),
    }[role]()
    number = shown_number(seer, venue["id"])
    assert looked_up(str(number)).status == 200
    assert shown_number(seer, venue["id"]) == number == number_on(manager, venue["id"])


def test_a_poster_of_a_venue_from_before_has_its_number_at_once():
    manager, venue = opened()
    from_before(venue["id"])
    assert looked_up(number_on(manager, venue["id"])).status == 200


def test_two_who_open_a_venue_from_before_at_once_see_one_number():
    _, venue = opened()
    from_before(venue["id"])
    stale = venues.find(venue["id"])
    first = numbering.numbered(venues.find(venue["id"]), NOON)
    assert numbering.numbered(stale, NOON).number == first.number
    assert looked_up(first.number).status == 200


@pytest.mark.parametrize("status", ["awaiting", "closed", "refused"])
def test_what_is_not_approved_gets_none_by_being_opened(status):
    manager, venue = registered()
    if status != "awaiting":
        decide(venue["id"], "approved" if status == "closed" else status, reason="no such place")
    if status == "closed":
        from_before(venue["id"])
        decide(venue["id"], "closed")
    assert shown_number(refreshed(manager, NOON), venue["id"]) is None


def test_two_venues_do_not_get_one_number(monkeypatch):
    drawn = iter([5, 5, 6])
    monkeypatch.setattr(venue_numbers.random, "randbelow", lambda _: next(drawn))
    (one, first), (other, second) = opened(), opened()
    assert number_on(one, first["id"]) != number_on(other, second["id"])
    assert next(drawn, None) is None
