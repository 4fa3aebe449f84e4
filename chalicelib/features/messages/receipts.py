"""Receipts that a provider keeps until it is asked for them, every minute."""

from datetime import datetime

from chalicelib.config import settings
from chalicelib.features.messages import sending, texting
from chalicelib.notify import tencent
from chalicelib.notify.delivery import NotTaken, Unanswered
from chalicelib.observability import failure


def pull(now: datetime) -> dict[str, int]:
    """Notes every receipt that waits. One that cannot be noted stands in the way of no other; the provider gives it
    only once."""
    noted = 0
    if settings().sms_application:
        try:
            noted = sum(_noted(each, now) for each in tencent.receipts(texting.account()))
        except (NotTaken, Unanswered) as error:
            failure("receipts not given", error)
    return {"noted": noted}


def _noted(receipt: tencent.Receipt, now: datetime) -> bool:
    try:
        sending.report(receipt.provider_id, arrived=receipt.arrived, now=min(receipt.at, now))
    except Exception as error:
        failure("delivery report not noted", error)
        return False
    return True
