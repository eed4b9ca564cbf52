"""Who has been heard: the grid, what it hides, and what it warns of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admin.report.cautions import cautions
from admin.report.coverage import CoverageStatus
from admin.report.grid import CellKind, HeardCell, HeardGrid
from admin.report.groups import Group, Speaker, count_heard, speakers
from admin.report.heard import heard_grid
from admin.report.sizes import Sizes
from admin.report.tree import HiddenPlaces, Leaf, hide_places
from survey.round_counts import Centre, Replies, Size, Unit
from survey.voices import Perspective, Voice

EG, BIRK = Unit(1, "Eg"), Unit(2, "Birk")
SUN, OAK = Centre(1, "Solsikken", (EG, BIRK)), Centre(2, "Egebo")
RESIDENT = Speaker(Voice.RESIDENT, Perspective.SELF)
ASSISTED = Speaker(Voice.RESIDENT_ASSISTED, Perspective.SELF)
K = 5


def replies(n: int, unit: int = 0, centre: int = 1, **changes: object) -> Replies:
    given_ = {"version_id": 1, "voice": "resident", "perspective": "self", "question": "response"}
    given_ |= {"status": "finished", **changes}
    return Replies(centre_id=centre, unit_id=unit, n=n, **given_)  # type: ignore[arg-type]


def grid(
    rows: list[Replies],
    sizes: list[Size],
    centres: tuple[Centre, ...] = (SUN,),
    linked: frozenset[str] = frozenset(),
) -> HeardGrid:
    heard = count_heard(rows, {1: "first", 2: "first"}, K)
    asked = speakers({"resident": ["self"]}, heard.places)
    return heard_grid(asked, heard, centres, Sizes(sizes, centres), linked, K)


def whole(found: HeardGrid, speaker: Speaker = RESIDENT) -> HeardCell:
    column = found.column(speaker)
    assert column
    return column.whole


def cells(found: HeardGrid) -> dict[str, HeardCell]:
    """The residents' own column by place."""
    return {row.unit or ("-" if row.apart else row.centre): row.cells[0] for row in found.rows}


def said(found: HeardGrid) -> str:
    return " ".join(caution.msgid for caution in cautions(found, K))


@pytest.mark.parametrize(
    ("n", "kind", "status"),
    [
        (0, CellKind.SILENT, CoverageStatus.SILENT),
        (4, CellKind.FEW, None),
        (7, CellKind.COUNT, CoverageStatus.THIN),
        (8, CellKind.COUNT, CoverageStatus.PARTLY_HEARD),
        (20, CellKind.COUNT, CoverageStatus.HEARD),
        (41, CellKind.TOO_MANY, None),
    ],
)
def test_a_voice_stands_on_the_ladder(
    n: int, kind: CellKind, status: CoverageStatus | None
) -> None:
    cell = whole(grid([replies(n)], [Size(1, 0, "resident", 40)]))
    assert (cell.kind, cell.status) == (kind, status)
    assert cell.n == (None if kind is CellKind.FEW else n)


def test_a_voice_behind_a_link_has_answers_and_no_share() -> None:
    found = grid([replies(41)], [Size(1, 0, "resident", 40)], linked=frozenset({"resident"}))
    assert whole(found) == HeardCell(CellKind.COUNT, 41)
    assert [c.open_link for c in found.columns] == [True, True], "helped through the same link"


def test_without_a_headcount_the_size_is_unknown() -> None:
    assert whole(grid([replies(9)], [])).status is CoverageStatus.SIZE_UNKNOWN


def test_a_centre_without_a_headcount_has_its_units_together() -> None:
    sizes = [Size(1, 1, "resident", 12), Size(1, 2, "resident", 13)]
    assert whole(grid([replies(9)], sizes)).size == 25
    assert whole(grid([replies(9)], sizes[:1])).size is None


def test_those_who_were_helped_are_some_of_all_residents() -> None:
    found = grid([replies(9, voice="resident_assisted")], [Size(1, 0, "resident", 40)])
    assert whole(found, ASSISTED).size == 40


def test_who_did_not_reach_the_first_question_was_not_heard() -> None:
    away = replies(3, question="first", status="not_reached")
    later = replies(6, question="second", status="not_reached")
    cell = whole(grid([replies(9), replies(3, status="idle"), away, later], []))
    assert cell.n == 9


def test_a_small_unit_is_not_found_by_subtraction() -> None:
    found = cells(grid([replies(14, 1), replies(2, 2)], [Size(1, 0, "resident", 40)]))
    assert found["Solsikken"].n == 16
    assert found["Eg"].kind is found["Birk"].kind is CellKind.HIDDEN
    assert found["Eg"].n is found["Birk"].n is None


def test_what_is_hidden_does_not_tell_why() -> None:
    """Few and many hidden look the same: 6 for both would be 1 and 5."""
    found = cells(grid([replies(9, 1), replies(1, 2)], []))
    assert found["Eg"] == found["Birk"]


