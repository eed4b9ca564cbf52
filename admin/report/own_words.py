"""Ideas and quotes in the report: themes with their counts, and a few quotes, never beside a score.

The rules are those of `docs/decisions/0024-own-words.md`: a voice of fewer than k is told nothing
of; a theme of fewer than k is not shown; a quote is shown only with consent, and says its centre
only where that voice has 20 people or more there, k of whom were heard.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, zip_longest

from admin.report.edition_notes import Edition
from admin.report.grid import CellKind, HeardCell, HeardColumn, HeardGrid
from admin.report.groups import Speaker
from admin.report.sentences import Sentence, sentence
from survey.questionnaire.kinds.base import Status
from survey.round_counts import RoundCounts, Said
from survey.texts import N_
from survey.voices import Perspective, Voice
from survey.words.moderated import Looked, Quoted, RoundWords, Themed

MOST_QUOTES = 5
CENTRE_IS_SAID = 20
"""People of a voice at a centre, from whom on the centre's name gives nobody away."""

SHORTENED: Mapping[str, str] = {
    "resident": N_("From residents, shortened and approved:"),
    "resident_assisted": N_("From residents who had help, shortened and approved:"),
    "relative": N_("From relatives, shortened and approved:"),
    "staff": N_("From staff, shortened and approved:"),
    "trained_other": N_("From trained interviewers, shortened and approved:"),
    "volunteer": N_("From volunteers, shortened and approved:"),
    "partner": N_("From partners, shortened and approved:"),
}
NOT_LOOKED_AT = N_("Nobody has read through what they wrote yet.")
WAIT = N_("%(n)s answers in words have not been read through yet.")
SOME_WAIT = N_("Some answers in words have not been read through yet.")
NOT_ENOUGH_THEMES = N_("No theme was raised by %(k)s or more of them.")


@dataclass(frozen=True)
class Quote:
    """A quote, and the centre it is from; None where that would say too much."""

    words: str
    centre: str | None


@dataclass(frozen=True)
class VoiceWords:
    """What one voice wrote: themes with how many raised them, quotes, and what is still unread."""

    speaker: Speaker
    heading: str
    themes: tuple[Themed, ...]
    quotes: tuple[Quote, ...]
    notes: tuple[Sentence, ...]


@dataclass(frozen=True)
class OwnWords:
    """The section: each voice by itself, in the order of the report."""

    voices: tuple[VoiceWords, ...]


def own_words(
    counts: RoundCounts,
    editions: Mapping[int, Edition],
    words: RoundWords,
    grid: HeardGrid,
    k: int,
) -> OwnWords | None:
    """The section of a closed round. None where nobody wrote anything that may be told of."""
    told = [column for column in grid.columns if _may_be_told(column, k)]
    chosen = _chosen(words, told, grid, counts, k)
    written = _written(counts, editions)
    voices = [_voice(column, words, chosen, written, k) for column in told]
    there = tuple(one for one in voices if one.themes or one.quotes or one.notes)
    return OwnWords(there) if there else None


def _may_be_told(column: HeardColumn, k: int) -> bool:
    return column.whole.kind is CellKind.COUNT and (column.whole.n or 0) >= k


def _written(counts: RoundCounts, editions: Mapping[int, Edition]) -> dict[Speaker, int]:
    """How many answers in words each speaker gave, by the counts."""
    keys = {
        id_: {one.key for one in edition.questionnaire.asked() if one.free_words}
        for id_, edition in editions.items()
    }
    found: dict[Speaker, int] = {}
    for row in counts.said:
        if row.status == Status.ANSWERED.value and row.question in keys.get(row.version_id, ()):
            speaker = _whose(row)
            found[speaker] = found.get(speaker, 0) + row.n
    return found


def _voice(
    column: HeardColumn,
    words: RoundWords,
    chosen: Mapping[Speaker, list[Quote]],
    written: Mapping[Speaker, int],
    k: int,
) -> VoiceWords:
    speaker = column.speaker
    looked = sum(one.n for one in words.looked if _whose(one) == speaker)
    themes = tuple(one for one in words.themes if _whose(one) == speaker and one.n >= k)
    wrote = written.get(speaker, 0)
    waiting = 0 if words.expired else wrote - looked
    return VoiceWords(
        speaker,
        SHORTENED[speaker.voice],
        themes,
        tuple(chosen.get(speaker, ())),
        tuple(_notes(looked, waiting, bool(themes), k)) if wrote else (),
    )


def _notes(looked: int, waiting: int, has_themes: bool, k: int) -> Iterator[Sentence]:
    """What is not read through; a number under k is not told, nor the rest of one that is."""
    if waiting > 0 and not looked:
        yield sentence(NOT_LOOKED_AT)
    if waiting > 0:
        yield sentence(WAIT, n=waiting) if waiting >= k else sentence(SOME_WAIT)
    if looked and not has_themes:
        yield sentence(NOT_ENOUGH_THEMES, k=k)


def _chosen(
    words: RoundWords, told: list[HeardColumn], grid: HeardGrid, counts: RoundCounts, k: int
) -> dict[Speaker, list[Quote]]:
    """At most five quotes: one of each voice in turn, residents first."""
    by_speaker = [
        [(column, one) for one in words.quotes if _whose(one) == column.speaker] for column in told
    ]
    in_turn = [one for one in chain.from_iterable(zip_longest(*by_speaker)) if one]
    chosen: dict[Speaker, list[Quote]] = {}
    for column, quoted in in_turn[:MOST_QUOTES]:
        centre = _centre(grid, column, counts, quoted, k)
        chosen.setdefault(column.speaker, []).append(Quote(quoted.words, centre))
    return chosen


def _centre(
    grid: HeardGrid, column: HeardColumn, counts: RoundCounts, quoted: Quoted, k: int
) -> str | None:
    at = grid.columns.index(column)
    rows = [row for row in grid.rows if row.is_centre]
    for centre, row in zip(counts.centres, rows, strict=True):
        if centre.id == quoted.centre_id and _is_large(row.cells[at], k):
            return centre.name
    return None


def _is_large(cell: HeardCell, k: int) -> bool:
    many = (cell.size or 0) >= CENTRE_IS_SAID
    return many and cell.kind is CellKind.COUNT and (cell.n or 0) >= k


def _whose(one: Said | Themed | Quoted | Looked) -> Speaker:
    return Speaker(Voice(one.voice), Perspective(one.perspective))
