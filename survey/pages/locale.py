"""The language of a page: the address says it, else the browser, else the setting."""

from __future__ import annotations

from flask import Flask, g, has_request_context, request
from flask_babel import Babel, get_locale
from flask_babel import gettext as translated

from survey.languages import LANGUAGES, STAFF_LANGUAGES, Language, best_language
from survey.services import services

STAFF_ROOM = "/admin/"
"""Where the staff's pages are: they are written in the staff's languages only."""
COUNTS = range(201)
"""Every way a number is said in one of our languages is found among these."""


def gettext(text: str, **values: object) -> str:
    """`text` in the language spoken now, with `values` in their places."""
    return str(translated(text, **values))


def wanted_languages(own: str | None = None) -> list[str]:
    """The languages this request's reader wants, as codes, best first.

    What the address asks for comes before her `own`, and that before her browser's.
    """
    asked = request.args.get("lang") or (request.view_args or {}).get("language") or own
    browser = [code for code, _ in request.accept_languages]
    return [asked, *browser] if asked else browser


def page_language() -> str:
    """The language of this request's page, as a code; where nobody asks, the setting."""
    if not has_request_context():
        return services().settings.language
    own = g.staff.language if g.get("staff") else None
    offered = STAFF_LANGUAGES if request.path.startswith(STAFF_ROOM) else LANGUAGES
    return best_language(
        wanted_languages(own), dict.fromkeys([services().settings.language, *offered])
    )


def staff_languages() -> list[str]:
    """The staff's languages, the setting's first; the tablet picks the one its browser prefers."""
    own = [code for code in [services().settings.language] if code in STAFF_LANGUAGES]
    return list(dict.fromkeys([*own, *STAFF_LANGUAGES]))


def ways_to_count() -> dict[str, int]:
    """The smallest number of each plural category of the language spoken now.

    The categories are those of `Intl.PluralRules`: for Danish `{"other": 0, "one": 1}`.
    """
    found: dict[str, int] = {}
    for number in COUNTS:
        found.setdefault(get_locale().plural_form(number), number)
    return found


def speak(app: Flask) -> None:
    """Let pages of `app` speak the respondent's language."""
    Babel(
        app,
        locale_selector=page_language,
        timezone_selector=lambda: services().settings.time_zone,
        default_translation_directories="translations",
    )
    app.context_processor(_language)
    app.jinja_env.globals.update(ways_to_count=ways_to_count, staff_languages=staff_languages)


def _language() -> dict[str, Language]:
    """`language` for templates; a document in a language of its own overrides it."""
    if "language" not in g:
        g.language = LANGUAGES[page_language()]
    return {"language": g.language}
