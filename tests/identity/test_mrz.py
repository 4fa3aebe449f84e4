from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chalicelib.errors import Refused
from chalicelib.identity.check_characters import zone_check
from chalicelib.identity.mrz import agrees, read_zone

TODAY = date(2020, 4, 1)
TOP = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
LOW = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
CARD = ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]
VISA_SIZE = ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"]


def read(lines=(TOP, LOW), on=TODAY):
    return read_zone(list(lines), on=on)


def refusal(lines, on=TODAY) -> str:
    with pytest.raises(Refused) as caught:
        read_zone(lines, on=on)
    (field,) = caught.value.fields
    assert (caught.value.code, field.field) == ("invalid_document", "zone")
    return field.code


def passport(
    names="ERIKSSON<<ANNA",
    number="L898902C3",
    nationality="UTO",
    born="740812",
    sex="F",
    expires="301231",
    optional="",
    optional_check="0",
):
    """A passport's two lines with right check digits."""
    number, optional = number.ljust(9, "<"), optional.ljust(14, "<") + optional_check
    fields = number + zone_check(number), born + zone_check(born), expires + zone_check(expires)
    composite = zone_check("".join(fields) + optional)
    low = f"{fields[0]}{nationality.ljust(3, '<')}{fields[1]}{sex}{fields[2]}{optional}{composite}"
    return [("P<" + nationality.ljust(3, "<") + names).ljust(44, "<"), low]


def test_the_specimen_passport_is_read():
    zone = read()
    assert (zone.form, zone.document_code, zone.issuer, zone.nationality) == ("TD3", "P", "UTO", "UTO")
    assert (zone.surname, zone.given_names, zone.number) == ("ERIKSSON", "ANNA MARIA", "L898902C3")
    assert (zone.birth_date, zone.sex, zone.expires_on) == (date(1974, 8, 12), "female", date(2012, 4, 15))


@pytest.mark.parametrize(("lines", "form"), [(CARD, "TD1"), (VISA_SIZE, "TD2")])
def test_the_specimens_of_the_card_forms_are_read(lines, form):
    zone = read(lines)
    assert (zone.form, zone.number, zone.surname, zone.given_names) == (
        form,
        "D23145890",
        "ERIKSSON",
        "ANNA MARIA",
    )
    assert (zone.birth_date, zone.expires_on) == (date(1974, 8, 12), date(2012, 4, 15))


def test_a_cards_number_may_run_on_into_the_optional_field():
    number = "D23145890734"
    top = f"I<UTO{number[:9]}<{number[9:]}{zone_check(number)}".ljust(30, "<")
    middle = "7408122F1204159UTO<<<<<<<<<<<"
    middle += zone_check(top[5:30] + middle[0:7] + middle[8:15] + middle[18:29])
    assert read([top, middle, CARD[2]]).number == number


@pytest.mark.parametrize("number", ["D231458907", "D23145890734", "D23145890734567"])
def test_a_number_may_run_on_in_the_middle_form_too(number):
    low = f"{number[:9]}<UTO7408122F1204159{number[9:]}{zone_check(number)}".ljust(35, "<")
    low += zone_check(low[0:10] + low[13:20] + low[21:35])
    assert read([VISA_SIZE[0], low]).number == number
    wrong = "1" if low[28] != "1" else "2"
    assert refusal([VISA_SIZE[0], low[:28] + wrong + low[29:]]) == "zone_check"


@pytest.mark.parametrize("text", [TOP + "\n" + LOW, TOP + "\r\n" + LOW + "\n", TOP + LOW, f" {TOP.lower()}\n\n{LOW} "])
def test_line_ends_blanks_and_case_do_not_matter(text):
    assert read_zone(text, on=TODAY) == read()


