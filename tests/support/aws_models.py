"""botocore's descriptions of AWS, read once in this process.

Each session reads them for itself, and a container that forgets makes new clients, each in its own session: a tenth of
a second of the processor a time, which a test of what a container knows need not prove.
"""

import functools

import botocore.session


def share() -> None:
    """For every session that is made from now on."""
    botocore.session.create_loader = functools.cache(botocore.session.create_loader)
