"""The live board: who has been heard where while a round is open, and whom to nudge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from flask import Blueprint, abort, redirect, request, url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response

from admin.day_words import last_day
from admin.doors import needs
from admin.form_page import Answer, form_page
from admin.note_forms import KINDS, REASONS, NoteForm
from admin.paging import PER_PAGE, Page, asked
from admin.report import words
from admin.report.board import BoardPlace, Followed, Ladder, board_of
from admin.report.noted import people_of
from admin.report_reading import say
from admin.round_words import people_name
from admin.signed_in import member
from admin.undo import say_done
from survey.languages import STAFF_LANGUAGES
from survey.pages.locale import gettext
from survey.questionnaire.model import Questionnaire
from survey.round_counts import RoundCounts
from survey.rounds import RoundState, state_on
from survey.services import services
from survey.staff import Right
from survey.store.engine import Store
from survey.store.follow_queries import (
    add_note,
    codes_made,
    modes_of,
    notes_of,
    restore_note,
    tablets_told,
    withdraw_note,
)
from survey.store.report_queries import round_replies
from survey.store.round_edit_queries import KeptRound, find_kept_round

blueprint = Blueprint(
    "admin_board", __name__, template_folder="../templates", url_prefix="/admin/rounds"
)


@blueprint.route("/<int:round_id>/board", methods=["GET", "POST"])
@needs(Right.RUN)
def board(round_id: int) -> Answer:
    """Who has been heard where, and a form for what no count can know."""
    parts = services()
    kept, followed = _followed(parts.store, round_id)
    form = NoteForm(data={"place": request.args.get("at", "")})
    form.offer(_place_names(followed.counts), _people(kept))
    if form.validate_on_submit():
        note_id = add_note(parts.store, kept.id, form.note(), member().name, parts.clock.today())
        undo = url_for("admin_board.withdraw", round_id=kept.id, note_id=note_id)
        say_done(gettext("It is noted."), undo)
        return redirect(url_for("admin_board.board", round_id=kept.id), 303)
    return _page(kept, followed, form)


@blueprint.post("/<int:round_id>/board/notes/<int:note_id>/withdraw")
@needs(Right.RUN)
def withdraw(round_id: int, note_id: int) -> Response:
    """Take a note back."""
    parts = services()
    if not withdraw_note(parts.store, round_id, note_id, parts.clock.today()):
        abort(404)
    undo = url_for("admin_board.restore", round_id=round_id, note_id=note_id)
    say_done(gettext("The note is taken back."), undo)
    return redirect(url_for("admin_board.board", round_id=round_id), 303)


@blueprint.post("/<int:round_id>/board/notes/<int:note_id>/restore")
@needs(Right.RUN)
def restore(round_id: int, note_id: int) -> Response:
    """Let a note count again."""
    if not restore_note(services().store, round_id, note_id):
        abort(404)
    undo = url_for("admin_board.withdraw", round_id=round_id, note_id=note_id)
    say_done(gettext("The note counts again."), undo)
    return redirect(url_for("admin_board.board", round_id=round_id), 303)


def _followed(store: Store, round_id: int) -> tuple[KeptRound, Followed]:
    parts = services()
    with store.read() as connection:
        counts = round_replies(connection, round_id) or abort(404)
        centres = {one.id: one.name for one in counts.centres}
        kept = find_kept_round(connection, counts.id, centres) or abort(404)
        followed = Followed(
            counts=counts,
            first_questions={},
            modes=modes_of(connection, kept.id),
            codes=codes_made(connection, kept.id),
            notes=notes_of(connection, kept.id),
            tablets=tablets_told(connection, [centre.id for centre in counts.centres]),
            k=parts.settings.smallest_group,
            today=parts.clock.today(),
        )
    return kept, replace(followed, first_questions=_first_questions(counts))


def _first_questions(counts: RoundCounts) -> Mapping[int, str]:
    answered = {counts.version_id, *(row.version_id for row in counts.replies)}
    known = [services().versions.find_by_id(id_) for id_ in answered]
    return {one.id: next((q.key for q in one.questionnaire.asked()), "") for one in known}


def _place_names(counts: RoundCounts) -> dict[str, str]:
    names = {}
    for centre in counts.centres:
        names[f"{centre.id}-0"] = centre.name
        for unit in centre.units:
            names[f"{centre.id}-{unit.id}"] = f"{centre.name}, {unit.name}"
    return names


def _people(kept: KeptRound) -> list[str]:
    """The groups of people asked; residents who are helped are residents."""
    return list(dict.fromkeys(people_of(voice) for voice in kept.plan.voices))


def _page(kept: KeptRound, followed: Followed, form: NoteForm) -> Answer:
    wanted = asked()
    places = [one for one in board_of(followed) if _is_named(one, wanted.word)]
    shown = places[wanted.skipped : wanted.skipped + PER_PAGE]
    questionnaire = services().versions.get(kept.version_hash).questionnaire
    state = state_on(followed.today, kept.plan.days, kept.archived_on)
    return form_page(
        "admin/board.html",
        form,
        round=kept,
        questionnaire=questionnaire,
        state=state,
        page=Page(shown, len(places), wanted),
        silent=sum(1 for one in places if one.silent),
        places=len(places),
        nudges=_nudges(kept, questionnaire, shown) if state is RoundState.OPEN else {},
        notes=followed.notes,
        k=followed.k,
        say=say,
        words=words,
        people_name=people_name,
        people_names=people_names,
        kinds=KINDS,
        reasons=REASONS,
    )


def people_names(ladders: Iterable[Ladder]) -> str:
    """Groups of people within a sentence, each once."""
    voices = dict.fromkeys(one.speaker.voice for one in ladders)
    return ", ".join(people_name(voice).lower() for voice in voices)


def _is_named(place: BoardPlace, word: str) -> bool:
    return word.casefold() in f"{place.centre} {place.unit}".casefold()


def _nudges(
    kept: KeptRound, questionnaire: Questionnaire, places: list[BoardPlace]
) -> dict[str, dict[str, str]]:
    """For each place with silent groups, a text to its staff in each of the staff's languages."""
    found: dict[str, dict[str, str]] = {place.key: {} for place in places if place.silent}
    for code in STAFF_LANGUAGES:
        with force_locale(code):
            title = questionnaire.title.say(code) or questionnaire.title.say("da")
            for place in places:
                if place.silent:
                    found[place.key][code] = _nudge(kept, title, place)
    return found


def _nudge(kept: KeptRound, title: str, place: BoardPlace) -> str:
    return gettext(
        "Hello to all of you at %(place)s!\n\n"
        "We ask “%(title)s” until %(day)s. From you we have not heard these yet: %(voices)s.\n\n"
        "Could you help them to be heard? Put the tablet or the code where people sit together, "
        "ask who feels like it, and let a volunteer sit beside those who would like company. "
        "Nobody has to answer, and nobody is told who did.\n\n"
        "If it cannot be done, tell us why: that is worth knowing too. Thank you!",
        place=f"{place.unit}, {place.centre}" if place.unit else place.centre,
        title=title,
        day=last_day(kept.plan.days.closes_on),
        voices=people_names(place.silent),
    )
