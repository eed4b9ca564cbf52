"""A form as a page: as it stands, with what is wrong with it, or with what somebody else saved."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from admin.forms import StaffForm

Answer = str | Response | tuple[str, int]
"""How a page with a form answers."""


def form_page(template: str, form: FlaskForm, **told: object) -> Answer:
    """The form: empty, or with everything that was written and what is wrong with it (400)."""
    page = render_template(template, form=form, **told)
    return (page, 400) if form.errors else page


def met_page(
    template: str, form: StaffForm, revision: int, now: Mapping[str, object], **told: object
) -> Answer:
    """The form as written over what somebody else saved meanwhile (409); saving once more works.

    `now` maps what each field is called to what stands in it at this `revision`.
    """
    form.revision.data = str(revision)
    return render_template(template, form=form, now=now, **told), 409
