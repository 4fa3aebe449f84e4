"""The records of the plain service: PynamoDB models on PynamoDB's own connections.

Their attributes are those of the service's records, because both read and write the same items.
"""

import os
from typing import Any

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    DiscriminatorAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
    VersionAttribute,
)
from pynamodb.connection import Connection
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite


class PersonItem(Model):
    class Meta:
        table_name = os.environ["PEOPLE_TABLE"]

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
    ttl = NumberAttribute(null=True)
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    gsi4pk = UnicodeAttribute(null=True)
    gsi4sk = UnicodeAttribute(null=True)


class AccountItem(Model):
    class Meta:
        table_name = os.environ["ACCOUNTS_TABLE"]

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
    ttl = NumberAttribute(null=True)
    gsi4pk = UnicodeAttribute(null=True)
    gsi4sk = UnicodeAttribute(null=True)


class OperationItem(Model):
    class Meta:
        table_name = os.environ["OPERATIONS_TABLE"]

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
    ttl = NumberAttribute(null=True)
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)


class CodeIndex(GlobalSecondaryIndex[Any]):
    class Meta:
        index_name = "gsi1"
        projection = AllProjection()

    gsi1pk = UnicodeAttribute(hash_key=True)
    gsi1sk = UnicodeAttribute(range_key=True)


class StateItem(PersonItem, discriminator="state"):
    code_index = CodeIndex()
    account_id = UnicodeAttribute()
    schemes = UnicodeSetAttribute()
    certification = UnicodeAttribute(default="pending")
    county = UnicodeAttribute(default="")
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    name_masked = UnicodeAttribute()
    last4 = UnicodeAttribute()
    scoring = UnicodeAttribute(null=True)
    outages = NumberAttribute(default=0)
    ratings_seen = NumberAttribute(default=0)
    stays = UnicodeSetAttribute(null=True)
    severity: JSONAttribute = JSONAttribute(default=dict)
    relation = UnicodeAttribute(default="self")
    nationality = UnicodeAttribute(null=True)
    trip: JSONAttribute = JSONAttribute(null=True)
    quiet: JSONAttribute = JSONAttribute(null=True)
    told: JSONAttribute = JSONAttribute(default=dict)
    outbox: JSONAttribute = JSONAttribute(default=list)
    correcting = UnicodeAttribute(null=True)
    waits: JSONAttribute = JSONAttribute(default=dict)
    named = BooleanAttribute(default=False)
    declared: JSONAttribute = JSONAttribute(null=True)
    photos = UnicodeAttribute(default="not_needed")
    standing_photos: JSONAttribute = JSONAttribute(default=dict)
    code_id = UnicodeAttribute()
    code_since = UTCDateTimeAttribute()
    contested = BooleanAttribute(default=False)
    erased = BooleanAttribute(default=False)
    annulled = BooleanAttribute(default=False)
    devices: JSONAttribute = JSONAttribute(default=dict)
    updated_at = UTCDateTimeAttribute()
    version = VersionAttribute()


class DeclarationItem(PersonItem, discriminator="declaration"):
    at = UTCDateTimeAttribute()
    filed_by = UnicodeAttribute()
    answers: JSONAttribute = JSONAttribute()


class MessageItem(AccountItem, discriminator="message"):
    code = UnicodeAttribute()
    params: JSONAttribute = JSONAttribute(default=dict)
    person_id = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    sms = BooleanAttribute(default=False)
    insists = BooleanAttribute(default=False)


class RevocationItem(OperationItem, discriminator="revocation"):
    code_id = UnicodeAttribute()
    person_id = UnicodeAttribute()
    revoked_at = UTCDateTimeAttribute()


class OnceItem(OperationItem, discriminator="once"):
    request_hash = UnicodeAttribute()
    resource_id = UnicodeAttribute()
    expires_at = UTCDateTimeAttribute()


class DataKeyItem(OperationItem, discriminator="data_key"):
    wrapped = BinaryAttribute(legacy_encoding=False)


connection = Connection(region=os.environ["AWS_REGION"])


def transaction() -> TransactWrite:
    """A transaction to be used with `with`."""
    return TransactWrite(connection=connection)
