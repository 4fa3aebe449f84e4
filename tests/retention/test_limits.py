"""What goes by itself goes when it is said to: the days of each kind against the code and the rules that make them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from chalicelib.config import CHECKS_OLDEST, REFRESH_LIFETIME, TOKEN_LIFETIME, VISIT_LIFETIME
from chalicelib.desk import alarms, eased, name_matches, pairs
from chalicelib.desk.exchange_limits import BODIES_KEPT, JOURNAL_KEPT
from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.epidemic.contact_records import Exposed, list_steps
from chalicelib.instants import from_seconds
from chalicelib.person import priors
from chalicelib.retention.kinds import BY_NAME, KINDS, LATE
from chalicelib.store.transactions import transact
from tests.retention.steps import a_year
from tests.support.client import Client


class _Template(yaml.SafeLoader):
    """CloudFormation's short forms as what they hold."""


_Template.add_multi_constructor(
    "!", lambda load, _, node: load.construct_sequence(node) if node.id == "sequence" else load.construct_scalar(node)
)
RESOURCES = yaml.load(Path("infra/storage.yaml").read_text(), _Template)["Resources"]
LIFETIMES = {
    "visits": VISIT_LIFETIME,
    "gate_checks": CHECKS_OLDEST + timedelta(days=1),
    "revocations": CHECKS_OLDEST + 2 * TOKEN_LIFETIME,
    "prior_registrations": priors._KEPT,
    "name_matches": name_matches._KEPT,
    "eased": eased._KEPT,
    "partner_messages": BODIES_KEPT,
    "partner_journal": JOURNAL_KEPT,
    "campaign_failures": campaigns._FAILURES_KEPT,
    "staff_pairs": pairs._KEPT,
    "staff_alarms": alarms._KEPT,
    "sessions": REFRESH_LIFETIME,
}


@pytest.mark.parametrize("name", LIFETIMES)
def test_the_days_of_an_expiry_are_the_code_s(name):
    assert timedelta(days=BY_NAME[name].days) == LIFETIMES[name]


def test_every_expiry_is_held_against_the_code():
    assert {each.name for each in KINDS if each.way == "expiry"} == set(LIFETIMES)


def test_a_list_of_contacts_goes_with_the_contacts_that_are_made_of_it():
    """It has each one's id, document, last digits and day; once it lay there for ever, refused or not."""
    (step,) = list_steps("aa" * 10, [Exposed("somebody", "a hash", "0000", "2020-03-10")])
    days = timedelta(days=BY_NAME["contacts"].days)
    assert days <= from_seconds(int(step.record.ttl)) - datetime.now(UTC) <= days + timedelta(days=2)


def _expires_in(record, name):
    days = timedelta(days=BY_NAME[name].days)
    return days <= from_seconds(int(record.ttl)) - datetime.now(UTC) <= days + timedelta(days=2)


def test_on_whom_a_campaign_failed_is_forgotten(cloud):
    at = a_year()
    campaign = campaigns.CampaignRecord("CAMP#forgets", "campaign", attempt=1)
    campaigns.note_failure(campaign, "somebody", at)
    (left,) = campaigns.failures(campaign, 2, None)
    assert _expires_in(left, "campaign_failures")


def test_who_agreed_to_whom_is_forgotten_with_the_audit_of_it(cloud):
    at = a_year()
    transact([pairs.step("630000", "one", "other", at)])
    (left,) = pairs.PairRecord.query(f"PAIRS#{pairs.month_of(at)}")
    assert _expires_in(left, "staff_pairs")
    assert left.times == 1


def test_an_alarm_is_forgotten_once_it_was_looked_at_and_no_earlier(cloud):
    at = a_year()
    told = {"alarm_kind": "many_opened", "about": "one", "people": 30, "since": at}
    transact([alarms.put("one-forgotten", "630000", at, **told)])
    assert alarms.find("one-forgotten").ttl is None
    transact([alarms.closed(alarms.find("one-forgotten"), "auditor", "looked at", at)])
    assert _expires_in(alarms.find("one-forgotten"), "staff_alarms")


def _rules(bucket):
    rules = RESOURCES[bucket]["Properties"]["LifecycleConfiguration"]["Rules"]
    return {each.get("Prefix", ""): each["ExpirationInDays"] for each in rules if "ExpirationInDays" in each}


def test_the_days_of_a_bucket_are_its_rule_s():
    assert _rules("PhotosBucket")["photos/"] == BY_NAME["photos"].days
    imports = _rules("ImportsBucket")
    assert (imports[""], imports["exports/"]) == (BY_NAME["import_files"].days, BY_NAME["export_files"].days)
    lock = RESOURCES["AuditBucket"]["Properties"]["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
    assert BY_NAME["audit"].days in lock["Days"]


def test_everybody_reads_how_each_goes_and_its_limit():
    shown = Client().get("/v1/retention", at=a_year()).body["kinds"]
    for kind, said in zip(KINDS, shown, strict=True):
        assert said["at_most_days"] == kind.days + LATE[kind.way]
        assert said["in_ledger"] is (kind.way == "job")
        assert said["way_text"]
    visits = next(each for each in shown if each["kind"] == "visits")
    assert visits["way_text"].startswith("deleted by the table's own expiry")
    assert next(each for each in shown if each["kind"] == "people_without_declarations")["told_days_before"] == 14
