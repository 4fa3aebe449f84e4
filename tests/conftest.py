"""Two homes for tests. `cloud`: the data resources only, for tests that run in this process. `deployed`:
the whole packaged stack, for tests from outside. Each starts when the first test asks for it."""

import os
from collections.abc import Callable, Iterator

import pytest

from chalicelib.container import forget
from local.cloud import free_port
from tests import cloud as test_cloud
from tests.deployed import Deployed, running_stage
from tests.guillotine import installed as guillotine_installed
from tests.recorder import FILE, Recorder

IN_PROCESS = {"store", "services", "routes", "jobs", "notify"}
PORT, IDENTITY_PORT = free_port(), free_port()
os.environ.update(test_cloud.environment(PORT, IDENTITY_PORT))

RECORDER = Recorder()
RECORDER.install()


@pytest.fixture(scope="session")
def cloud() -> Iterator[test_cloud.TestCloud]:
    """Tables, queues, secrets, keys and buckets of the template, and the real-name service."""
    with test_cloud.running(PORT, IDENTITY_PORT) as running:
        yield running


@pytest.fixture(autouse=True)
def _cloud_where_it_is_needed(request: pytest.FixtureRequest) -> None:
    if request.path.parent.name in IN_PROCESS:
        request.getfixturevalue("cloud")


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
    """The policies are compared last, when every other test has made its calls."""
    items.sort(key=lambda item: item.path.name == "test_policies.py")
