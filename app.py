"""The app: every feature's routes, every job with its schedule or queue."""

import time
from datetime import UTC, datetime
from typing import Any

from chalice import Rate

from chalicelib import batch
from chalicelib.features.appeals import relay_job as appeals_relay
from chalicelib.features.appeals import routes as appeals
from chalicelib.features.auditing import archive_job, heads_job
from chalicelib.features.auditing import routes as auditing
from chalicelib.features.breaker import relay_job as breaker_relay
from chalicelib.features.breaker import rescoring_job as breaker_rescoring
from chalicelib.features.breaker import routes as breaker
from chalicelib.features.budgets import routes as budgets
from chalicelib.features.campaigns import expiry_job as campaigns_expiry
from chalicelib.features.campaigns import rescoring_job as campaigns_rescoring
from chalicelib.features.campaigns import routes as campaigns
from chalicelib.features.canaries import asking, canaries_job, probing
from chalicelib.features.canaries import routes as canaries
from chalicelib.features.comparisons import routes as comparisons
from chalicelib.features.corrections import routes as corrections
from chalicelib.features.credit import relay_job as credit_relay
from chalicelib.features.credit import routes as credit
from chalicelib.features.declarations import annulment_routes as annulments
from chalicelib.features.declarations import routes as declarations
from chalicelib.features.dossier import routes as dossier
from chalicelib.features.epidemic import contact_routes as contacts
from chalicelib.features.epidemic import designation_routes as designations
from chalicelib.features.epidemic import eased_routes as eased
from chalicelib.features.epidemic import exposure_routes as exposures
from chalicelib.features.epidemic import relay_job as epidemic_relay
from chalicelib.features.epidemic import rescoring_job as epidemic_rescoring
from chalicelib.features.epidemic import routes as epidemic
from chalicelib.features.erasure import routes as erasure
from chalicelib.features.exchange import desk_routes as exchange_desk
from chalicelib.features.exchange import file_routes as exchange_files
from chalicelib.features.exchange import own_routes as exchange_own
from chalicelib.features.exchange import relay_job as exchange_relay
from chalicelib.features.exchange import routes as exchange
from chalicelib.features.exports import exports_job
from chalicelib.features.exports import relay_job as exports_relay
from chalicelib.features.exports import routes as exports
from chalicelib.features.gates import revocations_job
from chalicelib.features.gates import routes as gates
from chalicelib.features.imports import entering_routes as imports_entering
from chalicelib.features.imports import relay_job as imports_relay
from chalicelib.features.imports import rescoring_job as imports_rescoring
from chalicelib.features.imports import routes as imports
from chalicelib.features.login import account_routes, platform_routes
from chalicelib.features.login import routes as login
from chalicelib.features.lookers import routes as lookers
from chalicelib.features.messages import codes_job, delivery_job, relay_job, wechat_routes
from chalicelib.features.messages import job as messages_job
from chalicelib.features.messages import routes as messages
from chalicelib.features.name_matches import relay_job as name_matches_relay
from chalicelib.features.name_matches import rescoring_job as name_matches_rescoring
from chalicelib.features.name_matches import routes as name_matches
from chalicelib.features.outages import routes as outages
from chalicelib.features.people import certification_job
from chalicelib.features.people import number_routes as numbers
from chalicelib.features.people import routes as people
from chalicelib.features.photos import job as photos_job
from chalicelib.features.photos import routes as photos
from chalicelib.features.proposals import relay_job as proposals_relay
from chalicelib.features.proposals import routes as proposals
from chalicelib.features.rating_list import ratings_job
from chalicelib.features.rating_list import routes as rating_list
from chalicelib.features.ratings import relay_job as ratings_relay
from chalicelib.features.ratings import routes as ratings
from chalicelib.features.recoveries import own_routes as own_recoveries
from chalicelib.features.recoveries import relay_job as recoveries_relay
from chalicelib.features.recoveries import request_routes as recovery_requests
from chalicelib.features.recoveries import routes as recoveries
from chalicelib.features.reports import desk_routes as reports_desk
from chalicelib.features.reports import reports_job
from chalicelib.features.reports import routes as reports
from chalicelib.features.reports import statistics_job as reports_statistics
from chalicelib.features.retention import own_routes as my_data
from chalicelib.features.retention import retention_job
from chalicelib.features.retention import routes as retention
from chalicelib.features.rulesets import routes as rulesets
from chalicelib.features.rulesets import simulation_job
from chalicelib.features.showing import code_routes as codes
from chalicelib.features.showing import phone_routes as phones
from chalicelib.features.staff import enrolment_routes as enrolments
from chalicelib.features.staff import routes as staff
from chalicelib.features.statistics import job as statistics_job
from chalicelib.features.statistics import routes as statistics
from chalicelib.features.sweep import expiry_job, rescoring_job
from chalicelib.features.tracing import routes as tracing
from chalicelib.features.trips import routes as trips
from chalicelib.features.venues import routes as venues
from chalicelib.features.visits import routes as visits
from chalicelib.features.work import routes as work
from chalicelib.http import health
from chalicelib.http.application import Application

