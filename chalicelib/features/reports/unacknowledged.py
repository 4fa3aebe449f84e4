"""What partners have not acknowledged yet: a report is made of the records when it is sent, so they stay until then."""

from collections.abc import Iterable
from itertools import batched

from chalicelib.desk import partners
from chalicelib.features.reports import streaming
from chalicelib.features.reports.records import pending
from chalicelib.features.reports.streaming import WANTED_BY, Image
from chalicelib.store.reading import Key, read_together
from chalicelib.store.tables import OperationRecord

_READ_AT_ONCE = 100


def any_of(images: Iterable[Image]) -> bool:
    """Whether a partner still waits for what was told of any of these records as they are now.

    A batch read for each hundred of places where it would wait, none where no partner is told of such records.
    """
    places = dict.fromkeys(place for image in images for place in _places(image))
    return any(found is not None for some in batched(places, _READ_AT_ONCE) for found in read_together(some))


def _places(image: Image) -> Iterable[Key]:
    """Where it waits for each partner that is told of it."""
    for news in streaming.of_written(image):
        for each in partners.known():
            if WANTED_BY[news.what] in each["sends"]:
                waits = pending(each.id, news.what, news.about, news.ref, news.at)
                yield OperationRecord, str(waits.pk), str(waits.sk)
