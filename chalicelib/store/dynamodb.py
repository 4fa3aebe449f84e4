"""The DynamoDB connection of a container, shared by the models of all tables.

PynamoDB makes a botocore session and a client for each model class, 45 ms of CPU at its first use: here they all
share one (docs/decisions/010-lean-client.md).
"""

from botocore.config import Config
from pynamodb.connection import Connection
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import TableError
from pynamodb.models import Model

from chalicelib.container import client_per_container


@client_per_container(close=lambda made: made.client.close())
def connection() -> Connection:
    """The one connection of this container."""
    made = Connection(connect_timeout_seconds=2, read_timeout_seconds=5, max_retry_attempts=3)
    made.session.set_default_client_config(Config(user_agent="kangma"))
    # PynamoDB would make it at the first call: after a snapshot, while somebody waits.
    _ = made.client
    return made


class ConnectedModel(Model):
    """A model on the container's one connection."""

    @classmethod
    def _get_connection(cls) -> TableConnection:
        """Every operation of a model asks this for its table; the schema in it is PynamoDB's own.

        It is the one private name of a dependency that the storage engine uses: PynamoDB has no public way to give
        models a connection. tests/store/test_dynamodb.py fails when it is no longer what a model asks.
        """
        table = super()._get_connection()
        if table.connection is not connection():
            _join(table)
        return table


def _join(table: TableConnection) -> None:
    """Moves a table onto the one connection, which knows its schema by the first model that comes."""
    schema, shared = table.get_meta_table(), connection()
    try:
        shared.get_meta_table(table.table_name)
    except TableError:
        shared.add_meta_table(schema)
    table.connection = shared