app = Application("kangma")
app.api.cors = False
app.api.binary_types.append("application/pdf")

for routes in (
    health,
    login,
    account_routes,
    platform_routes,
    wechat_routes,
    people,
    numbers,
    erasure,
    recovery_requests,
    own_recoveries,
    recoveries,
    codes,
    phones,
    declarations,
    annulments,
    appeals,
    comparisons,
    trips,
    photos,
    messages,
    gates,
    venues,
    visits,
    tracing,
    epidemic,
    eased,
    contacts,
    exposures,
    corrections,
    designations,
    name_matches,
    credit,
    imports,
    imports_entering,
    lookers,
    staff,
    enrolments,
    proposals,
    outages,
    ratings,
    rating_list,
    rulesets,
    campaigns,
    breaker,
    budgets,
    canaries,
    statistics,
    auditing,
    dossier,
    exports,
    retention,
    my_data,
    exchange,
    reports,
    reports_desk,
    exchange_files,
    exchange_own,
    exchange_desk,
    work,
):
    app.register_blueprint(routes.feature.blueprint)


@app.on_sqs_message(queue="messages", name="messages")
def send_messages(event: Any) -> dict[str, Any]:
    """Sends what the messages queue names."""
    return batch.run(event, messages_job.work)


@app.on_sqs_message(queue="codes", name="codes", batch_size=1)
def send_codes(event: Any) -> dict[str, Any]:
    """Sends login codes, each by itself: none waits behind another, nor behind what people are reminded of."""
    return batch.run(event, codes_job.work, ages=True)


@app.schedule(Rate(1, unit=Rate.MINUTES), name="relay")
def relay(event: Any) -> dict[str, Any]:
    """Hands over what its queue did not take, and puts in force what was accepted, reports what stands."""
    works = {
        "waiting": proposals_relay.measure_waiting,
        "late": appeals_relay.measure_late,
        "unseen": ratings_relay.measure_pulled,
        "found": relay_job.relay,
        "in_force": recoveries_relay.relay,
        "spreads": epidemic_relay.relay,
        "releases": breaker_relay.relay,
        "reported": credit_relay.relay,
        "suspensions": exchange_relay.relay,
        "imports": imports_relay.relay,
        "names": name_matches_relay.relay,
        "exports": exports_relay.relay,
    }
    return batch.parts(datetime.fromisoformat(event.to_dict()["time"]), works)


@app.on_sqs_message(queue="certification", name="certification")
def certify_people(event: Any) -> dict[str, Any]:
    """Asks the real-name service about people who applied."""
    return batch.run(event, certification_job.work)


@app.on_sqs_message(queue="rescoring", name="rescoring", batch_size=1)
def work_off(event: Any) -> dict[str, Any]:
    """Works off what the sweep leaves in a shard, what touches many of a case, the lanes of campaigns, and imports."""
    kinds = {
        "due": rescoring_job.work,
        "spread": epidemic_rescoring.work,
        "campaign": campaigns_rescoring.work,
        "release": breaker_rescoring.work,
        "import": imports_rescoring.work,
        "names": name_matches_rescoring.work,
    }
    return batch.run(event, lambda message, at: kinds[message["kind"]](message, at))


