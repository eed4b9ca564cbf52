"""Who is let in, and to what: one guard for the whole room, and protection of its forms."""

from __future__ import annotations

from datetime import timedelta

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import logout_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import brake
from admin.doors import OPEN, UNREADY, right_of
from admin.keeping import way_back
from admin.sessions import StaffSessions
from admin.signed_in import keep_sessions, signed_in
from survey.pages.locale import STAFF_ROOM, gettext
from survey.services import services
from survey.staff import Member, Reach, Right
from survey.store.organisation_queries import who_we_are
from survey.store.place_queries import FINDERS, LARGEST_ID

COOKIE = {False: "lydhoer_staff", True: "__Secure-lydhoer_staff"}
"""What the cookie is called: over https, browsers take one of that name over https only."""

COOKIE_LASTS = timedelta(hours=12)
"""Longer than any sign-in: what was written when one ended is kept for its writer."""

PAGE, JSON = "text/html", "application/json"
LARGEST_UPLOAD = 26 * 1024 * 1024
"""Bytes: enough that a file which is too large is told beside its field, and not by a bare page."""

LONGEST_WORDS = 4 * 1024 * 1024
"""Bytes of a form of many texts: so much that what is pasted in whole is cut, and not turned away."""


def close_the_room(app: Flask) -> None:
    """Close everything under `/admin/` but `OPEN`, unknown addresses included.

    What is posted there must come from a page of ours. Elsewhere no request carries a cookie, and
    so nothing that another site could borrow: a tablet or phone that was offline for a week must
    still be able to deliver, and an anti-forgery token would have gone stale by then.
    """
    app.session_interface = StaffSessions()
    app.config.update(
        SESSION_COOKIE_NAME=COOKIE[bool(app.config["SESSION_COOKIE_SECURE"])],
        PERMANENT_SESSION_LIFETIME=COOKIE_LASTS,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_CHECK_DEFAULT=False,
        # The token is as old as the session. A page left open over lunch can still be posted.
        WTF_CSRF_TIME_LIMIT=None,
        # Our pages ask browsers to send no referrer, so it cannot be asked for.
        WTF_CSRF_SSL_STRICT=False,
    )
    protection = CSRFProtect(app)
    app.register_error_handler(CSRFError, _old_page)
    app.after_request(brake.count)
    keep_sessions(app)

    @app.before_request
    def guard() -> AnyResponse | None:
        if not request.path.startswith(STAFF_ROOM):
            return None
        member = signed_in()
        is_open = request.endpoint in OPEN
        if member is None and not is_open and request.method not in ("POST", "PUT"):
            return _turn_away()
        _make_room(member)
        protection.protect()
        if member is None and not is_open:
            return _turn_away()
        brake.hold()
        if member is None and "_user_id" in session:
            # The library does not know that the session is over, and would not let her sign in.
            logout_user()
        return _let_in(member) if member and not is_open else None


def _let_in(member: Member) -> AnyResponse | None:
    """To the page asked for, or to what her account still lacks."""
    if not member.is_ready and request.endpoint not in UNREADY:
        return redirect(url_for(_lacks(member)), 303)
    if request.endpoint:
        _let_through(member, request.endpoint)
    return None


def _lacks(member: Member) -> str:
    """The page where whoever begins goes on: an owner begins with setting the instance up."""
    with services().store.look() as connection:
        known = who_we_are(connection)
    is_set_up = known is not None and known.set_up_on is not None
    return (
        "admin_account.finish" if is_set_up or not member.may(Right.INSTANCE) else "admin_setup.who"
    )


def _make_room(member: Member | None) -> None:
    """Before anything of the request is read: only somebody signed in may send much."""
    view = current_app.view_functions.get(request.endpoint or "")
    if member and getattr(view, "takes_files", False):
        request.max_content_length = LARGEST_UPLOAD
    if member and getattr(view, "takes_long_words", False):
        request.max_content_length = request.max_form_memory_size = LONGEST_WORDS


def _let_through(member: Member, endpoint: str) -> None:
    """Raises 403 where she lacks the page's right, 404 where she has it elsewhere only."""
    right = right_of(current_app, endpoint)
    if right is None or not member.may(right):
        abort(403)
    g.reach = member.reach(right)
    numbers = {name: one for name, one in (request.view_args or {}).items() if name in FINDERS}
    if any(isinstance(number, int) and number > LARGEST_ID for number in numbers.values()):
        abort(404)
    if numbers and not g.reach.everywhere:
        _look_up(g.reach, numbers)


def _look_up(reach: Reach, numbers: dict[str, int | str]) -> None:
    """Raises 404 for a number that is not within reach, as for one that is not there at all."""
    with services().store.read() as connection:
        for name, number in numbers.items():
            there = FINDERS[name](connection, number)
            if there is None or not reach.covers(there):
                abort(404)


def _turn_away() -> AnyResponse:
    if not _wants_page():
        return _signed_out()
    return redirect(url_for("security.login", next=way_back()), 303)


def _wants_page() -> bool:
    """True when a person waits for a page, not a script for data."""
    by_script = request.headers.get("Sec-Fetch-Dest", "document") != "document"
    wanted = request.accept_mimetypes.best_match([PAGE, JSON], default=PAGE)
    return not (by_script or request.is_json or wanted == JSON)


def _signed_out() -> Response:
    response = jsonify(error="signed_out", message=gettext("You are not signed in."))
    response.status_code = 401
    return response


def _old_page(_fault: CSRFError) -> tuple[str, int]:
    return render_template("admin/old_page.html"), 400
