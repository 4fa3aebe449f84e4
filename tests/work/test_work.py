"""My work: everything that waits for somebody, whatever queue it stands in, what is due first in front."""

from datetime import timedelta

from chalicelib.desk import name_matches
from chalicelib.features.proposals import records as proposals
from chalicelib.features.rating_list import records as rating_list
from tests.epidemic.steps import DAY, MINUTE, an_entry, in_force
from tests.person.test_known_facts import card
from tests.proposals.steps import at_work
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_document, applied, declare, log_in_staff, refreshed
from tests.support.venue_steps import decide, registered

HOUR = timedelta(hours=1)
CHENGDU, SICHUAN, GUIYANG, GUIZHOU = "510107", "51", "520103", "52"


def work(client: Client, at=NOON, query: str = "") -> dict:
    answer = at_work(client, at).get(f"/v1/work?limit=100{query}", at=at)
    assert answer.status == 200, answer.raw
    # Requests about nobody's document wait for everybody, those of other tests too.
    return answer.body | {"items": [each for each in answer.body["items"] if each["region"]]}


def queues(client: Client, at=NOON, query: str = "") -> list[str]:
    return [each["queue"] for each in work(client, at, query)["items"]]


def counts(client: Client, at=NOON) -> dict[str, tuple[int, int]]:
    answer = at_work(client, at).get("/v1/work/counts", at=at)
    assert answer.status == 200, answer.raw
    return {each["queue"]: (each["waiting"], each["late"]) for each in answer.body["queues"]}


def appeal(county: str, at, category: str = "colour") -> str:
    client, person = applied(Client(), at, residence=county)
    declare(client, person["id"], at, location=county)
    body = {"category": category, "text": "我已痊愈。"}
    answer = refreshed(client, at).post(f"/v1/people/{person['id']}/appeals", body, at=at)
    assert answer.status == 201, answer.raw
    return str(answer.body["id"])


def propose_case(by: Client, county: str, at) -> dict:
    entry = an_entry(a_document(), region=county)
    answer = at_work(by, at).post("/v1/cases", entry, at=at)
    assert answer.status == 201, answer.raw
    return dict(answer.body)


def test_a_supervisor_sees_all_queues_late_ones_first_and_each_goes_with_its_decision():
    supervisor, reviewer = log_in_staff("supervisor", NOON, SICHUAN), log_in_staff("reviewer", NOON, SICHUAN)
    late = [appeal(CHENGDU, NOON + number * MINUTE) for number in range(3)]
    _, venue = registered(NOON + HOUR, region=CHENGDU)
    at = NOON + 2 * DAY + HOUR
    items = work(supervisor, at)["items"]
    assert [(each["queue"], each["id"], each["late"]) for each in items] == [
        *(("appeals", each, True) for each in late),
        ("venues", venue["id"], False),
    ]
    assert items[0]["due_at"] == "2020-03-12T04:00:00+00:00"
    assert (items[0]["kind"], items[0]["region"], items[0]["since"]) == ("colour", CHENGDU, "2020-03-10T04:00:00+00:00")
    assert items[3]["due_at"] == "2020-03-13T05:00:00+00:00"
    assert counts(supervisor, at)["appeals"] == (3, 3)
    assert counts(supervisor, at)["venues"] == (1, 0)
    # Past its deadline an appeal is a supervisor's, so it does not wait for a reviewer; venues never do.
    assert queues(reviewer, at) == []
    assert counts(reviewer, at)["appeals"] == (0, 0)
    assert queues(reviewer, NOON + DAY) == ["appeals"] * 3
    decide(venue["id"], "approved", at, SICHUAN)
    body = {"accept": False, "reason": "looked at"}
    assert at_work(supervisor, at).post(f"/v1/appeals/{late[0]}/decision", body, at=at).status == 200
    assert [each["id"] for each in work(supervisor, at)["items"]] == late[1:]


def test_pages_go_through_all_queues_without_gaps_also_where_things_are_due_at_one_instant():
    supervisor = log_in_staff("supervisor", NOON, GUIZHOU)
    for number in range(3):
        appeal(GUIYANG, NOON + DAY)  # due two days later
        registered(NOON + number * HOUR, region=GUIYANG)  # due three days after it came
    here = f"&region={GUIYANG}"
    whole = [(each["queue"], each["id"]) for each in work(supervisor, NOON + DAY, here)["items"]]
    assert len(whole) == 6
    seen, cursor = [], ""
    while cursor is not None:
        # One by one through one's own; of what waits for everybody, which is due later, as many as there are.
        limit = 1 if len(seen) < len(whole) else 100
        page = at_work(supervisor, NOON + DAY).get(f"/v1/work?limit={limit}{here}{cursor}", at=NOON + DAY).body
        seen += [(each["queue"], each["id"]) for each in page["items"] if each["region"]]
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    assert seen == whole
    assert set(queues(supervisor, NOON + DAY, "&queue=venues")) == {"venues"}


