"""The FAQ of the international edition, put to the system: entering, documents, photos, phones, family.

Each test is one question, by its number; what it expects is the answer that travellers were given in 2020.
"""

from base64 import b64decode
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from chalicelib.config import settings
from chalicelib.features.login.by_code import code_of
from chalicelib.features.messages import job as messages_job
from chalicelib.features.people import certification_job
from tests.support.client import Client
from tests.support.drawn_photographs import encoded
from tests.support.mailbox import reported
from tests.support.photo_steps import ask, listed, send, uploaded
from tests.support.resident_steps import a_document, a_phone, apply, ask_for_code, log_in, log_in_staff, refreshed
from tests.support.traveller_steps import (
    DAY,
    START,
    a_passport,
    abroad,
    certified,
    code,
    passport_form,
    set_trip,
    traveller,
    trip,
    with_passport,
)

MINUTE = timedelta(minutes=1)
BY_ID_CARD: dict[str, Any] = {"scheme": "international", "residence": None}


def bind(client: Client, at=START, **changes: Any):
    """An attempt to file for somebody who has a passport."""
    form = passport_form(relation="dependant", **({"dependant_reason": "elderly"} | changes))
    return refreshed(client, at).post("/v1/people", form, at=at)


@pytest.fixture
def filer(cloud):
    """Somebody certified by ID card who has declared."""
    client, person_id = certified(cloud)
    abroad(client, person_id, START)
    return client, person_id


def test_q1_how_do_i_get_the_code():
    """Log in, be certified, declare; from then on it can be looked at any time."""
    client = log_in(Client(), at=START)
    person_id = apply(client, START, **BY_ID_CARD).body["id"]
    assert (code(client, person_id, START)["colour"], code(client, person_id, START)["token"]) == (None, None)
    certification_job.work({"person_id": person_id}, START)
    abroad(client, person_id, START)
    for hours in (0, 1, 23):
        shown = code(client, person_id, START + timedelta(hours=hours))
        assert (shown["colour"], shown["certification"], shown["token"][:4]) == ("green", "certified", "HC1:")


@pytest.mark.parametrize("kind", ["passport", "travel_document"])
def test_q3_i_have_no_id_card(kind):
    """There is an entry for passports and travel documents; it asks for two photos."""
    client, person_id = with_passport(document={"type": kind})
    shown = abroad(client, person_id, START).body["code"]
    assert (shown["colour"], [risk["kind"] for risk in shown["risks"]]) == ("green", ["photos_missing"])
    for photo in ("passport", "holding"):
        assert uploaded(client, person_id, kind=photo, at=START)["status"] == "received"
    assert code(client, person_id, START)["risks"] == []


def test_q3_an_id_card_does_not_enter_as_a_passport():
    form = passport_form() | {"document": {"type": "id_card", "number": a_document()}}
    assert log_in(Client(), at=START).post("/v1/people", form, at=START).fields == {"entry": "wrong_entry"}


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ({"dependant_reason": "child", "birth_date": "2008-04-20"}, True),
        ({"dependant_reason": "child", "birth_date": "2007-04-21"}, True),
        ({"dependant_reason": "child", "birth_date": "2007-04-20"}, False),
        ({"dependant_reason": "elderly", "birth_date": "1941-04-20"}, True),
        ({"dependant_reason": None, "birth_date": "1990-04-20"}, False),
    ],
)
def test_q4_may_somebody_else_file_for_me(filer, who, may):
    """For children up to twelve and for old people who cannot fly alone."""
    client, own = filer
    answer = bind(client, **who)
    assert (answer.status == 201) is may, answer.raw
    assert {each["id"] for each in client.get("/v1/people", at=START).body["items"]} >= {own}
    if may:
        filed = abroad(client, answer.body["id"], START)
        assert (filed.status, filed.body["declaration"]["filed_by"]) == (201, "proxy")
        assert len(client.get("/v1/people", at=START).body["items"]) == 2


