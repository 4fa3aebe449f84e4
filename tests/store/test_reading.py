"""Records of several tables in one batch read."""

import pytest

from chalicelib.config import settings
from chalicelib.errors import Unavailable
from chalicelib.person.accounts import PhoneItem
from chalicelib.places.venues import RegistrationClaim, VenueItem
from chalicelib.store.reading import read_together
from tests.store.answers import answered
from tests.support.aws_calls import calls_of

KEYS = [(PhoneItem, "PHONE#t", "phone"), (VenueItem, "V#nothing", "venue"), (RegistrationClaim, "VREG#t", "one")]


@pytest.fixture(autouse=True)
def _records(cloud):
    RegistrationClaim("VREG#t", "one", venue_id="a").save()
    PhoneItem("PHONE#t", "phone", account_id="b").save()


def test_records_come_in_the_order_of_their_keys_and_none_for_what_is_not_there():
    with calls_of("dynamodb") as made:
        phone, nothing, claim = read_together(KEYS)
    assert (type(phone), nothing, type(claim)) == (PhoneItem, None, RegistrationClaim)
    assert (phone.account_id, claim.venue_id) == ("b", "a")
    assert made == ["BatchGetItem"]


def test_no_keys_ask_for_nothing():
    with calls_of("dynamodb") as made:
        assert read_together([]) == []
    assert made == []


def _unread() -> dict[str, object]:
    keys = [{"pk": {"S": "PHONE#t"}, "sk": {"S": "phone"}}]
    return {"Responses": {}, "UnprocessedKeys": {settings().accounts_table: {"ConsistentRead": True, "Keys": keys}}}


def test_what_dynamodb_leaves_unread_is_asked_for_again():
    with answered((200, _unread())) as sent:
        phone, *_ = read_together(KEYS[:1])
    assert phone.account_id == "b"
    assert [list(each["RequestItems"]) for each in sent] == [[settings().accounts_table]] * 2


def test_what_stays_unread_is_not_taken_for_nothing():
    with answered(*[(200, _unread())] * 5) as sent, pytest.raises(Unavailable):
        read_together(KEYS[:1])
    assert len(sent) == 5
