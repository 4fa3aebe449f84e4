"""The list of airports that the service knows, made from the airportsdata package: `python -m local.airports_list`.

The package reads its rows in a quarter of a second and brings airstrips without a code and a dozen facts of each
airport: the service needs four of those with a code, and loads them in a few milliseconds.
"""

import json

import airportsdata

from local.paths import ROOT

FILE = ROOT / "chalicelib" / "identity" / "airports.json"
OF_2020 = ROOT / "local" / "airports_2020.json"
"""Codes that the package's release of November 2020 has and the pinned one has no more: what tickets of then print."""
_CHINA = "Asia/Shanghai"
# What neither release has: codes that ended in 2020 or were given anew, airports that opened since, and those of China.
BESIDE = [
    ["SXF", "Berlin Schönefeld Airport", "Berlin", "DE", "Europe/Berlin"],
    ["TSE", "Nursultan Nazarbayev International Airport", "Astana", "KZ", "Asia/Almaty"],
    ["EAP", "EuroAirport Basel-Mulhouse-Freiburg", "Basel/Mulhouse", "FR", "Europe/Paris"],
    ["PNH", "Phnom Penh International Airport", "Phnom Penh", "KH", "Asia/Phnom_Penh"],
    ["REP", "Siem Reap International Airport", "Siem Reap", "KH", "Asia/Phnom_Penh"],
    ["CWJ", "Cangyuan Washan Airport", "Cangyuan", "CN", _CHINA],
    ["DBC", "Baicheng Chang'an Airport", "Baicheng", "CN", _CHINA],
    ["DTU", "Wudalianchi Dedu Airport", "Wudalianchi", "CN", _CHINA],
    ["FYJ", "Fuyuan Dongji Airport", "Fuyuan", "CN", _CHINA],
    ["FYN", "Fuyun Koktokay Airport", "Fuyun", "CN", _CHINA],
    ["GMQ", "Golog Maqin Airport", "Golog", "CN", _CHINA],
    ["HCJ", "Hechi Jinchengjiang Airport", "Hechi", "CN", _CHINA],
    ["HPG", "Shennongjia Hongping Airport", "Shennongjia", "CN", _CHINA],
    ["HTT", "Mangnai Huatugou Airport", "Mangnai", "CN", _CHINA],
    ["JGD", "Daxing'anling Elunchun Airport", "Jagdaqi", "CN", _CHINA],
    ["JMJ", "Lancang Jingmai Airport", "Lancang", "CN", _CHINA],
    ["JSJ", "Jiansanjiang Shidi Airport", "Jiansanjiang", "CN", _CHINA],
    ["JUH", "Chizhou Jiuhuashan Airport", "Chizhou", "CN", _CHINA],
    ["KJI", "Burqin Kanas Airport", "Burqin", "CN", _CHINA],
    ["NLH", "Ninglang Luguhu Airport", "Ninglang", "CN", _CHINA],
    ["NLT", "Xinyuan Nalati Airport", "Xinyuan", "CN", _CHINA],
    ["RIZ", "Rizhao Shanzihe Airport", "Rizhao", "CN", _CHINA],
    ["RKZ", "Xigaze Peace Airport", "Xigaze", "CN", _CHINA],
    ["SHF", "Shihezi Huayuan Airport", "Shihezi", "CN", _CHINA],
    ["WGN", "Shaoyang Wugang Airport", "Shaoyang", "CN", _CHINA],
    ["WHN", "Wuhan Hannan Municipal Airport", "Wuhan", "CN", _CHINA],
    ["WNH", "Wenshan Yanshan Airport", "Wenshan", "CN", _CHINA],
    ["WUT", "Xinzhou Wutaishan Airport", "Xinzhou", "CN", _CHINA],
    ["XNT", "Xingtai Dalian Airport", "Xingtai", "CN", _CHINA],
    ["YIC", "Yichun Mingyueshan Airport", "Yichun", "CN", _CHINA],
    ["ZQZ", "Zhangjiakou Ningyuan Airport", "Zhangjiakou", "CN", _CHINA],
]
# Airports that two countries run, or that both call theirs: a journey from either may begin there.
SHARED = {
    "BSL": "CH",
    "MLH": "CH",
    "EAP": "CH",
    "GVA": "FR",
    "PRN": "RS",
    "SIP": "RU",
    "UKS": "RU",
    "EUN": "MA",
    "VIL": "MA",
    "ECN": "TR",
    "GIB": "GB",
}


def made() -> str:
    """The list as JSON, an entry a line.

    `airports`: code, name, city, country (alpha-2), time zone. `cities` with several airports: code, name, codes of
    the airports. `shared`: code, a second country.
    """
    known = airportsdata.load("IATA").items()
    airports = [[code, row["name"], row["city"], row["country"], row["tz"]] for code, row in known]
    cities = [[code, row["name"], *row["airports"]] for code, row in airportsdata.load_iata_macs().items()]
    kept = {row[0] for row in airports}
    others = [row for row in (*json.loads(OF_2020.read_text("utf-8")), *BESIDE) if row[0] not in kept]
    everything = airports + sorted({row[0]: row for row in others}.values())
    shared = [[code, country] for code, country in SHARED.items()]
    return f'{{"airports": {_lines(everything)},\n"cities": {_lines(cities)},\n"shared": {_lines(shared)}}}\n'


def _lines(rows: list[list[str]]) -> str:
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows) + "\n]"


if __name__ == "__main__":
    FILE.write_text(made(), encoding="utf-8")