def test_answers_without_a_unit_do_not_make_units_silent() -> None:
    rows = [replies(9), replies(8, 1)]
    found = cells(grid(rows, [Size(1, 2, "resident", 10)]))
    assert found["Birk"].kind is CellKind.NOT_APART
    assert found["-"].n == 9


def test_units_nobody_counted_or_heard_are_left_out() -> None:
    assert [row.unit for row in grid([replies(9)], []).rows] == [""]


def test_the_worst_warning_comes_first_and_there_are_three_at_most() -> None:
    rows = [replies(6, 1, 1), replies(12, 0, 2), replies(30, voice="resident_assisted")]
    sizes = [Size(1, 0, "resident", 90), Size(1, 1, "resident", 40), Size(1, 2, "resident", 50)]
    found = grid(rows, [*sizes, Size(2, 0, "resident", 10)], (SUN, OAK))
    told = [c.msgid for c in cautions(found, K)]
    assert len(told) == 3
    assert "more answers than people" in told[0]
    assert "Only" in told[1]


def test_relatives_never_fill_the_hole() -> None:
    found = grid([replies(30, voice="relative", perspective="as_resident")], [])
    assert "No resident has answered" in said(found)


def test_a_silent_unit_is_named() -> None:
    sizes = [Size(1, 1, "resident", 12), Size(1, 2, "resident", 13)]
    (caution,) = cautions(grid([replies(12, 1)], sizes), K)
    assert caution.values["places"] == "Solsikken, Birk"


def test_a_unit_heard_with_help_is_not_silent() -> None:
    sizes = [Size(1, 1, "resident", 12), Size(1, 2, "resident", 13)]
    found = grid([replies(12, 1), replies(6, 2, voice="resident_assisted")], sizes)
    assert cautions(found, K) == ()


def test_uneven_centres_are_told() -> None:
    sizes = [Size(1, 0, "resident", 60), Size(2, 0, "resident", 20)]
    found = grid([replies(6, 0, 1), replies(19, 0, 2)], sizes, (SUN, OAK))
    assert "very unevenly" in said(found)
    assert "twice its share" in said(found)
    even = grid([replies(36, 0, 1), replies(12, 0, 2)], sizes, (SUN, OAK))
    assert said(even) == ""


def test_more_help_than_not_is_told() -> None:
    rows = [replies(9), replies(10, voice="resident_assisted")]
    assert "had help" in said(grid(rows, [Size(1, 0, "resident", 30)]))
    assert "had help" not in said(grid(rows[:1], [Size(1, 0, "resident", 30)]))


def test_an_unknown_size_is_told() -> None:
    assert "how many residents there are" in said(grid([replies(9)], []))


def test_a_small_older_edition_is_in_no_number() -> None:
    found = count_heard([replies(20), replies(3, version_id=2)], {1: "first", 2: "first"}, K)
    assert found.left_out == {Group(2, RESIDENT)}
    assert found.at(RESIDENT) == {(1, 0): 20}


def test_editions_that_are_all_small_still_count() -> None:
    found = count_heard([replies(3), replies(4, version_id=2)], {1: "first", 2: "first"}, K)
    assert found.left_out == frozenset()
    assert sum(found.at(RESIDENT).values()) == 7


counts = st.dictionaries(
    st.tuples(st.integers(1, 3), st.integers(0, 2)), st.integers(0, 9), min_size=1
)


@settings(max_examples=400, deadline=None)
@given(counts, st.integers(3, 5))
def test_no_subtraction_finds_a_small_count(counts: Mapping[Leaf, int], k: int) -> None:
    """The reader knows the whole, every shown number, and that what is hidden is not zero."""
    hidden = hide_places(counts, k)
    if sum(counts.values()) < k or hidden.everything:
        return
    for leaf, n in counts.items():
        assert leaf in hidden.leaves or not 0 < n < k
    for block in blocks(counts, hidden):
        values = [counts[leaf] for leaf in block]
        assert len(values) != 1
        if min(values) < k:
            assert sum(values) >= k
            assert sum(values) > len(values), "one at each would be known"


def blocks(counts: Mapping[Leaf, int], hidden: HiddenPlaces) -> Iterator[list[Leaf]]:
    """The hidden places whose sum a reader can work out."""
    shown = {leaf[0] for leaf in counts} - hidden.centres
    groups = [{centre} for centre in shown] + [set(hidden.centres)]
    for group in groups:
        block = [leaf for leaf in counts if leaf[0] in group and leaf in hidden.leaves]
        assert block or not any(
            counts[leaf] for leaf in counts if leaf[0] in group & hidden.centres
        )
        if block:
            yield block


def test_one_person_everywhere_hides_every_place() -> None:
    lonely = {(centre, 0): 1 for centre in range(1, 7)}
    assert hide_places(lonely, K).everything


def test_zeros_are_shown() -> None:
    assert (2, 0) not in hide_places({(1, 0): 2, (1, 1): 8, (2, 0): 0}, K).leaves
