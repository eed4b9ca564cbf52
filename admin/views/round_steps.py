"""What is done with a round by one press: closing, prolonging, archiving, deleting."""

from __future__ import annotations

from datetime import date, timedelta

from flask import redirect, request, url_for
from flask_babel import format_date
from werkzeug.wrappers import Response

from admin.asking_again import CannotAsk, newer_still_asking
from admin.doors import needs
from admin.undo import say_done
from admin.views.rounds import blueprint, found
from survey.pages.locale import gettext
from survey.rounds import OPEN_END, still_asked
from survey.services import services
from survey.staff import Right
from survey.store.place_queries import LARGEST_ID
from survey.store.round_edit_queries import (
    archive_round,
    ask_version,
    delete_round,
    move_closing,
    restore_round,
)

LATEST = timedelta(days=3660)
"""No round is open longer: a year that was mistyped is not a plan."""


@blueprint.post("/<int:round_id>/closing")
@needs(Right.RUN)
def closing(round_id: int) -> Response:
    """Close on the day `to` of the address, if it still closes on the day `was`."""
    was, to = _day("was"), _day("to")
    parts = services()
    near = to is not None and (to <= parts.clock.today() + LATEST or to == OPEN_END)
    if was and to and near and move_closing(parts.store, round_id, was, to):
        undo = url_for("admin_rounds.closing", round_id=round_id, was=to, to=was)
        say_done(_closing_said(to), undo)
    else:
        say_done(
            gettext(
                "Nothing was changed: the closing day is another by now. Look at it below, and try again."
            )
        )
    return _back(round_id)


@blueprint.post("/<int:round_id>/archive")
@needs(Right.RUN)
def archive(round_id: int) -> Response:
    """Put the round away: nobody is asked any more, and everything stays."""
    parts = services()
    if archive_round(parts.store, round_id, parts.clock.today()):
        say_done(
            gettext("The round is archived. Tablets and links no longer offer it."),
            url_for("admin_rounds.restore", round_id=round_id),
        )
    return _back(round_id)


@blueprint.post("/<int:round_id>/restore")
@needs(Right.RUN)
def restore(round_id: int) -> Response:
    """Take the round out of the archive."""
    if restore_round(services().store, round_id):
        say_done(
            gettext("The round is out of the archive."),
            url_for("admin_rounds.archive", round_id=round_id),
        )
    return _back(round_id)


@blueprint.post("/<int:round_id>/delete")
@needs(Right.RUN)
def delete(round_id: int) -> Response:
    """Delete the round, if nothing hangs on it."""
    parts = services()
    if delete_round(parts.store, round_id, parts.clock.today()):
        say_done(gettext("The round is deleted."))
        return redirect(url_for("admin_rounds.listed"), 303)
    say_done(gettext("The round cannot be deleted: something hangs on it. Archive it instead."))
    return _back(round_id)


@blueprint.post("/<int:round_id>/edition")
@needs(Right.RUN)
def edition(round_id: int) -> Response:
    """Ask the edition `to` of the address, as long as nobody has answered."""
    parts = services()
    to = request.args.get("to", 0, int)
    with parts.store.read() as connection:
        kept = found(connection, round_id)
    try:
        chosen = parts.versions.find_by_id(to if 0 < to <= LARGEST_ID else 0)
        version = newer_still_asking(parts.versions.find_by_id(kept.plan.version_id), chosen)
    except KeyError:
        return _back(round_id)
    except CannotAsk as fault:
        say_done(str(fault))
        return _back(round_id)
    voices = still_asked(kept.plan.voices, version.questionnaire)
    if voices and ask_version(parts.store, kept.id, version.id, voices):
        undo = url_for("admin_rounds.edition", round_id=kept.id, to=kept.plan.version_id)
        say_done(gettext("The round asks edition %(number)s now.", number=version.number), undo)
    else:
        say_done(
            gettext(
                "The edition stays as it is: answers have come in, or the other one asks nobody "
                "that this round asks. Make a new round like this one instead."
            )
        )
    return _back(round_id)


def _closing_said(to: date) -> str:
    if to == OPEN_END:
        return gettext("The round is open again until somebody closes it.")
    return gettext("The last day to answer is now %(day)s.", day=format_date(to, "long"))


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _back(round_id: int) -> Response:
    return redirect(url_for("admin_rounds.show", round_id=round_id), 303)
