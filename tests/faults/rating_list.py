"""The function that polls the national list: a server of one list, for one registered county."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any
from unittest.mock import patch

from chalicelib.config import settings
from chalicelib.features.rating_list import polling, ratings_job
from chalicelib.person import authorities
from local import ratings_server
from local.rating_lists import served
from tests.rating_list.steps import row
from tests.support.published import stayed
from tests.support.resident_steps import NOON

COUNTY = "630102"


@cache
def _url() -> str:
    server = ratings_server.serve(0)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    server.RequestHandlerClass.behaviour.own = served([row(COUNTY)], NOON)
    return f"http://127.0.0.1:{server.server_port}/list"


def _authority_of(region: str) -> str:
    return authorities.LIST if region == COUNTY else authorities.DESK


def poll() -> Callable[[], Any]:
    """Somebody stayed in the county that the list names."""
    stayed(COUNTY)
    fed = replace(settings(), ratings_url=_url())

    def run() -> Any:
        with patch.object(polling, "settings", lambda: fed), patch.object(polling, "authority_of", _authority_of):
            return ratings_job.poll(NOON + timedelta(minutes=1))

    return run
