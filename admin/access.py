"""Who is let in: one guard for the whole room, sessions, and protection of its forms."""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask import Flask, Response, g, jsonify, redirect, render_template, request, session, url_for
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from admin.sessions import StaffSessions
from survey.pages.locale import STAFF_ROOM, gettext
from survey.services import services
from survey.store.staff_queries import User, find_user

OPEN = frozenset({"admin_sign_in.explain", "admin_sign_in.ask", "admin_sign_in.spend"})
"""All that is answered to somebody who is not signed in."""

STAYS_IN = timedelta(hours=12)
"""How long a sign-in lasts: a working day, counted from the sign-in and not from the last page."""

PAGE, JSON = "text/html", "application/json"


def close_the_room(app: Flask) -> None:
    """Close everything under `/admin/` but `OPEN`, unknown addresses included.

    What is posted there must come from a page of ours. Elsewhere no request carries a cookie, and
    so nothing that another site could borrow: a tablet or phone that was offline for a week must
    still be able to deliver, and an anti-forgery token would have gone stale by then.
    """
    app.session_interface = StaffSessions()
    app.config.update(
        SESSION_COOKIE_NAME="lydhoer_staff",
        PERMANENT_SESSION_LIFETIME=STAYS_IN,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_CHECK_DEFAULT=False,
        # The token is as old as the session. A page left open over lunch can still be posted.
        WTF_CSRF_TIME_LIMIT=None,
        # Our pages ask browsers to send no referrer, so it cannot be asked for.
        WTF_CSRF_SSL_STRICT=False,
    )
    protection = CSRFProtect(app)
    app.register_error_handler(CSRFError, _old_page)

    @app.before_request
    def guard() -> AnyResponse | None:
        if not request.path.startswith(STAFF_ROOM):
            return None
        away = _turn_away()
        if away is None:
            protection.protect()
        return away


def sign_in(user: User) -> None:
    """Begin a session for `user`. Nothing of an earlier one is carried over."""
    session.clear()
    session.permanent = True
    session["user"] = user.id
    session["since"] = int(services().clock.now().timestamp())
    session["random"] = secrets.token_hex(16)


def sign_out() -> None:
    """End the session."""
    session.clear()


def signed_in() -> User | None:
    """Whoever is signed in; one statement, none without a session. Remembered in `g.staff`."""
    age = services().clock.now().timestamp() - session.get("since", 0)
    if "user" not in session or age >= STAYS_IN.total_seconds():
        return None
    if "staff" not in g:
        with services().store.look() as connection:
            g.staff = find_user(connection, session["user"])
    return g.staff  # type: ignore[no-any-return]


def _turn_away() -> AnyResponse | None:
    if request.endpoint in OPEN or signed_in():
        return None
    return redirect(url_for("admin_sign_in.explain"), 303) if _wants_page() else _signed_out()


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
