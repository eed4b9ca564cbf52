"""Publishing a draft: what has changed and what that does to the curves; then the rounds that may
go over to the new edition."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from admin.asking_again import CannotAsk, newer_still_asking
from admin.doors import needs
from admin.draft_forms import PublishForm, RoundsForm
from admin.draft_room import CLOSED, blueprint, by_now, draft_now, title_of, to_draft
from admin.draft_words import CAN_BE_DECLARED, CHANGES, EFFECTS
from admin.form_page import Answer
from admin.signed_in import reach
from admin.undo import say_done
from survey.pages.locale import gettext, page_language
from survey.questionnaire.draft.check import Checked, check
from survey.questionnaire.draft.content import find_question, first_words
from survey.questionnaire.draft.notes import WHOLE, Note, stopping
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.versions import Change, changes, freeze
from survey.rounds import state_on, still_asked
from survey.services import services
from survey.staff import Right
from survey.store.draft_queries import (
    Closed,
    KeptDraft,
    close_draft,
    declare_same,
    known_keys,
)
from survey.store.edition_queries import AskingRound, ask_newer, rounds_asking
from survey.store.offer_queries import Published, newest_published
from survey.store.versions import KnownVersion, store_version
from survey.voices import Perspective

OF_ONE = "/drafts/<int:draft_id>"


@dataclass(frozen=True)
class Told:
    """What happened to a question, in words."""

    key: str
    words: str
    before: str
    what: str
    effect: str
    can_be_declared: bool


@dataclass(frozen=True)
class Ready:
    """A draft beside the newest edition of its questionnaire; `newest` is None for its first."""

    draft: KeptDraft
    checked: Checked
    newest: Published | None
    changed: tuple[Change, ...]

    @property
    def is_unchanged(self) -> bool:
        """True when it says the very same as the newest edition."""
        new = self.checked.questionnaire
        return bool(new and self.newest and freeze(new).hash == _hash(self.newest))


def _hash(published: Published) -> str:
    return freeze(published.questionnaire).hash


@blueprint.route(f"{OF_ONE}/publish", methods=["GET", "POST"])
@needs(Right.RUN)
def publish(draft_id: int) -> Answer:
    """What is different from the edition before, and publishing it."""
    with services().store.read() as connection:
        ready = _ready(connection, draft_now(draft_id))
    if not ready.draft.is_open:
        return to_draft(draft_id)
    form = PublishForm(data={"same": sorted(ready.draft.same_meaning)})
    if not form.validate_on_submit():
        return _publish_page(ready, form)
    if form.seen_revision() != ready.draft.revision:
        return _publish_page(ready, form, meanwhile=True)
    if ready.checked.questionnaire is None or ready.is_unchanged:
        return _publish_page(ready, form, refused=True)
    return _published(ready, ready.checked.questionnaire, form)


def _ready(connection: Connection, kept: KeptDraft) -> Ready:
    key = kept.content["key"]
    taken = () if key else known_keys(connection)
    newest = newest_published(connection, key).get(key) if key else None
    checked = check(kept.content, taken)
    new = checked.questionnaire
    changed = changes(newest.questionnaire, new) if newest and new else []
    return Ready(kept, checked, newest, tuple(changed))


def _published(ready: Ready, new: Questionnaire, form: PublishForm) -> Answer:
    parts, draft_id = services(), ready.draft.id
    may = {one.key for one in ready.changed if one.what in CAN_BE_DECLARED}
    same = [key for key in form.same.data or [] if key in may]
    try:
        declare_same(parts.store, draft_id, same, by_now())
    except Closed:
        say_done(gettext(CLOSED))
        return to_draft(draft_id)
    version, _changed = store_version(parts.store, freeze(new), parts.clock.today(), same)
    close_draft(parts.store, draft_id, version.id, by_now())
    say_done(gettext("Edition %(number)s is published.", number=version.number))
    return redirect(url_for(".rounds", draft_id=draft_id), 303)


def _publish_page(
    ready: Ready, form: PublishForm, *, meanwhile: bool = False, refused: bool = False
) -> Answer:
    content = ready.draft.content
    page = render_template(
        "admin/drafts/publish.html",
        draft=ready.draft,
        title=title_of(content),
        newest=ready.newest,
        stops=_placed(ready, stopping(ready.checked.notes)),
        weighs=_placed(ready, [one for one in ready.checked.notes if not one.stops]),
        told=[_told(one, ready) for one in ready.changed],
        may_publish=ready.checked.questionnaire is not None and not ready.is_unchanged,
        is_unchanged=ready.is_unchanged,
        same=form.same.data or [],
        meanwhile=meanwhile,
        refused=refused,
        gettext=gettext,
    )
    return (page, 409) if meanwhile else (page, 400) if refused else page


def _placed(ready: Ready, notes: list[Note]) -> list[tuple[str, str, Note]]:
    """Each note with the page it can be mended on, and what that is called."""
    return [(*_place(ready.draft, note), note) for note in notes]


def _place(kept: KeptDraft, note: Note) -> tuple[str, str]:
    if note.question == WHOLE:
        page = "draft" if note.field == "questions" else "about"
        return url_for(f".{page}", draft_id=kept.id), gettext("About the questionnaire")
    asked = find_question(kept.content, note.question)
    words = first_words(kept.content, asked) or gettext("A question without words")
    return url_for(".question", draft_id=kept.id, question=note.question), words


def _told(change: Change, ready: Ready) -> Told:
    old = ready.newest.questionnaire if ready.newest else None
    new = ready.checked.questionnaire
    before, after = (_first(one, change.key) for one in (old, new))
    return Told(
        change.key,
        after or before,
        before if before != after else "",
        gettext(CHANGES[change.what]),
        gettext(EFFECTS[change.what]),
        change.what in CAN_BE_DECLARED,
    )


def _first(questionnaire: Questionnaire | None, key: str) -> str:
    """The words of a question, in the reader's language where it has them."""
    asked = questionnaire.find(key) if questionnaire else None
    if questionnaire is None or asked is None:
        return ""
    languages = (page_language(), *questionnaire.languages)
    said = (
        asked.text.say(Perspective(w), code) for code in languages for w in questionnaire.wordings
    )
    return next((words for words in said if words), "")


