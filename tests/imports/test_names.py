"""Lists that give another name than is on record with a number: they wait until staff compared both."""

from datetime import timedelta

from chalicelib.desk import audit
from chalicelib.features.name_matches import relay_job, rescoring_job, settling
from tests.epidemic.steps import agree as agree_case
from tests.epidemic.steps import code, enter, inbox, resident
from tests.epidemic.steps import shown as shown_case
from tests.imports.steps import a_list, counts, errors, in_force, shown, uploaded, work
from tests.imports.steps import decide as agree
from tests.imports.test_in_force import contact, csv
from tests.imports.test_trying_again import refuse
from tests.person.test_known_facts import card
from tests.proposals.steps import at_work, epidemiologist
from tests.support.client import Client
from tests.support.resident_steps import NOON, log_in_staff, refreshed

MINUTE = timedelta(minutes=1)
ANOTHER = "李小明"
_CASES = "姓名,证件号码,病例类型,状态,确诊日期,县区代码,报告编号"


def waiting(document: str, by: Client | None = None, at=NOON) -> list[dict]:
    """The comparisons that wait for a number."""
    found = at_work(by or epidemiologist(), at).get("/v1/name-matches?limit=100", at=at)
    assert found.status == 200, found.raw
    return [each for each in found.body["items"] if each["document_last4"] == document[-4:]]


def decide(match_id: str, outcome: str, by: Client | None = None, at=NOON):
    """The decision, and what the worker then does."""
    body = {"outcome": outcome, "reason": "asked the district's office"}
    answer = at_work(by or epidemiologist(), at).post(f"/v1/name-matches/{match_id}/decision", body, at=at)
    rescoring_job.work({"match": match_id}, at)
    return answer


def looked_at(client: Client) -> list[dict]:
    """The looks at their names that the account reads of."""
    found = refreshed(client, NOON).get("/v1/me/lookers", at=NOON).body["items"]
    return [each for each in found if each["kind"] == "names.looked_at"]


def colour(client: Client, person_id: str, at=NOON) -> str:
    return str(code(client, person_id, at)["colour"])


def test_a_line_with_another_name_waits_and_colours_nobody_until_staff_say_that_it_is_one_person():
    client, person_id, document = resident()
    import_id = uploaded(a_list([contact(document, name=ANOTHER)]))
    touched = {"people": 1, "unregistered": 0, "to_red": 0, "to_yellow": 0, "estimated": True}
    assert shown(import_id)["touches"] == touched
    assert shown(import_id)["names_differ"] == 1
    import_id = in_force(a_list([contact(document, name=ANOTHER)]))
    assert shown(import_id)["outcomes"] == {"waiting_match": 1}
    assert counts(import_id) == {"good": 1, "bad": 0, "repeated": 0, "known": 0}
    assert colour(client, person_id) == "green"
    (found,) = waiting(document)
    assert (found["name_given"], found["name_on_record"], found["person_id"]) == (None, None, person_id)
    assert looked_at(client) == []
    by = epidemiologist()
    opened = by.get(f"/v1/name-matches/{found['id']}", at=NOON).body
    assert (opened["name_given"], opened["name_on_record"]) == (ANOTHER, "测试人")
    assert [each["person_id"] for each in looked_at(client)] == [person_id]
    assert [each.actor_id for each in audit.of_subject(person_id, 5, None, ["names.looked_at"])] == [by.account_id]
    assert [each["kind"] for each in found["facts"]] == ["contact"]
    assert decide(found["id"], "same").status == 200
    assert colour(client, person_id) == "red"
    assert inbox(client).count("contact_close") == 1
    assert waiting(document) == []
    settled = epidemiologist().get(f"/v1/name-matches/{found['id']}", at=NOON).body
    assert (settled["status"], settled["name_given"], settled["facts"]) == ("same", None, [])
    # Neither the same file nor another line with this name asks again.
    assert counts(uploaded(a_list([contact(document, name=ANOTHER)])))["known"] == 1
    later = in_force(a_list([contact(document, name=ANOTHER, day="2020-03-09")]))
    assert shown(later)["outcomes"] == {"accepted": 1}


def test_of_another_person_nothing_ever_follows_and_later_lists_are_told_that_the_number_is_wrong():
    client, person_id, document = resident()
    together = uploaded(a_list([contact(document, name=ANOTHER, day="2020-03-07")]))
    in_force(a_list([contact(document, name=ANOTHER)]))
    (found,) = waiting(document)
    assert decide(found["id"], "other").status == 200
    assert colour(client, person_id) == "green"
    assert inbox(client).count("contact_close") == 0
    later = uploaded(a_list([contact(document, name=ANOTHER, day="2020-03-09")]))
    assert counts(later) == {"good": 0, "bad": 1, "repeated": 0, "known": 0}
    (error,) = errors(later)
    assert (error["column"], error["code"]) == ("姓名", "other_person")
    # One that was read before the decision is accounted for as it turned out.
    assert shown(together)["names_differ"] == 1
    assert colour(client, person_id) == "green"
    mended = in_force(a_list([contact(document)]))
    assert shown(mended)["outcomes"] == {"accepted": 1}
    assert colour(client, person_id) == "red"


def test_a_list_agreed_to_after_the_decision_counts_its_line_as_an_error():
    client, person_id, document = resident()
    in_force(a_list([contact(document, name=ANOTHER)]))
    before = uploaded(a_list([contact(document, name=ANOTHER, day="2020-03-07")]))
    (found,) = waiting(document)
    decide(found["id"], "other")
    assert agree(before).status == 200
    work(before)
    assert shown(before)["outcomes"] == {"other_person": 1}
    assert counts(before) == {"good": 0, "bad": 1, "repeated": 0, "known": 0}
    assert colour(client, person_id) == "green"
    # The same file once more has the same bad line, though an import has marked it.
    again = uploaded(a_list([contact(document, name=ANOTHER, day="2020-03-07")]))
    assert counts(again) == {"good": 0, "bad": 1, "repeated": 0, "known": 0}
    assert [(each["column"], each["code"]) for each in errors(again)] == [("姓名", "other_person")]


