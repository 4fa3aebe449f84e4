"""Gates and phones of the benchmarks: bound phones, readings, looks by document, deliveries of offline checks."""

from base64 import urlsafe_b64encode
from dataclasses import replace
from typing import Any

from bench import residents
from bench.requests import NOON, Request, get, post, with_key
from bench.residents import Resident, token_of

VENUE = "bench-station"


def show_on_a_phone() -> Request:
    """A code whose token is bound to the phone that shows it."""
    from chalicelib import instants
    from chalicelib.codes import keys
    from chalicelib.features.showing.phones import signed_bytes

    session = residents.login().send()
    token = session["access_token"]
    person_id = residents.application(token).send()["id"]
    phone = keys.new_key()
    seconds = instants.seconds(NOON)
    signature = phone.sign(signed_bytes(person_id, session["session_id"], seconds))
    proof = urlsafe_b64encode(seconds.to_bytes(8) + signature).decode()
    body = {"public_key": keys.public_jwk(phone), "proof": proof}
    path = {"person_id": person_id}
    binding = replace(post("/v1/people/{person_id}/device", body, token=token), method="PUT", parameters=path)
    thumbprint = binding.send()["thumbprint"]
    return replace(get("/v1/people/{person_id}/code"), parameters=path, token=token, query={"device": thumbprint})


def verify_fever() -> Request:
    """A reading that turns green yellow."""
    request = residents.verification(Resident.new().code().send()["token"])
    return with_key(replace(request, body=request.body | {"temperature": 38.2}))


def look_up() -> Request:
    """A person without a phone."""
    _venue()
    application = residents.application(residents.login().send()["access_token"])
    application.send()
    body = {"document": application.body["document"], "venue_id": VENUE, "reason": "no phone"}
    return with_key(post("/v1/codes/lookups", body, token=token_of("guard", "gate", NOON)))


def a_hundred_checks() -> Request:
    """A delivery of a gate that had no network."""
    _venue()
    token = Resident.new().code().send()["token"]
    number = next(residents.NUMBERS)
    items = [_check(f"{number}-{each}", token) for each in range(100)]
    return post("/v1/checks", {"items": items}, token=token_of("guard", "gate", NOON))


def a_hundred_checks_again() -> Request:
    """The same delivery once more: its answer had been lost."""
    request = a_hundred_checks()
    request.send()
    return request


def _check(check_id: str, token: str) -> dict[str, Any]:
    return {"id": check_id, "shown": token, "checked_at": NOON.isoformat(), "venue_id": VENUE, "temperature": 36.6}


def _venue() -> None:
    from chalicelib.places.venues import VenueItem

    if VenueItem.find(f"V#{VENUE}", "venue"):
        return
    names = ("name", "type", "credit_code", "address", "contact_name", "contact_phone", "registered_by")
    fields: dict[str, Any] = dict.fromkeys(names, "a venue")
    fields |= dict.fromkeys(("created_at", "updated_at", "poster_since"), NOON)
    fields |= {"status": "approved", "region": "630102", "lat": 36.6, "lon": 101.8}
    VenueItem(f"V#{VENUE}", "venue", **fields).save(add_version_condition=False)
