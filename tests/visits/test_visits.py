"""Visits: in and out, twice, at once, with the family; and what each costs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from tests.support.aws_calls import calls_of
from tests.support.client import Client
from tests.support.published import known_at
from tests.support.resident_steps import NOON, applied, log_in, refreshed
from tests.support.venue_steps import child_of, green, opened, own_visits, poster_of, scan

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def test_scanning_a_venue_is_a_visit_with_the_colour_for_the_guard(place):
    _, venue_id, code = place
    client, person = green()
    answer = scan(client, person, code, NOON + MINUTE)
    assert answer.status == 201, answer.raw
    visit = answer.body["visit"]
    assert (visit["at"], visit["open"], visit["suspect"]) == ("2020-03-10T04:01:00+00:00", True, False)
    assert (visit["venue"]["id"], visit["colour"], answer.body["code"]["colour"]) == (venue_id, "green", "green")
    assert visit["until"] == "2020-03-10T08:01:00+00:00"
    assert answer.body["code"]["token"].startswith("HC1:")


def test_the_url_and_the_part_after_it_are_taken(place):
    _, _, code = place
    client, person = green()
    assert scan(client, person, code.partition("#")[2], NOON).status == 201


def test_scanning_twice_is_one_visit(place):
    _, _, code = place
    client, person = green()
    first = scan(client, person, code, NOON)
    again = scan(client, person, code, NOON + MINUTE)
    assert (first.status, again.status) == (201, 200)
    assert again.body["visit"]["id"] == first.body["visit"]["id"]
    assert again.body["visit"]["at"] == first.body["visit"]["at"]
    assert len(own_visits(client, person)) == 1


def test_scanning_at_once_is_one_visit(place):
    _, _, code = place
    client, person = green()
    refreshed(client, NOON)
    body = {"person_id": person, "venue_code": code, "direction": "in"}
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda n: client.post("/v1/visits", body, at=NOON + n * MINUTE / 2), range(20)))
    assert sorted(answer.status for answer in answers) == [200] * 19 + [201]
    assert len(own_visits(client, person)) == 1


def test_out_ends_it_and_in_begins_another(place):
    _, _, code = place
    client, person = green()
    first = scan(client, person, code, NOON).body["visit"]
    out = scan(client, person, code, NOON + HOUR, "out")
    assert (out.status, out.body["visit"]["id"]) == (200, first["id"])
    assert out.body["visit"]["left"] == "2020-03-10T05:00:00+00:00"
    assert scan(client, person, code, NOON + 2 * HOUR).status == 201
    assert [each["open"] for each in own_visits(client, person, NOON + 2 * HOUR)] == [True, False]


def test_nobody_is_inside_for_ever(place):
    _, _, code = place
    client, person = green()
    scan(client, person, code, NOON)
    assert own_visits(client, person, NOON + 4 * HOUR)[0]["open"]
    assert not own_visits(client, person, NOON + 4 * HOUR + MINUTE)[0]["open"]
    assert scan(client, person, code, NOON + 5 * HOUR).status == 201


def test_only_the_way_out_seen_is_a_visit_too(place):
    _, _, code = place
    client, person = green()
    answer = scan(client, person, code, NOON, "out")
    assert (answer.status, answer.body["visit"]["direction"], answer.body["visit"]["open"]) == (201, "out", False)


def test_departure_by_the_visits_id(place):
    _, _, code = place
    client, person = green()
    visit = scan(client, person, code, NOON).body["visit"]
    path = f"/v1/visits/{visit['id']}/departure"
    left = refreshed(client, NOON + HOUR).post(path, at=NOON + HOUR)
    assert (left.status, left.body["left"], left.body["open"]) == (200, "2020-03-10T05:00:00+00:00", False)
    again = client.post(path, {}, at=NOON + HOUR + MINUTE)
    assert (again.status, again.body["left"]) == (200, left.body["left"])
    assert log_in(Client()).post(path, at=NOON).status == 404
    assert client.post("/v1/visits/nothing/departure", at=NOON + HOUR).status == 404


def test_a_departure_after_the_end_changes_nothing(place):
    _, _, code = place
    client, person = green()
    visit = scan(client, person, code, NOON).body["visit"]
    later = NOON + 6 * HOUR
    left = refreshed(client, later).post(f"/v1/visits/{visit['id']}/departure", at=later).body
    assert (left["left"], left["until"]) == (None, "2020-03-10T08:00:00+00:00")


def test_the_family_comes_along(place):
    _, _, code = place
    client, parent = green()
    child = child_of(client)
    answer = scan(client, parent, code, NOON + MINUTE, people=[child])
    assert [each["person_id"] for each in answer.body["people"]] == [child]
    assert answer.body["people"][0]["visit"]["id"] != answer.body["visit"]["id"]
    assert len(own_visits(client, child)) == 1
    assert scan(client, parent, code, NOON + MINUTE, people=[parent]).fields == {"people": "twice_the_same"}


def test_another_accounts_person_is_not_found(place):
    _, _, code = place
    client, person = green()
    _, other = green()
    assert scan(client, other, code, NOON).status == 404
    assert scan(client, person, code, NOON, people=[other]).status == 404
    assert own_visits(client, person) == []


def test_a_person_without_a_code_yet_is_recorded(place):
    _, _, code = place
    client, person = applied(Client())
    answer = scan(client, person["id"], code, NOON)
    assert (answer.status, answer.body["visit"]["colour"]) == (201, None)


def test_a_retry_with_its_key_is_the_first_answer(place):
    _, _, code = place
    client, person = green()
    refreshed(client, NOON)
    body = {"person_id": person, "venue_code": code, "direction": "in"}
    first = client.post("/v1/visits", body, at=NOON, idempotency_key="q")
    again = client.post("/v1/visits", body, at=NOON + MINUTE, idempotency_key="q")
    assert (again.status, again.body["visit"]["id"]) == (201, first.body["visit"]["id"])
    other = client.post("/v1/visits", body | {"direction": "out"}, at=NOON + MINUTE, idempotency_key="q")
    assert (other.status, other.body["code"]) == (409, "idempotency_conflict")


def test_a_retry_of_a_second_scan_is_its_answer(place):
    _, _, code = place
    client, person = green()
    scan(client, person, code, NOON)
    body = {"person_id": person, "venue_code": code, "direction": "in"}
    answers = [client.post("/v1/visits", body, at=NOON + n * MINUTE, idempotency_key="s") for n in (1, 2)]
    assert [answer.status for answer in answers] == [200, 200]


def test_a_visit_is_one_batch_read_and_one_transaction(place):
    _, _, code = place
    client, person = green()
    scan(client, person, code, NOON)
    refreshed(client, NOON + 5 * HOUR)
    known_at(NOON + 5 * HOUR)
    body = {"person_id": person, "venue_code": code, "direction": "in"}
    with calls_of("dynamodb") as made:
        assert client.post("/v1/visits", body, at=NOON + 5 * HOUR).status == 201
    assert made == ["BatchGetItem", "TransactWriteItems"]


def test_a_county_new_to_the_person_costs_one_batch_read_more(far_away):
    client, person = green()
    body = {"person_id": person, "venue_code": far_away[2], "direction": "in"}
    with calls_of("dynamodb") as made:
        assert client.post("/v1/visits", body, at=NOON + MINUTE).status == 201
    assert made == ["BatchGetItem", "BatchGetItem", "TransactWriteItems"]


def test_a_busy_venue_costs_no_more(cloud):
    from chalicelib.features.visits.records import VisitRecord, visit_put

    manager, venue = opened()
    code = poster_of(manager, venue["id"])
    with VisitRecord.batch_write() as batch:
        for number in range(400):
            batch.save(visit_put(_stranger(number, venue["id"]), "2020-03-10").record)
    client, person = green()
    body = {"person_id": person, "venue_code": code, "direction": "in"}
    with calls_of("dynamodb") as made:
        assert client.post("/v1/visits", body, at=NOON + MINUTE).status == 201
    assert made == ["BatchGetItem", "TransactWriteItems"]


def _stranger(number: int, venue_id: str):
    from chalicelib.features.visits.records import VisitRecord

    return VisitRecord(
        f"PV#{number:020x}",
        f"visit#{int(NOON.timestamp() * 1000):013d}#{number:020x}",
        venue_id=venue_id,
        venue_name="x",
        venue_type="restaurant",
        region="630102",
        came=NOON,
        direction="in",
        recorded_at=NOON,
        recorded_by="x",
        name_masked="x",
        last4="0000",
    )


def test_no_key_of_the_venue_is_written_by_those_who_enter(place):
    """20 entries a second at one door: each writes its own partition, the venue's day is in shards."""
    from chalicelib.features.visits.records import shard_of

    shards = [shard_of(f"{number:020x}") for number in range(800)]
    assert len(set(shards)) == 8
    assert max(shards.count(each) for each in set(shards)) < 150
