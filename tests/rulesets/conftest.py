"""A country with nobody in it and the built-in rules: what a simulation counts are this test's people."""

from collections.abc import Iterator

import pytest

from chalicelib.config import Settings
from chalicelib.container import forget
from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.proposals.records import OpenRecord
from chalicelib.features.rulesets.records import DraftRecord
from chalicelib.person.records import StateRecord
from chalicelib.person.rulesets import RuleSetRecord, RuleSetsHead
from tests.support.cloud import TestCloud


@pytest.fixture(autouse=True)
def _a_country_of_its_own(cloud: TestCloud, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(Settings, "segments", 2)
    _empty()
    yield
    _empty()


def _empty() -> None:
    for state in StateRecord.code_index.scan():
        StateRecord(state.pk, state.sk).delete(add_version_condition=False)
    for record in campaigns.listed(closed=False, limit=1_000, after=None):
        record.status = campaigns.STOPPED
        campaigns.placed(record).save(add_version_condition=False)
    for head in RuleSetsHead.scan():
        head.delete(add_version_condition=False)
    for draft in DraftRecord.scan():
        draft.delete(add_version_condition=False)
    for published in RuleSetRecord.scan():
        published.delete()
    for marker in OpenRecord.scan():
        if marker.pk.startswith("PROPOF#ruleset"):
            marker.delete()
    forget()
