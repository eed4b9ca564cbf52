"""The report of one round as plain data: who was heard, then what each group said."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from admin.report.cautions import RESIDENT, cautions, hardly_heard
from admin.report.corrected import corrected
from admin.report.edition_notes import Edition
from admin.report.grid import CellKind, HeardColumn, HeardGrid
from admin.report.group_report import GroupReport, Groups
from admin.report.groups import Speaker, count_heard, speakers
from admin.report.heard import heard_grid
from admin.report.own_words import OwnWords, own_words
from admin.report.sentences import Sentence, sentence
from admin.report.sizes import Sizes
from survey.round_counts import RoundCounts
from survey.texts import N_
from survey.words.moderated import RoundWords

NOT_HEARD = N_("We have not heard the residents")
NOT_SHOWN = N_("How many residents we have heard here is not shown")
HEARD_OF = N_("We have heard %(n)s of %(size)s residents")
HEARD = N_("We have heard %(n)s residents")
OPEN_LINK = N_("We have %(n)s answers from residents, through an open link")
STOP = N_("Stop: there are more answers than residents")


@dataclass(frozen=True)
class RoundReport:
    """A round's report. `closed` is False while answers still come in: none are shown then."""

    title: str
    initiative: str | None
    opens_on: date
    closes_on: date
    closed: bool
    k: int
    headline: Sentence
    cautions: tuple[Sentence, ...]
    grid: HeardGrid
    groups: tuple[GroupReport, ...]
    own_words: OwnWords | None
    """None while the round is open, and where nobody is asked in words."""
    left_out: bool
    """True when so few answered an older edition that they are in no number."""
    corrections: tuple[Sentence, ...] = ()
    """What has changed since the numbers were released."""

    @property
    def several_centres(self) -> bool:
        """True when shares are over more than one centre."""
        return sum(row.is_centre for row in self.grid.rows) > 1


def round_report(
    counts: RoundCounts,
    editions: Mapping[int, Edition],
    k: int,
    language: str,
    today: date,
    words: RoundWords | None = None,
    hidden: Collection[Speaker] = (),
) -> RoundReport:
    """The report as of `today`; `editions` holds every version that was answered, by id.

    Of `hidden` speakers it is told that they are not shown, in place of that nobody was heard.
    """
    own = editions[counts.version_id].questionnaire
    heard = count_heard(counts.replies, {i: _first(e) for i, e in editions.items()}, k)
    sizes = Sizes(counts.sizes, counts.centres)
    everybody = speakers(counts.voices, heard.places)
    grid = heard_grid(everybody, heard, counts.centres, sizes, counts.linked, k).without(hidden)
    closed = counts.closes_on < today
    groups = Groups(counts, editions, heard, grid, k, language)
    return RoundReport(
        title=own.title.say(language),
        initiative=counts.initiative,
        opens_on=counts.opens_on,
        closes_on=counts.closes_on,
        closed=closed,
        k=k,
        headline=_headline(grid.column(RESIDENT)),
        cautions=cautions(grid, k),
        grid=grid,
        # Two looks at a round that is still asking would tell the one answer between them.
        groups=tuple(groups.reports()) if closed else (),
        own_words=own_words(counts, editions, words or RoundWords(), grid, k) if closed else None,
        left_out=bool(heard.left_out),
        corrections=tuple(corrected(counts.corrections, k)),
    )


def _first(edition: Edition) -> str:
    return next((question.key for question in edition.questionnaire.asked()), "")


def _headline(column: HeardColumn | None) -> Sentence:
    if column and column.whole.kind is CellKind.HIDDEN:
        return sentence(NOT_SHOWN)
    if column is None or hardly_heard(column):
        return sentence(NOT_HEARD)
    whole = column.whole
    if whole.kind is CellKind.TOO_MANY:
        return sentence(STOP)
    if column.open_link:
        return sentence(OPEN_LINK, n=whole.n or 0)
    if whole.size is None:
        return sentence(HEARD, n=whole.n or 0)
    return sentence(HEARD_OF, n=whole.n or 0, size=whole.size)
