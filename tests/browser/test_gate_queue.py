"""What a gate checks with no network is kept on the phone and told later: visibly, and each check exactly once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.camera import Camera
from tests.browser.guard import Guard
from tests.browser.page import found
from tests.browser.town import Place, Townsman, now
from tests.deployed import Deployed

type AtGate = Callable[..., tuple[Guard, Place]]


@pytest.fixture(scope="module")
def visitors(deployed: Deployed) -> list[Townsman]:
    return [Townsman(deployed) for _ in range(3)]


@pytest.fixture
def gate(seeing: Browser, deployed: Deployed, camera: Camera, supervisor: dict[str, str]) -> AtGate:
    """A guard, ready and without a network, at a venue of their own."""

    def made(**options: str) -> tuple[Guard, Place]:
        place = Place(deployed, supervisor)
        guard = Guard(seeing, deployed, camera, **options)
        guard.log_in_by_phone(place.guard())
        guard.be_ready()
        guard.lose_the_network()
        return guard, place

    return made


def _all_sent(guard: Guard) -> None:
    expect(guard.page.locator(found("queue-count"))).to_have_count(0, timeout=20_000)


def test_checks_wait_where_the_guard_sees_them_and_go_out_with_the_network(
    gate: AtGate, visitors: list[Townsman]
) -> None:
    guard, place = gate(locale="en")
    for number, visitor in enumerate(visitors, 1):
        guard.scan(visitor.plain)
        # The check, and that the person came in.
        expect(guard.page.locator(found("queue-count"))).to_have_attribute("data-count", str(2 * number))
    guard.tap("gate-state")
    assert "6 to send" in guard.text("queue")
    guard.tap("sheet-close")
    assert place.checks() == []
    guard.find_the_network()
    _all_sent(guard)
    assert len(place.checks()) == 3
    entries = place.entries()
    assert sorted(entry["document_last4"] for entry in entries) == sorted(v.document[-4:] for v in visitors)
    assert all(entry["by_gate"] and not entry["suspect"] for entry in entries)
    assert guard.complaints == []


def test_a_delivery_whose_answer_is_lost_counts_once(gate: AtGate, visitors: list[Townsman]) -> None:
    guard, place = gate()
    guard.scan(visitors[0].plain)
    lost: list[str] = []

    def lose_the_first(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append(route.request.post_data or "")
        route.fetch()
        return route.abort()

    guard.page.route("**/v1/checks", lose_the_first)
    guard.page.route("**/v1/visits", lambda route: (route.fetch(), route.continue_()))
    guard.find_the_network()
    _all_sent(guard)
    assert len(lost) == 1
    assert len(place.checks()) == 1
    assert len(place.entries()) == 1


def test_a_page_closed_while_it_sends_sends_again_and_it_counts_once(gate: AtGate, visitors: list[Townsman]) -> None:
    guard, place = gate()
    guard.scan(visitors[1].plain)
    with guard.page.expect_request("**/v1/checks"):
        guard.page.route("**/v1/checks", lambda route: route.fetch() and None)
        guard.find_the_network()
    guard.page.close()
    guard.page = guard.context.new_page()
    guard.open("gate.html")
    guard.see("camera")
    _all_sent(guard)
    assert len(place.checks()) == 1
    assert len(place.entries()) == 1


def test_the_login_may_end_meanwhile_and_nothing_is_lost(gate: AtGate, visitors: list[Townsman]) -> None:
    guard, place = gate()
    guard.scan(visitors[2].plain)
    guard.tap("open-settings")
    guard.tap("log-out")
    guard.see("login-way")
    guard.context.set_offline(False)
    guard.log_in_by_phone(place.guard())
    _all_sent(guard)
    assert len(place.checks()) == 1


def test_what_is_refused_is_named_and_stands_in_nobodys_way(
    gate: AtGate, visitors: list[Townsman], place: Place
) -> None:
    """The guard of two venues was dismissed by one of them while the network was away."""
    guard, left = gate()
    guard.scan(visitors[0].plain)
    place.guard(guard.phone)
    left.dismiss_all()
    guard.find_the_network()
    guard.see("refused-count", timeout=20_000)
    _all_sent(guard)
    guard.tap("gate-state")
    guard.see("refused-checks")
    guard.shot("gate-refused")
    guard.tap("forget-refused")
    expect(guard.page.locator(found("refused-count"))).to_have_count(0)
    assert left.checks() == []


def test_with_a_network_the_answer_is_confirmed_and_the_entry_recorded(
    seeing: Browser, deployed: Deployed, camera: Camera, supervisor: dict[str, str], visitors: list[Townsman]
) -> None:
    place = Place(deployed, supervisor)
    guard = Guard(seeing, deployed, camera)
    guard.log_in_by_phone(place.guard())
    guard.be_ready()
    camera.show(visitors[0].plain)
    assert guard.answer("green", "live").presentation == "copy"
    camera.hide()
    guard.tap("result-next")
    _all_sent(guard)
    guard.tap("way-out")
    camera.show(visitors[0].plain + " ")
    guard.answer("green", "live")
    camera.hide()
    guard.tap("result-next")
    _all_sent(guard)
    (entry,) = place.entries()
    assert entry["left"] is not None
    guard.tap("way-only")
    guard.scan(visitors[1].plain)
    _all_sent(guard)
    assert len(place.entries()) == 1


def test_the_api_knows_more_than_the_phone_and_the_guard_sees_the_answer_change(
    seeing: Browser, deployed: Deployed, camera: Camera, supervisor: dict[str, str]
) -> None:
    place, person = Place(deployed, supervisor), Townsman(deployed, now() - timedelta(minutes=1))
    before = person.code["token"]
    guard = Guard(seeing, deployed, camera)
    guard.log_in_by_phone(place.guard())
    guard.be_ready()
    person.declare(symptoms=["fever"])
    camera.show(before)
    assert "已作废" in guard.answer("invalid", "live").why
    camera.hide()
    guard.tap("result-next")
    _all_sent(guard)
    assert place.entries() == [], "nobody went in with it"
