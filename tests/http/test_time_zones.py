"""Time zones in requests: names of the tz database, and nothing that only a machine's files know."""

import pytest

from chalicelib.errors import Invalid
from chalicelib.http.time_zones import checked_zone


@pytest.mark.parametrize("name", ["Asia/Shanghai", "Europe/Kyiv", "Europe/Kiev", "Asia/Calcutta", "UTC", "Etc/GMT+5"])
def test_names_of_the_database_are_zones(name):
    assert checked_zone(name, "timezone").key == name


@pytest.mark.parametrize(
    "name",
    [
        "localtime",
        "Factory",
        "posixrules",
        "right/Asia/Shanghai",
        "posix/Asia/Shanghai",
        "asia/shanghai",
        "../etc/passwd",
        "/usr/share/zoneinfo/UTC",
        "Asia/",
        "zones",
        "",
        "\x00",
    ],
)
def test_what_a_machine_keeps_beside_them_is_none(name):
    with pytest.raises(Invalid) as caught:
        checked_zone(name, "timezone")
    assert caught.value.fields[0].code == "unknown_timezone"
