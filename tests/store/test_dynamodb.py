"""The lean client: it says to DynamoDB what botocore would, and reads its answers alike."""

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import ReadOnlyCredentials
from botocore.exceptions import NoCredentialsError

from chalicelib.config import settings
from chalicelib.store import dynamodb, signer
from chalicelib.store.dynamodb import connection, table

HEADERS = {"X-Amz-Target": "DynamoDB_20120810.GetItem", "Content-Type": "application/x-amz-json-1.0"}


class Same(SigV4Auth):
    """botocore's signer over the headers that ours signs."""

    def headers_to_sign(self, request):
        found = super().headers_to_sign(request)
        for name in set(found.keys()) - {"host", "x-amz-date", "x-amz-target", "x-amz-security-token"}:
            del found[name]
        return found


def signed(kind, token, body, url):
    request = AWSRequest("POST", url, dict(HEADERS), body)
    kind(ReadOnlyCredentials("AKID", "se/cret", token), "dynamodb", "ap-southeast-1").add_auth(request)
    return request


@pytest.mark.parametrize("token", [None, "tok+en/=="])
@pytest.mark.parametrize("body", [b'{"a":1}', "{}", '{"名":"张"}'.encode()])
@pytest.mark.parametrize("url", ["https://dynamodb.ap-southeast-1.amazonaws.com/", "http://127.0.0.1:4566/"])
def test_the_signature_is_botocores(token, body, url, monkeypatch):
    now = signer.get_current_datetime()
    for module in ("botocore.auth", "chalicelib.store.signer"):
        monkeypatch.setattr(f"{module}.get_current_datetime", lambda: now)
    expected, ours = signed(Same, token, body, url), signed(signer.Signer, token, body, url)
    for name in ("Authorization", "X-Amz-Date", "X-Amz-Security-Token"):
        assert ours.headers[name] == expected.headers[name]


def test_a_request_that_is_signed_again_has_each_header_once():
    request = signed(signer.Signer, "token", b"{}", "http://127.0.0.1/")
    signer.Signer(ReadOnlyCredentials("AKID", "other", "new"), "dynamodb", "cn").add_auth(request)
    assert request.headers.get_all("X-Amz-Security-Token") == ["new"]
    assert len(request.headers.get_all("Authorization")) == len(request.headers.get_all("X-Amz-Date")) == 1


def test_without_credentials_nothing_is_signed():
    with pytest.raises(NoCredentialsError):
        signer.Signer(None, "dynamodb", "cn").add_auth(AWSRequest("POST", "http://127.0.0.1/", dict(HEADERS), b""))


def test_our_signer_is_the_one_that_signs():
    sent = []
    connection().client.meta.events.register("before-send", lambda request, **_: sent.append(request))
    table(settings().people_table).get_item("P#nobody", range_key="state")
    assert b"SignedHeaders=host;x-amz-date;x-amz-target," in sent[0].headers["Authorization"]
    assert sent[0].headers["User-Agent"].startswith(b"kangma")


ITEM = {
    "pk": {"S": "TEST#lean"},
    "sk": {"S": "é张"},
    "bytes": {"B": b"\x00\xff"},
    "flag": {"BOOL": True},
    "none": {"NULL": True},
    "number": {"N": "1.5"},
    "list": {"L": [{"B": b"1"}, {"S": "B"}]},
    "map": {"M": {"B": {"S": "a map's entry of that name"}, "b": {"B": b"2"}}},
    "one": {"M": {"B": {"S": "the only entry"}}},
    "set": {"SS": ["x"]},
}


def test_every_kind_of_value_comes_back_as_botocore_reads_it():
    name = settings().people_table
    connection().dispatch("PutItem", {"TableName": name, "Item": ITEM})
    found = connection().dispatch("GetItem", {"TableName": name, "Key": {"pk": ITEM["pk"], "sk": ITEM["sk"]}})
    assert found["Item"] == ITEM
    assert found["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_an_answer_is_json(cloud):
    """The parser reads one protocol, so the client must speak it."""
    assert connection().client.meta.service_model.resolved_protocol == "json"


@pytest.mark.parametrize("index", ["gsi1", "gsi2", "gsi3"])
def test_every_table_knows_every_index(index):
    meta = table(settings().venues_table).get_meta_table()
    assert meta.get_key_names(index) == ["pk", "sk", f"{index}pk", f"{index}sk"]


def test_all_models_share_one_client():
    from chalicelib.features.login.session_records import SessionRecord
    from chalicelib.person.records import ProfileRecord, StateRecord

    assert {id(each._get_connection().connection) for each in (ProfileRecord, StateRecord, SessionRecord)} == {
        id(dynamodb.connection())
    }
