"""The requests that matter, each ready to be sent: the world around it is made first, through the API."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bench import canaries, gates, offices, partners_in, residents, wechat
from bench.crowds import Door, visitors
from bench.offices import Work
from bench.requests import NOON, Request, get, post, with_key
from bench.residents import GOLMUD, HAIDONG, Resident

type Prepare = Callable[[], Request]


def show_code(days: int = 14) -> Request:
    return Resident.new(days).code()


def declare(days: int = 14) -> Request:
    """A check-in where the person has been before."""
    return with_key(Resident.new(days).declaration())


def declare_ill() -> Request:
    """The colour gets worse: the code id ends."""
    return with_key(Resident.new().declaration(temperature=38.2, symptoms=["fever"]))


def declare_elsewhere() -> Request:
    """Counties that the state does not know yet."""
    stays = [{"region": GOLMUD, "from": "2020-03-05", "until": "2020-03-06"}]
    return with_key(Resident.new().declaration(location=HAIDONG, stays=stays))


def list_declarations() -> Request:
    return Resident.new().declarations()


def verify() -> Request:
    return residents.verification(Resident.new().code().send()["token"])


def verify_refused() -> Request:
    """Somebody else's format: no reason to look anything up."""
    return residents.verification("https://example.com/menu")


def verify_expired() -> Request:
    """Signed by us, but run out."""
    resident = Resident.new()
    token = resident.at(NOON.replace(day=5)).code().send()["token"]
    return residents.verification(token)


def request_code() -> Request:
    return with_key(residents.code_request())


def log_in_first() -> Request:
    """A phone without an account."""
    return with_key(residents.login())


def log_in_again() -> Request:
    first = residents.code_request()
    earlier = NOON.replace(day=1)
    residents.login(earlier, first.body["phone"]).send()
    return with_key(residents.login(NOON, first.body["phone"]))


def wrong_guess() -> Request:
    """The wrong code for a challenge."""
    right = residents.login()
    wrong = f"{(int(right.body['code']) + 1) % 1_000_000:06d}"
    return replace(right, body=right.body | {"code": wrong})


def refresh() -> Request:
    session = residents.login().send()
    return post("/v1/login/sessions/refresh", {"refresh_token": session["refresh_token"]})


def apply() -> Request:
    return with_key(residents.application(residents.login().send()["access_token"]))


def keys() -> Request:
    return get("/v1/keys")


def health() -> Request:
    return get("/v1/health")


def visit() -> Request:
    """Scanning the poster of a restaurant in the county where one lives."""
    door = Door.opened()
    return with_key(door.entry(next(visitors(1)), NOON))


def visit_elsewhere() -> Request:
    """The same where the county is new to the person."""
    door = Door.opened(region=GOLMUD)
    return with_key(door.entry(next(visitors(1)), NOON))


def visit_with_ten() -> Request:
    """The whole family: eleven people of one account."""
    door, people = Door.opened(), list(visitors(11))
    request = door.entry(people[0], NOON)
    return with_key(replace(request, body=request.body | {"people": [each.person_id for each in people[1:]]}))


PATHS: Mapping[str, Prepare] = {
    "health": health,
    "keys": keys,
    "request a code": request_code,
    "log in, first time": log_in_first,
    "log in again": log_in_again,
    "wrong code": wrong_guess,
    "refresh": refresh,
    "apply": apply,
    "declare": declare,
    "declare, 100th day": lambda: declare(100),
    "declare, worse": declare_ill,
    "declare, new counties": declare_elsewhere,
    "list declarations": list_declarations,
    "show code": show_code,
    "show code, 100th day": lambda: show_code(100),
    "verify": verify,
    "verify, expired": verify_expired,
    "verify, not ours": verify_refused,
    "verify, fever": gates.verify_fever,
    "show code on a phone": gates.show_on_a_phone,
    "look up by document": gates.look_up,
    "100 offline checks": gates.a_hundred_checks,
    "100 offline checks again": gates.a_hundred_checks_again,
    "visit": visit,
    "visit, new county": visit_elsewhere,
    "visit of eleven": visit_with_ten,
    "approve a case": offices.approve_case,
    "approve a contact": offices.approve_contact,
    "approve nobody's contact": offices.approve_nobodys_contact,
    "approve a designation": offices.approve_designation,
    "propose a rating": offices.propose_rating,
    "approve a rating": offices.approve_rating,
    "propose a violation": offices.propose_violation,
    "my work": offices.list_work,
    "a partner's two stays": partners_in.tell_of_stays,
    "open a person": offices.open_person,
    "read a time line": offices.read_timeline,
    "ask for a canary": canaries.ask,
    "go to WeChat's page": wechat.begin,
    "agree to a message by WeChat": wechat.agree,
}
WORK: Mapping[str, Callable[[], Work]] = {
    "a message by WeChat": wechat.message,
    "campaign, changed": offices.campaign_changes,
    "campaign, under a stale rule": offices.campaign_under_a_stale_rule,
    "campaign, unchanged": offices.campaign_finds_unchanged,
    "round of canaries": canaries.a_round,
}
"""What no request asks for. They come last: what they publish is folded by whoever comes after it."""


def warm_up() -> None:
    """What a container does for its first requests: secrets, signing keys, the month's data key."""
    verify().send()
    request_code().send()


def answer(request: Request) -> tuple[int, Any]:
    """Status and body of a request that may be refused."""
    from app import app

    sent = app(request.event(), None)
    return sent["statusCode"], sent["body"]
