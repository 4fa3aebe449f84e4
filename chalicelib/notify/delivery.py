"""Delivery: what every way of sending has in common."""


class Undeliverable(Exception):
    """The provider says that this address will not take the message: trying again is of no use."""
