"""What an export refuses, in words."""

from __future__ import annotations

from survey.errors import Shown, Told
from survey.texts import N_


class NoSuchRound(Shown):
    """There is no round of that number."""

    told = Told(
        404,
        "no_such_round",
        N_("There is no such round."),
        N_("Go back to the list of rounds and choose one there."),
    )


class TooManyRows(Shown):
    """More responses than one sheet of a workbook can hold."""

    told = Told(
        409,
        "too_many_rows",
        N_("There are more responses than Excel can hold."),
        N_("Choose CSV instead: it has no limit."),
    )
