"""Who has been heard: where, of how many, when last, and who is silent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from admin.report.cautions import RESIDENT, place_name
from admin.report.grid import CellKind, HeardCell, HeardGrid
from admin.report.groups import Speaker
from admin.report.involvement.material import Material, Wave
from admin.report.involvement.model import Figure, Section, SectionKey, Table
from admin.report.involvement.tell import Teller, section
from admin.report.words import heard_status, heard_words
from survey.texts import N_
from survey.voices import RESIDENT_VOICES

NOBODY_ASKED = N_("Nobody has been asked yet.")
SILENT = N_("Silent: %(places)s.")
ONLY_THOSE_HEARD = N_("The numbers are about those we have heard.")
SIZE_UNKNOWN = N_(
    "Nobody has counted how many there are everywhere, so we cannot say how many we have missed."
)
STALE = N_("Last heard on %(day)s. That is long ago: ask again before you decide anything.")
STILL_OPEN = N_(
    "A round is open until %(day)s. Who has been heard in it is shown here, and nothing of what was said."
)
GRID = N_("Who has been heard, by place and voice")
PLACE, ALL_PLACES = N_("Place"), N_("All places")
LAST_AT, LONG_AGO = N_("Last heard: %(place)s"), N_("%(day)s, long ago")
NEVER = N_("never, or by too few")
IN_NO_UNIT = N_("%(centre)s, unit not said")


def heard(material: Material) -> Section:
    """A table for the newest round of each questionnaire, then one for each that is still open."""
    tell = Teller(material)
    told = newest(material)
    if not told:
        return section(tell, SectionKey.HEARD, [tell(NOBODY_ASKED)], cannot_say=True)
    open_ = [wave for wave in material.waves if not wave.closed and wave not in told]
    said = dict.fromkeys(
        (*_warnings(tell, told), *(line for one in told for line in _said(tell, one)))
    )
    return section(tell, SectionKey.HEARD, said, [_figure(tell, wave) for wave in (*told, *open_)])


def newest(material: Material) -> list[Wave]:
    """Of each questionnaire and initiative the newest wave that has closed, the newest first.

    While none has, those that are open: a round that has just begun says little of who is silent.
    """
    waves = material.closed or material.waves
    found = {(wave.edition.questionnaire.key, wave.counts.initiative): wave for wave in waves}
    return sorted(found.values(), key=lambda wave: wave.report.closes_on, reverse=True)


def silent_places(grid: HeardGrid) -> list[str]:
    """Centres and units where no resident was heard, alone or with help."""
    mine = [i for i, one in enumerate(grid.columns) if one.speaker.voice in RESIDENT_VOICES]
    if not mine:
        return []
    silent = [row for row in grid.rows if all(row.cells[i].kind is CellKind.SILENT for i in mine)]
    whole = {row.centre for row in silent if row.is_centre}
    return [
        place_name(row)
        for row in silent
        if not row.apart and (row.is_centre or row.centre not in whole)
    ]


def _warnings(tell: Teller, told: list[Wave]) -> Iterator[str]:
    """Those of the newest round that asked residents: a round that asked others lacks nobody."""
    asked = [wave for wave in told if wave.column(RESIDENT)] or told
    yield from (tell.material.say(one) for one in asked[0].report.cautions)


def _said(tell: Teller, wave: Wave) -> Iterator[str]:
    silent = silent_places(wave.report.grid)
    if silent:
        yield tell(SILENT, places="; ".join(silent))
    yield tell(ONLY_THOSE_HEARD)
    columns = wave.report.grid.columns
    if any(one.whole.n and one.whole.size is None and not one.open_link for one in columns):
        yield tell(SIZE_UNKNOWN)


def _figure(tell: Teller, wave: Wave) -> Figure:
    grid, report = wave.report.grid, wave.report
    told = tuple(_told(tell, wave))
    return Figure(
        key=f"heard-{report.opens_on:%Y%m%d}-{wave.counts.id}",
        title=report.title,
        waves=tell.waves([wave]),
        said=told,
        table=Table(
            caption=tell(GRID),
            columns=(tell(PLACE), *(tell.voice(one.speaker) for one in grid.columns)),
            rows=(*_rows(tell, grid), *_last(tell, grid)),
        ),
        last_heard=min(report.closes_on, tell.material.today),
        stale=tell.material.is_stale(report.closes_on),
    )


def _told(tell: Teller, wave: Wave) -> Iterator[str]:
    if not wave.closed:
        yield tell(STILL_OPEN, day=tell.day(wave.report.closes_on))
    elif tell.material.is_stale(wave.report.closes_on):
        yield tell(STALE, day=tell.day(wave.report.closes_on))


def _rows(tell: Teller, grid: HeardGrid) -> Iterator[tuple[str, ...]]:
    for row in grid.rows:
        name = tell(IN_NO_UNIT, centre=row.centre) if row.apart else place_name(row)
        yield (name, *(_cell(tell, cell) for cell in row.cells))
    if sum(row.is_centre for row in grid.rows) > 1:
        yield (tell(ALL_PLACES), *(_cell(tell, column.whole) for column in grid.columns))


def _last(tell: Teller, grid: HeardGrid) -> Iterator[tuple[str, ...]]:
    """When each voice was last heard at each centre, in any round that has closed."""
    days = _last_days(tell.material)
    for row in grid.rows:
        if row.is_centre:
            when = (days.get((row.centre, column.speaker)) for column in grid.columns)
            said = (_day(tell, day) if day else tell(NEVER) for day in when)
            yield (tell(LAST_AT, place=row.centre), *said)


def _day(tell: Teller, day: date) -> str:
    said = tell.day(day)
    return tell(LONG_AGO, day=said) if tell.material.is_stale(day) else said


def _last_days(material: Material) -> dict[tuple[str, Speaker], date]:
    """Only cells that show a count: for fewer than k not even the day is told."""
    days: dict[tuple[str, Speaker], date] = {}
    for wave in material.closed:
        grid, closes_on = wave.report.grid, wave.report.closes_on
        for row in (row for row in grid.rows if row.is_centre):
            for column, cell in zip(grid.columns, row.cells, strict=True):
                if cell.kind is CellKind.COUNT and cell.n:
                    key = row.centre, column.speaker
                    days[key] = max(closes_on, days.get(key, closes_on))
    return days


def _cell(tell: Teller, cell: HeardCell) -> str:
    status = heard_status(cell)
    counted = tell.material.say(heard_words(cell, tell.material.k))
    return f"{counted}: {tell(status)}" if status else counted
