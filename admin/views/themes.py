"""The themes of people's own words: what they are called, and which are counted as one."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from admin.doors import needs
from admin.form_page import Answer, form_page, met_page
from admin.report import words
from admin.signed_in import reach
from admin.undo import say_done
from admin.words_forms import MergeForm, ThemeForm
from survey.pages.locale import gettext
from survey.services import services
from survey.staff import Right
from survey.store.theme_queries import (
    ThemeTaken,
    all_themes,
    merge_theme,
    rename_theme,
)
from survey.texts import N_
from survey.words.moderated import Theme

blueprint = Blueprint(
    "admin_themes", __name__, template_folder="templates", url_prefix="/admin/words/themes"
)
NAME_IS_TAKEN = N_("Another theme is called that. Choose another name, or merge the two.")


@blueprint.get("/")
@needs(Right.MODERATE)
def listed() -> str:
    """All themes, with how many comments of each voice are about them."""
    themes = _all()
    return render_template(
        "admin/themes.html",
        themes=[one for one in themes if one.merged_into is None],
        merged=[one for one in themes if one.merged_into is not None],
        names={one.id: one.name for one in themes},
        words=words,
        k=services().settings.smallest_group,
        may_change=reach().everywhere,
    )


@blueprint.route("/<int:theme_id>", methods=["GET", "POST"])
@needs(Right.MODERATE)
def change(theme_id: int) -> Answer:
    """Give a theme another name."""
    one = _found(theme_id)
    form = ThemeForm(data={"revision": str(one.revision), "name": one.name})
    if form.validate_on_submit():
        try:
            if rename_theme(services().store, one.id, form.seen_revision(), form.name.data or ""):
                say_done(gettext("It is saved."))
                return redirect(url_for("admin_themes.listed"), 303)
        except ThemeTaken:
            form.name.errors = [NAME_IS_TAKEN]
        else:
            now = _found(theme_id)
            stands = {gettext("What it is called"): now.name}
            return met_page("admin/theme.html", form, now.revision, stands, **_told(now))
    return form_page("admin/theme.html", form, **_told(one))


@blueprint.post("/<int:theme_id>/merge")
@needs(Right.MODERATE)
def merge(theme_id: int) -> Answer:
    """Count a theme as another from now on."""
    one = _found(theme_id)
    told = _told(one)
    form = told["merging"]
    if not isinstance(form, MergeForm) or not form.validate_on_submit():
        naming = ThemeForm(formdata=None, data={"revision": str(one.revision), "name": one.name})
        return render_template("admin/theme.html", form=naming, **told), 400
    into = int(form.into.data)
    if not merge_theme(services().store, one.id, form.seen_revision(), into):
        say_done(gettext("Somebody has changed it since. This is how it stands now."))
        return redirect(url_for("admin_themes.change", theme_id=one.id), 303)
    undo = url_for("admin_themes.part", theme_id=one.id)
    said = gettext(
        "“%(name)s” is counted as “%(other)s”.", name=one.name, other=form.offered[str(into)]
    )
    say_done(said, undo=undo)
    return redirect(url_for("admin_themes.listed"), 303)


@blueprint.post("/<int:theme_id>/part")
@needs(Right.MODERATE)
def part(theme_id: int) -> Response:
    """Count a theme by itself again."""
    one = _found(theme_id)
    merge_theme(services().store, one.id, one.revision, None)
    say_done(gettext("“%(name)s” is counted by itself again.", name=one.name))
    return redirect(url_for("admin_themes.listed"), 303)


def _all() -> list[Theme]:
    with services().store.read() as connection:
        return all_themes(connection)


def _found(theme_id: int) -> Theme:
    return next((one for one in _all() if one.id == theme_id), None) or abort(404)


def _told(one: Theme) -> dict[str, object]:
    """What a theme's page tells beside its name: what it can be merged into."""
    merging = MergeForm(data={"revision": str(one.revision)})
    merging.offer(other for other in _all() if other.id != one.id and other.merged_into is None)
    return {"theme": one, "merging": merging}
