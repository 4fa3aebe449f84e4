"""What people really type, through the API: invisible marks, look-alike signs, digits of other scripts, line breaks."""

from typing import Annotated

import pytest
from pydantic import TypeAdapter, ValidationError

from chalicelib.features.login.by_code import code_of
from chalicelib.features.rating_list.routes import NameMeaning
from chalicelib.http.routes import ROUTES
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_document, a_phone, applied, apply, ask_for_code, log_in, log_in_staff
from tests.support.venue_steps import green, token_of

DIGITS = {"persian": "۰۱۲۳۴۵۶۷۸۹", "bengali": "০১২৩৪৫৬৭৮৯", "full width": "０１２３４５６７８９"}


def in_script(digits: str, number: str) -> str:
    return number.translate(str.maketrans("0123456789", digits))


@pytest.fixture
def client(cloud) -> Client:
    return log_in(Client())


@pytest.mark.parametrize(
    "phone",
    [
        "\u2068+49 151 23456789\u2069",
        "\u202a+86 138 1234 5678\u202c",
        "+1\u2011202–555\u2212010—4",
        "+52 1 55 1234 5678",
        "+86 8613812345679",
    ],
)
def test_a_phone_is_read_as_address_books_hold_it(cloud, phone):
    assert ask_for_code(Client(), phone, NOON).status == 202


def test_a_fixed_line_of_argentina_is_told_of_the_nine(cloud):
    answer = ask_for_code(Client(), "+54 11 2345 6789", NOON)
    assert (answer.status, answer.fields) == (422, {"phone": "phone_without_nine"})


@pytest.mark.parametrize("script", DIGITS)
def test_phone_and_code_are_read_in_digits_of_any_script(cloud, script):
    client, phone = Client(), a_phone()
    asked = ask_for_code(client, in_script(DIGITS[script], phone), NOON)
    challenge = asked.body["challenge_id"]
    body = {"challenge_id": challenge, "code": f"\u200e{in_script(DIGITS[script], code_of(challenge))}"}
    assert client.post("/v1/login/sessions", body, at=NOON).status == 201


CODES = [
    (route.body, name)
    for route in ROUTES
    if route.body and route.body is not NameMeaning
    for name in {"code", "totp"} & set(route.body.model_fields)
]
"""Those that are sent to people; what a name of the national list means is a region's."""


@pytest.mark.parametrize(("model", "name"), CODES, ids=lambda each: getattr(each, "__name__", each))
def test_every_field_for_digits_takes_those_of_any_script(model, name):
    field = model.model_fields[name]
    read = TypeAdapter(Annotated[field.annotation, *field.metadata, name]).validate_python
    assert read("۱۲۳۴۵۶") == read("\u200e123 456") == "123456"
    with pytest.raises(ValidationError):
        read("12345")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("张\u200b三", "张三"),
        ("龚\ue863", "龚䶮"),
        ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
        ("Jan ‘t Hooft", "Jan 't Hooft"),
        ("RAJ A/L KUMAR", "RAJ A/L KUMAR"),
        ("TAN AH KOW (CHEN YAGOU)", "TAN AH KOW (CHEN YAGOU)"),
        ("Gal·la Vidal", "Gal·la Vidal"),
    ],
)
def test_a_name_is_kept_in_one_spelling(client, typed, kept):
    answer = apply(client, name=typed)
    assert (answer.status, answer.body.get("name")) == (201, kept)


def test_a_document_number_is_found_between_marks(client):
    number = a_document()
    answer = apply(client, number=f"\u202a{number[:6]}–{number[6:14]}\u200b {number[14:]}\u2069")
    assert (answer.status, answer.body["document"]["last4"]) == (201, number[-4:])


def test_a_permit_is_read_with_its_brackets(client):
    document = {"type": "taiwan_permit", "number": "0012345601(B)"}
    answer = apply(client, entry="passport", document=document, birth_date="1980-01-02", sex="male")
    assert (answer.status, answer.body["document"]["last4"]) == (201, "601B")


def test_an_appeal_and_a_recovery_keep_their_line_breaks(cloud):
    client, person = applied(Client())
    words = "我没有发烧。\r\n额温枪误差。"
    answer = client.post(f"/v1/people/{person['id']}/appeals", {"category": "colour", "text": words}, at=NOON)
    assert (answer.status, answer.body.get("text")) == (201, "我没有发烧。\n额温枪误差。")
    form = {
        "document": {"type": "id_card", "number": a_document()},
        "name": "测试人",
        "new_phone": a_phone(),
        "evidence": "旧手机丢了。\n现在住在合肥。",
    }
    assert Client().post("/v1/login/recoveries", form, at=NOON).status == 202


def test_an_address_keeps_any_script_and_refuses_what_a_decoder_lost(client):
    address = "🏠 𠮷祥路\nབོད་ལྗོངས། ئۇيغۇر <script>"
    assert apply(client, address=address).body["address"] == address
    answer = apply(log_in(Client()), address="Stra\ufffde 1")
    assert (answer.status, answer.fields) == (400, {"address": "decoding_accident"})


@pytest.mark.parametrize("address", ["\u200banna@example.org\u200b", "berta＠example．org"])
def test_an_e_mail_address_is_found_between_marks(client, address):
    assert client.post("/v1/me/email", {"email": address}, at=NOON).status == 202


def test_a_password_is_the_same_however_its_letters_are_composed(cloud):
    client = log_in(Client())
    composed, taken_apart = "Pässwörd über alles", "Pa\u0308sswo\u0308rd u\u0308ber alles"
    assert client.call("PUT", "/v1/me/password", {"password": composed}, at=NOON).status == 204
    body = {"phone": client.phone, "password": taken_apart}
    assert Client().post("/v1/login/sessions", body, at=NOON).status == 201


def test_a_token_is_read_between_the_marks_that_a_chat_puts_around_it(cloud):
    client, person = green()
    token, gate = token_of(client, person, NOON), log_in_staff("gate", region="63")
    for shown in (f"\ufeff{token}", f"{token}\u200b", f"\u2068{token[:40]}\r\n{token[40:]}\u2069\n"):
        assert gate.post("/v1/codes/verify", {"token": shown}, at=NOON).body["valid"] is True
