"""The whole packaged stack in a local cloud of its own, seen from outside."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from infra.package import package
from local import web_build
from local.api import Answer, Api
from local.cloud import free_port
from local.partner_seeds import seed_partners
from local.paths import Paths
from local.seed import seed
from local.sms import fetch
from local.stage import (
    STAGE,
    Running,
    deploy_stage,
    endpoint_content,
    give_partners,
    publish_pages,
    start_cloud,
    wait_for_health,
)
from tests.support import scratch

ADDRESS = "203.0.113.7"
START_SECONDS = 120
"""Until the API answers, on a machine that does other things too."""


@dataclass(frozen=True)
class Deployed:
    """A running stage and the ways to reach it."""

    running: Running
    client: Api
    content: dict[str, Any]

    @property
    def api(self) -> str:
        return self.client.base

    @property
    def web(self) -> str:
        """The pages' folder, without a slash at the end."""
        return str(self.content["web"]).rsplit("/", 1)[0]

    @property
    def staff(self) -> list[dict[str, Any]]:
        return list(self.content["staff"])

    def http(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        """A request through API Gateway, at the real now."""
        return self.client.http(method, path, body, headers)

    def invoke_api(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: dict[str, str] | None = None,
        at: datetime | None = None,
        address: str = ADDRESS,
    ) -> Answer:
        """The API's function called with the event that API Gateway makes, its now being `at`."""
        return self.client.invoke(method, path, body, headers, at, address)

    def run_job(self, name: str, at: datetime | None = None, **detail: Any) -> Any:
        """A job that a schedule starts, its `time` being `at`."""
        return self.client.run_job(name, at, **detail)

    @contextmanager
    def resting(self, name: str) -> Iterator[None]:
        """Meanwhile a job's own schedule starts nothing: it lives in another year than a test with days of its own."""
        rules = self.running.home.client("events")
        found = [each["Name"] for each in rules.list_rules()["Rules"] if name in each["Name"].lower()]
        assert found, name
        for each in found:
            rules.disable_rule(Name=each)
        try:
            yield
        finally:
            for each in found:
                rules.enable_rule(Name=each)

    def sms(self, to: str, count: int = 1, seconds: float = 60) -> list[str]:
        """The texts sent to a phone, oldest first, once there are `count` of them."""
        end_at = time.monotonic() + seconds
        while True:
            texts = [m["text"] for m in fetch(self.running.cloud.endpoint) if m["to"] == to]
            if len(texts) >= count:
                return texts
            if time.monotonic() > end_at:
                raise AssertionError(f"{to} got {len(texts)} SMS within {seconds} s, not {count}")
            time.sleep(0.1)


@contextmanager
def running_stage(*, whole: bool = True) -> Iterator[Deployed]:
    """Packages, starts, deploys, publishes and seeds; stops everything at the end. One that is not `whole` has neither
    pages nor anybody of staff: the API alone, with its partners, in half the time."""
    if whole:
        web_build.build()
    built = package(STAGE)
    with scratch.folder() as folder:
        paths = Paths(Path(folder))
        running = start_cloud(paths, free_port(), persist=False)
        try:
            deploy_stage(running, paths, built)
            if whole:
                publish_pages(running, paths)
            wait_for_health(running, START_SECONDS)
            partners = seed_partners(running, paths)
            give_partners(running, partners)
            content = endpoint_content(running, seed(running, paths) if whole else [], partners)
            yield Deployed(running, running.client(), content)
        finally:
            running.stop()
