"""Every route × everybody: each role, of the region, another one, the country; whose it is, and whose it is not."""

import pytest

from chalicelib.access.actor import DECIDING_ROLES
from chalicelib.http.routes import ROUTES, Route
from tests.routes.cells import ALL, COUNTRY, KIND, MANAGER, MEMBER, REGION, VENUE, Case, Own, Reach
from tests.routes.reach import CASES
from tests.routes.world import HERE, World
from tests.support.client import Client
from tests.support.resident_steps import NOON, log_in_staff, refreshed

BY_NAME = {f"{route.method} {route.path}": route for route in ROUTES}
LAST = "DELETE /v1/people/{person_id}"
ORDER = sorted(CASES, key=lambda name: (CASES[name].ruins, name == LAST))
ALLOWED = "allowed"


@pytest.fixture(scope="module")
def world(cloud) -> World:
    return World()


def test_every_route_stands_in_the_table_with_its_roles():
    assert CASES.keys() == BY_NAME.keys()
    # Who works at a venue is among the residents; a claimant's few routes are tried in tests/recoveries.
    derived = {"venue", "claimant"}
    for name, case in CASES.items():
        assert case.reach.keys() - derived == BY_NAME[name].roles - derived, name


def _of_staff(reach: Reach | None, region: str) -> str | int:
    """What staff of a region are answered at a route that reaches so far for their role."""
    if reach is None:
        return 403
    if reach == COUNTRY:
        return ALLOWED if region == "" else 403
    if reach == KIND:
        return 403 if HERE.startswith(region) else 404
    if reach == ALL:
        return ALLOWED
    return ALLOWED if reach == REGION and HERE.startswith(region) else 404


def _of_resident(case: Case, who: str) -> str | int:
    """What somebody with an account of their own is answered, by what they are to the venue or the record."""
    works, reach = who in ("manager", "guard"), case.reach.get("resident")
    if reach is None:
        reach = case.reach.get("gate") if works else None
        return 403 if reach is None else ALLOWED if reach == ALL else _at_the_gate(who)
    if isinstance(reach, Own):
        return ALLOWED if who == reach.owner or (works and "gate" in case.reach) else 404
    fits = {ALL: True, VENUE: True, MANAGER: who == "manager", MEMBER: works}
    return ALLOWED if fits[str(reach)] else 403


def _at_the_gate(who: str) -> str:
    """An anomaly is whose gate it was measured at: both work there."""
    return ALLOWED


def _asked(client: Client, route: Route, case: Case, world: World) -> str | int:
    world.asking = client
    path = case.path(world) if case.path else route.path
    body = case.body(world) if route.body else None
    answer = client.call(route.method, path, body, at=NOON)
    if answer.status in (401, 403, 404):
        return answer.status
    return ALLOWED if answer.status < 500 else f"a fault: {answer.raw}"


@pytest.mark.parametrize("name", ORDER)
def test_who_is_answered_what(name: str, world: World):
    route, case = BY_NAME[name], CASES[name]
    cells: dict[str, tuple[Client, str | int]] = {}
    cells["nobody"] = (Client(), 401 if route.roles else ALLOWED)
    for (role, region), client in world.staff.items():
        expected = _of_staff(case.reach.get(role), region) if route.roles else ALLOWED
        cells[f"{role} of {region or 'the country'}"] = (client, expected)
    for who, client in world.residents.items():
        expected = _of_resident(case, who) if route.roles else ALLOWED
        cells[who] = (refreshed(client, NOON), expected)
    # Whoever is refused asks first: what the others do takes nothing from them.
    order = sorted(cells, key=lambda cell: cells[cell][1] == ALLOWED)
    found = {cell: _asked(cells[cell][0], route, case, world) for cell in order}
    if case.ruins:
        found = {cell: _known_after(cells[cell][1], status) for cell, status in found.items()}
    if "list_id" in name or not route.roles:
        found = {cell: ALLOWED if status in (401, 404) else status for cell, status in found.items()}
    assert found == {cell: expected for cell, (_, expected) in cells.items()}


def _known_after(expected: str | int, found: str | int) -> str | int:
    """The first of those allowed takes it away, so that the next finds it gone."""
    return ALLOWED if expected == ALLOWED and found == 404 else found


DECIDED = {
    "POST /v1/people/{person_id}/credits": "reviewer",
    "POST /v1/appeals/{appeal_id}/decision": "reviewer",
    "POST /v1/recoveries/{recovery_id}/decision": "reviewer",
    "POST /v1/declarations/{declaration_id}/annulment": "reviewer",
    "POST /v1/anomalies/{anomaly_id}/decision": "supervisor",
}
"""What staff decide about a resident, each with a role that may."""


@pytest.mark.parametrize("name", DECIDED)
def test_nobody_decides_about_themselves(name: str, cloud):
    world, case, route = World(), CASES[name], BY_NAME[name]
    path, body = case.path(world), case.body(world)
    themselves = log_in_staff(DECIDED[name], NOON, HERE, document=world.document_hash)
    if "anomalies" in name:
        body = {"outcome": "withdrawn", "reason": "it was nothing"}
    answer = themselves.call(route.method, path, body, at=NOON)
    assert (answer.status, answer.body["code"]) == (403, "own_record"), answer.raw
    other = log_in_staff(DECIDED[name], NOON, HERE).call(route.method, path, body, at=NOON)
    assert other.status not in (401, 403, 404), other.raw


@pytest.mark.parametrize("role", sorted(DECIDING_ROLES))
def test_a_role_is_asked_of_the_record_and_not_of_the_token(role: str, cloud):
    """For every route of a deciding role: taken away a moment ago it opens nothing more."""
    from chalicelib.desk import staff

    client = log_in_staff(role, NOON, "")
    record = staff.by_id(client.account_id)
    record.roles = {"gate"}
    record.save()
    for name, case in CASES.items():
        route = BY_NAME[name]
        if role in case.reach and "gate" not in case.reach:
            path = "/".join("0" * 20 if part.startswith("{") else part for part in route.path.split("/"))
            assert client.call(route.method, path, {} if route.body else None, at=NOON).status == 403, name
