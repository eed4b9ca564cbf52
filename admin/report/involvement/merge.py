"""Rounds that asked the same at the same time in different places, as one wave of the organisation.

Only what each round tells by itself goes in, centre by centre, so that taking a round away from the
whole leaves nothing but what that round tells: a centre that a round hides is not in it, and neither
is a sensitive question that one of the rounds does not tell in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from admin.report.edition_notes import Edition
from admin.report.grid import CellKind
from admin.report.groups import Speaker
from admin.report.involvement.material import Wave
from admin.report.involvement.narrow import asked_without
from survey.round_counts import Replies, RoundCounts, Said
from survey.tally import NO_UNIT, SCALE


def together(waves: Sequence[Wave]) -> list[list[Wave]]:
    """The waves in groups that may be merged, in order: the same edition, open on a common day, at
    other centres, and all closed or none of them.
    """
    groups: list[list[Wave]] = []
    for wave in sorted(waves, key=lambda one: (one.counts.opens_on, one.counts.id)):
        found = next((group for group in groups if _fits(group, wave)), None)
        if found is None:
            groups.append([wave])
        else:
            found.append(wave)
    return groups


def _fits(group: Sequence[Wave], wave: Wave) -> bool:
    new = wave.counts
    return all(
        one.counts.version_id == new.version_id
        and one.closed is wave.closed
        and one.counts.opens_on <= new.closes_on
        and new.opens_on <= one.counts.closes_on
        and not _places(one.counts) & _places(new)
        for one in group
    )


def _places(counts: RoundCounts) -> set[int]:
    return {centre.id for centre in counts.centres}


def merged_counts(waves: Sequence[Wave]) -> RoundCounts:
    """The counts of several rounds as those of one, named after the newest of them."""
    newest = max(waves, key=lambda wave: (wave.counts.closes_on, wave.counts.id)).counts
    counts = [_told(wave) for wave in waves]
    initiatives = {one.initiative for one in counts}
    return replace(
        newest,
        initiative=newest.initiative if len(initiatives) == 1 else None,
        opens_on=min(one.opens_on for one in counts),
        closes_on=max(one.closes_on for one in counts),
        voices={voice: whom for one in counts for voice, whom in one.voices.items()},
        linked=frozenset().union(*(one.linked for one in counts)),
        centres=tuple(replace(centre, units=()) for one in counts for centre in one.centres),
        sizes=tuple(size for one in counts for size in one.sizes),
        replies=tuple(row for one in counts for row in one.replies),
        said=tuple(row for one in counts for row in one.said),
    )


def merged_edition(waves: Sequence[Wave]) -> Edition:
    """What the merged wave asks: without the sensitive questions that not all of them tell."""
    edition = waves[0].edition
    closed = {key for wave in waves for key in _not_told(wave)}
    if not closed:
        return edition
    questions = {key for key in closed if not key.startswith(SCALE)}
    asked = asked_without(edition.questionnaire, questions, scales=questions == closed)
    return replace(edition, questionnaire=asked)


def _not_told(wave: Wave) -> Iterator[str]:
    """Sensitive questions, and scales, of which some voice's counts are not all shown."""
    questionnaire = wave.edition.questionnaire
    for group in wave.report.groups:
        for report in group.questions:
            asked = questionnaire.find(report.key)
            if not report.is_open and (asked is None or asked.sensitive):
                yield report.key


def _told(wave: Wave) -> RoundCounts:
    """Of a round, what it tells of itself: whoever is shown at a centre, and nobody else."""
    counts = wave.counts
    shown = set(_shown(wave))

    def is_told(row: Replies | Said) -> bool:
        there = (row.voice, row.perspective, row.centre_id)
        return row.version_id == counts.version_id and there in shown

    replies = (replace(row, unit_id=NO_UNIT) for row in counts.replies if is_told(row))
    return replace(
        counts, replies=tuple(replies), said=tuple(row for row in counts.said if is_told(row))
    )


def _shown(wave: Wave) -> Iterator[tuple[str, str, int]]:
    grid = wave.report.grid
    rows = [row for row in grid.rows if row.is_centre]
    for centre, row in zip(wave.counts.centres, rows, strict=True):
        for column, cell in zip(grid.columns, row.cells, strict=True):
            if cell.kind in (CellKind.COUNT, CellKind.TOO_MANY):
                yield (*_names(column.speaker), centre.id)


def _names(speaker: Speaker) -> tuple[str, str]:
    return speaker.voice, speaker.perspective
