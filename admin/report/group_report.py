"""What one group said, and for whom it does not stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from admin.report.answers import QuestionReport, question_reports
from admin.report.edition_notes import Edition, compared
from admin.report.grid import CellKind, HeardColumn, HeardGrid
from admin.report.groups import Group, Heard, group_of
from admin.report.reader import Reader
from admin.report.sentences import Sentence, sentence
from survey.round_counts import RoundCounts, Said
from survey.texts import N_

SILENT_CENTRES = N_("Nobody was heard here, so the numbers do not stand for: %(places)s.")


@dataclass(frozen=True)
class GroupReport:
    """What one group said. `edition` is the number of an older edition, None for the round's own.

    `notes` say for whom the numbers do not stand, and of an older edition what can be compared with
    the round's own. `stop` is set where there are more answers
    than people: nothing else is shown then.
    """

    column: HeardColumn
    edition: int | None
    heard: int | None
    broken_off: int
    stop: bool
    questions: tuple[QuestionReport, ...]
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Groups:
    """All groups of a round, each told by itself."""

    counts: RoundCounts
    editions: Mapping[int, Edition]
    heard: Heard
    grid: HeardGrid
    k: int
    language: str

    def reports(self) -> Iterator[GroupReport]:
        """Every group that was heard: the round's own edition, then older ones, in grid order."""
        said = _by_group(self.counts.said)
        for column in self.grid.columns:
            for version_id in self._versions():
                group = Group(version_id, column.speaker)
                if self.heard.in_all(group) and group not in self.heard.left_out:
                    yield self._report(group, column, said[group])

    def _versions(self) -> list[int]:
        older = set(self.editions) - {self.counts.version_id}
        newest_first = sorted(older, key=lambda i: self.editions[i].number, reverse=True)
        return [self.counts.version_id, *newest_first]

    def _report(self, group: Group, column: HeardColumn, said: Iterable[Said]) -> GroupReport:
        n = self.heard.in_all(group)
        stop = self._too_many(column)
        edition = self.editions[group.version_id]
        own = group.version_id == self.counts.version_id
        reader = Reader(
            column.whole.size,
            self.k,
            column.speaker.perspective,
            self.language,
            self._centre_sizes(column),
        )
        told = n >= self.k and not stop
        return GroupReport(
            column=column,
            edition=None if own else edition.number,
            heard=n if n >= self.k else None,
            broken_off=self.heard.broken_off.get(group, 0) if told else 0,
            stop=stop,
            questions=question_reports(edition.questionnaire, said, reader) if told else (),
            notes=tuple(self._notes(edition, column)) if told else (),
        )

    def _centre_sizes(self, column: HeardColumn) -> dict[int, int]:
        """How many people each centre has; empty unless all of them are known."""
        at = self.grid.columns.index(column)
        sizes = [row.cells[at].size for row in self.grid.rows if row.is_centre]
        ids = [centre.id for centre in self.counts.centres]
        known = {id_: size for id_, size in zip(ids, sizes, strict=True) if size is not None}
        return known if len(known) == len(ids) else {}

    def _notes(self, edition: Edition, column: HeardColumn) -> Iterator[Sentence]:
        yield from self._silent(column)
        own = self.editions[self.counts.version_id]
        if edition is not own:
            yield from compared(own, edition, column.speaker.perspective, self.language)

    def _silent(self, column: HeardColumn) -> Iterator[Sentence]:
        """For whom the numbers do not stand: centres nobody was heard at."""
        at = self.grid.columns.index(column)
        rows = [row for row in self.grid.rows if row.is_centre]
        silent = [row.centre for row in rows if row.cells[at].kind is CellKind.SILENT]
        if silent:
            yield sentence(SILENT_CENTRES, places="; ".join(silent))

    def _too_many(self, column: HeardColumn) -> bool:
        """True when there are more answers than people anywhere."""
        at = self.grid.columns.index(column)
        cells = [column.whole, *(row.cells[at] for row in self.grid.rows)]
        return any(cell.kind is CellKind.TOO_MANY for cell in cells)


def _by_group(said: Iterable[Said]) -> Mapping[Group, list[Said]]:
    rows: defaultdict[Group, list[Said]] = defaultdict(list)
    for row in said:
        rows[group_of(row.version_id, row.voice, row.perspective)].append(row)
    return rows
