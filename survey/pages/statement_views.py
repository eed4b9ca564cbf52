"""The accessibility statement: open to everybody, in Danish and English."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_babel import force_locale, format_date

from survey import statement
from survey.languages import LANGUAGES, STAFF_LANGUAGES, best_language
from survey.pages.locale import gettext, wanted_languages
from survey.services import services

ADDRESS = "/tilgaengelighed"

blueprint = Blueprint("statement", __name__)


@blueprint.get(ADDRESS)
def show() -> str:
    """The statement, in whichever of its languages the reader knows better."""
    settings = services().settings
    own_first = dict.fromkeys([settings.language, *STAFF_LANGUAGES])
    code = best_language(wanted_languages(), own_first)
    with force_locale(code):
        day = str(format_date(statement.STATED_ON, "long"))
        values = statement.values(settings.contact_email, day)
        opening = statement.OURS if settings.organisation else statement.NOBODYS
        return render_template(
            "statement.html",
            heading=gettext(statement.HEADING),
            opening=gettext(opening, who=settings.organisation),
            sections=statement.sections(bool(settings.contact_email)),
            say=lambda sentence: gettext(sentence, **values),
            language=LANGUAGES[code],
            languages=[LANGUAGES[other] for other in STAFF_LANGUAGES if other != code],
        )
