"""The vault: what is sealed opens for its record and field alone, under the key of its class and month."""

from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidTag

from chalicelib.store import vault

NOON = datetime(2020, 3, 10, 4, tzinfo=UTC)


def test_each_class_and_month_has_a_key_of_its_own(cloud):
    sealed = {each: vault.seal("owner", "text", "words", NOON, each) for each in ("person", "appeal")}
    for key_class, value in sealed.items():
        assert value.startswith(f"{key_class}#2020-03:")
        assert vault.DataKeyRecord.find(f"KEY#{key_class}#2020-03", "key") is not None
        assert vault.unseal("owner", "text", value) == "words"
    moved = sealed["appeal"].replace("appeal#", "person#")
    with pytest.raises(InvalidTag):
        vault.unseal("owner", "text", moved)


def test_what_was_sealed_before_there_were_classes_opens(cloud):
    cipher = vault._sealing_cipher("2020-02")
    nonce = b"\x01" * 12
    body = nonce + cipher.encrypt(nonce, b"words", b"owner/text")
    former = f"2020-02:{vault.urlsafe_b64encode(body).decode()}"
    assert vault.unseal("owner", "text", former) == "words"


def test_it_opens_for_no_other_record_or_field(cloud):
    sealed = vault.seal("owner", "text", "words", NOON)
    for owner, field in (("other", "text"), ("owner", "name")):
        with pytest.raises(InvalidTag):
            vault.unseal(owner, field, sealed)


@pytest.mark.parametrize("name", ["person#2019-01", "anything at all"])
def test_opening_makes_no_key_where_it_was_destroyed_or_never_was(cloud, name):
    sealed = vault.seal("owner", "text", "words", NOON).partition(":")[2]
    with pytest.raises(vault.KeyGone):
        vault.unseal("owner", "text", f"{name}:{sealed}")
    assert vault.DataKeyRecord.find(f"KEY#{name}", "key") is None
