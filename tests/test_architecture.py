"""What holds of the whole tree: every route is guarded, every sentence is there, every file is small."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app import app
from bench.environment import ENVIRONMENT
from chalicelib.http.routes import ROUTES
from chalicelib.notify.texts import _catalogue
from chalicelib.person.records import StateRecord

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "chalicelib").rglob("*.py"))

# Routes that anybody may call, each with its reason.
OPEN = {
    "GET /v1/health": "answers without touching a table",
    "GET /v1/openapi.json": "the description is public",
    "GET /v1/keys": "gates check codes with it, offline",
    "GET /v1/revocations": "the same",
    "GET /v1/revocations/{list_id}": "the same",
    "POST /v1/login/codes": "the way in",
    "GET /v1/login/codes": "whoever has the challenge's random id may know whether the carrier took it",
    "GET /v1/login/proof-of-work": "what a phone computes before it is known to anybody",
    "GET /v1/airports": "a public list, asked for while typing",
    "GET /v1/venues/{venue_id}/sign": "it hangs at a door: whoever has scanned it is told where before they log in",
    "GET /v1/retention": "what is kept for how long is everybody's to know",
    "GET /v1/canaries/{province}": "the colour of nobody",
    "GET /v1/audit/heads": "the heads of the chains are public, so that nobody can exchange them unnoticed",
    "GET /v1/audit/heads/{hour}": "the same",
    "POST /v1/login/sessions": "the way in",
    "POST /v1/login/sessions/refresh": "the token is the proof",
    "POST /v1/login/passkeys/start": "the way in; the same for any login",
    "POST /v1/staff/enrolments/start": "the invitation is the proof",
    "POST /v1/staff/enrolments": "the invitation is the proof",
    "POST /v1/login/recoveries": "for whoever cannot log in",
    "GET /v1/exchange/keys": "partners verify our messages with it",
    "GET /v1/login/platforms": "what the log-in page offers inside WeChat and Alipay",
    "POST /v1/login/platforms/{platform}/start": "the way in; nothing is stored and nothing told",
    "POST /v1/login/platforms/{platform}/sessions": "the way in: the platform's code is the proof",
    "POST /v1/login/undos": "for whoever was logged out by a thief: the link's secret is the proof",
}


def test_every_route_asks_who_is_calling_unless_it_is_listed():
    without = {f"{route.method} {route.path}" for route in ROUTES if not route.roles and not route.signed}
    assert without == set(OPEN)


def test_who_signs_a_request_is_asked_by_its_signature_alone():
    signed = [route for route in ROUTES if route.signed]
    assert signed
    for route in signed:
        assert route.path.startswith("/v1/exchange/")
        assert not route.roles
    assert [route.path for route in ROUTES if route.or_signed] == ["/v1/imports"]


def test_the_app_has_every_route():
    assert {f"{method} {path}" for path, methods in app.routes.items() for method in methods} == {
        f"{route.method} {route.path}" for route in ROUTES
    }


def test_every_features_routes_are_registered():
    declaring = {path for path in SOURCES if re.search(r"^feature = Feature\(", path.read_text("utf-8"), re.M)}
    registered = {Path(str(sys.modules[name].__file__)) for name in sys.modules if name.startswith("chalicelib.")}
    assert declaring <= registered


HEAVY = ("PIL", "qrcode", "phonenumbers", "argon2", "zxcvbn", "webauthn", "OpenSSL")
"""Libraries that are large and rarely needed: loaded when they are first used."""


def test_starting_loads_no_heavy_library_and_builds_no_request_models():
    program = "import app, sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    environment = {"PATH": os.environ["PATH"]} | ENVIRONMENT
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert not set(HEAVY) & set(done.stdout.split())


def test_every_post_that_creates_can_be_repeated():
    """201 and 202 answers are made for a key; a refresh has its own rule."""
    # A partner's message is known by its own id (tests/exchange).
    creating = [route for route in ROUTES if route.status in (201, 202) and not route.signed]
    assert {route.method for route in creating} == {"POST"}
    assert [route.path for route in creating if not route.repeatable] == []


def _raised_codes() -> set[str]:
    """Every code that the sources raise: problem codes, field codes, validators' codes."""
    found = set()
    for source in SOURCES:
        text = source.read_text("utf-8")
        found |= set(re.findall(r'\binvalid\([^()"]*"[^"]*",\s*"(\w+)"', text))
        found |= set(re.findall(r'\bwrong\("(\w+)"', text))
        found |= set(re.findall(r'\bFieldError\([^,()]*,\s*"(\w+)"', text))
        found |= set(re.findall(r'\b(?:Unauthenticated|Conflict|Refused|TooMany)\("(\w+)"', text))
        found |= set(re.findall(r'\bsay\("([\w.]+)"', text))
    return found


