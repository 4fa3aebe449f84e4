"""Steps of tests about the national list: a server of lists, what is polled of it, and what is rated then."""

import json
import threading
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from chalicelib.config import POLICY_ZONE, settings
from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.rating_list import applying, polling, ratings_job, records
from chalicelib.features.rating_list.differing import open_level
from chalicelib.features.ratings import periods
from chalicelib.identity.region_names import tidied
from chalicelib.identity.regions import met_by, name_of
from chalicelib.person import authorities, ratings
from chalicelib.store.transactions import Put, transact
from local import ratings_server
from local.rating_lists import Row, served
from tests.support.published import a_minute_passes


class Feed:
    """A server of lists that is polled, and the province that the list is registered for."""

    def __init__(self, url: str, behaviour: ratings_server.Behaviour, province: str) -> None:
        self._url, self.behaviour, self.province = url, behaviour, province

    def switch(self, mode: str, **more: Any) -> None:
        self._post("behaviour", {"mode": mode} | more)

    def serve(self, content: dict[str, Any]) -> None:
        self._post("list", content)

    def _post(self, path: str, content: dict[str, Any]) -> None:
        request = urllib.request.Request(f"{self._url}/{path}", json.dumps(content).encode(), method="POST")
        urllib.request.urlopen(request, timeout=5).close()

    def poll(self, now: datetime) -> dict[str, Any]:
        """What the schedule's run says; containers learn of what it published."""
        polled = ratings_job.poll(now)
        a_minute_passes()
        return polled

    def rated(self) -> dict[str, str]:
        """The level that each region of the province has until further notice."""
        filed = periods.of_records(ratings.records_of(met_by(f"{self.province}0000")))
        levels = {code: open_level(periods.standing(code, versions)) for code, versions in filed.items()}
        return {code: level for code, level in levels.items() if level is not None}

    def log_number(self) -> int:
        return ratings.number_of(ratings.LogHead.find("RLOG", "head"))


@contextmanager
def fed(monkeypatch: pytest.MonkeyPatch, province: str) -> Iterator[Feed]:
    """A server of its own, a list of its own, registered for one province."""
    server = ratings_server.serve(0)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"

    def ours(region: str) -> str:
        return authorities.LIST if region.startswith(province) else authorities.DESK

    monkeypatch.setattr(polling, "settings", lambda: replace(settings(), ratings_url=f"{url}/list"))
    monkeypatch.setattr(polling, "authority_of", ours)
    monkeypatch.setattr(records, "SOURCE", f"LIST-{province}")
    try:
        yield Feed(url, server.RequestHandlerClass.behaviour, province)
    finally:
        server.shutdown()
        server.server_close()
        _stop_campaigns()


def _stop_campaigns() -> None:
    """Other tests work off the campaigns that are open; these have done what they were begun for."""
    for record in campaigns.listed(closed=False, limit=100, after=None):
        if record.by == applying.BY.account_id:
            record.status = campaigns.STOPPED
            transact([Put(campaigns.placed(record))])


def beijing(day: int, hour: int = 0) -> datetime:
    """Of March 2020."""
    return datetime(2020, 3, day, hour, tzinfo=POLICY_ZONE)


def row(code: str, level: str = "high", *parts: str) -> Row:
    """An entry that names a county."""
    province, city, county = (name_of(each, "zh-CN") for each in (f"{code[:2]}0000", f"{code[:4]}00", code))
    names = province, city.removeprefix(province), county.removeprefix(city)
    return Row("county", level, tuple(map(tidied, names)), parts, code)  # type: ignore[arg-type]


def expected(rows: Iterable[Row], province: str) -> dict[str, str]:
    """The levels of whole counties that a list says of a province."""
    order = ("low", "medium", "high")
    found: dict[str, str] = {}
    for each in rows:
        if each.code and each.whole and each.code.startswith(province):
            found[each.code] = max(each.level, found.get(each.code, "low"), key=order.index)
    return found


def listed(rows: Iterable[Row], at: datetime) -> dict[str, Any]:
    return served(list(rows), at)