def test_spellings_of_one_name_ask_nobody():
    client, person_id, document = resident()
    import_id = in_force(a_list([contact(document, name="測試 人")], "utf-8"))
    assert shown(import_id)["outcomes"] == {"accepted": 1}
    assert colour(client, person_id) == "red"


def test_a_case_waits_two_hours_and_its_later_versions_follow_the_decision():
    client, person_id, document = resident()
    line = f"{ANOTHER},{document},确诊,在治,2020-03-09,630102,R-{document[-6:]}"
    import_id = in_force(csv(_CASES, line), kind="cases")
    assert shown(import_id)["outcomes"] == {"waiting_match": 1}
    (found,) = waiting(document)
    assert found["due_at"] == (NOON + timedelta(hours=2)).isoformat()
    (fact,) = found["facts"]
    assert shown_case(epidemiologist(), fact["id"])["name_match"] == "waiting"
    assert colour(client, person_id) == "green"
    # Past its deadline it is a supervisor's.
    late = NOON + timedelta(hours=3)
    assert decide(found["id"], "same", at=late).body["type"].endswith("comparison_escalated")
    assert decide(found["id"], "same", log_in_staff("supervisor", late, "63"), at=late).status == 200
    assert colour(client, person_id, late) == "red"
    assert shown_case(epidemiologist(), fact["id"], late)["name_match"] is None
    again = line.replace("2020-03-09", "2020-03-08")
    assert shown(in_force(csv(_CASES, again), kind="cases", at=late), late)["outcomes"] == {"accepted": 1}


def test_a_case_entered_by_hand_waits_as_well_and_its_name_is_in_no_answer_of_the_proposal():
    client, person_id, document = resident()
    person = {"document": {"type": "id_card", "number": document}, "name": ANOTHER}
    proposed = enter(epidemiologist(), document, person=person)
    assert proposed.status == 201, proposed.raw
    assert proposed.body["touches"]["people"] == 0
    assert ANOTHER not in proposed.raw
    assert agree_case(epidemiologist(), proposed.body).status == 200
    assert colour(client, person_id) == "green"
    (found,) = waiting(document)
    decide(found["id"], "other")
    assert shown_case(epidemiologist(), proposed.body["subject"])["name_match"] == "other"
    assert colour(client, person_id) == "green"


def test_another_regions_names_are_not_there_and_nobody_decides_twice_or_of_themselves():
    _, _, document = resident()
    in_force(a_list([contact(document, name=ANOTHER)]))
    (found,) = waiting(document)
    elsewhere = log_in_staff("epidemiologist", NOON, "34")
    assert waiting(document, elsewhere) == []
    assert decide(found["id"], "same", elsewhere).status == 404
    themselves = log_in_staff("epidemiologist", NOON, "63", document=card(document))
    assert decide(found["id"], "other", themselves).body["code"] == "own_record"
    assert decide(found["id"], "same").status == 200
    assert decide(found["id"], "other").status == 409


def test_a_decision_that_was_not_handed_over_is_when_it_is_sent_again(monkeypatch):
    client, person_id, document = resident()
    in_force(a_list([contact(document, name=ANOTHER)]))
    (found,) = waiting(document)
    by, path = epidemiologist(), f"/v1/name-matches/{found['id']}/decision"
    body = {"outcome": "same", "reason": "asked the district's office"}
    with monkeypatch.context() as refused:
        refused.setattr(settling.queues, "send", refuse)
        assert by.post(path, body, at=NOON).status == 503
    handed = []
    with monkeypatch.context() as heard:
        heard.setattr(settling.queues, "send", lambda *_, match: handed.append(match))
        assert [by.post(path, body, at=NOON).status for _ in range(2)] == [200, 200]
        # What somebody else says of it, or otherwise, is another decision.
        assert epidemiologist().post(path, body, at=NOON).status == 409
        assert by.post(path, body | {"outcome": "other"}, at=NOON).status == 409
    assert handed == [found["id"]] * 2
    assert len(audit.of_subject(person_id, 5, None, ["names.same"])) == 1
    rescoring_job.work({"match": found["id"]}, NOON)
    assert colour(client, person_id) == "red"


def test_an_earlier_registration_of_another_name_is_offered_to_nobody():
    _, _, document = resident()
    heading = "姓名,证件号码,健康码名称,注册日期,居住县区,住址"
    import_id = uploaded(csv(heading, f"{ANOTHER},{document},旧码,2020-02-20,630102,某路 1 号"), kind="registrations")
    (error,) = errors(import_id)
    assert error["code"] == "other_person"


def test_a_travel_record_waits_and_what_no_worker_settled_is_handed_over_each_minute(cloud):
    _, _, document = resident()
    heading = "姓名,证件号码,停留地区,到达日期"
    import_id = in_force(csv(heading, f"{ANOTHER},{document},630103,2020-03-08"), kind="travel")
    assert shown(import_id)["outcomes"] == {"waiting_match": 1}
    (found,) = waiting(document)
    body = {"outcome": "same", "reason": "asked"}
    assert epidemiologist().post(f"/v1/name-matches/{found['id']}/decision", body, at=NOON).status == 200
    assert relay_job.relay(NOON + MINUTE) >= 1
    rescoring_job.work({"match": found["id"]}, NOON + MINUTE)
    again = uploaded(csv(heading, f"测试人,{document},630103,2020-03-08"), kind="travel")
    assert counts(again)["known"] == 1
