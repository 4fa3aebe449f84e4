"""A small world in which everything has an owner and a region: whoever may ask of a route finds something there."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from chalicelib.desk import comparisons
from chalicelib.features.campaigns import records as campaigns
from chalicelib.features.rating_list import records as rating_lists
from chalicelib.person import records as people
from chalicelib.store.transactions import transact
from tests.comparisons.steps import Someone, entered
from tests.epidemic import steps as epidemic
from tests.epidemic import test_contacts, test_declared, test_designations
from tests.faults import credit as credit_faults
from tests.faults import epidemic as faults
from tests.faults import imports, rulesets
from tests.staff.steps import invite
from tests.support.client import Client
from tests.support.gate_steps import verify
from tests.support.photo_steps import a_traveller, listed, uploaded
from tests.support.published import publish
from tests.support.resident_steps import NOON, a_document, a_phone, applied, declare, log_in, log_in_staff, refreshed
from tests.support.showing_phone import Phone
from tests.support.venue_steps import guard_of, number_of, opened, poster_of, scan

HERE, ELSEWHERE = "63", "34"
FLIGHT = {
    "flight_number": "CA938",
    "departs_at": "2020-04-01T18:30:00+01:00",
    "from_country": "GB",
    "transit": [],
    "destination": "630102",
    "ticketed": True,
}
STAFF_ROLES = ("gate", "reviewer", "epidemiologist", "supervisor", "auditor", "exchange_desk")


@dataclass
class World:
    """Qinghai: a resident, a traveller, a venue and what they left behind. Each is made when it is asked for."""

    number: str = field(default_factory=a_document)
    venue_number = property(lambda self: number_of(self.venue))
    asking: Client = field(default_factory=Client)
    """Who asks, where a form is signed by its sender."""

    @cached_property
    def _resident(self) -> tuple[Client, str]:
        client, person = applied(Client(), number=self.number)
        return client, person["id"]

    @cached_property
    def resident(self) -> Client:
        return self._resident[0]

    @property
    def person(self) -> str:
        return self._resident[1]

    @cached_property
    def document_hash(self) -> str:
        profile = people.profile(self.person)
        assert profile is not None
        return str(profile.document_hash)

    @cached_property
    def declared(self) -> dict[str, Any]:
        return dict(declare(self.resident, self.person, NOON).body)

    @property
    def declaration(self) -> str:
        return str(self.declared["declaration"]["id"])

    @property
    def shown(self) -> str:
        return str(self.declared["code"]["token"])

    @cached_property
    def stranger(self) -> Client:
        """Another resident, who works nowhere."""
        return log_in(Client())

    @cached_property
    def _place(self) -> tuple[Client, dict[str, Any]]:
        return opened()

    @property
    def manager(self) -> Client:
        return self._place[0]

    @property
    def venue(self) -> str:
        return str(self._place[1]["id"])

    @cached_property
    def guard(self) -> Client:
        return guard_of(self.manager, self.venue)

    @cached_property
    def member(self) -> str:
        """Another guard's place in the list of members."""
        self.guard  # noqa: B018  (the guard joins first)
        return self._joined().body["id"]

    def _joined(self) -> Any:
        return self.manager.post(f"/v1/venues/{self.venue}/members", {"role": "guard", "phone": a_phone()}, at=NOON)

    @cached_property
    def poster(self) -> str:
        return poster_of(self.manager, self.venue)

    @cached_property
    def visit(self) -> str:
        self.declared  # noqa: B018  (only a code that is green gets in)
        return str(scan(self.resident, self.person, self.poster, NOON).body["visit"]["id"])

    @cached_property
    def appeal(self) -> str:
        body = {"category": "colour", "text": "我已痊愈。"}
        self.declared  # noqa: B018
        return str(self.resident.post(f"/v1/people/{self.person}/appeals", body, at=NOON).body["id"])

    @cached_property
    def anomaly(self) -> str:
        """What a gate of the region measured of the resident."""
        gate = log_in_staff("gate", NOON, HERE)
        answer = verify(gate, self.shown, venue_id=self.venue, temperature=38.5)
        return str(answer.body["anomaly"]["id"])

    @cached_property
    def comparison(self) -> str:
        """Of somebody with a passport, beside an earlier record of the same name, birth date and sex."""
        someone = Someone()
        entered(someone.card(), NOON)
        _, newcomer = entered(someone.passport(), NOON)
        (found,) = [each for each in comparisons.waiting(HERE, 1_000, None) if each.person_id == newcomer]
        return found.id

    @property
    def asking_region(self) -> str:
        """The region of the staff who ask, or the one itself: lists are asked for by province."""
        regions = [region for (_, region), client in self.staff.items() if client is self.asking]
        return (regions[0] if regions else "") or HERE

    @cached_property
    def case(self) -> str:
        return epidemic.in_force(a_document())

    @cached_property
    def proposed_case(self) -> dict[str, Any]:
        """A case that waits for a second epidemiologist."""
        return dict(epidemic.enter(log_in_staff("epidemiologist", NOON, HERE), a_document()).body)

    @cached_property
    def proposed_contact(self) -> dict[str, Any]:
        staff = log_in_staff("epidemiologist", NOON, HERE)
        return dict(test_contacts.name(staff, a_document(), [self.case]).body)

    @cached_property
    def contact(self) -> str:
        return test_contacts.contact_of(a_document(), self.case)

    @cached_property
    def declared_contact(self) -> str:
        """A contact that somebody of the region declared and nobody decided."""
        _, person_id, _ = test_declared.declared()
        return f"{person_id}-contact-confirmed-2020-03-08"

    @cached_property
    def proposed_designation(self) -> dict[str, Any]:
        _, person_id, _ = epidemic.resident()
        return dict(test_designations.designate(log_in_staff("epidemiologist", NOON, HERE), person_id).body)

    @cached_property
    def designation(self) -> str:
        return test_designations.designated(epidemic.resident()[1])

    @cached_property
    def proposed_breach(self) -> dict[str, Any]:
        return dict(faults.report_breach().send().body)

    @cached_property
    def proposed_violation(self) -> dict[str, Any]:
        return dict(credit_faults.propose_violation().send().body)

    @cached_property
    def recovery(self) -> str:
        self.person  # noqa: B018
        wanted = {"document": {"type": "id_card", "number": self.number}, "name": "测试人", "new_phone": a_phone()}
        answer = Client().post("/v1/login/recoveries", wanted | {"evidence": "旧号码已停机"}, at=NOON)
        return str(answer.body["id"])

    @cached_property
    def _traveller(self) -> tuple[Client, str]:
        client, person = a_traveller(residence="630102")
        declare(client, person, NOON)
        return client, person

    @property
    def traveller(self) -> Client:
        return self._traveller[0]

    @property
    def travelling(self) -> str:
        return self._traveller[1]

    @cached_property
    def trip(self) -> bool:
        """Whether the traveller has one."""
        path = f"/v1/people/{self.travelling}/trip"
        return refreshed(self.traveller, NOON).call("PUT", path, FLIGHT, at=NOON).status == 200

    @cached_property
    def photo(self) -> str:
        uploaded(self.traveller, self.travelling)
        photos = listed(self.traveller, self.travelling)
        return next(str(each["id"]) for each in photos if each["status"] == "received")

    @cached_property
    def phone(self) -> str:
        """The thumbprint of the phone that shows the resident's code."""
        phone = Phone()
        self.declared  # noqa: B018
        bound = phone.bind(refreshed(self.resident, NOON), self.person, NOON)
        assert bound.status < 300, bound.raw
        return phone.thumbprint

    @cached_property
    def outage(self) -> str:
        times = {"from": "2020-03-09T00:00:00Z", "until": "2020-03-09T01:00:00Z", "reason": "down"}
        return str(log_in_staff("supervisor", NOON).post("/v1/outages", times, at=NOON).body["id"])

    @cached_property
    def proposal(self) -> dict[str, Any]:
        """A reviewer of the region, proposed by a supervisor."""
        return dict(invite(log_in_staff("supervisor", NOON, HERE), roles=["reviewer"], region=HERE).body)

    @cached_property
    def rating(self) -> str:
        """A county of the region is rated."""
        return publish("630225", "medium", NOON, id="630225-of-the-world")

    @cached_property
    def campaign(self) -> str:
        """A campaign in the region, over a county in which nobody stayed."""
        transact([campaigns.begin_step("of-the-world", "rating", self.rating, "630225", ["630225"], "staff", NOON)])
        return "of-the-world"

    @cached_property
    def list_name(self) -> str:
        """A name of the national list that waits."""
        name = "青海省/西宁市/某新区"
        rating_lists.put_waiting([rating_lists.new_name(name, HERE, "unknown", (), NOON)])
        return name

    @cached_property
    def rating_proposed(self) -> dict[str, Any]:
        """A rating of another one waits for a second person."""
        body = {"level": "medium", "from": "2020-03-10"}
        proposer = log_in_staff("epidemiologist", NOON, HERE)
        return dict(proposer.call("PUT", "/v1/regions/630223/risk", body, at=NOON).body)

    @cached_property
    def ruleset(self) -> str:
        """A rule set that a supervisor of the country drafted."""
        return rulesets.drafted()[1]

    @cached_property
    def simulated(self) -> str:
        """Another one, of which a simulation and a run through past days began."""
        return rulesets.tried()

    @cached_property
    def imported(self) -> str:
        """A list of the region was read and waits for a second person."""
        return imports.checked()

    typed = imports.typed_by

    @cached_property
    def member_of_staff(self) -> str:
        return str(invite(log_in_staff("supervisor", NOON, HERE), region=HERE).body["subject"])

    @cached_property
    def residents(self) -> dict[str, Client]:
        """Everybody with an account who is not staff."""
        return {
            "resident": self.resident,
            "traveller": self.traveller,
            "stranger": self.stranger,
            "manager": self.manager,
            "guard": self.guard,
        }

    @cached_property
    def staff(self) -> dict[tuple[str, str], Client]:
        """Each role for the region itself, for another one, and for the whole country."""
        regions = (HERE, ELSEWHERE, "")
        return {(role, region): log_in_staff(role, NOON, region) for role in STAFF_ROLES for region in regions}
