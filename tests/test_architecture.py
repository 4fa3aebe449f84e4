"""What holds of the whole tree: every route is guarded, every sentence is there, every file is small."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.environment import ENVIRONMENT
from chalicelib.notify.texts import _catalogue
from chalicelib.routes import PATHS, feature_at, load_all
from chalicelib.routes.http import ROUTES

FEATURES = dict(zip(PATHS, load_all(), strict=True))

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
    "GET /v1/airports": "a public list, asked for while typing",
    "POST /v1/login/sessions": "the way in",
    "POST /v1/login/sessions/refresh": "the token is the proof",
    "POST /v1/login/recoveries": "for whoever cannot log in",
}


def test_every_route_asks_who_is_calling_unless_it_is_listed():
    without = {f"{route.method} {route.path}" for route in ROUTES if not route.roles}
    assert without == set(OPEN)


@pytest.mark.parametrize("module", PATHS)
def test_a_features_paths_are_in_the_table_that_loads_it(module):
    feature = FEATURES[module]
    declared = {route.path for route in ROUTES if route.tag == feature.tag}
    assert declared == set(PATHS[module])
    assert all(feature_at(path) is feature for path in declared)


def test_the_table_has_every_feature():
    modules = {path.stem for path in SOURCES if re.search(r"^feature = Feature\(", path.read_text("utf-8"), re.M)}
    assert modules == set(PATHS)
    assert len({feature.tag for feature in FEATURES.values()}) == len(PATHS)


def test_starting_loads_no_feature_and_no_request_models():
    program = "import app, sys; print(*sorted(sys.modules))"
    environment = {"PATH": os.environ["PATH"]} | ENVIRONMENT
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    loaded = done.stdout.split()
    ours = [name for name in loaded if name.startswith(("chalicelib.", "pydantic", "cryptography"))]
    assert ours == ["chalicelib.routes", "chalicelib.routes.application"]


def test_packaging_sees_every_route():
    program = "from app import app; print(*(f'{m} {p}' for p, ms in app.routes.items() for m in ms), sep=chr(10))"
    environment = {"PATH": os.environ["PATH"], "AWS_CHALICE_CLI_MODE": "true"} | ENVIRONMENT
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert set(done.stdout.splitlines()) == {f"{route.method} {route.path}" for route in ROUTES}


def test_every_post_that_creates_can_be_repeated():
    """201 and 202 answers are made for a key; a refresh has its own rule."""
    creating = {f"{route.method} {route.path}" for route in ROUTES if route.status in (201, 202)}
    assert creating <= {f"{route.method} {route.path}" for route in ROUTES if route.method == "POST"}


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
    assert differing == set()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_small(source: Path):
    import ast

    text = source.read_text("utf-8")
    assert text.count("\n") <= 300 or "texts" in source.parts
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


def test_nothing_reads_the_clock_deep_inside():
    """The real clock: the gateway's fallback, clean-up, a signature's timestamp, a cache's age, a worker's lease."""
    allowed = {"routes/http.py", "store/tables.py", "store/identity_service.py"}
    allowed |= {"services/outages.py", "store/inbox.py", "store/leases.py"}
    reading = {
        str(source.relative_to(ROOT / "chalicelib"))
        for source in SOURCES
        if re.search(r"datetime\.now\(|time\.time\(|utcnow\(|date\.today\(|monotonic\(", source.read_text("utf-8"))
    }
    assert reading <= allowed
