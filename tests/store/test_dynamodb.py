"""The one connection: every model speaks over it, whatever operation, and knows every index of its table."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from chalicelib.desk.staff import StaffRecord
from chalicelib.features.login.session_records import SessionRecord
from chalicelib.features.visits.records import VisitRecord
from chalicelib.person.records import StateRecord
from chalicelib.person.revocations import RevocationRecord
from chalicelib.store.dynamodb import connection
from chalicelib.store.limits import WindowRecord
from chalicelib.store.reading import read_together
from chalicelib.store.tables import AccountRecord, EpidemicRecord, OperationRecord, PersonRecord, Record, VenueRecord
from chalicelib.store.transactions import Change, Drop, transact
from tests.support.aws_calls import calls_of

TABLES = (PersonRecord, AccountRecord, EpidemicRecord, VenueRecord, OperationRecord)
HOOK = (
    "PynamoDB's models no longer ask `Model._get_connection` for their table: they speak over connections of their "
    "own. Find what they ask now and give it the one connection in chalicelib/store/dynamodb.py."
)


@contextmanager
def sent_over_it() -> Iterator[list[str]]:
    """The operations that the one client sends inside."""
    made: list[str] = []
    events = connection().client.meta.events

    def note(model, **_):
        made.append(model.name)

    events.register("before-call.dynamodb", note)
    yield made
    events.unregister("before-call.dynamodb", note)


def _every_operation() -> None:
    record = WindowRecord("CAP#connection", "window", used=1)
    record.save()
    record.update([WindowRecord.used.add(1)])
    WindowRecord.find("CAP#connection", "window")
    list(WindowRecord.query("CAP#connection"))
    list(StaffRecord.region_index.query("STAFF", limit=1))
    read_together([(WindowRecord, "CAP#connection", "window")])
    transact([Change(record, (WindowRecord.used.add(1),))])
    transact([Drop(record)])
    record.delete()


def test_every_operation_goes_over_the_one_connection(cloud):
    with calls_of("dynamodb") as sent, sent_over_it() as heard:
        _every_operation()
    assert len(set(sent)) == 7
    assert heard == sent, HOOK


@pytest.mark.parametrize("model", [StateRecord, SessionRecord, VisitRecord, RevocationRecord])
def test_models_of_all_tables_share_it(cloud, model):
    with sent_over_it() as heard:
        model.find("TEST#nothing", "nothing")
    assert heard == ["GetItem"], HOOK


def test_a_new_container_has_its_own(cloud, cold_start):
    """Models that spoke over the one before come along."""
    StateRecord.find("TEST#nothing", "nothing")
    cold_start()
    with sent_over_it() as heard:
        StateRecord.find("TEST#nothing", "nothing")
    assert heard == ["GetItem"]


@pytest.mark.parametrize("index", ["gsi1", "gsi2", "gsi3", "gsi4"])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_table_knows_every_index(cloud, cold_start, table: type[Record], index):
    """Whichever model of it comes first in a container."""
    kind = {PersonRecord: StateRecord, AccountRecord: StaffRecord, VenueRecord: VisitRecord}.get(table, table)
    cold_start()
    kind.find("TEST#nothing", "nothing")
    schema = connection().get_meta_table(table.Meta.table_name)
    assert schema.get_key_names(index) == ["pk", "sk", f"{index}pk", f"{index}sk"]


def test_a_call_says_who_calls(cloud):
    sent = []

    def note(request, **_):
        sent.append(request.headers["User-Agent"])

    events = connection().client.meta.events
    events.register("before-send.dynamodb", note)
    StateRecord.find("TEST#nothing", "nothing")
    events.unregister("before-send.dynamodb", note)
    assert sent[0].startswith(b"kangma")


def test_the_client_is_made_with_the_connection_and_not_while_somebody_waits(cloud):
    connection.cache_clear()
    made, later = connection(), []
    made.session.register("creating-client-class.dynamodb", lambda **_: later.append("made"))
    assert made.client.meta.service_model.service_name == "dynamodb"
    assert later == []