@blueprint.route(f"{OF_ONE}/rounds", methods=["GET", "POST"])
@needs(Right.RUN)
def rounds(draft_id: int) -> Answer:
    """Let open and planned rounds ask the new edition from now on."""
    kept = draft_now(draft_id)
    if kept.published_version_id is None:
        return to_draft(draft_id)
    parts = services()
    version = parts.versions.find_by_id(kept.published_version_id)
    with parts.store.read() as connection:
        asking = rounds_asking(connection, reach(), parts.clock.today(), version.questionnaire.key)
    older = [one for one in asking if one.number < version.number]
    may = [one for one in older if _asks_the_same(one, version)]
    form = RoundsForm()
    if form.validate_on_submit():
        return _moved(form, may, version)
    return render_template(
        "admin/drafts/rounds.html",
        draft=kept,
        title=title_of(kept.content),
        version=version,
        rounds=may,
        others=[one for one in older if one not in may],
        states={one.id: state_on(parts.clock.today(), one.days, None) for one in older},
    )


def _asks_the_same(round_: AskingRound, version: KnownVersion) -> bool:
    """True when everybody the round asks can be asked by the newer edition as well."""
    voices = {voice: list(views) for voice, views in round_.voices.items()}
    now = still_asked(voices, version.questionnaire)
    return {voice: set(views) for voice, views in now.items()} == {
        voice: set(views) for voice, views in voices.items()
    }


def _moved(form: RoundsForm, may: list[AskingRound], version: KnownVersion) -> Response:
    chosen = set(form.round.data or [])
    went = [_went_over(one, version) for one in may if str(one.id) in chosen]
    for number in sorted({one.number for one in went if one}):
        say_done(_went_to(number, version))
    if not any(went):
        say_done(gettext("The rounds go on with the edition they have."))
    return redirect(url_for(".listed"), 303)


def _went_to(number: int, version: KnownVersion) -> str:
    """What is said of the rounds that went over to the edition of this number."""
    if number == version.number:
        return gettext(
            "From now on, the rounds you chose ask edition %(number)s. A tablet goes over as soon as nobody is answering on it.",
            number=number,
        )
    return gettext(
        "A round you chose also asks whether promises helped. From now on it asks edition %(own)s: edition %(number)s with those questions added. A tablet goes over as soon as nobody is answering on it.",
        own=number,
        number=version.number,
    )


def _went_over(asking: AskingRound, version: KnownVersion) -> KnownVersion | None:
    """Let one round ask the newer edition, and still whether promises helped; None where it stays.

    Gives the edition it asks from now on: its own where it asks whether promises helped.
    """
    parts = services()
    try:
        own = newer_still_asking(parts.versions.find_by_id(asking.version_id), version)
    except CannotAsk as fault:
        say_done(str(fault))
        return None
    return own if ask_newer(parts.store, [asking.id], own.id) else None
