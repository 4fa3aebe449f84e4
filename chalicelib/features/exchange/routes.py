"""Exchange with partners: what their platforms send here, each message signed by one of them."""

from typing import Any

from chalicelib.config import settings
from chalicelib.desk import own_keys
from chalicelib.features.exchange import (
    acknowledging,
    attested,
    colours,
    corrections,
    declarations,
    invocations,
    mapping,
    queries,
    rated,
    receiving,
    registering,
    states,
    stays,
)
from chalicelib.features.exchange.code_shapes import (
    CodeRequestMessage,
    CodeVerificationMessage,
    GivenCode,
    HealthQueryMessage,
    InvocationMessage,
    Invoked,
    QueriedHealth,
    VerifiedElsewhere,
)
from chalicelib.features.exchange.correction_shapes import (
    AcknowledgementMessage,
    AnnouncedKeyMessage,
    CorrectionMessage,
    KeyNoted,
    Ticket,
)
from chalicelib.features.exchange.fact_shapes import (
    CaseMessage,
    ColourMessage,
    ContactMessage,
    DeclarationMessage,
    RatingMessage,
    TravelMessage,
    TripMessage,
)
from chalicelib.features.exchange.receiving import Message
from chalicelib.features.exchange.shapes import (
    ExchangeState,
    MappingTestMessage,
    OwnKeys,
    Proven,
    ReceivedItems,
    StateAsked,
)
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature

feature = Feature("exchange")


@feature.route("GET", "/v1/exchange/keys", answer=OwnKeys)
def list_exchange_keys(call: Call) -> Any:
    """The public keys with which we sign messages to partners, the newest first."""
    found = {"id": settings().exchange_id, "keys": own_keys.published()}
    return reply(found, headers={"Cache-Control": "public, max-age=60"})


@feature.route("GET", "/v1/exchange/state", signed=True, answer=ExchangeState)
def show_exchange_state(call: Call) -> Any:
    """How far the asking partner's messages have come here, by path, and which numbers never came."""
    return receiving.ask(call, "GET", states.of_partner)


@feature.route("POST", "/v1/exchange/state", signed=True, body=StateAsked, answer=ExchangeState)
def tell_exchange_state(call: Call) -> Any:
    """The same for a partner whose profile signs bodies and not paths: a GET has none. It says and changes nothing."""
    return receiving.ask(call, "POST", states.of_partner)


@feature.route("POST", "/v1/exchange/mapping-tests", signed=True, body=MappingTestMessage, answer=Proven)
def prove_mapping(call: Call) -> Any:
    """Takes one of the three test messages by which a partner proves what its values mean."""
    return receiving.receive(call, "POST", MappingTestMessage, mapping.prove)


@feature.route("POST", "/v1/exchange/health-declarations", signed=True, body=DeclarationMessage, answer=ReceivedItems)
def take_declarations(call: Call) -> Any:
    """Takes declarations that residents made elsewhere; their stays count, their symptoms are put before them."""

    def handle(message: Message) -> Any:
        return receiving.by_record(message, message.payload.items, declarations.apply)

    return receiving.receive(call, "POST", DeclarationMessage, handle)


@feature.route("POST", "/v1/exchange/trip-declarations", signed=True, body=TripMessage, answer=ReceivedItems)
def take_trips(call: Call) -> Any:
    """Takes stays that official records elsewhere know of; they count whatever was declared."""

    def handle(message: Message) -> Any:
        return receiving.by_record(message, message.payload.items, stays.of_trip)

    return receiving.receive(call, "POST", TripMessage, handle)


@feature.route("POST", "/v1/exchange/feeds/cases", signed=True, body=CaseMessage, answer=ReceivedItems)
def take_cases(call: Call) -> Any:
    """Takes cases of the partner's region: attested by two they are facts here, else two of ours agree."""

    def handle(message: Message) -> Any:
        return receiving.by_record(message, message.payload.items, attested.case)

    return receiving.receive(call, "POST", CaseMessage, handle)


