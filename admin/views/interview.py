"""Beginning an interview: for helpers who sit beside a resident with a tablet or phone."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from admin.doors import needs
from admin.signed_in import reach
from survey.services import services
from survey.staff import Right
from survey.store.interview_queries import Interview, begin_interview, interviews

blueprint = Blueprint(
    "admin_interview", __name__, template_folder="../templates", url_prefix="/admin/interview"
)

LABEL = "interview"
"""What the links of interviews are called in lists."""


@blueprint.get("/")
@needs(Right.INTERVIEW)
def listed() -> str:
    """The rounds that residents can be helped to answer now."""
    return render_template("admin/interview.html", interviews=_offered())


@blueprint.post("/")
@needs(Right.INTERVIEW)
def begin() -> Response:
    """Begin one: its first page comes, for the resident and the helper together."""
    wanted = request.form.get("round", ""), request.form.get("centre", "")
    found = [one for one in _offered() if (str(one.round_id), str(one.centre_id)) == wanted]
    if not found:
        abort(404)
    unit = request.form.get("unit", "")
    unit_id = next((number for number in found[0].units if str(number) == unit), None)
    code = begin_interview(services().store, found[0], unit_id, LABEL)
    return redirect(f"/s/{code}", 303)


def _offered() -> list[Interview]:
    parts = services()
    with parts.store.read() as connection:
        return interviews(connection, reach(), parts.clock.today())
