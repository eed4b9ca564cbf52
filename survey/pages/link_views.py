"""The QR page: what a relative meets behind a link, with JavaScript and without."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response as AnyResponse

from survey.channels import Channel, OpenRound
from survey.errors import ClosedLink, NotOpenYet, UnknownLink, UsedCode
from survey.intake.promises import Promise, promise_of
from survey.intake.receipts import code_of
from survey.languages import LANGUAGES, best_language
from survey.pages.answered import newest_in, suggested_in
from survey.pages.delivering import take_in
from survey.pages.document import FIELD, FormError, render_document
from survey.pages.documents import FOR_AN_HOUR, NOT_AT_ALL, Documents, as_response
from survey.pages.form import read_form, read_how
from survey.pages.intake_views import ID, told_key
from survey.pages.locale import gettext, page_language, wanted_languages
from survey.pages.pulse import PulsePage, render_pulse
from survey.pages.sentences import as_whom
from survey.questionnaire.model import Questionnaire
from survey.services import services
from survey.store.channel_queries import find_channel, place_names
from survey.store.versions import KnownVersion
from survey.visits import part_of_day
from survey.voices import SPEAK_FOR_OTHERS, Contact, Perspective

Answer = str | AnyResponse | tuple[str, int]


@dataclass(frozen=True)
class Invitation:
    """What a link asks: its channel, round and version."""

    channel: Channel
    round: OpenRound
    version: KnownVersion

    def perspectives(self) -> list[Perspective]:
        """The perspectives on offer for the link's voice, the usual one first."""
        wordings = self.version.questionnaire.wordings
        return [Perspective(p) for p in self._offered() if p in wordings]

    @property
    def promise(self) -> Promise:
        """What its pages promise about who can see what."""
        return promise_of(self.channel)

    @property
    def asks_contact(self) -> bool:
        """True when those who answer speak for somebody else, and are asked how well they know."""
        return self.channel.voice in SPEAK_FOR_OTHERS

    def in_words(self, language: str, perspective: str) -> Invitation:
        """This, where it is asked in that language and wording. Raises `UnknownLink` elsewhere."""
        if language not in self.version.questionnaire.languages:
            raise UnknownLink
        if perspective not in self.perspectives():
            raise UnknownLink
        return self

    def as_read(self, version_hash: str) -> Invitation:
        """This with the version a form was made from: the round may have a newer one by now."""
        read = services().versions.find(version_hash) if version_hash else None
        same = read and read.questionnaire.key == self.version.questionnaire.key
        return replace(self, version=read) if read and same else self

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
        return _thanks_page(code, page_language())

    @blueprint.get("/s/<code>/<language>/<perspective>")
    def interview(code: str, language: str, perspective: str) -> Response:
        """The interview document itself."""
        asked = _find(code).in_words(language, perspective)
        document = documents.get(asked.version.hash, language, perspective)
        return as_response(document, NOT_AT_ALL if asked.channel.single_use else FOR_AN_HOUR)

    @blueprint.post("/s/<code>/<language>/<perspective>")
    def answer(code: str, language: str, perspective: str) -> Answer:
        """The form posted without JavaScript."""
        asked = _find(code, late=True).as_read(request.form.get("version", ""))
        return _take_form(code, asked.in_words(language, perspective), language, perspective)

    return blueprint


def _find(code: str, *, late: bool = False) -> Invitation:
    """What `code` asks. Raises when it leads nowhere, is closed or used; `late` lets forms in."""
    parts = services()
    today = parts.clock.today()
    with parts.store.look() as connection:
        channel = find_channel(connection, code, None)
    if channel is None or channel.round is None or channel.voice is None:
        raise UnknownLink
    if channel.revoked or (channel.round.is_over(today) and not late):
        raise ClosedLink
    if channel.single_use and channel.single_use.used and not late:
        raise UsedCode
    if today < channel.round.opens_on:
        raise NotOpenYet
    return Invitation(channel, channel.round, parts.versions.get(channel.round.version_hash))


def _start_page(code: str, asked: Invitation) -> str:
    questionnaire = asked.version.questionnaire
    language = best_language(wanted_languages(), questionnaire.languages)
    if questionnaire.pulse:
        return _pulse_page(code, asked, language, asked.perspectives()[0])
    with services().store.read() as connection:
        centre, _ = place_names(connection, asked.channel)
        answered = newest_in(connection, asked.channel.centre_id, language)
        suggested = suggested_in(connection, asked.channel, language)
    with force_locale(language):
        return render_template(
            "start.html",
            centre=centre,
            answered=answered,
            suggested=suggested,
            title=questionnaire.title.say(language),
            purpose=questionnaire.purpose.say(language),
            questions=sum(1 for _ in questionnaire.asked()),
            pictured=questionnaire.shows_pictures(),
            choices=[_choice(code, language, one) for one in asked.perspectives()],
            promise=asked.promise.value,
            asks_contact=asked.asks_contact,
            today=services().clock.today().isoformat(),
            offers_receipts=asked.round.offers_receipts,
            language=LANGUAGES[language],
            languages=[LANGUAGES[code] for code in questionnaire.languages if code != language],
        )


