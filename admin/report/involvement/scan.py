"""Which of many centres to look at first: where what residents ask for has moved.

Many are looked at, so some stand out by chance: Benjamini and Hochberg at 10 %. It is a list of
where to go and ask, no finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from admin.report.cautions import RESIDENT
from admin.report.difference import bh
from admin.report.involvement.drifted import against_before
from admin.report.involvement.material import Material, Need, Wave
from admin.report.involvement.narrow import at_centre, hidden_at
from admin.report.involvement.series import newest_of
from admin.report.round_report import round_report
from survey.needs import NEED

FALSE_AMONG_NAMED = 0.10


def centres_to_look_at(material: Material) -> list[str]:
    """Their names in the order of the alphabet; none where no two can be compared."""
    names = {one.id: one.name for wave in material.closed for one in wave.counts.centres}
    found = {name: p for id_, name in names.items() if (p := _p(material, id_)) is not None}
    adjusted = zip(found, bh(list(found.values())), strict=True)
    return sorted(name for name, p in adjusted if p <= FALSE_AMONG_NAMED)


def _p(material: Material, centre_id: int) -> float | None:
    """How often chance gives as much at one centre; None where it cannot be told."""
    here = replace(material, waves=tuple(_waves(material, centre_id)), need=Need())
    mine = next((one for one in newest_of(here, NEED) if one.speaker == RESIDENT), None)
    drift = against_before(mine) if mine else None
    return drift.p if drift else None


def _waves(material: Material, centre_id: int) -> Iterator[Wave]:
    for wave in material.closed:
        centres = [one.id for one in wave.counts.centres]
        if centres == [centre_id]:
            yield wave
        elif centre_id in centres:
            hidden = hidden_at(wave.counts, wave.report, centre_id)
            counts = at_centre(wave.counts, hidden, centre_id)
            said = (material.k, material.language, material.today, None, hidden)
            yield Wave(counts, wave.editions, round_report(counts, wave.editions, *said))
