"""Partners are agreed to by two, their keys turned by two and revoked by one; ratings that they publish."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.epidemic.steps import resident
from tests.exchange.test_what_partners_say import colour, trip
from tests.proposals.steps import at_work
from tests.support.client import Answer, Client
from tests.support.cloud import TestCloud
from tests.support.partners import Partner, attested
from tests.support.published import a_minute_passes
from tests.support.resident_steps import NOON, a_document, log_in_staff

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
PROOF = {"value": "00", "word": "绿"}


def supervisor(at: datetime = NOON, region: str = "") -> Client:
    return log_in_staff("supervisor", at, region)


def form(partner: Partner, **changes: Any) -> dict[str, Any]:
    told = {"id": partner.id, "name": "测试省", "region": partner.region, "profile": partner.profile, "mode": "share"}
    told |= {"base_url": "https://exchange.example/x", "sends": [], "receives": ["trip-declarations"]}
    told |= {"keys": [{"keyid": partner.keyid, "public": partner.public}], "mapping": {"00": "green"}}
    if partner.profile == "gateway-sm":
        told |= {"sm4_key": partner.shared.sm4_key.hex(), "secret": "a secret of some length", "form": "der"}
    return told | {"contact": {"office": "疾控", "phone": "1"}, "reason": "agreement of March"} | changes


def approve(proposed: Answer, path: str, at: datetime = NOON, by: Client | None = None) -> Answer:
    body = {name: proposed.body[name] for name in ("version", "content_hash")}
    body |= {"decision": "approve", "reason": "read it"}
    return at_work(by or supervisor(at), at).post(f"/v1/partners/{path}/approval", body, at=at)


def test_two_supervisors_of_the_country_agree_to_a_partner() -> None:
    partner, one = Partner("500000", "50"), supervisor()
    proposed = one.post("/v1/partners", form(partner), at=NOON)
    assert proposed.status == 201, proposed.raw
    assert partner.post("mapping-tests", PROOF, NOON).status == 401
    assert approve(proposed, partner.id, by=one).status == 403
    assert approve(proposed, partner.id).status == 200
    assert partner.post("mapping-tests", PROOF, NOON).status == 200
    assert partner.post("codes", {"invocation": "x"}, NOON).body["code"] == "not_agreed"
    shown = at_work(log_in_staff("exchange_desk", NOON), NOON).get(f"/v1/partners/{partner.id}", at=NOON).body
    assert (shown["silent"], shown["proven"], shown["keys"][0]["state"]) == (False, ["green"], "current")
    changed = supervisor().post("/v1/partners", form(partner, mapping={"00": "green", "10": "red"}), at=NOON)
    assert approve(changed, partner.id).status == 200
    shown = at_work(supervisor(), NOON).get("/v1/partners", at=NOON).body["items"]
    assert [(each["silent"], each["proven"]) for each in shown if each["id"] == partner.id] == [(True, [])]


def test_what_is_shared_is_never_shown() -> None:
    partner = Partner("cqnational", "", "gateway-sm")
    proposed = supervisor().post("/v1/partners", form(partner), at=NOON)
    assert proposed.status == 201, proposed.raw
    assert approve(proposed, partner.id).status == 200
    shown = at_work(supervisor(), NOON).get(f"/v1/partners/{partner.id}", at=NOON)
    assert partner.shared.sm4_key.hex() not in proposed.raw + shown.raw
    assert "a secret of some length" not in proposed.raw + shown.raw


@pytest.mark.parametrize(
    ("changes", "field", "wrong"),
    [
        ({"base_url": "ftp://exchange.example"}, "base_url", "bad_value"),
        ({"base_url": "https:///x"}, "base_url", "bad_value"),
        ({"id": "630000"}, "id", "bad_value"),
        ({"keys": [{"keyid": "510000-a", "public": "00"}]}, "keys.0.keyid", "keyid_of_another"),
        ({"keys": [{"keyid": "510001-a", "public": "00"}]}, "keys.0.public", "key_form"),
        ({"code_keys": [{"kty": "EC"}], "issuer": "CQ"}, "code_keys.0", "key_form"),
        ({"issuer": "QH"}, "issuer", "bad_value"),
        ({"mapping": {"1": "blue"}}, "mapping.1", "not_allowed"),
    ],
)
def test_a_form_names_what_is_wrong_with_it(changes: dict[str, Any], field: str, wrong: str) -> None:
    answer = supervisor().post("/v1/partners", form(Partner("510001", "51"), **changes), at=NOON)
    assert (answer.status, answer.fields) == (400, {field: wrong})


def test_supervisors_of_a_province_agree_to_no_partner() -> None:
    assert supervisor(region="63").post("/v1/partners", form(Partner("520000", "52")), at=NOON).status == 403


@pytest.fixture(scope="module")
def yunnan(cloud: TestCloud) -> Partner:
    return Partner("530000", "53").register(NOON)


def test_a_key_is_announced_by_the_current_one_and_put_in_force_by_two(yunnan: Partner) -> None:
    successor = Partner(yunnan.id, yunnan.region, sequence=yunnan.sequence)
    early = successor.signed("POST", "mapping-tests", successor.content("mapping-tests", PROOF, NOON), NOON)
    announced = {"keyid": successor.keyid, "public": successor.public}
    one = supervisor()
    turn = {"keyid": successor.keyid, "reason": "yearly"}
    assert one.post(f"/v1/partners/{yunnan.id}/keys", turn, at=NOON).body["code"] == "key_not_announced"
    assert successor.post("keys", announced, NOON).status == 401
    assert yunnan.post("keys", announced, NOON).body["state"] == "next"
    assert early.send(NOON).status == 401
    proposed = one.post(f"/v1/partners/{yunnan.id}/keys", turn, at=NOON)
    assert proposed.status == 201, proposed.raw
    assert approve(proposed, yunnan.id, by=one).status == 403
    at = NOON + MINUTE
    before = yunnan.signed("POST", "mapping-tests", yunnan.content("mapping-tests", PROOF, NOON), NOON)
    assert approve(proposed, yunnan.id, at).status == 200
    assert successor.post("mapping-tests", PROOF, at).status == 200
    # Signed before and delivered after; within the overlap the former key goes on.
    assert before.send(at).status == 200
    assert yunnan.post("mapping-tests", PROOF, at + DAY - MINUTE).status == 200
    assert yunnan.post("mapping-tests", PROOF, at + DAY + MINUTE).status == 401


def test_a_lost_key_is_believed_no_more_and_what_it_said_is_looked_through() -> None:
    partner = Partner("540000", "54").register(NOON)
    ids = []
    for hours in range(3):
        at = NOON + timedelta(hours=hours)
        content = partner.content(
            "trip-declarations", {"items": [trip(a_document(), "540102", "2020-03-01", "2020-03-02")]}, at
        )
        ids.append(content["message"]["id"])
        assert partner.signed("POST", "trip-declarations", content, at).send(at).status == 200
    at, since = NOON + timedelta(hours=4), NOON + timedelta(hours=1)
    desk = log_in_staff("exchange_desk", at)
    body = {"since": since.isoformat(), "reason": "a laptop was stolen"}
    path = f"/v1/partners/{partner.id}/keys/{partner.keyid}/revocation"
    assert desk.post(path, body | {"since": (at + DAY).isoformat()}, at=at).fields == {"since": "in_future"}
    revoked = desk.post(path, body, at=at)
    assert (revoked.status, revoked.body["to_review"]) == (200, 2)
    assert partner.post("mapping-tests", PROOF, at).status == 401
    assert desk.post(path, body, at=at).body["code"] == "key_revoked"
    query = f"?since={since.isoformat().replace('+00:00', 'Z')}&keyid={partner.keyid}"
    found = desk.get(f"/v1/partners/{partner.id}/messages{query}", at=at)
    assert [each["id"] for each in found.body["items"]] == ids[1:]


def rating(region: str, ref: str, revision: int = 1, **more: Any) -> dict[str, Any]:
    told = {"source_ref": ref, "revision": revision, "region": region, "level": "high", "from": "2020-03-01"}
    return told | more


def test_a_partner_rates_its_own_regions() -> None:
    partner = Partner("550000", "46").register(NOON)
    client, person_id, number = resident()
    partner.post("trip-declarations", {"items": [trip(number, "460107", "2020-03-02", "2020-03-05")]}, NOON)

    def say(item: dict[str, Any], **head: Any) -> Any:
        answer = partner.post("feeds/ratings", {"items": [item]}, NOON, **head)
        a_minute_passes()
        return answer

    assert say(rating("630102", "R0")).body["code"] == "not_yours_to_say"
    assert say(rating("460108", "R1")).body["outcomes"] == ["proposed"]
    assert say(rating("460107", "R2"), attested=attested(NOON)).body["outcomes"] == ["accepted"]
    assert colour(client, person_id) == ("red", ["region.high"])
    gone = rating("460107", "R2", 2, status="withdrawn")
    assert say(gone).body["outcomes"] == ["accepted"]
    assert colour(client, person_id)[0] == "green"
    assert say(rating("460107", "R2", 1)).body["outcomes"] == ["no_effect"]


def test_acknowledgements_are_noted(yunnan: Partner) -> None:
    from chalicelib.features.exchange import acknowledging

    partner = Partner("560000", "53").register(NOON)
    item = {"message": "ours-1", "accepted": 2, "rejected": [{"index": 1, "code": "unknown_region", "field": "region"}]}
    assert partner.post("acknowledgements", {"items": [item]}, NOON).body["accepted"] == 1
    found = acknowledging.find("560000", "ours-1")
    assert found is not None
    assert (int(found.accepted), found.rejected) == (2, item["rejected"])
