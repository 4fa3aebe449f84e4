"""How far each role reaches at the routes of the breaker."""

from dataclasses import asdict

from chalicelib.desk.breaker_numbers import Numbers
from tests.routes.cells import ALL, COUNTRY, Case, of_staff

STAFF = of_staff("epidemiologist", "supervisor", "auditor", reach=ALL)
CASES: dict[str, Case] = {
    "GET /v1/breaker": Case(STAFF),
    "GET /v1/breaker/numbers": Case(STAFF),
    "PUT /v1/breaker/numbers": Case(
        of_staff("supervisor", reach=COUNTRY),
        None,
        lambda w: asdict(Numbers(held_times=11)) | {"reason": "checked"},
        ruins=True,
    ),
    "POST /v1/breaker/{county}/{kind}/release": Case(
        of_staff("supervisor"), lambda w: "/v1/breaker/630102/contact/release", lambda w: {"reason": "checked"}
    ),
}
