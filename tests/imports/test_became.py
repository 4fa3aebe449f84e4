"""What became of each good line of a list is told by the proposal by which it was agreed to."""

from tests.epidemic.steps import resident
from tests.imports.steps import a_list, decide, shown, uploaded, work
from tests.imports.test_in_force import contact
from tests.proposals.steps import epidemiologist
from tests.support.resident_steps import NOON, a_document


def test_each_good_line_is_told_with_what_became_of_it():
    by, (_, _, number) = epidemiologist(), resident()
    import_id = uploaded(a_list([contact(number), contact(a_document()), [*contact(a_document())[:3], "x"]]))
    before = shown(import_id)
    path = f"/v1/proposals/{before['proposal']['id']}/people"
    assert before["decision"] is None
    assert [each.get("outcome", "-") for each in by.get(path, at=NOON).body["items"]] == ["-", "-"]
    assert decide(import_id).status == 200
    assert [each["outcome"] for each in by.get(path, at=NOON).body["items"]] == [None, None]
    work(import_id)
    done = shown(import_id)
    assert (done["decision"], done["proposal"]) == (before["proposal"]["id"], None)
    lines = by.get(path, at=NOON).body["items"]
    assert [(each["line"], each["outcome"]) for each in lines] == [(2, "accepted"), (3, "waiting_match")]


def test_a_line_that_another_list_put_in_force_first_is_known():
    by, (_, _, number) = epidemiologist(), resident()
    first, second = (uploaded(a_list([contact(number), contact(a_document())])) for _ in range(2))
    path = f"/v1/proposals/{shown(second)['proposal']['id']}/people"
    for import_id in (first, second):
        assert decide(import_id).status == 200
    work(first)
    assert [each["outcome"] for each in by.get(path, at=NOON).body["items"]] == ["known", None]
    work(second)
    assert [each["outcome"] for each in by.get(path, at=NOON).body["items"]] == ["known", "waiting_match"]