def _pulse_page(
    code: str,
    asked: Invitation,
    language: str,
    perspective: Perspective,
    *,
    typed: Mapping[str, list[str]] | None = None,
    errors: Sequence[FormError] = (),
) -> str:
    with services().store.read() as connection:
        centre, _ = place_names(connection, asked.channel)
    choice = _choice(code, language, perspective)
    page = PulsePage(
        asked.version.hash,
        language,
        perspective,
        centre,
        asked.promise.value,
        url_for("link.start", code=code),
        f"{choice['url']}?{urlencode({'id': choice['id']})}",
        told_key(services().keys.newest()),
        asked.channel.partner_id is not None,
        asked.round.offers_receipts,
    )
    return render_pulse(asked.version.questionnaire, page, typed=typed, errors=errors)


def _thanks_page(code: str, language: str, receipt: str = "") -> str:
    """The same for everyone at a centre, but for a receipt code; a link that has closed meanwhile is
    thanked all the same."""
    with services().store.read() as connection:
        channel = find_channel(connection, code, None)
        answered = channel and newest_in(connection, channel.centre_id, language)
        suggested = suggested_in(connection, channel, language) if channel else []
    promise = promise_of(channel).value if channel else ""
    return render_template(
        "thanks.html",
        answered=answered,
        suggested=suggested,
        promise=promise,
        receipt=receipt,
        language=LANGUAGES[language],
    )


def _choice(code: str, language: str, perspective: Perspective) -> dict[str, str]:
    """A way into the interview; its address will carry the id of a form without scripts."""
    return {
        "perspective": perspective.value,
        "url": url_for("link.interview", code=code, language=language, perspective=perspective),
        "id": secrets.token_hex(16),
        "as_whom": as_whom(perspective),
    }


def _take_form(code: str, asked: Invitation, language: str, perspective: str) -> Answer:
    questionnaire = asked.version.questionnaire
    answers, errors = read_form(questionnaire, request.form)
    if questionnaire.pulse:
        errors = errors or _nothing_chosen(questionnaire, language)
    if errors:
        return _form_again(code, asked, language, perspective, errors), 400
    body = _submission(asked, language, perspective, answers)
    submission_id = _deliver(asked, body)
    if asked.round.offers_receipts:
        # Not by another address: it would hold what erases the answer. Sent twice, it is kept once.
        with force_locale(language):
            return _thanks_page(code, language, code_of(submission_id))
    return redirect(url_for("link.thanks", code=code, lang=language), 303)


def _nothing_chosen(questionnaire: Questionnaire, language: str) -> list[FormError]:
    """A pulse without a single answer says nothing: it is handed back."""
    if any(request.form.get(FIELD + question.key) for question in questionnaire.asked()):
        return []
    with force_locale(language):
        return [FormError(questionnaire.questions[0].key, gettext("Choose an answer."))]


def _form_again(
    code: str, asked: Invitation, language: str, perspective: str, errors: list[FormError]
) -> str:
    """The same form with what was typed and what has to be mended; nothing is lost."""
    if asked.version.questionnaire.pulse:
        typed = request.form.to_dict(flat=False)
        view = Perspective(perspective)
        return _pulse_page(code, asked, language, view, typed=typed, errors=errors)
    return render_document(
        asked.version.questionnaire,
        asked.version.hash,
        language,
        Perspective(perspective),
        typed=request.form.to_dict(flat=False),
        errors=errors,
    )


def _submission(
    asked: Invitation, language: str, perspective: str, answers: object
) -> dict[str, object]:
    clock = services().clock
    mode, helper = read_how(request.form)
    return {
        "envelope_version": 1,
        "round": asked.round.id,
        "version": asked.version.hash,
        "language": language,
        "respondent": {
            "voice": asked.channel.voice,
            "perspective": perspective,
            "mode": mode,
            "helper": helper,
            "contact": _contact(),
        },
        "display": {"screen": "page", "script": "none"},
        "outcome": "finished",
        "day": request.args.get("day", "") or clock.today().isoformat(),
        "answers": answers,
        **(_visit_now() if asked.version.questionnaire.pulse else {}),
    }


def _visit_now() -> dict[str, object]:
    """When it is, as the page without a script cannot say."""
    clock = services().clock
    part = part_of_day(clock.now().astimezone(clock.zone))
    return {"visit": {"weekday": clock.today().isoweekday(), "part": part.value}}


def _deliver(asked: Invitation, submission: dict[str, object]) -> str:
    """Hand it in; returns the id it was kept under."""
    submission_id = request.args.get("id", "")
    if not ID.fullmatch(submission_id):
        submission_id = secrets.token_hex(16)
    body = json.dumps(submission, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")
    take_in(submission_id, body, json.loads(body), asked.channel)
    return submission_id


def _contact() -> str | None:
    """How often she is in touch, as she said on the first page; None for anything else."""
    said = request.args.get("contact", "")
    return said if said in set(Contact) else None
