"""Help: the guide for coordinators and helpers, with pictures of the real screens."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, url_for
from markupsafe import Markup

from admin.doors import needs
from admin.help_pages import PAGES, as_html, picture
from survey.languages import STAFF_LANGUAGES, best_language
from survey.pages.locale import page_language
from survey.staff import Right

blueprint = Blueprint(
    "admin_help", __name__, template_folder="../templates", url_prefix="/admin/help"
)


@blueprint.get("/")
@needs(Right.HOME)
def contents() -> str:
    """The pages of the guide."""
    return render_template("admin/help.html", pages=PAGES.values())


@blueprint.get("/<name>")
@needs(Right.HOME)
def page(name: str) -> str:
    """One of them."""
    if name not in PAGES:
        abort(404)
    language = best_language([page_language()], STAFF_LANGUAGES)
    text = as_html(name, language, url_for("admin_help.shot", name="_").removesuffix("_"))
    # What is rendered is our own text, from our own folder, with HTML in it switched off.
    return render_template("admin/help_page.html", page=PAGES[name], text=Markup(text))  # noqa: S704


@blueprint.get("/pictures/<name>")
@needs(Right.HOME)
def shot(name: str) -> Response:
    """A picture of a screen."""
    found = picture(name)
    return Response(found.read_bytes(), mimetype="image/png") if found else abort(404)
