"""A partner's file: its signature stands for these bytes, two of ours for what they say, and it speaks of its own."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from tests.epidemic.steps import code, resident
from tests.imports import steps as imports
from tests.proposals.steps import epidemiologist
from tests.support.client import Answer
from tests.support.cloud import TestCloud
from tests.support.office_files import number
from tests.support.partners import Partner, attested
from tests.support.photo_steps import send
from tests.support.resident_steps import NOON

MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def yunnan(cloud: TestCloud) -> Partner:
    return Partner("530009", "53").register(NOON)


def a_list(*lines: list[str]) -> bytes:
    return imports.a_list(lines)


def begin(
    partner: Partner, content: bytes, at: datetime = NOON, kind: str = "contacts", head: Any = None, **told: Any
) -> Answer:
    payload = {"kind": kind, "format": "csv", "origin": "名单", "sha256": sha256(content).hexdigest()}
    return partner.post("imports", payload | told, at, **(head or {}))


def uploaded(partner: Partner, content: bytes, sent: bytes | None = None, **told: Any) -> str:
    begun = begin(partner, content, **told)
    assert begun.status == 201, begun.raw
    assert send(begun.body["upload"], sent or content) == 204
    import_id = str(begun.body["import"]["id"])
    imports.work(import_id)
    return import_id


def test_what_it_says_is_in_force_once_two_of_ours_agree(yunnan: Partner) -> None:
    client, person_id, theirs = resident()
    here = ["测试人", theirs, "密接", "2020-03-08", "530102"]
    import_id = uploaded(yunnan, a_list(here, ["测试人", number(41), "密接", "2020-03-08", "530103"]))
    shown = imports.shown(import_id)
    assert (shown["status"], shown["good"], shown["by"], shown["region"]) == ("checked", 2, "partner:530009", "63")
    assert imports.decide(import_id, epidemiologist()).body["status"] == "proposed", "the first signs for it"
    assert code(client, person_id, NOON + MINUTE)["colour"] == "green"
    assert imports.decide(import_id, epidemiologist()).body["status"] == "in_force"
    imports.work(import_id)
    assert imports.shown(import_id)["status"] == "done"
    held = code(client, person_id, NOON + MINUTE)
    assert (held["colour"], held["holds"][0]["rule"]) == ("red", "contact.close")


def test_two_of_theirs_stand_for_it_in_place_of_ours(yunnan: Partner) -> None:
    client, person_id, theirs = resident()
    lines = a_list(["测试人", theirs, "密接", "2020-03-08", "530102"])
    import_id = uploaded(yunnan, lines, head={"attested": attested(NOON)})
    assert imports.shown(import_id)["status"] == "applying"
    imports.work(import_id)
    assert (imports.shown(import_id)["status"], imports.counts(import_id)["good"]) == ("done", 1)
    assert code(client, person_id, NOON + MINUTE)["colour"] == "red"


def test_so_many_take_two_of_ours_whoever_stands_for_it(yunnan: Partner) -> None:
    lines = a_list(*(["测试人", number(5000 + at), "密接", "2020-03-08", "530102"] for at in range(1_001)))
    assert imports.shown(uploaded(yunnan, lines, head={"attested": attested(NOON)}))["status"] == "checked"


def test_a_line_about_a_place_that_is_not_its_own_is_bad(yunnan: Partner) -> None:
    import_id = uploaded(yunnan, a_list(["测试人", number(42), "密接", "2020-03-08", "630102"]))
    assert [each["code"] for each in imports.errors(import_id)] == ["region_outside"]


def test_another_file_than_was_signed_for_is_not_read(yunnan: Partner) -> None:
    content = a_list(["测试人", number(43), "密接", "2020-03-08", "530102"])
    import_id = uploaded(yunnan, content, content.replace(b"530102", b"530103"))
    shown = imports.shown(import_id)
    assert (shown["status"], shown["problem"]["code"], shown["lines"]) == ("unreadable", "file_not_as_signed", 0)


def test_the_same_message_again_is_the_same_import(yunnan: Partner) -> None:
    content = a_list()
    wire = yunnan.signed("POST", "imports", yunnan.content("imports", _payload(content), NOON), NOON)
    first, again = wire.send(NOON), wire.send(NOON)
    assert (first.status, again.status, again.body["repeated"]) == (201, 201, True)
    assert first.body["import"]["id"] == again.body["import"]["id"]


def _payload(content: bytes) -> dict[str, str]:
    return {"kind": "travel", "format": "csv", "origin": "名单", "sha256": sha256(content).hexdigest()}


@pytest.mark.parametrize(
    ("told", "status"), [({"kind": "ratings"}, 400), ({"sha256": "0"}, 400), ({"typed": True}, 400)]
)
def test_what_is_no_file_of_a_partners_is_refused(yunnan: Partner, told: dict[str, Any], status: int) -> None:
    assert begin(yunnan, b"", **told).status == status


def test_nobody_begins_one_without_a_signature_that_holds_or_an_agreement(yunnan: Partner) -> None:
    wire = yunnan.signed("POST", "imports", yunnan.content("imports", _payload(b""), NOON), NOON)
    bent = wire.bent(body=wire.body.replace(b"travel", b"cases"))
    assert bent.send(NOON).status == 401
    stranger = Partner("540009", "54").register(NOON, receives=["trip-declarations"])
    assert begin(stranger, b"").body["code"] == "not_agreed"
