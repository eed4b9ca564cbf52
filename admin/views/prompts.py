"""What tablets read aloud: which texts somebody has recorded, recording them, deleting them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from flask_babel import format_date
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from admin.doors import needs, takes_files
from admin.form_page import Answer, form_page, met_page
from admin.prompt_forms import RemoveForm, SoundForm
from admin.report.words import PERSPECTIVES
from admin.signed_in import member
from admin.undo import say_done
from survey.languages import LANGUAGES
from survey.pages.locale import gettext
from survey.pages.speech import audio_folder, sound_name, speech_here
from survey.services import services
from survey.speech.audio import Shelf
from survey.speech.prompts import LACKING, Prompt, Prompts, State, prompts_of
from survey.speech.recordings import Recording, Wording, voice_file, voices_folder
from survey.staff import Right
from survey.store.offer_queries import newest_published
from survey.store.recording_queries import find_recording, recordings_of
from survey.store.versions import KnownVersion
from survey.voice_keeping import forget_words, keep_words

blueprint = Blueprint(
    "admin_prompts", __name__, template_folder="../templates", url_prefix="/admin/questionnaires"
)

OF_ONE = "/versions/<int:version_id>/prompts"
RECORDED = "/versions/<int:version_id>/recordings/<int:recording_id>"


@dataclass(frozen=True)
class Heard:
    """A version in one language and wording, and how each of its texts is heard now."""

    version: KnownVersion
    wording: Wording
    prompts: Prompts
    addresses: dict[str, list[str]]

    @property
    def asked(self) -> dict[str, str]:
        """What addresses of its pages say of language and wording."""
        return {"language": self.wording.language, "perspective": self.wording.perspective}

    def address(self, page: str = "overview", **more: object) -> str:
        """One of its pages."""
        values = {"version_id": self.version.id, **self.asked, **more}
        return url_for(f"admin_prompts.{page}", **values)  # type: ignore[arg-type] # all are names or numbers

    def anchor(self, prompt: Prompt) -> str:
        """Where a text stands on the page of all texts."""
        return f"prompt-{self.prompts.every.index(prompt) + 1}"


@blueprint.get("/prompts")
@needs(Right.RUN)
def listed() -> str:
    """The newest edition of each questionnaire that is published here."""
    with services().store.read() as connection:
        found = newest_published(connection)
    ordered = sorted(found.values(), key=lambda one: one.questionnaire.title.say("da"))
    return render_template("admin/prompts_listed.html", published=ordered)


@blueprint.get(OF_ONE)
@needs(Right.RUN)
def overview(version_id: int) -> str:
    """Every text that is read aloud, in order, and how."""
    return _page("admin/prompts.html", _heard(version_id), State=State, LACKING=LACKING)


@blueprint.route(f"{OF_ONE}/<part>", methods=["GET", "POST"])
@needs(Right.RUN)
@takes_files
def record(version_id: int, part: str) -> Answer:
    """Record one text, or send a sound file of it."""
    heard = _heard(version_id)
    prompt = heard.prompts.find(part) or abort(404)
    form = SoundForm(data={"revision": prompt.revision})
    if not form.validate_on_submit():
        return form_page("admin/prompt.html", form, **_told(heard, prompt))
    if not _keep(heard, prompt, form):
        return _meanwhile(version_id, part, form)
    say_done(gettext("It is recorded. Tablets play it within a few minutes."))
    return redirect(_onwards(heard, prompt, request.form.get("then") == "next"), 303)


@blueprint.get(f"{RECORDED}/sound")
@needs(Right.RUN)
def hear(version_id: int, recording_id: int) -> Response:
    """The sound of a recording, also where no text of this version is said by it."""
    heard, recording = _recording(version_id, recording_id)
    file = recording.key and voice_file(_folder(), recording.key)
    if not file:
        say_done(gettext("The sound is not there any more. Record the text once more."))
        return redirect(heard.address(), 303)
    answer = send_file(file, mimetype="audio/wav", etag=False, max_age=None)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route(f"{RECORDED}/remove", methods=["GET", "POST"])
@needs(Right.RUN)
def remove(version_id: int, recording_id: int) -> Answer:
    """Ask whether a recording is to go, and delete it with its file."""
    heard, recording = _recording(version_id, recording_id)
    form = RemoveForm(data={"revision": recording.revision})
    told = {**_common(heard), "recording": recording}
    if not form.validate_on_submit():
        return form_page("admin/prompt_remove.html", form, **told)
    parts = services()
    day, seen = parts.clock.today(), form.seen_revision()
    if forget_words(parts.store, _folder(), recording.id, seen, day):
        say_done(gettext("The recording is deleted."))
        return redirect(heard.address(), 303)
    _heard_now, now = _recording(version_id, recording_id)
    told["recording"] = now
    return met_page("admin/prompt_remove.html", form, now.revision, _stands(now), **told)


@blueprint.errorhandler(RequestEntityTooLarge)
def far_too_large(_fault: RequestEntityTooLarge) -> tuple[str, int]:
    """Said of a file so large that it was not even read."""
    return render_template("admin/prompt_too_large.html"), 413


def _keep(heard: Heard, prompt: Prompt, form: SoundForm) -> bool:
    parts = services()
    return keep_words(
        parts.store,
        _folder(),
        heard.wording,
        (prompt.part, prompt.text),
        form.sound,
        (member().name, parts.clock.today()),
        form.seen_revision(),
    )


def _meanwhile(version_id: int, part: str, form: SoundForm) -> Answer:
    """What somebody else recorded meanwhile; saving once more works."""
    heard = _heard(version_id)
    prompt = heard.prompts.find(part) or abort(404)
    stands = _stands(prompt.recording)
    return met_page("admin/prompt.html", form, prompt.revision, stands, **_told(heard, prompt))


def _stands(recording: Recording | None) -> dict[str, object]:
    kept = recording if recording and recording.is_kept else None
    return {
        gettext("Recorded by"): kept.by if kept else None,
        gettext("Recorded on"): format_date(kept.recorded_on, "long") if kept else None,
    }


def _onwards(heard: Heard, prompt: Prompt, wants_next: bool) -> str:
    """The next text that lacks a voice, or the page of all texts, at this one."""
    following = heard.prompts.after(prompt.part) if wants_next else None
    if following:
        return heard.address("record", part=following.part)
    return heard.address(_anchor=heard.anchor(prompt))


def _told(heard: Heard, prompt: Prompt) -> dict[str, object]:
    return {
        **_common(heard),
        "prompt": prompt,
        "number": heard.prompts.every.index(prompt) + 1,
        "onwards": {wants: _onwards(heard, prompt, wants == "next") for wants in ("", "next")},
        "following": heard.prompts.after(prompt.part),
    }


def _common(heard: Heard) -> dict[str, object]:
    return {"heard": heard, "spoken": LANGUAGES[heard.wording.language], "views": PERSPECTIVES}


def _page(template: str, heard: Heard, **told: object) -> str:
    return render_template(template, languages=LANGUAGES, **_common(heard), **told)


def _heard(version_id: int) -> Heard:
    """The version in the language and wording that the address asks for, else in its first ones."""
    version = _version(version_id)
    asked = version.questionnaire
    language = request.args.get("language") or next(iter(asked.languages))
    perspective = request.args.get("perspective") or next(iter(asked.wordings))
    shelf = speech_here().find(version.hash, language, perspective) or abort(404)
    wording = Wording(asked.key, language, perspective)
    with services().store.read() as connection:
        recordings = recordings_of(connection, wording)
    place = f"/v/{version.hash}/{language}/{perspective}"
    return Heard(version, wording, prompts_of(shelf, recordings), _addresses(shelf, place))


def _addresses(shelf: Shelf, place: str) -> dict[str, list[str]]:
    """The sounds of each text, as tablets ask for them."""
    return {one.text: [f"{place}/{sound_name(s)}" for s in one.sounds] for one in shelf.heard()}


def _recording(version_id: int, recording_id: int) -> tuple[Heard, Recording]:
    """A recording of the version's questionnaire, in its own language and wording."""
    with services().store.read() as connection:
        recording = find_recording(connection, recording_id) or abort(404)
    version, wording = _version(version_id), recording.wording
    if wording.questionnaire_key != version.questionnaire.key:
        abort(404)
    return Heard(version, wording, Prompts((), ()), {}), recording


def _version(version_id: int) -> KnownVersion:
    try:
        return services().versions.find_by_id(version_id)
    except KeyError:
        abort(404)


def _folder() -> Path:
    return voices_folder(audio_folder(services()))
