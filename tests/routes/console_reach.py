"""How far each role reaches at the routes that the staff console alone asks."""

from tests.routes.cells import ALL, DECIDERS, Case, of_staff

CASES: dict[str, Case] = {
    "GET /v1/work": Case(of_staff(*DECIDERS, reach=ALL)),
    "GET /v1/work/counts": Case(of_staff(*DECIDERS, reach=ALL)),
}
