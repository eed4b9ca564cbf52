"""Days of rounds in words: one that stays open until somebody closes it has no last day."""

from __future__ import annotations

from datetime import date

from flask_babel import format_date

from survey.pages.locale import gettext
from survey.rounds import OPEN_END
from survey.texts import N_

NO_END = N_("somebody closes it")


def last_day(day: date) -> str:
    """A last day, to stand after “until”."""
    return gettext(NO_END) if day >= OPEN_END else str(format_date(day, "long"))


def days_said(first: date, last: date) -> str:
    """From which day to which."""
    begins = format_date(first, "long")
    if last >= OPEN_END:
        return gettext("From %(first)s until somebody closes it", first=begins)
    return gettext("%(first)s to %(last)s", first=begins, last=format_date(last, "long"))
