"""Logging in by code: caps, tries, expiry, tokens."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from chalicelib.features.login.by_code import code_of
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_phone, ask_for_code, log_in

MINUTE = timedelta(minutes=1)


def _enter(client: Client, challenge_id: str, at, code: str | None = None, **headers):
    body = {"challenge_id": challenge_id, "code": code or code_of(challenge_id)}
    return client.post("/v1/login/sessions", body, at=at, **headers)


def _wrong(challenge_id: str) -> str:
    return f"{(int(code_of(challenge_id)) + 1) % 1_000_000:06d}"


def test_a_code_logs_in_once():
    client, phone = Client(), a_phone()
    challenge = ask_for_code(client, phone, NOON).body["challenge_id"]
    assert _enter(client, challenge, NOON + MINUTE).status == 201
    again = _enter(client, challenge, NOON + MINUTE)
    assert (again.status, again.body["code"]) == (401, "invalid_code")


def test_the_answer_says_until_when_and_when_another_can_be_had():
    answer = ask_for_code(Client(), a_phone(), NOON)
    assert answer.status == 202
    assert answer.body["expires_at"] == "2020-03-10T04:05:00+00:00"
    assert answer.body["resend_after"] == "2020-03-10T04:01:00+00:00"


def test_the_same_phone_finds_the_same_account():
    phone = a_phone()
    first = log_in(Client(), phone)
    later = log_in(Client(address="198.51.100.7"), phone, NOON + 2 * MINUTE)
    assert first.account_id == later.account_id


def test_five_wrong_codes_use_the_challenge_up():
    client = Client()
    challenge = ask_for_code(client, a_phone(), NOON).body["challenge_id"]
    answers = [_enter(client, challenge, NOON, _wrong(challenge)) for _ in range(5)]
    assert {(each.status, each.body["code"]) for each in answers} == {(401, "invalid_code")}
    sixth = _enter(client, challenge, NOON)
    assert (sixth.status, sixth.body["code"]) == (429, "attempts_exhausted")
    assert int(sixth.headers["Retry-After"]) > 0


def test_a_code_lives_five_minutes_to_the_second():
    client = Client()
    in_time = ask_for_code(client, a_phone(), NOON).body["challenge_id"]
    late = ask_for_code(client, a_phone(), NOON).body["challenge_id"]
    assert _enter(client, in_time, NOON + 5 * MINUTE).status == 201
    answer = _enter(client, late, NOON + 5 * MINUTE + timedelta(seconds=1))
    assert (answer.status, answer.body["code"]) == (401, "code_expired")


def test_a_new_code_ends_the_same_requesters_old_one():
    client, phone = Client(), a_phone()
    old = ask_for_code(client, phone, NOON).body["challenge_id"]
    new = ask_for_code(client, phone, NOON + MINUTE).body["challenge_id"]
    assert _enter(client, old, NOON + MINUTE).body["code"] == "invalid_code"
    assert _enter(client, new, NOON + MINUTE).status == 201


def test_a_strangers_request_does_not_end_mine():
    phone = a_phone()
    mine = ask_for_code(Client(), phone, NOON).body["challenge_id"]
    ask_for_code(Client(address="198.51.100.9"), phone, NOON + MINUTE)
    assert _enter(Client(), mine, NOON + MINUTE).status == 201


def test_another_code_waits_a_minute():
    client, phone = Client(), a_phone()
    ask_for_code(client, phone, NOON)
    refused = ask_for_code(client, phone, NOON + timedelta(seconds=40))
    assert (refused.status, refused.headers["Retry-After"]) == (429, "20")
    assert ask_for_code(client, phone, NOON + MINUTE).status == 202


def test_five_codes_an_hour_ten_a_day_for_strangers():
    client, phone = Client(), a_phone()
    first = [ask_for_code(client, phone, NOON + n * MINUTE).status for n in range(6)]
    assert first == [202] * 5 + [429]
    hour = timedelta(hours=1)
    assert [ask_for_code(client, phone, NOON + hour + n * MINUTE).status for n in range(5)] == [202] * 5
    assert ask_for_code(client, phone, NOON + 5 * hour).status == 429
    assert ask_for_code(client, phone, NOON + 24 * hour).status == 202


def test_a_known_device_has_codes_of_its_own():
    client, phone = Client(), a_phone()
    challenge = ask_for_code(client, phone, NOON).body["challenge_id"]
    device = _enter(client, challenge, NOON).body["device_token"]
    for n in range(1, 6):
        ask_for_code(Client(address=f"198.51.100.{n}"), phone, NOON + n * MINUTE)
    at = NOON + 6 * MINUTE
    assert ask_for_code(client, phone, at).status == 429
    assert ask_for_code(client, phone, at, device_token=device).status == 202
    assert ask_for_code(client, a_phone(), at, device_token=device).status == 202


def test_sixty_four_requests_at_once_send_one_code():
    phone = a_phone()
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: ask_for_code(Client(), phone, NOON), range(64)))
    assert sorted(each.status for each in answers) == [202] + [429] * 63


def test_sixty_four_log_ins_at_once_make_one_session():
    challenge = ask_for_code(Client(), a_phone(), NOON).body["challenge_id"]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: _enter(Client(), challenge, NOON), range(64)))
    assert [each.status for each in answers].count(201) == 1
    assert {each.status for each in answers} <= {201, 401, 429}


def test_sixty_four_guesses_at_once_are_five():
    client = Client()
    challenge = ask_for_code(client, a_phone(), NOON).body["challenge_id"]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: _enter(client, challenge, NOON, _wrong(challenge)), range(64)))
    assert [each.body["code"] for each in answers].count("invalid_code") == 5


def test_the_same_key_gives_the_same_challenge():
    client, phone = Client(), a_phone()
    body = {"phone": phone, "purpose": "login"}
    first = client.post("/v1/login/codes", body, at=NOON, idempotency_key="k1")
    again = client.post("/v1/login/codes", body, at=NOON + timedelta(seconds=5), idempotency_key="k1")
    assert (again.status, again.body) == (202, first.body)
    other = client.post("/v1/login/codes", {"phone": phone, "purpose": "change_phone"}, at=NOON, idempotency_key="k1")
    assert (other.status, other.body["code"]) == (409, "idempotency_conflict")


def test_numbers_are_normalised_and_refused_by_field():
    same = Client()
    local = f"139 8{a_phone()[-7:]}"
    ask_for_code(same, local, NOON)
    assert ask_for_code(same, f"+86{local.replace(' ', '')}", NOON).status == 429
    bad = ask_for_code(Client(), "12", NOON)
    assert (bad.status, bad.body["code"]) == (422, "invalid_phone")
    assert "phone" in bad.fields


def test_an_access_token_lives_fifteen_minutes():
    client = log_in(Client())
    assert client.get("/v1/me/password", at=NOON).status in (404, 405)
    assert client.call("DELETE", "/v1/login/sessions", at=NOON + 15 * MINUTE).status == 204
    late = client.call("DELETE", "/v1/login/sessions", at=NOON + 15 * MINUTE + timedelta(seconds=1))
    assert (late.status, late.body["code"]) == (401, "unauthenticated")


def test_a_forged_token_is_not_believed():
    client = log_in(Client())
    head, claims, tag = client.token.split(".")
    for forged in (f"{head}.{claims}.{tag[::-1]}", "nonsense", "", f"{head}.{claims}."):
        client.token = forged
        assert client.call("DELETE", "/v1/login/sessions", at=NOON).status == 401


def _refresh(client: Client, token: str, at, **headers):
    return client.post("/v1/login/sessions/refresh", {"refresh_token": token}, at=at, **headers)


def _new_session(client: Client) -> str:
    challenge = ask_for_code(client, a_phone(), NOON).body["challenge_id"]
    return _enter(client, challenge, NOON).body["refresh_token"]


def test_a_refresh_token_works_once_and_its_reuse_ends_the_family():
    client = Client()
    first = _new_session(client)
    second = _refresh(client, first, NOON + MINUTE).body["refresh_token"]
    assert _refresh(client, first, NOON + MINUTE).status == 401
    assert _refresh(client, second, NOON + MINUTE).status == 401


def test_a_lost_refresh_answer_is_given_again_within_a_minute():
    client = Client()
    first = _new_session(client)
    answer = _refresh(client, first, NOON, idempotency_key="r")
    again = _refresh(client, first, NOON + MINUTE, idempotency_key="r")
    assert again.body["refresh_token"] == answer.body["refresh_token"]
    late = _refresh(client, first, NOON + MINUTE + timedelta(seconds=1), idempotency_key="r")
    assert late.status == 401
    assert _refresh(client, answer.body["refresh_token"], NOON + MINUTE).status == 401


def test_a_session_idles_thirty_days_and_lasts_ninety():
    client = Client()
    token = _new_session(client)
    for days in (30, 60, 90):
        answer = _refresh(client, token, NOON + timedelta(days=days))
        assert answer.status == 200
        token = answer.body["refresh_token"]
    assert _refresh(client, token, NOON + timedelta(days=90, seconds=1)).status == 401


def test_logging_out_ends_the_family():
    client, phone = Client(), a_phone()
    challenge = ask_for_code(client, phone, NOON).body["challenge_id"]
    session = _enter(client, challenge, NOON).body
    client.token = session["access_token"]
    assert client.call("DELETE", "/v1/login/sessions", at=NOON).status == 204
    assert _refresh(client, session["refresh_token"], NOON).status == 401
