"""The record of where a person is: whatever the order of deliveries, the same visits, each recorded once."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.features.visits import presence
from chalicelib.features.visits.presence import AtVenue
from chalicelib.scoring.plausible import Place
from chalicelib.scoring.visits import Scan, spans

TEN = datetime(2020, 3, 10, 2, tzinfo=UTC)
PLACE = Place(36.6, 101.8)
LONGEST = timedelta(hours=4)
RECORD = (
    '{"v1":["restaurant",36.6,101.8,[[1583805600000,0],[1583805600001,1]],'
    '[["visit#1",1583805600000,1583805600001,1583805600000],["visit#2",1583805600000,null,null]]]}'
)
"""As records have been since there are visits."""
SCANS = st.lists(
    st.builds(Scan, st.integers(0, 900).map(lambda m: TEN + timedelta(minutes=m)), st.sampled_from(["in", "out"])),
    max_size=10,
)


def delivered(scans: list[Scan]) -> tuple[AtVenue, list[str]]:
    """What the record says after the scans, and the visits that were recorded, in order."""
    there, made = AtVenue("restaurant", PLACE.lat, PLACE.lon), []
    for scan in scans:
        outcome = presence.scanned(there, scan)
        named = {each.span.came: f"v{len(made) + number}" for number, each in enumerate(outcome.created)}
        made += named.values()
        there = presence.recorded(outcome.there, named)
    return there, made


@given(SCANS, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_visits_each_with_a_record_of_its_own(scans, random):
    shuffled = scans * 2
    random.shuffle(shuffled)
    there, made = delivered(shuffled)
    assert tuple(each.span for each in there.visits) == spans(scans, LONGEST)
    assert len({each.sk for each in there.visits}) == len(there.visits)
    assert sorted(each.sk for each in there.visits) == sorted(made)


@given(SCANS)
def test_the_visit_of_a_scan_is_the_one_it_lies_in(scans):
    there, _ = delivered(scans)
    for scan in scans:
        outcome = presence.scanned(there, scan)
        assert not outcome.is_new
        assert outcome.visit.span.came <= scan.at


@given(SCANS)
def test_what_is_written_is_what_is_read(scans):
    there, _ = delivered(scans)
    there = presence.with_anomaly(there, TEN, TEN) if there.visits else there
    content = {"v": there, "v?": there}
    assert presence.load(presence.dump(content)) == content


def test_the_record_is_milliseconds_and_nothing_that_its_type_says():
    content = presence.load(RECORD)
    there = content["v1"]
    assert (there.venue_type, there.place, there.longest) == ("restaurant", PLACE, LONGEST)
    assert there.scans == (Scan(TEN, "in"), Scan(TEN + timedelta(milliseconds=1), "out"))
    assert [(each.sk, each.span.came, each.span.left, each.anomaly_at) for each in there.visits] == [
        ("visit#1", TEN, TEN + timedelta(milliseconds=1), TEN),
        ("visit#2", TEN, None, None),
    ]
    assert presence.dump(content) == RECORD.replace(",null,null]", ",null]")


@given(SCANS, SCANS)
def test_forgetting_what_is_over_changes_no_visit_to_come(old, late):
    """Scans arrive at most 72 h late: what is pruned then can no longer matter."""
    now = TEN + timedelta(days=5)
    recent = [Scan(scan.at + timedelta(days=4), scan.direction) for scan in late]
    there, _ = delivered(old)
    kept = presence.pruned({"v": there}, now).get("v", AtVenue("restaurant", PLACE.lat, PLACE.lon))
    assert _recorded(kept, recent) == _recorded(there, recent)


def _recorded(there: AtVenue, scans: list[Scan]) -> list:
    """The visits that further scans make, each as it was when it was recorded."""
    made = []
    for scan in scans:
        outcome = presence.scanned(there, scan)
        made += [each.span for each in outcome.created]
        there = presence.recorded(outcome.there, {each.span.came: "new" for each in outcome.created})
    return made


def test_many_scans_keep_the_record_small():
    scans = [Scan(TEN + timedelta(minutes=n), "in") for n in range(200)]
    there, _ = delivered(scans)
    kept = presence.pruned({"v": there}, TEN + timedelta(hours=4))["v"]
    assert len(kept.scans) <= 12
    assert [each.span for each in kept.visits] == [each.span for each in there.visits]


def test_suspect_scans_are_no_sightings():
    there = AtVenue("bank", PLACE.lat, PLACE.lon, (Scan(TEN, "in"),))
    content = {"a": there, "b?": there, "here": there}
    assert len(list(presence.sightings(content, "here"))) == 1


def test_whoever_goes_to_more_venues_than_are_kept_is_still_let_in():
    number, content = 0, {}
    for number in range(presence.MOST_VENUES + 10):
        scan = Scan(TEN + timedelta(minutes=number), "in")
        content = presence.pruned(content, scan.at)
        content[f"v{number}"] = presence.scanned(AtVenue("restaurant", PLACE.lat, PLACE.lon), scan).there
    assert len(content) == presence.MOST_VENUES + 1
    assert f"v{number}" in content
    assert "v0" not in content
