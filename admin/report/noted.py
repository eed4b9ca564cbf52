"""What staff noted, as the board tells it: who was asked, and why others were not heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from admin.report.sizes import SAME_PEOPLE
from survey.asking_notes import KeptNote, NoteKind, NoteReason
from survey.tally import NO_UNIT

Codes = Mapping[tuple[int, int, str], int]
"""How many personal codes were made, by centre, unit and voice."""


@dataclass(frozen=True)
class Few:
    """A number of people; `n` is None for one that is too small to be told."""

    n: int | None


@dataclass(frozen=True)
class Reason:
    """How many did not answer, and why. `reason` None: nobody wrote why."""

    kind: NoteKind
    reason: NoteReason | None
    people: Few


def people_of(voice: str) -> str:
    """The voice that stands for the people a voice is one of."""
    return SAME_PEOPLE.get(voice, voice)


def is_at(kept: KeptNote, centre_id: int, unit_id: int, voice: str) -> bool:
    """True for a note of the place, or of a unit of it where it is a whole centre."""
    note = kept.note
    same_unit = unit_id in (NO_UNIT, note.unit_id)
    return note.centre_id == centre_id and same_unit and people_of(note.voice) == people_of(voice)


def asked_of(
    noted: Iterable[KeptNote], codes: Codes, centre_id: int, unit_id: int, voice: str
) -> int | None:
    """Those noted as asked and those given a code; None where there is neither."""
    made = [
        n
        for (centre, unit, of), n in codes.items()
        if centre == centre_id and unit_id in (NO_UNIT, unit) and people_of(of) == people_of(voice)
    ]
    found = [noted_as(noted, NoteKind.ASKED), sum(made) if made else None]
    known = [n for n in found if n is not None]
    return sum(known) if known else None


def noted_as(noted: Iterable[KeptNote], kind: NoteKind) -> int | None:
    """How many were noted so; None where nothing is noted."""
    found = [one.note.people for one in noted if one.note.kind is kind]
    return sum(found) if found else None


def few(n: int | None, k: int) -> Few | None:
    """The number as it may be told; None where there is none."""
    return None if n is None else Few(n if n == 0 or n >= k else None)


def reasons_of(noted: Iterable[KeptNote], k: int) -> Iterator[Reason]:
    """Why people were not heard, the most first."""
    counted: Counter[tuple[NoteKind, NoteReason | None]] = Counter()
    for one in noted:
        if one.note.kind is not NoteKind.ASKED:
            counted[one.note.kind, one.note.reason] += one.note.people
    for (kind, reason), n in sorted(counted.items(), key=lambda pair: -pair[1]):
        told = few(n, k)
        if n and told:
            yield Reason(kind, reason, told)
