"""Secrets arrive by themselves when they are turned, and outlive a Secrets Manager that does not answer."""

import json
import time
from collections.abc import Callable, Iterator

import pytest

from chalicelib.config import settings
from chalicelib.errors import Unavailable
from chalicelib.store import secrets
from tests.support.aws_calls import calls_of
from tests.support.cloud import TestCloud


@pytest.fixture
def put(cloud: TestCloud, cold_start: Callable[[], None]) -> Iterator[Callable[[str], None]]:
    """Writes the signing secret; what it was before is put back."""
    client, name = cloud.home.client("secretsmanager"), settings().signing_secret
    before = client.get_secret_value(SecretId=name)["SecretString"]
    cold_start()
    yield lambda text: client.put_secret_value(SecretId=name, SecretString=text)
    client.put_secret_value(SecretId=name, SecretString=before)
    cold_start()


@pytest.fixture
def unanswered(cloud: TestCloud, cold_start: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """Makes Secrets Manager refuse the signing secret: it is marked for deletion, and taken back afterwards."""
    client, name = cloud.home.client("secretsmanager"), settings().signing_secret
    cold_start()
    yield lambda: client.delete_secret(SecretId=name, RecoveryWindowInDays=7)
    client.restore_secret(SecretId=name)
    cold_start()


def test_a_secret_is_read_once_for_many_requests() -> None:
    secrets.signing()
    with calls_of("secretsmanager") as made:
        assert {secrets.signing() for _ in range(20)} == {secrets.signing()}
    assert made == []


def test_a_turned_secret_arrives_by_itself(put: Callable[[str], None]) -> None:
    assert secrets.signing(age=1) != '{"keys": []}'
    put('{"keys": []}')
    time.sleep(1.1)
    assert secrets.signing(age=1) == '{"keys": []}'


def test_it_arrives_within_minutes() -> None:
    assert secrets.RENEWED_AGE < secrets.MAX_AGE <= 300


def test_a_fresh_reading_serves_those_after_it(put: Callable[[str], None]) -> None:
    secrets.signing()
    put('{"keys": []}')
    assert secrets.signing() != '{"keys": []}'
    assert secrets.signing(fresh=True) == secrets.signing() == '{"keys": []}'


def test_what_was_read_is_believed_while_secrets_manager_does_not_answer(unanswered: Callable[[], None]) -> None:
    before = secrets.signing()
    unanswered()
    assert secrets.signing(fresh=True) == before
    assert json.loads(before)["keys"]


def test_what_was_never_read_is_unavailable(unanswered: Callable[[], None]) -> None:
    unanswered()
    with pytest.raises(Unavailable):
        secrets.signing()
