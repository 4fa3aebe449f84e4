"""Exports: a list as a file with as many rows as it has, made by a worker for whoever asked and nobody else."""

from datetime import timedelta
from urllib.parse import parse_qs, urlparse

import pytest

from chalicelib.config import settings
from chalicelib.desk import audit, staff
from chalicelib.features.exports import exports_job, making, records, relay_job
from chalicelib.store.transactions import transact
from tests.epidemic.steps import in_force as case_in_force
from tests.epidemic.test_contacts import contact_of
from tests.exports.steps import asked, content, made, rows, shown
from tests.imports.steps import a_list, uploaded
from tests.proposals.steps import at_work, epidemiologist
from tests.ratings.steps import in_force
from tests.support.client import Client
from tests.support.published import a_county
from tests.support.resident_steps import NOON, a_document, log_in, log_in_staff
from tests.support.venue_steps import venue_form

DAY = timedelta(days=1)


def listed(by: Client, path: str) -> list[dict]:
    """A list as its reader pages it."""
    found, cursor = [], ""
    while True:
        page = at_work(by, NOON).get(f"{path}{'&' if '?' in path else '?'}limit=50{cursor}", at=NOON).body
        found += page["items"]
        if page["next_cursor"] is None:
            return found
        cursor = f"&cursor={page['next_cursor']}"


def test_the_file_has_the_rows_of_the_list(monkeypatch, cold_start):
    monkeypatch.setattr(making, "_PAGE", 2)
    county = a_county()
    for each in (county, a_county(), a_county()):
        in_force(each, "medium", "2020-03-01", NOON)
    by = epidemiologist(county[:2])
    seen, wanted = listed(by, f"/v1/ratings?region={county[:2]}"), asked(by, "ratings").body
    cold_start()
    exports_job.work({"export_id": wanted["id"]}, NOON)
    export = shown(by, wanted["id"])
    assert (export["status"], export["rows"]) == ("done", len(seen))
    assert [row["id"] for row in rows(export)] == [each["id"] for each in seen]
    assert f"-{len(seen)}-rows.csv" in export["name"]
    assert next(row for row in rows(export) if row["region"] == county)["until"] == ""


def test_a_name_that_is_a_formula_opens_as_text():
    """Check 17 of the console."""
    form = venue_form() | {"name": '=HYPERLINK("http://example.com","a shop")', "address": "+86 Road, -1"}
    venue = log_in(Client()).post("/v1/venues", form, at=NOON).body
    found = rows(made(log_in_staff("supervisor", NOON, "63"), "venues", status="awaiting"))
    (row,) = [each for each in found if each["id"] == venue["id"]]
    assert (row["name"], row["address"]) == ("'" + form["name"], "'" + form["address"])
    assert "contact" not in row


def test_contacts_of_one_case_imports_and_campaigns_are_files_too():
    by, number = epidemiologist("63"), a_document()
    case = case_in_force(number)
    for _ in range(3):
        contact_of(a_document(), case)
    uploaded(a_list([["测试人", a_document(), "密接", "2020-03-08"]]))
    in_force(a_county(), "medium", "2020-03-01", NOON)
    assert asked(by, "contacts").fields == {"filters.case": "required"}
    for what, filters, path in (
        ("contacts", {"case": case}, f"/v1/contacts?case={case}"),
        ("imports", {}, "/v1/imports"),
        ("campaigns", {}, "/v1/campaigns"),
        ("campaigns", {"ended": "1"}, "/v1/campaigns?ended=1"),
    ):
        found = made(by, what, **filters)
        assert found["rows"] == len(rows(found)) > 0 or what == "campaigns"
        assert [row["id"] for row in rows(found)] == [each["id"] for each in listed(by, path)], what


def test_only_their_own_region_and_nobody_elses_export():
    here, there = a_county(), "630102"
    in_force(here, "medium", "2020-03-01", NOON)
    by, other = epidemiologist("63"), epidemiologist("63")
    assert [row for row in rows(made(by, "ratings")) if row["region"] == here] == []
    assert asked(by, "ratings", region=here[:2]).status == 404
    export = asked(by, "ratings", region=there).body
    assert at_work(other, NOON).get(f"/v1/exports/{export['id']}", at=NOON).status == 404


