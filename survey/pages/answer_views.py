"""`/svar/...`: what a centre answers to what people said, in large print, open to everybody."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template, url_for
from flask_babel import force_locale

from survey.actions import AnsweredBack
from survey.errors import UnknownLink
from survey.languages import DEFAULT_LANGUAGE, LANGUAGES, Language, best_language
from survey.pages.locale import wanted_languages
from survey.qr import qr_picture
from survey.services import services
from survey.store.action_queries import centre_that_answers
from survey.store.place_queries import LARGEST_ID
from survey.store.told_queries import answered_at

MOST = 30
"""So many of the newest are told; what is older is history."""
FOR_A_WHILE = "public, max-age=120"
"""What staff take back is gone everywhere within two minutes."""

blueprint = Blueprint("answers", __name__)


@dataclass(frozen=True)
class Told:
    """An action in words, and the language they are in."""

    back: AnsweredBack
    language: Language
    said: str
    answer: str


@blueprint.get("/svar/<int:centre_id>")
def told(centre_id: int) -> Response:
    """What people said at this centre and what came of it: only what staff let everybody see."""
    parts = services()
    if centre_id > LARGEST_ID:
        raise UnknownLink
    with parts.store.look() as connection:
        name = centre_that_answers(connection, centre_id)
        actions = answered_at(connection, centre_id, MOST) if name else []
    if name is None:
        raise UnknownLink
    spoken = {code for action in actions for code in action.languages} | {DEFAULT_LANGUAGE}
    offered = [code for code in LANGUAGES if code in spoken]
    code = best_language(wanted_languages(), offered)
    address = parts.settings.base_url + url_for("answers.told", centre_id=centre_id)
    with force_locale(code):
        page = render_template(
            "answers_told.html",
            centre=name,
            actions=[one for action in actions if (one := _in_words(action, code))],
            address=address,
            qr=qr_picture(address),
            language=LANGUAGES[code],
            languages=[LANGUAGES[other] for other in offered if other != code],
        )
    answer = make_response(page)
    answer.headers["Cache-Control"] = FOR_A_WHILE
    answer.headers["Vary"] = "Accept-Language"
    return answer


def _in_words(action: AnsweredBack, code: str) -> Told | None:
    """In the reader's language, else as it was written down: better that than not at all."""
    for language in (code, DEFAULT_LANGUAGE):
        words = action.in_language(language)
        if words:
            return Told(action, LANGUAGES[language], *words)
    return None
