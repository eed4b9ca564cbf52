"""Who is let in, and to what: one guard for the whole room, and protection of its forms.

Every page names the right it asks for with `needs`. A page that names none is open to nobody.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

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
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from admin.sessions import StaffSessions
from survey.pages.locale import STAFF_ROOM, gettext
from survey.services import services
from survey.staff import Member, Reach, Right
from survey.store.place_queries import FINDERS
from survey.store.staff_queries import User, find_member

OPEN = frozenset({"admin_sign_in.explain", "admin_sign_in.ask", "admin_sign_in.spend"})
"""All that is answered to somebody who is not signed in."""

STAYS_IN = timedelta(hours=12)
"""How long a sign-in lasts: a working day, counted from the sign-in and not from the last page."""

PAGE, JSON = "text/html", "application/json"
LARGEST_ID = 2**31 - 1

View = TypeVar("View", bound=Callable[..., object])


def needs(right: Right) -> Callable[[View], View]:
    """Name the right that a page asks for; it stands below the page's address.

    Every number in the page's address is looked up first (`FINDERS`): the page is there only for
    those who have the right where that number belongs.
    """

    def mark(view: View) -> View:
        view.right = right  # type: ignore[attr-defined] # read by `right_of`
        return view

    return mark


def right_of(app: Flask, endpoint: str) -> Right | None:
    """The right that a page asks for. None: it names none, so it is open to nobody."""
    return getattr(app.view_functions[endpoint], "right", None)


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
        member = signed_in()
        if member is None and request.endpoint not in OPEN:
            return _turn_away()
        protection.protect()
        if member and request.endpoint and request.endpoint not in OPEN:
            _let_through(member, request.endpoint)
        return None


def _let_through(member: Member, endpoint: str) -> None:
    """Raises 403 where she lacks the page's right, 404 where she has it elsewhere only."""
    right = right_of(current_app, endpoint)
    if right is None or not member.may(right):
        abort(403)
    g.reach = member.reach(right)
    if not g.reach.everywhere:
        _look_up(g.reach, request.view_args or {})


def _look_up(reach: Reach, numbers: dict[str, object]) -> None:
    """Raises 404 for a number that is not within reach, as for one that is not there at all."""
    named = {name: number for name, number in numbers.items() if name in FINDERS}
    if not named:
        return
    with services().store.read() as connection:
        for name, number in named.items():
            there = FINDERS[name](connection, min(int(str(number)), LARGEST_ID))
            if there is None or not reach.covers(there):
                abort(404)


def reach() -> Reach:
    """Where whoever asks has the right that this page asks for."""
    found: Reach = g.reach
    return found


def member() -> Member:
    """Whoever asks. Only on pages that ask for a right."""
    found: Member = g.staff
    return found


def sign_in(user: User) -> None:
    """Begin a session for `user`. Nothing of an earlier one is carried over."""
    session.clear()
    g.pop("staff", None)
    session.permanent = True
    session["user"] = user.id
    session["since"] = int(services().clock.now().timestamp())
    session["random"] = secrets.token_hex(16)


def sign_out() -> None:
    """End the session."""
    session.clear()


def signed_in() -> Member | None:
    """Whoever is signed in; none without a session. Remembered in `g.staff`."""
    age = services().clock.now().timestamp() - session.get("since", 0)
    if "user" not in session or age >= STAYS_IN.total_seconds():
        return None
    if "staff" not in g:
        with services().store.read() as connection:
            g.staff = find_member(connection, session["user"])
    return g.staff  # type: ignore[no-any-return]


def _turn_away() -> AnyResponse:
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
