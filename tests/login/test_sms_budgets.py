"""A country's text messages: what is refused takes none, strangers leave a part, under pressure a phone works."""

import base64
import json
from datetime import timedelta

import altcha
import pytest

from chalicelib.features.login import proofs_of_work
from chalicelib.features.messages import job as messages_job
from chalicelib.store import sms_budgets
from chalicelib.store.sms_budgets import Budget
from chalicelib.store.transactions import transact
from tests.proposals.steps import decide
from tests.support.aws_calls import calls_of
from tests.support.client import Answer, Client
from tests.support.mailbox import queued
from tests.support.resident_steps import NOON, ask_for_code, log_in, log_in_staff
from tests.support.traveller_steps import DAY, told

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
COUNTRIES = iter([
    (39, "+39312{:07d}"), (34, "+34612{:06d}"), (33, "+33612{:06d}"), (48, "+48512{:06d}"), (46, "+4670{:07d}"),
    (30, "+30691{:07d}"), (45, "+4520123{:03d}"), (47, "+4740{:06d}"), (40, "+40712{:06d}"), (43, "+43664{:07d}"),
    (32, "+32470{:06d}"), (41, "+4178{:07d}"), (351, "+351912{:06d}"), (420, "+420602{:06d}"), (65, "+6581{:06d}"),
    (61, "+61412{:06d}"), (64, "+64211{:06d}"), (358, "+35840{:07d}"), (36, "+36201{:06d}"),
    (44, "+447400{:06d}"), (31, "+31612{:06d}"),
])  # fmt: skip


class Country:
    """A country to which nothing was sent before, with a budget of its own."""

    def __init__(self, per_minute: int, per_day: int, reserve: int = 50) -> None:
        self.code, self._form = next(COUNTRIES)
        self._serial = iter(range(1, 1000))
        budget = Budget(per_minute, per_day, reserve)
        transact([sms_budgets.put(sms_budgets.find(self.code), self.code, budget, "staff-x", NOON)])
        self.budget = budget

    def phone(self) -> str:
        return self._form.format(next(self._serial))

    def used(self, at=NOON) -> int:
        shards = range(self.budget.shards)
        return sum(each.day for each in sms_budgets.counters(self.budget, self.code, shards, at))


def asked(phone: str, at=NOON, client: Client | None = None, **extra) -> Answer:
    return ask_for_code(client or Client(), phone, at, **extra)


def solved(at=NOON) -> str:
    """What a phone makes of the challenge by itself."""
    given = Client().get("/v1/login/proof-of-work", at=at).body
    challenge = altcha.Challenge.from_dict(given)
    solution = altcha.solve_challenge(challenge)
    content = {"challenge": given, "solution": solution.to_dict()}
    return base64.b64encode(json.dumps(content).encode()).decode()


def test_what_is_refused_takes_no_place(monkeypatch):
    """An address over its cap, a phone over its own: the country has as much as before."""
    country, client = Country(1000, 1000), Client()
    monkeypatch.setattr("chalicelib.config.CODES_PER_ADDRESS_HOUR", 2)
    statuses = [asked(country.phone(), client=client).status for _ in range(12)]
    assert statuses == [202, 202] + [429] * 10
    again = country.phone()
    assert [asked(again).status for _ in range(3)] == [202, 429, 429]
    assert country.used() == 3


def test_strangers_leave_a_part_for_phones_with_an_account_and_known_devices():
    country = Country(1000, 8)
    known = country.phone()
    log_in(Client(), known, NOON - 2 * DAY)
    statuses = [asked(country.phone(), proof_of_work=solved()).status for _ in range(6)]
    assert statuses == [202] * 4 + [429] * 2
    assert asked(known, proof_of_work=solved()).status == 202
    assert country.used() == 5


def test_a_minute_that_is_full_says_what_else_there_is_and_when():
    country = Country(8, 1000)
    answers = [asked(country.phone(), NOON + 20 * SECOND, proof_of_work=solved()) for _ in range(5)]
    assert [each.status for each in answers] == [202] * 4 + [429]
    assert (answers[-1].body["code"], answers[-1].headers["Retry-After"]) == ("sms_budget_spent", "40")
    assert "password" in answers[-1].body["detail"]
    assert asked(country.phone(), NOON + MINUTE).status == 202


def test_a_day_that_is_spent_ends_with_the_day():
    country = Country(1000, 2, reserve=0)
    for _ in range(2):
        asked(country.phone(), proof_of_work=solved())
    refused = asked(country.phone(), proof_of_work=solved())
    assert (refused.status, refused.headers["Retry-After"]) == (429, str(20 * 3600))
    assert asked(country.phone(), NOON + timedelta(hours=20)).status == 202


def test_a_code_by_email_takes_no_text_message():
    country = Country(0, 0)
    phone = country.phone()
    assert asked(phone).body["code"] == "sms_budget_spent"
    assert asked(phone, via="email").status == 202


def test_places_in_other_shards_are_found_before_anybody_is_refused():
    country = Country(300, 9, reserve=0)
    assert country.budget.shards == 3
    statuses = [asked(country.phone(), proof_of_work=solved()).status for _ in range(10)]
    assert statuses == [202] * 9 + [429]


def test_under_pressure_a_phone_works_first_and_a_known_device_does_not():
    country = Country(4, 1000, reserve=0)
    known, client = country.phone(), Client()
    answer = asked(known, NOON - DAY, client)
    assert answer.status == 202, answer.raw
    challenge = answer.body["challenge_id"]
    from chalicelib.features.login.by_code import code_of

    entry = {"challenge_id": challenge, "code": code_of(challenge)}
    device = client.post("/v1/login/sessions", entry, at=NOON - DAY).body["device_token"]
    assert [asked(country.phone()).status for _ in range(3)] == [202, 202, 428]
    assert asked(country.phone()).body["code"] == "proof_of_work_required"
    assert country.used() == 2
    assert asked(country.phone(), proof_of_work=solved()).status == 202
    assert asked(known, device_token=device).status == 202


