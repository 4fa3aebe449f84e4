"""Requests of several threads are told apart, as those of several copies of the function are."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from app import app
from tests.support import client  # noqa: F401  (it keeps them apart)


def test_each_thread_has_its_own_request() -> None:
    both = Barrier(2)

    def kept(request: str) -> object:
        app.current_request = request
        both.wait(timeout=10)
        return app.current_request

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(kept, ["one", "another"])) == ["one", "another"]
