"""The QR page: what a relative meets behind a link, with JavaScript and without."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from survey.channels import Channel, OpenRound
from survey.errors import ClosedLink, NotOpenYet, UnknownLink
from survey.intake.accept import Delivery
from survey.languages import LANGUAGES, best_language
from survey.pages.document import render_document
from survey.pages.documents import FOR_AN_HOUR, Documents, as_response
from survey.pages.form import FormError, read_form
from survey.pages.intake_views import ID
from survey.pages.locale import page_language
from survey.services import services
from survey.store.channel_queries import find_channel, place_names
from survey.store.round_queries import RoundHere, round_here
from survey.store.versions import KnownVersion
from survey.voices import Perspective


@dataclass(frozen=True)
class Asked:
    """What a link asks: its channel, round and version."""

    channel: Channel
    limits: OpenRound
    round: RoundHere
    version: KnownVersion
    centre: str

    def perspectives(self) -> list[Perspective]:
        """The perspectives on offer for the link's voice, the usual one first."""
        wordings = self.version.questionnaire.wordings
        return [Perspective(p) for p in self._offered() if p in wordings]

    def _offered(self) -> list[str]:
        voice = self.channel.voice
        return self.round.voices.get(voice, []) if voice else []


def make_blueprint(documents: Documents) -> Blueprint:
    """The QR page's routes over `documents`."""
    blueprint = Blueprint("link", __name__)

    @blueprint.get("/s/<code>")
    def start(code: str) -> str:
        """The first page: what it is about, and who answers."""
        return _start_page(code, _find(code))

    @blueprint.get("/s/<code>/thanks")
    def thanks(code: str) -> str:
        """What one meets after the form without JavaScript."""
        return render_template("thanks.html")

    @blueprint.get("/s/<code>/<language>/<perspective>")
    def interview(code: str, language: str, perspective: str) -> Response:
        """The interview document itself."""
        version = _find(code).round.version_hash
        document = documents.find(version, language, perspective)
        if document is None:
            raise UnknownLink
        return as_response(document, FOR_AN_HOUR)

    @blueprint.post("/s/<code>/<language>/<perspective>")
    def answer(code: str, language: str, perspective: str) -> AnyResponse | tuple[str, int]:
        """The form posted without JavaScript."""
        return _take_form(code, language, perspective)

    return blueprint


def _find(code: str, *, late: bool = False) -> Asked:
    """What `code` asks. Raises when it leads nowhere or is closed; `late` lets forms in."""
    parts = services()
    today = parts.clock.today()
    with parts.store.read() as connection:
        channel = find_channel(connection, code, None)
        if channel is None or channel.round is None or channel.voice is None:
            raise UnknownLink
        if channel.revoked or (today > channel.round.closes_on and not late):
            raise ClosedLink
        if today < channel.round.opens_on:
            raise NotOpenYet
        round_ = round_here(connection, channel.round.id)
        centre, _ = place_names(connection, channel)
    version = parts.versions.find(round_.version_hash)
    assert version, "a round's version is always stored"
    return Asked(channel, channel.round, round_, version, centre)


def _start_page(code: str, asked: Asked) -> str:
    questionnaire = asked.version.questionnaire
    language = best_language([page_language()], questionnaire.languages)
    begun = {"id": secrets.token_hex(16), "day": services().clock.today().isoformat()}
    choices = [
        {
            "perspective": perspective,
            "url": url_for(
                "link.interview", code=code, language=language, perspective=perspective, **begun
            ),
        }
        for perspective in asked.perspectives()
    ]
    return render_template(
        "start.html",
        centre=asked.centre,
        title=questionnaire.title.say(language),
        purpose=questionnaire.purpose.say(language),
        questions=sum(1 for _ in questionnaire.asked()),
        choices=choices,
        language=LANGUAGES[language],
        languages=[LANGUAGES[code] for code in questionnaire.languages if code != language],
        accessibility_url=services().settings.accessibility_url,
    )


def _take_form(code: str, language: str, perspective: str) -> AnyResponse | tuple[str, int]:
    asked = _find(code, late=True)
    if perspective not in asked.perspectives():
        raise UnknownLink
    answers, errors = read_form(asked.version.questionnaire, request.form)
    if errors:
        return _form_again(asked, language, perspective, errors), 400
    body = _submission(asked, language, perspective, answers)
    _deliver(asked, body)
    return redirect(url_for("link.thanks", code=code, lang=language), 303)


def _form_again(asked: Asked, language: str, perspective: str, errors: list[FormError]) -> str:
    """The same form with what was typed and what has to be mended; nothing is lost."""
    return render_document(
        asked.version.questionnaire,
        asked.version.hash,
        language,
        Perspective(perspective),
        typed=request.form.to_dict(flat=False),
        errors=errors,
    )


def _submission(asked: Asked, language: str, perspective: str, answers: object) -> dict[str, object]:
    day = request.args.get("day", "")
    return {
        "envelope_version": 1,
        "round": asked.round.id,
        "version": asked.version.hash,
        "language": language,
        "respondent": {
            "voice": asked.channel.voice,
            "perspective": perspective,
            "mode": request.form.get("mode") or None,
            "helper": request.form.get("helper") or None,
        },
        "display": {"screen": "page", "script": "none"},
        "outcome": "finished",
        "day": day or services().clock.today().isoformat(),
        "answers": answers,
    }


def _deliver(asked: Asked, submission: dict[str, object]) -> None:
    submission_id = request.args.get("id", "")
    if not ID.fullmatch(submission_id):
        submission_id = secrets.token_hex(16)
    body = json.dumps(submission, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")
    delivery = Delivery(
        submission_id, body, json.loads(body), asked.channel, services().clock.today()
    )
    services().intake.accept(delivery)