@given(st.integers(0, 42), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"))
def test_a_changed_digit_of_the_checked_fields_is_noticed(place, sign):
    checked = [*range(10), *range(13, 20), *range(21, 43)]
    assume(place in checked)
    # Weights of 7, 3 and 1 cannot tell signs whose values differ by ten.
    value = {"<": 0} | {letter: number for number, letter in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
    assume((value[LOW[place]] - value[sign]) % 10)
    assert refusal([TOP, LOW[:place] + sign + LOW[place + 1 :]]) in ("zone_check", "zone_date")


@pytest.mark.parametrize(
    ("lines", "part"),
    [
        ("", "zone_form"),
        ([], "zone_form"),
        ([TOP], "zone_form"),
        ([TOP, LOW[:-1]], "zone_form"),
        ([TOP, LOW, LOW], "zone_form"),
        ([TOP.replace("A", "é", 1), LOW], "zone_character"),
        ([TOP, LOW[:-1] + "1"], "zone_check"),
        (passport(born="741312"), "zone_date"),
        (passport(born="74<8<<"), "zone_date"),
        (passport(born="<<<<32"), "zone_date"),
        (passport(expires="30<<<<"), "zone_date"),
        (passport(expires="300231"), "zone_date"),
    ],
)
def test_a_bad_zone_says_what_is_wrong(lines, part):
    assert refusal(lines) == part


@given(st.lists(st.text(max_size=50), max_size=4))
def test_no_text_does_anything_but_pass_or_be_refused(lines):
    assert refusal(lines)


@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        ("200401", date(2020, 4, 1), date(2020, 4, 1)),
        ("200402", date(2020, 4, 1), date(1920, 4, 2)),
        ("000229", date(2020, 4, 1), date(2000, 2, 29)),
    ],
)
def test_a_birth_year_of_two_digits_is_the_latest_that_is_not_ahead(born, on, expected):
    assert read(passport(born=born), on).birth_date == expected


@pytest.mark.parametrize(
    ("typed", "differs"), [(date(1919, 4, 1), ()), (date(2019, 4, 1), ()), (date(1918, 4, 1), ("birth_date",))]
)
def test_people_of_a_hundred_years_agree_with_their_zone(typed, differs):
    assert agrees(read(passport(born="190401"), date(2020, 4, 1)), birth_date=typed) == differs


@pytest.mark.parametrize(("printed", "year"), [("991231", 1999), ("700101", 2070), ("710101", 1971), ("200229", 2020)])
def test_an_expiry_further_ahead_than_documents_are_valid_was_before(printed, year):
    assert read(passport(expires=printed), date(2020, 4, 1)).expires_on.year == year


def test_every_check_digit_is_looked_at_by_itself():
    # The composite digit is right each time, for the digits before it.
    assert refusal(passport(optional="ZE184226B", optional_check="2")) == "zone_check"
    assert read(passport(optional="ZE184226B", optional_check="1")).number == "L898902C3"


@pytest.mark.parametrize("place", [18, 25, 29])
def test_the_composite_digit_of_a_card_covers_its_optional_fields(place):
    middle = CARD[1][:place] + ("7" if CARD[1][place] != "7" else "8") + CARD[1][place + 1 :]
    assert refusal([CARD[0], middle, CARD[2]]) == "zone_check"


def test_an_unused_field_may_have_a_filler_for_its_check_digit():
    assert read(passport(optional_check="<")).number == "L898902C3"


def test_an_open_sex_is_none():
    assert read(passport(sex="<")).sex is None


def test_the_typed_fields_that_differ_are_named_in_order():
    typed = {"number": "L898902C4", "name": "Anna Eriksson", "birth_date": date(1974, 8, 13), "sex": "male"}
    assert agrees(read(), **typed) == ("number", "name", "birth_date", "sex")


def test_what_was_not_typed_disagrees_with_nothing():
    assert agrees(read()) == ()
    assert agrees(read(passport(sex="<")), sex="male") == ()


@pytest.mark.parametrize(
    ("typed", "differs"), [("HK", False), ("MO", False), ("CN", False), ("TW", True), ("IT", True)]
)
def test_passports_of_hong_kong_and_macao_print_chn(typed, differs):
    fields = ("country", "nationality") if differs else ()
    assert agrees(read(passport(nationality="CHN")), country=typed, nationality=typed) == fields