def pressed_country() -> Country:
    country = Country(40, 1000, reserve=0)
    for _ in range(20):
        assert asked(country.phone()).status == 202
    return country


def test_a_solved_challenge_counts_once_and_for_five_minutes_of_the_requests_own_time():
    country = pressed_country()
    work = solved(NOON - 5 * MINUTE)
    assert asked(country.phone(), proof_of_work=work).status == 202
    assert asked(country.phone(), proof_of_work=work).status == 428
    assert asked(country.phone(), proof_of_work=solved(NOON - 5 * MINUTE - SECOND)).status == 428


@pytest.mark.parametrize("change", ["cost", "until", "nonce", "solution", "junk", "another key"])
def test_what_nobody_worked_for_counts_nothing(change: str):
    country = pressed_country()
    content = json.loads(base64.b64decode(solved()))
    parameters = content["challenge"]["parameters"]
    match change:
        case "cost":
            parameters["cost"] = 1
        case "until":
            parameters["data"]["until"] += 1000
        case "nonce":
            parameters["nonce"] = "00" * 16
        case "solution":
            content["solution"]["counter"] += 1
        case "another key":
            content["challenge"]["signature"] = "00" * 32
    text = base64.b64encode(json.dumps(content).encode()).decode() if change != "junk" else "junk"
    assert asked(country.phone(), proof_of_work=text).status == 428


def test_a_request_costs_two_batch_reads_and_a_transaction_of_seven(monkeypatch):
    country = pressed_country()
    with calls_of("dynamodb") as made:
        work = solved()
        asked(country.phone(), proof_of_work=work, client=Client())
    assert made == ["BatchGetItem", "BatchGetItem", "TransactWriteItems"]


def test_reminders_count_and_never_take_what_is_kept(cloud):
    from tests.support.traveller_steps import START, due_reminder, traveller

    client, person_id = traveller()
    used = count_of(86, START + DAY)
    due_reminder(client, person_id)
    for message in queued(cloud, client):
        messages_job.work(message, START + DAY)
    assert count_of(86, START + DAY) == used + 1
    assert told(client, START + DAY, "expiring")[0]["delivery"] == "sent"


def count_of(country: int, at) -> int:
    budget = sms_budgets.of(sms_budgets.find(country), country)
    return sum(each.day for each in sms_budgets.counters(budget, country, range(budget.shards), at))


def set_numbers(client: Client, country: int, **numbers) -> Answer:
    body = {"per_minute": 10, "per_day": 100, "reserve": 50, "reason": "a flood"} | numbers
    return client.call("PUT", f"/v1/sms-budgets/{country}", body, at=NOON)


def test_a_supervisor_of_the_country_lowers_the_numbers_at_once():
    country, supervisor = Country(100, 1000), log_in_staff("supervisor")
    answer = set_numbers(supervisor, country.code, per_minute=2, per_day=2)
    assert (answer.status, answer.body["per_minute"], answer.body["proposal_id"]) == (200, 2, None)
    assert [asked(country.phone(), proof_of_work=solved()).status for _ in range(2)] == [202, 429]
    seen = supervisor.get(f"/v1/sms-budgets/{country.code}", at=NOON).body
    assert (seen["used_today"], seen["per_day"]) == (1, 2)


@pytest.mark.parametrize("more", [{"per_minute": 11}, {"per_day": 101}, {"reserve": 49}], ids=str)
def test_more_takes_a_second_supervisor(more: dict[str, int]):
    country, supervisor = Country(10, 100), log_in_staff("supervisor")
    answer = set_numbers(supervisor, country.code, **more)
    numbers = ("per_minute", "per_day", "reserve")
    assert (answer.status, [answer.body[name] for name in numbers]) == (202, [10, 100, 50])
    assert decide(supervisor, answer.body["proposal_id"]).body["code"] == "same_person"
    assert decide(log_in_staff("supervisor"), answer.body["proposal_id"]).status == 200
    seen = supervisor.get(f"/v1/sms-budgets/{country.code}", at=NOON).body
    assert {name: seen[name] for name in numbers} == {"per_minute": 10, "per_day": 100, "reserve": 50} | more


def test_numbers_are_for_supervisors_of_the_whole_country_and_calling_codes():
    assert set_numbers(log_in_staff("supervisor", region="63"), 86).status == 403
    assert set_numbers(log_in_staff("reviewer"), 86).status == 403
    for nothing in ("999", "x", "0", "1234"):
        assert log_in_staff("supervisor").get(f"/v1/sms-budgets/{nothing}", at=NOON).status == 404


def test_the_challenge_is_the_form_that_its_solvers_take():
    given = proofs_of_work.challenge(NOON)
    assert set(given["parameters"]) == {"algorithm", "nonce", "salt", "cost", "keyLength", "keyPrefix", "data"}
    assert given["parameters"]["data"] == {"until": 1583812800 + 300}


def test_a_spent_day_keeps_reminders_back_and_not_what_a_person_has_to_know():
    country = Country(1000, 10, reserve=50)
    taken = [sms_budgets.take(country.code, number, NOON) for number in range(5)]
    assert country.used() == len(taken) == 5
    with pytest.raises(sms_budgets.Spent):
        sms_budgets.take(country.code, 0, NOON)
    shard = sms_budgets.take(country.code, 0, NOON, known=True)
    sms_budgets.give_back(country.code, shard, NOON)
    assert country.used() == 5
