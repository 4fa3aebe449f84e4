"""Creates the app and registers every job; features register themselves when first asked, jobs load when they run."""

import os
from datetime import datetime
from typing import Any

from chalice import Rate

from chalicelib.routes.application import Application

app = Application("kangma")
app.api.cors = False
app.api.binary_types.append("application/pdf")

if "AWS_CHALICE_CLI_MODE" in os.environ:
    app.register_all()


@app.on_sqs_message(queue="messages", name="messages")
def send_messages(event: Any) -> dict[str, Any]:
    """Sends what the messages queue names."""
    from chalicelib.jobs import batch, messages

    return batch.run(event, messages.work)


@app.on_sqs_message(queue="certification", name="certification")
def certify_people(event: Any) -> dict[str, Any]:
    """Asks the real-name service about people who applied."""
    from chalicelib.jobs import batch, certification

    return batch.run(event, certification.work)


@app.on_sqs_message(queue="rescoring", name="rescoring", batch_size=1)
def work_off(event: Any) -> dict[str, Any]:
    """Works off what the sweep leaves in a shard."""
    from chalicelib.jobs import batch, rescoring

    return batch.run(event, rescoring.work)


@app.lambda_function(name="delivery")
def note_delivery(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Notes what carriers report; the log that SNS writes calls it (infra/mail.yaml)."""
    from chalicelib.jobs import delivery

    return delivery.reports(event)


@app.schedule(Rate(1, unit=Rate.MINUTES), name="expiry")
def sweep(event: Any) -> dict[str, int]:
    """Does what has become due up to the event's own time."""
    from chalicelib.jobs import expiry

    return expiry.sweep(datetime.fromisoformat(event.to_dict()["time"]))


@app.schedule(Rate(15, unit=Rate.MINUTES), name="revocations")
def publish_revocations(event: Any) -> dict[str, int]:
    """Publishes the ended codes that gates carry."""
    from chalicelib.jobs import revocations

    return revocations.publish(datetime.fromisoformat(event.to_dict()["time"]))


# The template puts the bucket's name in place of this one.
_UPLOADED = {
    "source": ["aws.s3"],
    "detail-type": ["Object Created"],
    "detail": {"bucket": {"name": ["photos"]}, "object": {"key": [{"prefix": "quarantine/"}]}},
}


@app.on_cw_event(_UPLOADED, name="photos")
def develop(event: Any) -> dict[str, str]:
    """Makes an uploaded photo safe to look at."""
    from chalicelib.jobs import photos

    return photos.arrived(event.to_dict())


# The template puts the streams of the tables in place of this one.
@app.on_dynamodb_record(stream_arn="arn:aws:dynamodb:::table/venues/stream/latest", batch_size=100, name="statistics")
def count(event: Any) -> dict[str, int]:
    """Counts changed records for the statistics."""
    from chalicelib.jobs import statistics

    return statistics.work(event.to_dict())