@feature.route("POST", "/v1/exchange/feeds/contacts", signed=True, body=ContactMessage, answer=ReceivedItems)
def take_contacts(call: Call) -> Any:
    """Takes contacts at places of the partner's region, as cases are taken."""

    def handle(message: Message) -> Any:
        return receiving.by_record(message, message.payload.items, attested.contact)

    return receiving.receive(call, "POST", ContactMessage, handle)


@feature.route("POST", "/v1/exchange/feeds/travel", signed=True, body=TravelMessage, answer=ReceivedItems)
def take_travel(call: Call) -> Any:
    """Takes stays by references of their own, and that one never was."""

    def handle(message: Message) -> Any:
        return receiving.by_record(message, message.payload.items, stays.of_feed)

    return receiving.receive(call, "POST", TravelMessage, handle)


@feature.route("POST", "/v1/exchange/feeds/colours", signed=True, body=ColourMessage, answer=ReceivedItems)
def take_colours(call: Call) -> Any:
    """Takes bare colours: they colour nobody; gates, the person and our epidemiologists are told."""

    def handle(message: Message) -> Any:
        return receiving.by_record(message, message.payload.items, colours.apply)

    return receiving.receive(call, "POST", ColourMessage, handle)


@feature.route("POST", "/v1/exchange/health-queries", signed=True, body=HealthQueryMessage, answer=QueriedHealth)
def answer_health_query(call: Call) -> Any:
    """Answers what somebody's colour and holds are, upon their own yes or to an attested investigation."""
    return receiving.receive(call, "POST", HealthQueryMessage, queries.answer)


@feature.route("POST", "/v1/exchange/code-invocations", signed=True, body=InvocationMessage, answer=Invoked, status=202)
def take_invocation(call: Call) -> Any:
    """Asks a person here whether a partner may have their code or status; they have five minutes."""
    return receiving.receive(call, "POST", InvocationMessage, invocations.ask)


@feature.route("POST", "/v1/exchange/codes", signed=True, body=CodeRequestMessage, answer=GivenCode)
def give_code(call: Call) -> Any:
    """Gives our code of whoever said yes, once."""
    return receiving.receive(call, "POST", CodeRequestMessage, invocations.give)


@feature.route(
    "POST", "/v1/exchange/code-verifications", signed=True, body=CodeVerificationMessage, answer=VerifiedElsewhere
)
def verify_for_partner(call: Call) -> Any:
    """Verifies a code that a partner's gate was shown, as for our own gates."""
    return receiving.receive(call, "POST", CodeVerificationMessage, queries.verify)


@feature.route("POST", "/v1/exchange/feeds/ratings", signed=True, body=RatingMessage, answer=ReceivedItems)
def take_ratings(call: Call) -> Any:
    """Takes ratings of the partner's own regions: attested by two they are in force, else two of ours agree."""

    def handle(message: Message) -> Any:
        return receiving.by_record(message, message.payload.items, rated.apply)

    return receiving.receive(call, "POST", RatingMessage, handle)


@feature.route("POST", "/v1/exchange/acknowledgements", signed=True, body=AcknowledgementMessage, answer=ReceivedItems)
def take_acknowledgements(call: Call) -> Any:
    """Takes what a partner acknowledges of our messages, record by record."""

    def handle(message: Message) -> Any:
        return receiving.by_record(message, message.payload.items, acknowledging.apply)

    return receiving.receive(call, "POST", AcknowledgementMessage, handle)


@feature.route("POST", "/v1/exchange/corrections", signed=True, body=CorrectionMessage, answer=Ticket)
def take_correction(call: Call) -> Any:
    """Takes back what a partner said, at once; takes what it says is wrong here, or its answer to an appeal."""
    return receiving.receive(call, "POST", CorrectionMessage, corrections.take)


@feature.route("POST", "/v1/exchange/keys", signed=True, body=AnnouncedKeyMessage, answer=KeyNoted)
def announce_key(call: Call) -> Any:
    """Notes the partner's next key, said with its current one; two supervisors put it in force."""

    def handle(message: Message) -> Any:
        return registering.announce(message.partner, message.payload.model_dump(mode="json"), message.now)

    return receiving.receive(call, "POST", AnnouncedKeyMessage, handle)
