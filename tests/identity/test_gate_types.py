import pytest

from chalicelib.identity.documents import DOCUMENT_TYPES
from chalicelib.identity.gate_types import GATE_CODE, type_of


def test_every_document_type_has_a_gate_code():
    assert set(GATE_CODE) == set(DOCUMENT_TYPES)


@pytest.mark.parametrize(
    ("code", "type"),
    [
        ("10", "id_card"),
        ("14", "hk_macao_permit"),
        ("15", "taiwan_permit"),
        ("16", "taiwan_permit"),
        ("20", "passport"),
        ("34", "foreign_permanent"),
        ("99", None),
        ("77", None),
    ],
)
def test_a_gates_code_names_our_type(code, type):
    assert type_of(code) == type


def test_a_type_survives_the_way_to_a_gate_and_back_unless_it_is_other():
    assert all(type_of(code) == type for type, code in GATE_CODE.items() if code != "99")