def test_q4_who_files_for_others_is_certified_and_files_for_themselves_first(cloud):
    client, own = traveller()
    assert bind(client).fields == {"relation": "filer_not_certified"}
    certification_job.work({"person_id": own}, START)
    assert bind(client).fields == {"relation": "declare_first"}
    abroad(client, own, START)
    assert bind(client).status == 201


def test_q9_my_foreign_number_never_gets_the_code(cloud):
    """It is written as it is dialled, the page learns that the carrier refused, and an e-mail takes its place."""
    typed = "+44 07512 " + a_phone()[-6:]
    asked = ask_for_code(Client(), typed, START).body["challenge_id"]
    for message in cloud.messages(settings().messages_queue_url):
        messages_job.work(message, START)
    assert len(cloud.sms("+447512" + typed[-6:])) == 1
    from chalicelib.features.login import challenges

    reported(challenges.find(asked).gsi1pk.removeprefix("SENT#"), "FAILURE")
    assert Client().get(f"/v1/login/codes?challenge_id={asked}", at=START).body == {"delivery": "failed"}
    assert ask_for_code(Client(), typed, START + 2 * MINUTE, via="email").status == 202


def test_q9_a_relatives_phone_will_do_until_then():
    """A number that receives: the code comes there, and one's own number takes its place later."""
    relatives, own = a_phone(), "+39312" + a_phone()[-7:]
    client = log_in(Client(), relatives, START)
    person_id = apply(client, START, **BY_ID_CARD).body["id"]
    abroad(client, person_id, START)
    asked = ask_for_code(Client(), own, START, "change_phone").body["challenge_id"]
    change = {"challenge_id": asked, "code": code_of(asked)}
    assert client.call("PUT", "/v1/me/phone", change, at=START).status == 204
    later = log_in(Client(), own, START + 2 * MINUTE)
    assert code(later, person_id, START + 2 * MINUTE)["streak"]["days"] == 1


def test_q10_the_photos_do_not_upload(cloud):
    """Too large is said before anything is sent; what was cut off is asked for again and is the same photo."""
    client, person_id = with_passport()
    large = ask(client, person_id, size=4_000_000, at=START)
    assert (large.status, list(large.fields)) == (400, ["size"])
    content = encoded()
    first = ask(client, person_id, size=len(content), at=START, idempotency_key="photo-1").body
    again = ask(client, person_id, size=len(content), at=START + MINUTE, idempotency_key="photo-1").body
    assert first["photo"]["id"] == again["photo"]["id"]
    assert send(again["upload"], content) == 204
    assert len(listed(client, person_id, START + MINUTE)) == 1


def test_q16_the_account_is_a_relatives():
    """An account stays with the first person certified in it; with a phone of one's own there is another."""
    client, _ = traveller()
    second = apply(client, START, **BY_ID_CARD)
    assert (second.status, second.fields) == (409, {"relation": "already_bound"})
    own = log_in(Client(), at=START)
    assert apply(own, START, **BY_ID_CARD).status == 201


@pytest.mark.parametrize(
    ("document", "status"),
    [
        ({"type": "passport", "country": "CN"}, 201),
        ({"type": "passport", "country": "HK"}, 201),
        ({"type": "travel_document", "country": "CN"}, 201),
        ({"type": "passport", "country": "US"}, 422),
    ],
)
def test_q17_i_have_a_foreign_passport_and_one_of_hong_kong(document, status):
    """The Chinese one counts, by the passport entry, whichever the ticket was bought with."""
    answer = log_in(Client(), at=START).post("/v1/people", passport_form(document=document), at=START)
    assert answer.status == status, answer.raw
    if status == 422:
        assert (answer.body["code"], answer.fields) == (
            "invalid_document",
            {"document.country": "chinese_document_first"},
        )