@app.on_sqs_message(queue="simulation", name="simulation", batch_size=1)
def simulate(event: Any) -> dict[str, Any]:
    """Works on lanes of simulations: it reads people, and can write nothing about them."""
    return batch.run(event, simulation_job.work)


@app.on_sqs_message(queue="exports", name="exports", batch_size=1)
def export(event: Any) -> dict[str, Any]:
    """Writes out the lists that staff asked for: it reads them, and can change nothing in them."""
    return batch.run(event, exports_job.work)


@app.lambda_function(name="delivery")
def note_delivery(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Notes what carriers report: the log that SNS writes calls it (infra/mail.yaml), or the minute does."""
    return delivery_job.reports(event) if "awslogs" in event else delivery_job.pull(event)


@app.schedule(Rate(1, unit=Rate.MINUTES), name="expiry")
def sweep(event: Any) -> dict[str, Any]:
    """Does what has become due up to the event's own time, and brings campaigns on."""
    works: batch.Parts = {"sweep": expiry_job.sweep, "campaigns": campaigns_expiry.advance}
    return batch.parts(datetime.fromisoformat(event.to_dict()["time"]), works)


@app.schedule(Rate(15, unit=Rate.MINUTES), name="revocations")
def publish_revocations(event: Any) -> dict[str, int]:
    """Publishes the ended codes that gates carry."""
    return revocations_job.publish(datetime.fromisoformat(event.to_dict()["time"]))


@app.schedule(Rate(5, unit=Rate.MINUTES), name="ratings")
def poll_ratings(event: Any) -> dict[str, Any]:
    """Asks for the national list of ratings and puts in force what changed."""
    return ratings_job.poll(datetime.fromisoformat(event.to_dict()["time"]))


@app.schedule(Rate(1, unit=Rate.MINUTES), name="reports")
def report(event: Any) -> dict[str, Any]:
    """Sends partners what waits for them, until they have acknowledged it."""
    return reports_job.report(datetime.fromisoformat(event.to_dict()["time"]))


@app.schedule(Rate(15, unit=Rate.MINUTES), name="retention")
def retire(event: Any) -> dict[str, int]:
    """Lets go what is due, until nothing of the day is left."""
    return retention_job.retire(datetime.fromisoformat(event.to_dict()["time"]))


@app.on_cw_event(photos_job.UPLOADED, name="photos")
def develop(event: Any) -> dict[str, str]:
    """Makes an uploaded photo safe to look at."""
    return photos_job.arrived(event.to_dict())


# The template puts the streams of the tables in place of these two.
@app.on_dynamodb_record(stream_arn="arn:aws:dynamodb:::table/venues/stream/latest", batch_size=100, name="statistics")
def count(event: Any) -> dict[str, Any]:
    """Counts changed records for the statistics, and notes for partners what they are to be told."""
    return batch.parts(event.to_dict(), {"statistics": statistics_job.work, "reports": reports_statistics.work})


@app.on_dynamodb_record(stream_arn="arn:aws:dynamodb:::table/operations/stream/latest", batch_size=1000, name="archive")
def archive(event: Any) -> dict[str, int]:
    """Copies audit entries to where nobody changes them, and tells of those that were changed."""
    return archive_job.work(event.to_dict())


@app.schedule(Rate(1, unit=Rate.HOURS), name="heads")
def publish_heads(event: Any) -> dict[str, int]:
    """Signs and publishes the heads of the audit's chains."""
    return heads_job.publish(datetime.fromisoformat(event.to_dict()["time"]))


@app.schedule(Rate(1, unit=Rate.HOURS), name="canaries")
def probe(event: Any) -> dict[str, int]:
    """Measures whether answers know what is in force: it waits and asks, so its clock is that on the wall."""
    return canaries_job.probe(probing.World(lambda: datetime.now(UTC), time.sleep, asking.ask))