def test_every_code_has_a_sentence_in_both_languages():
    catalogue = _catalogue()
    assert _raised_codes() - catalogue.keys() == set()
    assert all(chinese and english for chinese, english in catalogue.values())


def test_sentences_take_the_same_placeholders_in_both_languages():
    differing = {
        code
        for code, (chinese, english) in _catalogue().items()
        if set(re.findall(r"\{(\w+)", chinese)) != set(re.findall(r"\{(\w+)", english))
    }
    # A day is said with its weekday in English, and without it in Chinese.
    assert differing == {"spoken.day"}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_small(source: Path):
    text = source.read_text("utf-8")
    assert text.count("\n") <= 300 or "texts" in source.parts
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


def test_instants_become_numbers_in_one_place():
    """By whole numbers (instants.py): a float of an instant may be another instant."""
    others = {source for source in SOURCES if re.search(r"\.timestamp\(|fromtimestamp\(", source.read_text("utf-8"))}
    assert others == set()


CLOCK = {"datetime.now", "time.time", "date.today", "time.monotonic", "datetime.utcnow", "datetime.today"}
READS_THE_CLOCK = {
    "http/calls.py instant_of": "an event without an instant of its own",
    "store/tables.py ttl": "clean-up by the wall clock (design: Data)",
    "features/people/real_name_service.py _headers": "the service checks its signature's age",
    "notify/tencent.py _asked": "the provider checks its signature's age",
    "notify/web_push.py _token": "a push service checks its token's age",
    "features/login/alipay.py _asked": "the platform checks its signature's age",
    "features/messages/wechat_tokens.py token": "the platform counts its token's end by its own clock",
    "container.py value": "how old what a container read is",
    "store/secrets.py _former": "until when a turned secret is believed; it decides nothing about a person",
    "store/leases.py hold": "a worker's lease ends by the wall clock",
    "store/leases.py take": "the same",
    "features/reports/sending.py _read": "how long a partner takes to answer",
    "features/rating_list/fetching.py _body": "how long a server takes to send its list",
    "features/retention/retention_job.py retire": "for how long a call goes on",
    "features/retention/retention_job.py take_inventory": "the same",
    "features/retention/working.py run": "the same",
    "features/retention/working.py _worked_off": "the same",
    "batch.py _age": "how long a message has been in its queue",
}


def _readers(source: Path) -> set[str]:
    """The functions of a file that read the real clock."""
    found = set()
    for function in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(function, ast.FunctionDef):
            called = {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
            if called & CLOCK:
                found.add(f"{source.relative_to(ROOT / 'chalicelib')} {function.name}")
    return found


def test_nothing_reads_the_clock_deep_inside():
    assert set().union(*map(_readers, SOURCES)) == set(READS_THE_CLOCK)


def _purposes(source: Path, *callers: str) -> set[str]:
    """The secrets that a file names to one of these functions of `store/secrets.py`."""
    calls = [node for node in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(node, ast.Call)]
    named = [call.args[0] for call in calls if ast.unparse(call.func) in {f"secrets.{each}" for each in callers}]
    return {str(each.value) for each in named if isinstance(each, ast.Constant)}


def test_what_is_made_with_a_secret_is_believed_while_the_secret_is_turned():
    """The pepper cannot be turned; access tokens and cursors are made in one file and read in another."""
    for source in SOURCES:
        assert _purposes(source, "keyed") - {"pepper"} <= _purposes(source, "keyed_by_each"), source
    made, read = (set[str]().union(*(_purposes(each, name) for each in SOURCES)) for name in ("current", "believed"))
    assert made <= read


STATE = frozenset(StateRecord.get_attributes())


def _state_writes(source: Path) -> set[str]:
    """Where a file assigns to an attribute that a person's state has, of a thing that is called a state."""
    found = set()
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Attribute) and target.attr in STATE:
                owner = ast.unparse(target.value)
                if owner.endswith(("state", "person", "other")):
                    found.add(f"{source.relative_to(ROOT)}: {owner}.{target.attr}")
    return found


def test_only_the_person_writes_its_state():
    outside = [source for source in SOURCES if "person" not in source.parts]
    assert set().union(*map(_state_writes, outside)) == set()


def test_nobody_but_changing_decides_again():
    """Contention is looked after in one place; the audit's own chain is the other loop."""
    loops = {
        str(source.relative_to(ROOT))
        for source in SOURCES
        if re.search(r"for _ in range\(_?TRIES\)|\.failed\b|for _ in range\(tries\)", source.read_text("utf-8"))
    }
    assert loops <= {"chalicelib/person/changing.py", "chalicelib/desk/audit.py", "chalicelib/store/transactions.py"}
