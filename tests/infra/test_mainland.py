"""The mainland stage: its template names nothing that the regions there lack, and nothing points at what it lacks."""

import json
from functools import cache
from typing import Any

import pytest
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from infra.package import ROOT, merged_parts, package

REGIONS = ("cn-north-1", "cn-northwest-1")


@cache
def template() -> dict[str, Any]:
    return dict(json.loads((package("mainland") / "sam.json").read_text()))


@pytest.mark.parametrize("region", REGIONS)
def test_every_type_exists_there(region: str) -> None:
    """Also under a condition that is false: CloudFormation refuses the whole template."""
    used = {resource["Type"] for resource in template()["Resources"].values()}
    assert used - set(PROVIDER_SCHEMA_MANAGER.get_resource_types(region)) == set()


def test_no_region_or_partition_is_fixed_in_it() -> None:
    text = json.dumps({**template(), "Description": ""})
    for fixed in ("arn:aws:", "amazonaws.com/", "ap-southeast-1", "us-east-1.amazonaws"):
        assert fixed not in text, fixed


def test_the_distribution_serves_under_its_registered_name_alone() -> None:
    config = template()["Resources"]["Distribution"]["Properties"]["DistributionConfig"]
    assert config["ViewerCertificate"] == {
        "IamCertificateId": {"Ref": "CertificateId"},
        "SslSupportMethod": "sni-only",
        "MinimumProtocolVersion": "TLSv1.2_2021",
    }
    assert config["Aliases"] == [{"Fn::Select": [2, {"Fn::Split": ["/", {"Ref": "PublicUrl"}]}]}]
    assert "WebACLId" not in config
    assert config["HttpVersion"] == "http2"
    assert "OriginAccessControlId" not in config["Origins"][0]


def test_both_origins_are_asked_as_abroad() -> None:
    abroad = json.loads((package("prod") / "sam.json").read_text())
    here, there = (
        each["Resources"]["Distribution"]["Properties"]["DistributionConfig"]["Origins"][1]
        for each in (template(), abroad)
    )
    assert here == there


def test_the_api_has_the_firewall_that_the_edge_cannot_have() -> None:
    resources = template()["Resources"]
    assert resources["FirewallOfTheApi"]["Properties"] == {
        "WebACLArn": {"Fn::GetAtt": ["Firewall", "Arn"]},
        "ResourceArn": {
            "Fn::Sub": "arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${RestAPI}/stages/${RestAPI.Stage}"
        },
    }
    here, abroad = resources["Firewall"]["Properties"], merged_parts("firewall")["Resources"]["Firewall"]["Properties"]
    assert (here["Scope"], abroad["Scope"]) == ("REGIONAL", "CLOUDFRONT")
    limits = [[_limit(rule) for rule in rules if _limit(rule)] for rules in (here["Rules"], abroad["Rules"])]
    assert limits == [[20_000, 3_000]] * 2


def test_who_is_limited_there_is_the_visitor_and_not_the_distribution() -> None:
    rules = [rule["Statement"] for rule in template()["Resources"]["Firewall"]["Properties"]["Rules"] if _limit(rule)]
    by = {rule["RateBasedStatement"]["AggregateKeyType"] for rule in rules}
    headers = {rule["RateBasedStatement"]["ForwardedIPConfig"]["HeaderName"] for rule in rules}
    assert (by, headers) == ({"FORWARDED_IP"}, {"X-Forwarded-For"})


def _limit(rule: dict[str, Any]) -> int:
    return int(rule["Statement"].get("RateBasedStatement", {}).get("Limit", 0))


def test_e_mail_goes_through_the_server_that_the_stage_names() -> None:
    """SES is not there: neither a type nor a right of it stands in the way where MailServer is filled in."""
    settings = template()["Globals"]["Function"]["Environment"]["Variables"]
    assert (settings["MAIL_FROM"], settings["MAIL_SERVER"]) == ({"Ref": "MailFrom"}, {"Ref": "MailServer"})
    stages = json.loads((ROOT / "infra" / "stages.json").read_text())
    assert {"MailFrom", "MailServer"} <= set(stages["mainland"])


def test_push_services_that_are_not_reached_are_not_asked() -> None:
    assert template()["Globals"]["Function"]["Environment"]["Variables"]["PUSH_HOSTS"] == {"Ref": "PushHosts"}
    stages = json.loads((ROOT / "infra" / "stages.json").read_text())
    assert stages["mainland"]["PushHosts"] == ""


def test_what_abroad_has_and_here_not_is_what_the_regions_lack() -> None:
    abroad = json.loads((package("prod") / "sam.json").read_text())["Resources"]
    assert set(abroad) - set(template()["Resources"]) == {
        "MailIdentity",
        "SmsDeliveredReader",
        "SmsFailedReader",
        "SmsReports",
        "SmsSpend",
        "MailBounces",
        "MailComplaints",
        "PagesAccess",
    }