@pytest.mark.parametrize(
    "document", [{"country": "HK"}, {"country": "MO"}, {"type": "hk_macao_permit", "number": "H12345678"}]
)
def test_q17_who_files_with_a_document_of_hong_kong_or_macao_is_obliged_as_well(document):
    number = {"number": f"H{a_passport()[-8:]}"} if "type" in document else {}
    client, person_id = with_passport(nationality=None, document=document | number)
    assert set_trip(client, person_id).body["required"] is True


def test_q18_do_i_need_the_id_card_at_boarding():
    """The number serves to certify who one is; no picture of the card is asked for, nor needed to board."""
    client, person_id = traveller()
    certification_job.work({"person_id": person_id}, START)
    set_trip(client, person_id)
    for day in range(15):
        shown = abroad(client, person_id, START + day * DAY).body["code"]
    assert (shown["certification"], shown["boardable"], shown["risks"]) == ("certified", True, [])


def test_q20_my_photos_were_not_accepted_yet_there_is_a_code():
    """The code does not depend on them; boarding does."""
    client, person_id = with_passport()
    set_trip(client, person_id)
    for day in range(15):
        abroad(client, person_id, START + day * DAY)
    now = START + 14 * DAY
    for kind in ("passport", "holding"):
        uploaded(client, person_id, kind=kind, at=now)
    assert code(client, person_id, now)["boardable"]
    refusal = {"accept": False, "reason": "It cannot be read."}
    photo_id = listed(client, person_id, now)[0]["id"]
    assert log_in_staff("reviewer", now).post(f"/v1/photos/{photo_id}/decision", refusal, at=now).status == 200
    shown = code(client, person_id, now)
    assert (shown["colour"], shown["token"] is None, shown["boardable"]) == ("green", False, False)
    assert [risk["kind"] for risk in shown["risks"]] == ["photos_missing"]


def test_q21_i_gave_a_wrong_passport_number():
    """The next declaration puts it right, and the days go on."""
    client, person_id = with_passport()
    abroad(client, person_id, START)
    right = a_passport()
    answer = abroad(client, person_id, START + DAY, document={"number": right}).body["code"]
    assert (answer["document_last4"], answer["streak"]["days"]) == (right[-4:], 2)


def test_q22_who_files_for_me_takes_another_flight(filer):
    """The last valid code goes along as a picture, which a gate reads and knows for a copy."""
    client, _ = filer
    person_id = bind(client).body["id"]
    abroad(client, person_id, START)
    picture = client.get(f"/v1/people/{person_id}/code.png", at=START, accept="image/png")
    saved = zxingcpp.read_barcodes(Image.open(BytesIO(b64decode(picture.raw))))[0].text
    gate = log_in_staff("gate", START)
    for hours, valid in ((1, True), (24, True), (25, False)):
        now = START + timedelta(hours=hours)
        gate = log_in_staff("gate", now)
        found = gate.post("/v1/codes/verify", {"token": saved}, at=now).body
        assert found["valid"] is valid
        assert found["presentation"] == ("copy" if valid else found["presentation"])


def test_q23_may_i_go_on_by_myself_after_others_filed_for_me(filer):
    """Yes, from the same account."""
    client, _ = filer
    person_id = bind(client).body["id"]
    abroad(client, person_id, START)
    alone = abroad(client, person_id, START + DAY, filed_by="self").body
    assert (alone["declaration"]["filed_by"], alone["code"]["streak"]["days"]) == ("self", 2)
    stranger, _ = traveller()
    assert abroad(stranger, person_id, START + DAY, filed_by="self").status == 404


def test_q27_may_i_change_to_the_other_entry():
    """The first one that succeeded stays; the other is closed and says so."""
    client, person_id = with_passport()
    abroad(client, person_id, START)
    closed = apply(client, START + DAY / 2, **BY_ID_CARD)
    assert closed.status == 401
    closed = apply(refreshed(client, START + DAY), START + DAY, **BY_ID_CARD)
    assert (closed.status, closed.body["code"], closed.fields) == (409, "entry_closed", {"entry": "entry_closed"})
    assert abroad(client, person_id, START + DAY, trip=trip()).body["code"]["streak"]["days"] == 2
