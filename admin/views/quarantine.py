"""What was kept aside when it came: how many, why, and trying them again. Never what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response

from admin.doors import needs
from admin.reasons import OTHER, REASONS
from admin.report.words import VOICES
from survey.intake.again import Fate, try_again
from survey.pages.locale import gettext
from survey.services import services
from survey.staff import Right
from survey.store.quarantine_queries import Pile, piles

blueprint = Blueprint(
    "admin_quarantine", __name__, template_folder="../templates", url_prefix="/admin"
)


@blueprint.get("/quarantine")
@needs(Right.INSTANCE)
def listed() -> str:
    """How many are kept aside, by reason, day and channel."""
    with services().store.read() as connection:
        found = piles(connection)
    return render_template(
        "admin/quarantine.html",
        groups=by_reason(found),
        reasons=REASONS,
        other=OTHER,
        voices=VOICES,
    )


@blueprint.post("/quarantine")
@needs(Right.INSTANCE)
def again() -> Response:
    """Try all of them again, and say what became of them."""
    fates = Counter(one.fate for one in try_again(services().intake))
    for said in told(fates):
        flash(said)
    return redirect(url_for("admin_quarantine.listed"), 303)


def by_reason(found: Iterable[Pile]) -> dict[str, list[Pile]]:
    """The piles of each reason; they come in its order."""
    return {reason: list(of) for reason, of in groupby(found, lambda one: one.reason)}


def told(fates: Mapping[Fate, int]) -> list[str]:
    """What became of them, a sentence for each fate there was."""
    said = [SAID[fate](fates[fate]) for fate in Fate if fates.get(fate)]
    return said or [gettext("There was nothing to try again.")]


SAID: Mapping[Fate, Callable[[int], str]] = {
    Fate.STORED: lambda n: str(
        ngettext(
            "%(num)s answer is stored and counted.", "%(num)s answers are stored and counted.", n
        )
    ),
    Fate.ALREADY_STORED: lambda n: str(
        ngettext(
            "%(num)s answer had been stored since.", "%(num)s answers had been stored since.", n
        )
    ),
    Fate.ERASED: lambda n: str(
        ngettext(
            "%(num)s answer had been erased, and is gone from here too.",
            "%(num)s answers had been erased, and are gone from here too.",
            n,
        )
    ),
    Fate.STAYS: lambda n: str(
        ngettext(
            "%(num)s answer still does not fit. It stays here.",
            "%(num)s answers still do not fit. They stay here.",
            n,
        )
    ),
}
