"""No adding and subtracting of what is shown finds a small group."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from admin.report.disclosure import (
    BandKind,
    Place,
    Table,
    UnsafeGroupSize,
    band,
    batch_release,
    filter_allowed,
    safe_2d,
    suppress_1d,
    suppress_2d,
)
from admin.report.estimate import ImpossibleCount

Matrix = list[list[int]]

sizes = st.integers(3, 8)
small_counts = st.integers(0, 12)
lines = st.dictionaries(st.sampled_from("ABCDEFGH"), small_counts, min_size=1)


def matrices(
    most: int = 5, counts: st.SearchStrategy[int] = small_counts
) -> st.SearchStrategy[Matrix]:
    return st.tuples(st.integers(1, most), st.integers(1, most)).flatmap(
        lambda size: st.lists(
            st.lists(counts, min_size=size[1], max_size=size[1]),
            min_size=size[0],
            max_size=size[0],
        )
    )


@given(lines, sizes)
def test_a_line_never_shows_a_small_cell(cells: dict[str, int], k: int) -> None:
    line = suppress_1d(cells, k)
    assert all(count == 0 or count >= k for count in line.shown.values())
    assert set(line.shown) | {*line.primary, *line.secondary} == set(cells)
    assert all(cells[name] > 0 for name in (*line.primary, *line.secondary))


@given(lines, sizes)
def test_a_line_with_its_total_shown_hides_two_cells_and_k_people(
    cells: dict[str, int], k: int
) -> None:
    line = suppress_1d(cells, k)
    hidden = [*line.primary, *line.secondary]
    if hidden and not line.total_hidden:
        assert len(hidden) >= 2
        assert sum(cells[name] for name in hidden) >= k


@given(lines, sizes)
def test_the_total_is_hidden_only_when_every_cell_with_people_is(
    cells: dict[str, int], k: int
) -> None:
    line = suppress_1d(cells, k)
    if line.total_hidden:
        assert not any(line.shown.values())


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    line = suppress_1d({"A": 5, "B": 0, "C": 40}, 5)
    assert line.primary == line.secondary == ()
    assert line.shown == {"A": 5, "B": 0, "C": 40}


def test_a_line_without_a_total_needs_no_complement() -> None:
    assert suppress_1d({"A": 3, "B": 9}, 5, total_published=False).secondary == ()


def test_of_equal_complements_the_first_listed_goes() -> None:
    assert suppress_1d({"A": 9, "B": 2, "C": 9}, 5).secondary == ("A",)


@given(matrices(), sizes)
def test_every_line_of_a_table_is_guarded(matrix: Matrix, k: int) -> None:
    for table in (suppress_2d(matrix, k), safe_2d(matrix, k)):
        for hidden, total_hidden in table_lines(matrix, table):
            if hidden and not total_hidden:
                assert len(hidden) >= 2
                assert sum(hidden) >= k


@given(matrices(), sizes)
def test_a_table_hides_every_small_cell_and_no_zero(matrix: Matrix, k: int) -> None:
    table = safe_2d(matrix, k)
    for r, c in product(range(len(matrix)), range(len(matrix[0]))):
        hidden = (r, c) in {*table.primary, *table.secondary}
        assert hidden or not 0 < matrix[r][c] < k
        assert not (hidden and matrix[r][c] == 0)


@given(matrices(4, st.integers(0, 9)), sizes)
@settings(max_examples=60, deadline=None)
def test_each_small_cell_could_be_another_number(matrix: Matrix, k: int) -> None:
    table = safe_2d(matrix, k)
    for place in table.primary:
        assert least_possible(place, matrix, table) < most_possible(place, matrix, table)


def test_a_cell_between_two_hidden_blocks_is_covered_too() -> None:
    # Every line hides two cells or three, yet the 2 in the middle is what is left when
    # the first two rows are added up and the first two columns taken away.
    matrix = [
        [3, 4, 20, 20],
        [4, 9, 2, 20],
        [20, 20, 4, 3],
        [20, 20, 3, 4],
    ]
    by_line, safe = suppress_2d(matrix, 5), safe_2d(matrix, 5)
    assert least_possible((1, 2), matrix, by_line) == most_possible((1, 2), matrix, by_line) == 2
    assert least_possible((1, 2), matrix, safe) < most_possible((1, 2), matrix, safe)


def test_a_hidden_row_total_cannot_be_had_from_the_grand_total() -> None:
    matrix = [[3, 0], [10, 20]]
    by_line, safe = suppress_2d(matrix, 5), safe_2d(matrix, 5)
    assert by_line.hidden_row_totals == (0,)
    assert least_possible((0, 0), matrix, by_line) == most_possible((0, 0), matrix, by_line) == 3
    assert least_possible((0, 0), matrix, safe) < most_possible((0, 0), matrix, safe)


def test_a_ring_of_ones_is_covered_too() -> None:
    # Who knows that a hidden count is never 0 can neither raise nor lower any of these.
    matrix = [
        [4, 0, 1],
        [4, 1, 0],
        [0, 4, 4],
    ]
    by_line, safe = suppress_2d(matrix, 5), safe_2d(matrix, 5)
    assert least_possible((0, 2), matrix, by_line) == most_possible((0, 2), matrix, by_line) == 1
    assert least_possible((0, 2), matrix, safe) < most_possible((0, 2), matrix, safe)
    assert not {(0, 1), (1, 2), (2, 0)}.intersection(safe.secondary)


def test_a_table_needs_rows_of_one_length() -> None:
    with pytest.raises(ImpossibleCount):
        suppress_2d([[9, 8], [7]], 5)
    assert safe_2d([], 5).primary == ()


def test_counts_below_zero_are_refused() -> None:
    with pytest.raises(ImpossibleCount):
        suppress_1d({"A": -1}, 5)
    with pytest.raises(ImpossibleCount):
        safe_2d([[-1, 8]], 5)


@pytest.mark.parametrize("k", [2, 0, 21])
def test_the_smallest_group_is_from_three_to_twenty(k: int) -> None:
    with pytest.raises(UnsafeGroupSize):
        suppress_1d({"A": 8}, k)
    with pytest.raises(UnsafeGroupSize):
        suppress_2d([[8]], k)
    with pytest.raises(UnsafeGroupSize):
        band(8, 20, k)
    with pytest.raises(UnsafeGroupSize):
        filter_allowed(8, 20, k)
    with pytest.raises(UnsafeGroupSize):
        batch_release([8], k)


@given(st.integers(0, 40), sizes)
def test_a_band_tells_a_count_only_when_both_sides_are_large(n: int, k: int) -> None:
    for x in range(n + 1):
        said = band(x, n, k)
        assert (said.kind is BandKind.COUNT) == (n >= k and k <= x <= n - k)
        assert (said.kind is BandKind.HIDDEN) == (n < k)
        if said.kind is BandKind.COUNT:
            assert said.number == x


def test_a_band_is_true() -> None:
    for n, x in product(range(5, 30), range(30)):
        said = band(min(x, n), n, 5)
        if said.kind is BandKind.FEWER_THAN:
            assert min(x, n) < (said.number or 0)
        if said.kind is BandKind.MORE_THAN:
            assert said.number is not None
            assert min(x, n) > said.number


def test_a_band_of_more_than_all_is_refused() -> None:
    with pytest.raises(ImpossibleCount):
        band(9, 8, 5)


@given(st.integers(0, 30), st.integers(0, 30), sizes)
def test_a_filter_leaves_no_small_group_in_or_out(part: int, rest: int, k: int) -> None:
    allowed = filter_allowed(part, part + rest, k)
    assert allowed == (part >= k and (rest == 0 or rest >= k))


def test_a_filter_cannot_find_more_than_there_are() -> None:
    with pytest.raises(ImpossibleCount):
        filter_allowed(9, 8, 5)


@given(st.lists(st.integers(0, 6), max_size=30), sizes)
def test_batches_differ_by_k_at_least(growth: list[int], k: int) -> None:
    cumulative = [sum(growth[: i + 1]) for i in range(len(growth))]
    published = [0, *(count for _, count in batch_release(cumulative, k))]
    assert all(b - a >= k for a, b in pairwise(published))
    assert not cumulative or cumulative[-1] - published[-1] < k


def table_lines(matrix: Matrix, table: Table) -> Iterator[tuple[list[int], bool]]:
    """The hidden counts of every row and column, and whether its total is hidden."""
    hidden = {*table.primary, *table.secondary}
    for r, row in enumerate(matrix):
        gone = [count for c, count in enumerate(row) if (r, c) in hidden]
        yield gone, r in table.hidden_row_totals
    for c, column in enumerate(zip(*matrix, strict=True)):
        gone = [count for r, count in enumerate(column) if (r, c) in hidden]
        yield gone, c in table.hidden_col_totals


def least_possible(place: Place, matrix: Matrix, table: Table) -> float:
    """The least the hidden place can be, in every table that looks the same from outside."""
    return bound(place, matrix, table, 1)


def most_possible(place: Place, matrix: Matrix, table: Table) -> float:
    return -bound(place, matrix, table, -1)


def bound(place: Place, matrix: Matrix, table: Table, sign: int) -> float:
    """Linear programming over the hidden places; whole numbers come by themselves in a table."""
    rows, cols = len(matrix), len(matrix[0])
    hidden = hidden_places(rows, cols, table)
    full = with_totals(matrix)
    lines = [[(r, c) for c in range(cols + 1)] for r in range(rows + 1)]
    lines += [[(r, c) for r in range(rows + 1)] for c in range(cols + 1)]
    sums, wanted = [], []
    for line in lines:
        weights = {p: -1 if p == line[-1] else 1 for p in line}
        sums.append([weights.get(p, 0) for p in hidden])
        wanted.append(-sum(weights[p] * full[p[0]][p[1]] for p in line if p not in hidden))
    goal = [sign if p == place else 0 for p in hidden]
    found = linprog(goal, A_eq=sums, b_eq=wanted, bounds=(1, None))
    unbounded = 3
    return float("-inf") if found.status == unbounded else round(found.fun, 6)


def hidden_places(rows: int, cols: int, table: Table) -> list[Place]:
    return [
        *table.primary,
        *table.secondary,
        *((r, cols) for r in table.hidden_row_totals),
        *((rows, c) for c in table.hidden_col_totals),
        *([(rows, cols)] if table.grand_total_hidden else []),
    ]


def with_totals(matrix: Matrix) -> Matrix:
    wide = [[*row, sum(row)] for row in matrix]
    return [*wide, [sum(column) for column in zip(*wide, strict=True)]]
