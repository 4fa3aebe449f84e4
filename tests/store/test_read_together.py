"""Records of several tables in one batch read."""

import pytest

from chalicelib.person.accounts import PhoneItem
from chalicelib.places.venues import RegistrationClaim, VenueItem
from chalicelib.store.tables import read_together
from tests.support.aws_calls import calls_of


@pytest.fixture(autouse=True)
def _records(cloud):
    RegistrationClaim("VREG#t", "one", venue_id="a").save()
    PhoneItem("PHONE#t", "phone", account_id="b").save()


def test_records_come_in_the_order_of_their_keys_and_none_for_what_is_not_there():
    keys = [(PhoneItem, "PHONE#t", "phone"), (VenueItem, "V#nothing", "venue"), (RegistrationClaim, "VREG#t", "one")]
    with calls_of("dynamodb") as made:
        phone, nothing, claim = read_together(keys)
    assert (type(phone), nothing, type(claim)) == (PhoneItem, None, RegistrationClaim)
    assert (phone.account_id, claim.venue_id) == ("b", "a")
    assert made == ["BatchGetItem"]


def test_no_keys_ask_for_nothing():
    with calls_of("dynamodb") as made:
        assert read_together([]) == []
    assert made == []
