"""Preferences kept while something else of the account changes at the same moment."""

from datetime import timedelta

from chalicelib.config import settings
from chalicelib.features.login.by_code import code_of
from chalicelib.person import records as people
from tests.messages.test_preferences import NIGHT, prefer
from tests.people.test_proxies import bind
from tests.support.client import Answer, Client
from tests.support.meanwhile import meanwhile
from tests.support.resident_steps import refreshed
from tests.support.traveller_steps import START, abroad, certified, traveller

MINUTE = timedelta(minutes=1)


def offer(client: Client, address: str, **headers: str) -> Answer:
    return client.post("/v1/me/email", {"email": address}, at=START, **headers)


def confirm(client: Client, challenge_id: str) -> Answer:
    body = {"challenge_id": challenge_id, "code": code_of(challenge_id)}
    return client.post("/v1/me/email/confirmation", body, at=START)


def test_quiet_hours_and_a_declaration_at_once_both_count():
    client, person_id = traveller()
    with meanwhile(lambda: abroad(client, person_id, START)) as tried:
        assert prefer(client, quiet_hours=NIGHT).status == 200
    assert tried == [1, 2]
    state = people.state(person_id)
    assert (state.quiet, state.severity) == (NIGHT, {"international": "green"})


def test_the_hours_of_somebody_who_is_erased_meanwhile_are_the_accounts_alone(cloud):
    client, person_id = certified(cloud)
    abroad(client, person_id, START)
    assert bind(client).status == 201
    with meanwhile(lambda: refreshed(client, START).call("DELETE", f"/v1/people/{person_id}", at=START)):
        answer = prefer(client, quiet_hours=NIGHT)
    assert (answer.status, answer.body["quiet_hours"]) == (200, NIGHT), answer.raw
    assert people.partition(person_id) == []


def test_of_two_codes_to_an_address_at_once_one_is_sent(cloud):
    client, _ = traveller()
    address, quicker = f"twice-{client.account_id}@example.org", []
    cloud.messages(settings().codes_queue_url)
    with meanwhile(lambda: quicker.append(offer(client, address).body["challenge_id"])):
        answer = offer(client, address)
    assert (answer.status, answer.headers["Retry-After"]) == (429, "60")
    sent = [each["challenge_id"] for each in cloud.messages(settings().codes_queue_url) if "challenge_id" in each]
    assert sent == quicker


def test_an_offer_sent_twice_at_once_is_answered_alike():
    client, _ = traveller()
    address, quicker = f"alike-{client.account_id}@example.org", []
    with meanwhile(lambda: quicker.append(offer(client, address, idempotency_key="twice").body)):
        slower = offer(client, address, idempotency_key="twice")
    assert (slower.status, slower.body) == (202, quicker[0])


def test_a_code_confirms_an_address_once():
    client, _ = traveller()
    challenge_id = offer(client, f"once-{client.account_id}@example.org").body["challenge_id"]
    with meanwhile(lambda: confirm(client, challenge_id)):
        answer = confirm(client, challenge_id)
    assert (answer.status, answer.body["code"]) == (401, "invalid_code")
    assert client.get("/v1/me/preferences", at=START).body["email"] == "o***@example.org"


def test_a_code_that_a_newer_one_replaces_meanwhile_confirms_nothing():
    client, _ = traveller()
    first = offer(client, f"first-{client.account_id}@example.org").body["challenge_id"]
    with meanwhile(lambda: offer(client, f"second-{client.account_id}@example.org")):
        assert confirm(client, first).status == 401
    assert client.get("/v1/me/preferences", at=START).body["email"] is None
