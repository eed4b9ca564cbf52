"""What is said about headcounts: whom they count, and how old they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from flask_babel import ngettext

from admin.report.words import VOICES
from survey.headcounts import whole_months
from survey.pages.locale import gettext
from survey.texts import N_
from survey.voices import Voice

PEOPLE: Mapping[str, str] = MappingProxyType({**VOICES, Voice.RESIDENT: N_("Residents")})
"""Whom a number counts: all residents are one number, whoever helps them to answer."""
IN_DAYS = 60


def age(counted_on: date, today: date) -> str:
    """How long ago that day was: in days at first, then in whole months."""
    days = (today - counted_on).days
    if days <= 0:
        return gettext("today")
    if days < IN_DAYS:
        return str(ngettext("%(num)s day ago", "%(num)s days ago", days))
    months = whole_months(counted_on, today)
    return str(ngettext("%(num)s month ago", "%(num)s months ago", months))
