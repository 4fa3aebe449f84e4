"""Versions by PynamoDB's own attribute, in transactions: what is read is written as it was read, or not at all."""

import pytest
from pynamodb.attributes import NumberAttribute, VersionAttribute

from chalicelib.errors import Conflict
from chalicelib.store.reading import read_together
from chalicelib.store.tables import ABSENT, OperationRecord
from chalicelib.store.transactions import Change, Check, Drop, Lost, Put, transact
from tests.store.answers import answered, cancelled


class Page(OperationRecord, discriminator="test_page"):
    """A versioned record. Its version has no default: with one of 1 a new record would ask for `version == 1`."""

    text = NumberAttribute(default=0)
    version = VersionAttribute()


class DefaultPage(OperationRecord, discriminator="test_default_page"):
    """The trap."""

    version = VersionAttribute(default=1)


def page(name: str) -> Page:
    return Page(f"PAGE#{name}", "page")


def read(name: str) -> Page:
    found = Page.find(f"PAGE#{name}", "page")
    assert found is not None
    return found


@pytest.fixture
def name(cloud, request) -> str:
    """Of a page that was written once."""
    transact([Put(page(request.node.name))])
    return request.node.name


SET = (Page.text.set(7),)
NOT_SO = Check(Page("PAGE#nothing", "page"), Page.pk.exists())
"""A step that always fails."""


def test_a_new_record_has_version_one(name):
    assert read(name).version == 1


def test_a_new_record_must_not_be_there(name):
    with pytest.raises(Lost):
        transact([Put(page(name))])


def test_a_condition_of_a_step_is_asked_besides(cloud):
    transact([Put(page("besides"), ABSENT)])
    with pytest.raises(Conflict):
        transact([Put(page("besides"), ABSENT, Conflict("exists"))])


def test_a_record_that_was_read_is_written_and_its_version_raised(name):
    found = read(name)
    found.text = 5
    transact([Put(found)])
    assert (read(name).text, read(name).version, found.version) == (5, 2, 2)


@pytest.mark.parametrize("step", [Put, lambda each: Change(each, SET), Drop], ids=["put", "change", "drop"])
def test_a_record_that_was_written_since_is_lost(name, step):
    stale = read(name)
    transact([Put(read(name))])
    with pytest.raises(Lost):
        transact([step(stale)])
    assert (read(name).text, read(name).version, stale.version) == (0, 2, 1)


@pytest.mark.parametrize("step", [Put, lambda each: Change(each, SET), Drop], ids=["put", "change", "drop"])
def test_what_was_written_may_be_written_again(name, step):
    found = read(name)
    transact([Put(found)])
    transact([step(found)])


@pytest.mark.parametrize("step", [Put, lambda each: Change(each, SET)], ids=["put", "change"])
def test_a_transaction_that_fails_leaves_the_version_in_memory(name, step):
    found = read(name)
    with pytest.raises(Lost):
        transact([step(found), NOT_SO])
    assert (found.version, read(name).version) == (1, 1)
    transact([step(found)])
    assert (found.version, read(name).version) == (2, 2)


@pytest.mark.parametrize("step", [Put, lambda each: Change(each, SET)], ids=["put", "change"])
def test_a_try_that_was_held_up_asks_for_the_same_version(name, step):
    found = read(name)
    with answered(cancelled("TransactionConflict")) as sent:
        transact([step(found)])
    assert sent[0]["TransactItems"] == sent[1]["TransactItems"]
    assert (found.version, read(name).version) == (2, 2)


def test_a_change_raises_the_version_itself(name):
    transact([Change(read(name), SET)])
    assert (read(name).text, read(name).version) == (7, 2)


@pytest.mark.parametrize("actions", [(*SET, Page.version.add(1)), (*SET, *SET)], ids=["the version", "another"])
def test_nothing_is_changed_twice(name, actions):
    """DynamoDB refuses two paths that overlap; the local cloud does not."""
    with pytest.raises(ValueError, match="changed twice"):
        transact([Change(read(name), actions)])


def test_a_changed_record_is_spent(name):
    """Of a change only the version is known in memory: who goes on with the record takes the change back."""
    found = read(name)
    transact([Change(found, SET)])
    assert (found.text, found.version) == (0, 2)


@pytest.mark.parametrize("step", [lambda each: Change(each, SET), Drop], ids=["change", "drop"])
def test_only_what_was_read_is_changed_or_dropped(name, step):
    """PynamoDB would ask that there is none, and lose every time."""
    with pytest.raises(ValueError, match="was not read"):
        transact([step(page(name))])


@pytest.mark.parametrize("known", [read, page], ids=["read", "not read"])
def test_a_change_of_any_version_raises_it(name, known):
    before = known(name)
    for _ in range(3):
        transact([Put(read(name))])
    transact([Change(before, SET, any_version=True)])
    assert (read(name).text, read(name).version) == (7, 5)


def test_a_change_of_any_version_is_noticed_by_who_read_before(name):
    stale = read(name)
    transact([Change(page(name), SET, any_version=True)])
    with pytest.raises(Lost):
        transact([Put(stale)])


def test_a_check_names_the_version_itself(name):
    found = read(name)
    transact([Put(read(name))])
    transact([Check(found, Page.pk.exists())])
    with pytest.raises(Lost):
        transact([Check(found, Page.version == found.version)])


def test_a_dropped_record_may_come_again(name):
    transact([Drop(read(name))])
    transact([Put(page(name))])
    assert read(name).version == 1


def test_a_batch_read_brings_the_version(name):
    (found,) = read_together([(Page, f"PAGE#{name}", "page")])
    transact([Put(found)])
    assert read(name).version == 2


def test_a_version_with_a_default_cannot_be_made(cloud):
    with pytest.raises(Lost):
        transact([Put(DefaultPage("PAGE#default", "page"))])


@pytest.mark.parametrize("write", [lambda each: each.save(), lambda each: each.update([*SET])], ids=["save", "update"])
def test_single_writes_do_likewise(name, write):
    found = read(name)
    write(found)
    assert (found.version, read(name).version) == (2, 2)
