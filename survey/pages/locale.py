"""The language of a page: the address says it, else the browser, else the setting."""

from __future__ import annotations

from flask import Flask, g, request
from flask_babel import Babel

from survey.languages import LANGUAGES, Language, best_language
from survey.services import services


def page_language() -> str:
    """The language of this request's page, as a code."""
    asked = request.args.get("lang") or (request.view_args or {}).get("language")
    wanted = [asked] if asked else []
    browser = [code for code, _ in request.accept_languages]
    offered = [services().settings.language, *LANGUAGES]
    return best_language([*wanted, *browser], dict.fromkeys(offered))


def speak(app: Flask) -> None:
    """Let pages of `app` speak the respondent's language."""
    Babel(
        app,
        locale_selector=page_language,
        default_translation_directories="translations",
    )
    app.context_processor(_language)


def _language() -> dict[str, Language]:
    """`language` for templates; a document in a language of its own overrides it."""
    if "language" not in g:
        g.language = LANGUAGES[page_language()]
    return {"language": g.language}
