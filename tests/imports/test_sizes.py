"""Lists of the size at which the breaker asks or holds, with the numbers as they are (checks 15 and 21)."""

from collections import Counter
from collections.abc import Sequence
from itertools import batched

from chalicelib.desk import breaker_numbers
from chalicelib.person import records as people
from chalicelib.person.records import DocumentClaim, StateRecord
from chalicelib.store.transactions import Put, transact
from tests.epidemic.breaker_steps import colour, held_there, open_ones
from tests.epidemic.breaker_steps import resident as resident_of
from tests.imports.steps import a_list, decide, shown, uploaded, work
from tests.person.test_known_facts import card
from tests.proposals.steps import epidemiologist, needs_of
from tests.support.office_files import good
from tests.support.published import a_county
from tests.support.resident_steps import NOON, a_document, declare, log_in_staff

LIMIT = breaker_numbers.Numbers().held_over
_DESIGNATIONS = "证件号码,颜色,依据,文号,县区代码"


def neighbours(person_id: str, count: int) -> list[tuple[str, str]]:
    """People who declared what a person did, as they are stored: person and number."""
    record, made = people.state(person_id), [a_document() for _ in range(count)]
    for numbers in batched(made, 50):
        transact([step for number in numbers for step in _like(record, number)])
    return [(f"like-{number}", number) for number in made]


def _like(record: StateRecord, number: str) -> Sequence[Put]:
    own = {"pk": f"P#like-{number}", "account_id": number, "code_id": f"code-{number}"}
    places = ("version", "gsi1pk", "gsi2pk", "gsi2sk")
    state = StateRecord(**{name: value for name, value in record.attribute_values.items() if name not in places} | own)
    claim = DocumentClaim(f"DOC#{card(number)}", "document", person_id=f"like-{number}", account_id=number, since=NOON)
    return Put(state), Put(claim)


def test_of_300_designations_in_an_hour_200_take_effect_and_further_ones_are_held(capsys):
    county = a_county()
    client, own, _ = resident_of(county)
    listed = neighbours(own, 300)
    lines = [f"{number},红,返回人员,青卫〔2020〕7,{county}" for _, number in listed]
    file = "\n".join([_DESIGNATIONS, *lines]).encode()
    sender = epidemiologist(county[:2])
    import_id = uploaded(file, by=sender, kind="designations")
    by = log_in_staff("supervisor", NOON, county[:2])
    assert shown(import_id, by=by)["good"] == 300
    assert decide(import_id, by).status == 200
    capsys.readouterr()
    work(import_id)
    assert '"RecolouringRate":[1.0]' in capsys.readouterr().out
    assert shown(import_id, by=by)["outcomes"] == {"accepted": LIMIT, "held": 300 - LIMIT}
    assert Counter(colour(person) for person, _ in listed) == {"red": LIMIT, "green": 300 - LIMIT}
    (opened,) = open_ones(county)
    assert (opened["kind"], opened["held"]) == ("designation", 300 - LIMIT)
    held = held_there(county, "designation", more="?limit=100").body["items"]
    assert len(held) == 300 - LIMIT
    assert all(each["by"] == sorted([sender.account_id, by.account_id]) for each in held)
    assert colour(own) == "green"
    declare(client, own, NOON, location=county, temperature=38.5)
    assert colour(own) != "green"


def test_5000_contacts_need_a_supervisor_who_types_their_number():
    import_id = uploaded(a_list([good(5_000_000 + serial) for serial in range(5000)]))
    assert (shown(import_id)["good"], shown(import_id)["unmatched"]) == (5000, 5000)
    plain = decide(import_id)
    assert (plain.status, plain.body["code"], needs_of(plain)) == (409, "needs", {"supervisor", "count"})
    supervisor = log_in_staff("supervisor", NOON, "63")
    untyped = decide(import_id, supervisor)
    assert (untyped.status, untyped.body["code"], needs_of(untyped)) == (409, "needs", {"count"})
    assert needs_of(decide(import_id, supervisor, count=500)) == {"count"}
    assert decide(import_id, supervisor, count=5000).status == 200
