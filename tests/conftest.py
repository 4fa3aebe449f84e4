"""Two homes for tests. `cloud`: the data resources only, for tests that run in this process. `deployed`:
the whole packaged stack, for tests from outside. Each starts when the first test asks for it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from chalicelib.container import forget
from local import explore
from local.cloud import free_port
from tests.support import aws_models, partitions, quick_passwords, unsigned
from tests.support import cloud as support_cloud
from tests.support.deployed_stack import Deployed, running_stage
from tests.support.emptying import Folders
from tests.support.faults import installed as faults_installed
from tests.support.guillotine import installed as guillotine_installed
from tests.support.recorder import FILE, Recorder

FEATURES = Path(__file__).parents[1] / "chalicelib" / "features"
SHARED = {"store", "person", "desk", "http", "batch", "journeys", "routes"}
IN_PROCESS = SHARED | {path.name for path in FEATURES.iterdir()}
"""Folders of tests that need the local cloud's tables, queues and buckets."""
WHOLE_TABLES = {"test_preferences.py", "test_codes_in_fault.py"}
"""Files of tests that go through whatever their folder's tests have left."""
_TURNS = {"test_rekey.py": -1} | dict.fromkeys(WHOLE_TABLES, 0)
LAST = "test_policies.py"
pytest_plugins = ["tests.support.places_fixtures", "tests.support.push_services", "tests.support.turned_secrets"]

# The same examples in every run, so that it says the same twice; `make explore` is where others are searched.
settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.register_profile(explore.PROFILE, derandomize=False, max_examples=1_000, database=None, deadline=None)
settings.load_profile("repeatable")

PORT, IDENTITY_PORT = free_port(), free_port()
os.environ.update(support_cloud.environment(PORT, IDENTITY_PORT))
partitions.take_few()
aws_models.share()
quick_passwords.hash_quickly()
unsigned.install(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_REGION"])

RECORDER = Recorder()
RECORDER.install()


@pytest.fixture(scope="session")
def cloud() -> Iterator[support_cloud.TestCloud]:
    """Tables, queues, secrets, keys and buckets of the template, and the real-name service."""
    with support_cloud.running(PORT, IDENTITY_PORT) as running:
        yield running


@pytest.fixture(scope="session")
def folders() -> Folders:
    """Whose tests have run in the cloud."""
    return Folders()


@pytest.fixture(autouse=True, scope="module")
def _cloud_where_it_is_needed(request: pytest.FixtureRequest, folders: Folders) -> None:
    """The cloud, empty at each folder's first test: no folder's tests see what another's have left."""
    if request.path.parent.name in IN_PROCESS:
        folders.enter(request.path.parent, request.getfixturevalue("cloud"))


@pytest.fixture(scope="session")
def cold_start() -> Callable[[], None]:
    """Forgets what a container keeps between requests (clients, secrets, data keys), as a new one would."""
    return forget


@pytest.fixture(scope="module")
def guillotine(cold_start: Callable[[], None]) -> Iterator[None]:
    """The calls to AWS of a file's tests can be cut with `tests.guillotine.cut_at`."""
    with guillotine_installed():
        cold_start()
        yield


@pytest.fixture(scope="module")
def faults(cold_start: Callable[[], None]) -> Iterator[None]:
    """The calls to AWS of a file's tests can be struck with `tests.support.faults.struck`."""
    with faults_installed():
        cold_start()
        yield
    cold_start()


@pytest.fixture(scope="session")
def deployed() -> Iterator[Deployed]:
    """The packaged stack with its pages, in a local cloud of its own."""
    with running_stage() as stage:
        yield stage


def pytest_sessionstart(session: pytest.Session) -> None:
    """A run of everything begins a new record of actions; a part of it adds to the last one."""
    if session.config.args_source.name != "ARGS":
        FILE.unlink(missing_ok=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of a folder's tests those come first that go through whole tables, while they are small, and first of them what
    goes through everybody. The policies are last of all, when all calls are made."""
    items.sort(key=lambda item: (item.path.name == LAST, item.path.parent, _TURNS.get(item.path.name, 1)))