@pytest.mark.parametrize("name", ["Anna Maria Eriksson", "ERIKSSON, Anna-Maria", "Eriksson Änna María", "张三"])
def test_names_agree_in_any_order_without_accents_and_chinese_ones_are_not_compared(name):
    assert agrees(read(), name=name) == ()


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("MUELLER<<JOERG", "Jörg Müller"),
        ("MULLER<<JORG", "Jörg Müller"),
        ("OCONNOR<<SEAN", "Seán O’Connor"),
        ("WALESA<<LUKASZ", "Łukasz Wałęsa"),
        ("DORDEVIC<<DURA", "Đura Đorđević"),
        ("SOERENSEN<<AASE", "Åse Sørensen"),
        ("SORENSEN<<ASE", "Åse Sørensen"),
        ("THORSDOTTIR<<BAERG", "Bærg Þorsdottir"),
        ("YILMAZ<<ISIL", "Işıl Yılmaz"),
        ("NGUYEN<<DUC", "Nguyễn Đức"),
        ("STRASS<<LEOEUVRE", "Leœuvre Straß"),
        ("NUNEZ<MUELLER<<JOSE", "José Núñez Müller"),
        ("NUNXXEZ<MULLER<<JOSE", "José Núñez Müller"),
        ("MUXXLLER<<JOERG<GOTZ", "Jörg Götz Müller"),
        ("AXXKERLUND<<AASA<BJORN", "Åsa Björn Åkerlund"),
        ("RAJ<KUMAR", "Raj A/L Kumar"),
        ("RAJ<A<L<KUMAR", "Raj A/L Kumar"),
        ("RAJ<AL<KUMAR", "Raj A/L Kumar"),
        ("MOHD<ALI<AHMAD", "Mohd Ali @ Ahmad"),
        ("MOHD<ALI", "Mohd Ali @ Ahmad"),
        ("TAN<<AH<KOW", "Tan Ah Kow (Chen Yagou)"),
        ("TAN<<AH<KOW<CHEN<YAGOU", "Tan Ah Kow (Chen Yagou)"),
        ("GALLA<VIDAL<<PERE", "Pere Gal·la Vidal"),
        ("O<CONNOR<<SEAN", "Seán O'Connor"),
        ("MEIER<<JEANLUC", "Jean-Luc Meier"),
        ("PAPANDROPOULOS<<JONATHON<ALEXANDROS<TRE", "Jonathon Alexandros Trevor Papandropoulos"),
    ],
)
def test_transliterated_and_shortened_names_agree(printed, typed):
    assert agrees(read(passport(printed)), name=typed) == ()


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("MUELLER<<JOERG", "Jorg Mueller"),
        ("RAJ<KUMAR", "Raj Kumari"),
        ("NUNEZ<MUELLER<<JOSE", "José Núñez Möller"),
        ("ALI<<MOHD<MOHD", "Mohd Ali"),
    ],
)
def test_other_names_do_not_agree(printed, typed):
    assert agrees(read(passport(printed)), name=typed) == ("name",)


@given(st.lists(st.sampled_from(["Ä", "A", "AE", "ÖÖÖÖÖÖ", "Ü", "N"]), min_size=1, max_size=30))
def test_any_name_agrees_with_its_plain_printing_and_in_any_order(words):
    plain = "<".join(words).translate(str.maketrans("ÄÖÜ", "AOU"))
    assume(len(plain) <= 37)
    assert agrees(read(passport(plain)), name=" ".join(reversed(words))) == ()


@pytest.mark.parametrize(
    ("born", "agreeing", "differing"),
    [
        ("74<<<<", date(1974, 3, 9), date(1975, 3, 9)),
        ("7408<<", date(1974, 8, 30), date(1974, 9, 30)),
        ("<<0812", date(1912, 8, 12), date(1912, 8, 13)),
        ("<<<<<<", date(1999, 1, 1), None),
    ],
)
def test_what_the_zone_knows_of_a_birth_date_is_compared(born, agreeing, differing):
    zone = read(passport(born=born))
    assert (zone.birth_date, zone.born) == (None, born)
    assert agrees(zone, birth_date=agreeing) == ()
    assert differing is None or agrees(zone, birth_date=differing) == ("birth_date",)


def test_a_document_may_have_no_expiry():
    assert read(passport(expires="<<<<<<")).expires_on is None


@pytest.mark.parametrize("lines", [CARD, VISA_SIZE, [TOP, LOW]])
def test_lines_may_lack_the_fillers_at_their_end(lines):
    assert read([line.rstrip("<") for line in lines]) == read(lines)
    assert read_zone("".join(lines), on=TODAY) == read(lines)


@pytest.mark.parametrize("filler", ["«", "《", "‹‹", "〈〈", "＜＜", "< <"])
def test_what_stands_for_fillers_is_read_as_fillers(filler):
    assert read([TOP.replace("<<", filler, 1), LOW]) == read()


def test_the_beginning_of_a_name_that_would_have_fitted_does_not_agree():
    assert agrees(read(passport("ERIKSSON<<AN")), name="Anna Eriksson") == ("name",)


def test_countries_are_compared_across_their_codes():
    zone = read(passport(nationality="GBR"))
    assert agrees(zone, country="gb", nationality="GB") == ()
    assert agrees(zone, country="FR", nationality="FR") == ("country", "nationality")
    assert agrees(read(passport(nationality="D")), nationality="DE") == ()
    assert agrees(read(passport(nationality="D")), nationality="FR") == ("nationality",)