def test_own_proposals_wait_for_somebody_else_and_ended_ones_for_nobody():
    county, province = "150102", "15"
    proposer, second = log_in_staff("epidemiologist", NOON, province), log_in_staff("epidemiologist", NOON, province)
    proposal = propose_case(proposer, county, NOON)
    assert queues(proposer) == []
    (item,) = work(second)["items"]
    assert (item["queue"], item["id"], item["kind"], item["subject"]) == (
        "proposals",
        proposal["id"],
        "case",
        proposal["subject"],
    )
    assert (item["due_at"], item["people"]) == ("2020-03-11T04:00:00+00:00", proposal["touches"]["people"])
    assert queues(log_in_staff("supervisor", NOON, province)) == []  # one case is no supervisor's to agree to
    assert queues(second, NOON + DAY) == []  # expired
    record = proposals.find(proposal["id"])
    record.needs = ["count", "supervisor"]
    record.save()
    assert queues(log_in_staff("supervisor", NOON, province)) == ["proposals"]


def test_names_of_the_national_list_wait_for_epidemiologists_of_the_region():
    name = "内蒙古自治区/乌海市/某街道"
    rating_list.put_waiting([rating_list.new_name(name, "1503", "unknown", (), NOON)])
    items = work(log_in_staff("epidemiologist", NOON, "1503"))["items"]
    assert [(each["queue"], each["subject"], each["due_at"]) for each in items] == [
        ("names", name, "2020-03-10T06:00:00+00:00")
    ]
    assert queues(log_in_staff("reviewer", NOON, "1503")) == []


def test_it_is_asked_for_by_region_and_queue_within_ones_own():
    appeal("210102", NOON), appeal("210202", NOON + MINUTE)
    supervisor = log_in_staff("supervisor", NOON, "21")
    at = NOON + HOUR
    assert [each["region"] for each in work(supervisor, at, "&region=2102")["items"]] == ["210202"]
    country = log_in_staff("supervisor", NOON)
    assert [each["region"] for each in work(country, at, "&region=21")["items"]] == ["210102", "210202"]
    for query, status, code in (
        ("region=22", 403, "forbidden"),
        ("region=2", 400, "invalid_request"),
        ("queue=photos", 400, "invalid_request"),
        ("cursor=x", 400, "invalid_request"),
    ):
        answer = supervisor.get(f"/v1/work?{query}", at=NOON)
        assert (answer.status, answer.body["code"]) == (status, code), answer.raw


def compared(county: str) -> str:
    """The id of the names of somebody of a county, and of a case of another name with their number."""
    number = a_document()
    client, person = applied(Client(), NOON, number=number, residence=county)
    declare(client, person["id"], NOON, location=county)
    in_force(number, person={"document": {"type": "id_card", "number": number}, "name": "李小明"})
    return name_matches.id_of(card(number), "李小明", "测试人")


def test_names_that_differ_wait_by_their_deadline_and_past_it_for_a_supervisor():
    county, province = "460105", "46"
    match = compared(county)
    for role in ("reviewer", "epidemiologist", "supervisor"):
        (item,) = work(log_in_staff(role, NOON, province), query="&queue=name-matches")["items"]
        assert (item["queue"], item["id"], item["kind"], item["region"]) == (
            "name-matches",
            match,
            "name_match",
            county,
        )
        assert item["due_at"] == (NOON + 2 * HOUR).isoformat()
    late = NOON + 3 * HOUR
    only = "&queue=name-matches"
    assert queues(log_in_staff("reviewer", NOON, province), late, only) == []
    assert counts(log_in_staff("supervisor", NOON, province), late)["name-matches"] == (1, 1)
    supervisor, body = log_in_staff("supervisor", late, province), {"outcome": "same", "reason": "asked the ward"}
    assert at_work(supervisor, late).post(f"/v1/name-matches/{match}/decision", body, at=late).status == 200
    assert queues(supervisor, late, only) == []
