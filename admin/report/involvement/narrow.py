"""A round as one of its centres sees it: that centre's own counts, and no other's.

Nothing is told of a centre that the round as a whole does not tell of it: whoever is hidden there in
the grid of the whole round is left out, so that the two together give no more away than one.
"""

from __future__ import annotations

from dataclasses import replace

from admin.report.grid import CellKind
from admin.report.round_report import RoundReport
from survey.round_counts import RoundCounts

NOT_TOLD = (CellKind.HIDDEN, CellKind.FEW)


def at_centre(counts: RoundCounts, whole: RoundReport, centre_id: int) -> RoundCounts:
    """The counts of one centre of the round; `whole` is the report of all of it."""
    at = [centre.id for centre in counts.centres].index(centre_id)
    row = [row for row in whole.grid.rows if row.is_centre][at]
    hidden = {
        column.speaker
        for column, cell in zip(whole.grid.columns, row.cells, strict=True)
        if cell.kind in NOT_TOLD
    }
    return replace(
        counts,
        centres=(counts.centres[at],),
        sizes=tuple(one for one in counts.sizes if one.centre_id == centre_id),
        replies=tuple(
            one
            for one in counts.replies
            if one.centre_id == centre_id and (one.voice, one.perspective) not in hidden
        ),
        said=tuple(
            one
            for one in counts.said
            if one.centre_id == centre_id and (one.voice, one.perspective) not in hidden
        ),
    )
