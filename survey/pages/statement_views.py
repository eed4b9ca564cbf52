"""The accessibility statement: open to everybody, in Danish and English."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_babel import force_locale, format_date

from survey import statement
from survey.languages import LANGUAGES, STAFF_LANGUAGES, best_language
from survey.pages.locale import gettext, wanted_languages
from survey.services import services
from survey.store.organisation_queries import who_we_are

ADDRESS = "/tilgaengelighed"

blueprint = Blueprint("statement", __name__)


@blueprint.get(ADDRESS)
def show() -> str:
    """The statement, in whichever of its languages the reader knows better."""
    parts = services()
    with parts.store.look() as connection:
        known = who_we_are(connection)
    name, email = (known.name, known.contact_email) if known else ("", "")
    own_first = dict.fromkeys([parts.settings.language, *STAFF_LANGUAGES])
    code = best_language(wanted_languages(), own_first)
    with force_locale(code):
        day = str(format_date(statement.STATED_ON, "long"))
        values = statement.values(email, day)
        opening = statement.OURS if name else statement.NOBODYS
        return render_template(
            "statement.html",
            heading=gettext(statement.HEADING),
            opening=gettext(opening, who=name),
            sections=statement.sections(bool(email)),
            say=lambda sentence: gettext(sentence, **values),
            language=LANGUAGES[code],
            languages=[LANGUAGES[other] for other in STAFF_LANGUAGES if other != code],
        )
