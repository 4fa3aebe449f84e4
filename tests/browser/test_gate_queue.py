"""What a gate checks with no network is kept on the phone and told later: visibly, and each check exactly once."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.abroad import until
from tests.browser.camera import Camera
from tests.browser.guard import Guard
from tests.browser.page import found
from tests.browser.town import Place, Staff, Townsman, now
from tests.support.deployed_stack import Deployed


@pytest.fixture
def visitor(deployed: Deployed) -> Townsman:
    return Townsman(deployed)


@pytest.fixture(scope="module")
def post(seeing: Browser, deployed: Deployed, camera: Camera, supervisor: Staff) -> tuple[Guard, Place]:
    return _posted(seeing, deployed, camera, supervisor)


def _posted(seeing: Browser, deployed: Deployed, camera: Camera, supervisor: Staff) -> tuple[Guard, Place]:
    """A guard, ready for a gate without a network, at a venue of their own."""
    place = Place(deployed, supervisor)
    guard = Guard(seeing, deployed, camera)
    guard.log_in_by_phone(place.guard())
    guard.be_ready()
    return guard, place


@pytest.fixture
def gate(post: tuple[Guard, Place]) -> tuple[Guard, Place]:
    """The same guard, whose network has just gone, and is not what a test before made of it."""
    post[0].page.unroute_all(behavior="ignoreErrors")
    post[0].lose_the_network()
    return post


def _kept(place: Place) -> tuple[int, int]:
    """How many checks and entries the API has of the venue."""
    return len(place.checks()), len(place.entries())


def _come_to(place: Place, checks: int, entries: int) -> None:
    """Waits until the API has so many: a page opened a moment ago shows no count before it has read its own queue.

    Entries are sent after the checks, so a check that counts twice has been there by then, and the wait fails.
    """
    until(lambda: _kept(place) == (checks, entries))


def _of(place: Place, visitor: Townsman) -> list[dict]:
    return [entry for entry in place.entries() if entry["document_last4"] == visitor.document[-4:]]


def _all_sent(guard: Guard) -> None:
    expect(guard.page.locator(found("queue-count"))).to_have_count(0, timeout=60_000)


def test_checks_wait_where_the_guard_sees_them_and_go_out_with_the_network(
    gate: tuple[Guard, Place], deployed: Deployed
) -> None:
    guard, place = gate
    checks, entries = _kept(place)
    for number in (1, 2):
        guard.scan(Townsman(deployed).plain)
        # The check, and that the person came in.
        expect(guard.page.locator(found("queue-count"))).to_have_attribute("data-count", str(2 * number))
    guard.tap("gate-state")
    assert "4 条待补报" in guard.text("queue")
    guard.tap("sheet-close")
    assert _kept(place) == (checks, entries)
    guard.find_the_network()
    _all_sent(guard)
    assert _kept(place) == (checks + 2, entries + 2)
    assert all(entry["by_gate"] and not entry["suspect"] for entry in place.entries())
    assert guard.complaints == []


def test_a_delivery_whose_answer_is_lost_counts_once(gate: tuple[Guard, Place], visitor: Townsman) -> None:
    guard, place = gate
    checks, entries = _kept(place)
    guard.scan(visitor.plain)
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
    assert _kept(place) == (checks + 1, entries + 1)


def test_a_page_closed_while_it_sends_sends_again_and_it_counts_once(
    gate: tuple[Guard, Place], visitor: Townsman
) -> None:
    guard, place = gate
    checks, entries = _kept(place)
    guard.scan(visitor.plain)
    with guard.page.expect_request("**/v1/checks"):
        guard.page.route("**/v1/checks", lambda route: route.fetch() and None)
        guard.find_the_network()
    guard.page.close()
    guard.page = guard.context.new_page()
    guard.open("gate.html")
    guard.see("camera")
    _come_to(place, checks + 1, entries + 1)
    _all_sent(guard)
    assert _kept(place) == (checks + 1, entries + 1)


def test_the_login_may_end_meanwhile_and_nothing_is_lost(gate: tuple[Guard, Place], visitor: Townsman) -> None:
    guard, place = gate
    checks, entries = _kept(place)
    guard.scan(visitor.plain)
    guard.tap("open-settings")
    guard.tap("log-out")
    guard.see("login-way")
    guard.context.set_offline(False)
    guard.log_in_by_phone(place.guard())
    _come_to(place, checks + 1, entries + 1)
    _all_sent(guard)
    assert _kept(place) == (checks + 1, entries + 1)


def test_with_a_network_the_answer_is_confirmed_and_the_entry_recorded(
    post: tuple[Guard, Place], visitor: Townsman, deployed: Deployed
) -> None:
    guard, place = post
    guard.camera.show(visitor.plain)
    assert guard.answer("green", "live").presentation == "copy"
    guard.camera.hide()
    guard.tap("result-next")
    _all_sent(guard)
    guard.tap("way-out")
    guard.camera.show(visitor.plain + " ")
    guard.answer("green", "live")
    guard.camera.hide()
    guard.tap("result-next")
    _all_sent(guard)
    until(lambda: [entry["left"] is not None for entry in _of(place, visitor)] == [True])
    guard.tap("way-only")
    other = Townsman(deployed)
    guard.scan(other.plain)
    _all_sent(guard)
    assert _of(place, other) == []
    guard.tap("way-in")


def test_the_api_knows_more_than_the_phone_and_the_guard_sees_the_answer_change(
    post: tuple[Guard, Place], deployed: Deployed
) -> None:
    guard, place = post
    person = Townsman(deployed, now() - timedelta(minutes=1))
    before = person.code["token"]
    person.declare(symptoms=["fever"])
    guard.camera.show(before)
    assert "已作废" in guard.answer("invalid", "live").why
    guard.camera.hide()
    guard.tap("result-next")
    _all_sent(guard)
    assert _of(place, person) == [], "nobody went in with it"


def test_what_is_refused_is_named_and_stands_in_nobodys_way(
    seeing: Browser,
    deployed: Deployed,
    camera: Camera,
    supervisor: Staff,
    visitor: Townsman,
    place: Place,
) -> None:
    """The guard of two venues was dismissed by one of them while the network was away."""
    guard, left = _posted(seeing, deployed, camera, supervisor)
    guard.lose_the_network()
    guard.scan(visitor.plain)
    place.guard(guard.phone)
    left.dismiss_all()
    guard.find_the_network()
    guard.see("refused-count")
    _all_sent(guard)
    guard.tap("gate-state")
    guard.see("refused-checks")
    guard.shot("gate-refused")
    guard.tap("forget-refused")
    expect(guard.page.locator(found("refused-count"))).to_have_count(0)
    assert left.checks() == []