@pytest.mark.parametrize(
    ("role", "what", "filters", "status"),
    [
        ("epidemiologist", "audit", {}, 403),
        ("reviewer", "cases", {}, 403),
        ("auditor", "audit", {"day": "yesterday"}, 400),
        ("epidemiologist", "ratings", {"cursor": "x"}, 400),
        ("epidemiologist", "ratings", {"on": "x"}, 400),
    ],
)
def test_what_the_list_refuses_is_refused_when_it_is_asked_for(role, what, filters, status):
    assert asked(log_in_staff(role, NOON, "63"), what, **filters).status == status


def test_it_is_audited_when_asked_for_and_when_made():
    by = log_in_staff("auditor", NOON, "63")
    export = made(by, "audit", action="case.")
    entries = {each.action: each for each in audit.of_subject(export["id"], 10, None)}
    assert entries.keys() == {"export.asked", "export.done"}
    assert entries["export.asked"].ids == {"list": "audit", "filter_action": "case."}
    assert (entries["export.done"].actor_id, entries["export.done"].ids["rows"]) == (
        by.account_id,
        str(export["rows"]),
    )


def test_a_link_is_for_an_hour_and_the_file_for_a_day():
    by = epidemiologist()
    export = made(by, "ratings")
    asked_for = parse_qs(urlparse(export["link"]).query)
    assert asked_for.get("X-Amz-Expires", asked_for.get("Expires")) is not None
    assert export["link_until"] == (NOON + timedelta(hours=1)).isoformat()
    assert content(export).startswith(b"\xef\xbb\xbfregion,level")
    gone = shown(by, export["id"], NOON + DAY)
    assert (gone["status"], gone["link"]) == ("gone", None)
    assert records.find(export["id"]).ttl > 0


def test_who_lost_the_role_meanwhile_gets_nothing():
    by = epidemiologist()
    export = asked(by, "cases", region="63").body
    record = staff.by_id(by.account_id)
    record.roles = {"gate"}
    transact([staff.write(record)])
    exports_job.work({"export_id": export["id"]}, NOON)
    found = records.find(export["id"])
    assert (found.status, found.rows) == ("refused", None)


def test_a_list_that_is_too_long_says_so(monkeypatch):
    monkeypatch.setattr(making, "MOST", 0)
    in_force(a_county(), "medium", "2020-03-01", NOON)
    export = made(epidemiologist(""), "ratings")
    assert (export["status"], export["rows"], export["link"]) == ("too_long", None, None)


def test_a_repeated_request_is_the_same_export_and_made_once(cloud):
    by = epidemiologist()
    cloud.messages(settings().exports_queue_url)
    first, again = (asked(by, "ratings", headers={"idempotency_key": "same"}.items()) for _ in range(2))
    assert (first.status, again.status, first.body["id"]) == (202, 202, again.body["id"])
    for message in cloud.messages(settings().exports_queue_url):
        exports_job.work(message, NOON)
    assert len(audit.of_subject(first.body["id"], 10, None)) == 2


def test_one_whose_message_was_lost_is_handed_over_by_the_relay_a_few_times_until_it_is_made(cloud):
    by, minute = epidemiologist(), timedelta(minutes=1)
    export = asked(by, "ratings").body["id"]
    cloud.messages(settings().exports_queue_url)

    def relayed(at) -> list[str]:
        relay_job.relay(at)
        return [message["export_id"] for message in cloud.messages(settings().exports_queue_url)]

    told = {at for at in range(20) if export in relayed(NOON + at * minute)}
    assert told == {3, 4, 18, 19}
    exports_job.work({"export_id": export}, NOON + 20 * minute)
    assert shown(by, export)["status"] == "done"
    assert export not in relayed(NOON + 33 * minute)


def test_no_turn_is_missed_by_a_relay_that_is_late(cloud):
    export = asked(epidemiologist(), "ratings").body["id"]
    cloud.messages(settings().exports_queue_url)
    for late in (0, 20, 59):
        relay_job.relay(NOON + timedelta(minutes=3, seconds=late))
        assert export in [message["export_id"] for message in cloud.messages(settings().exports_queue_url)]


def test_what_no_worker_makes_in_an_hour_is_handed_over_no_more(cloud):
    export = asked(epidemiologist(), "ratings").body["id"]
    cloud.messages(settings().exports_queue_url)
    relay_job.relay(NOON + timedelta(minutes=61))
    assert export not in [message["export_id"] for message in cloud.messages(settings().exports_queue_url)]
