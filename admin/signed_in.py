"""Who is signed in: a session of one's own at each sign-in, and what of it is known in a request."""

from __future__ import annotations

from flask import Flask, g, request, session
from flask_login import user_logged_out
from flask_security import user_authenticated

from admin.accounts.account import Account
from admin.sessions import SECRET, browser_words
from survey.services import services
from survey.staff import Member, Reach
from survey.store.session_queries import SEEN_EVERY, begin_session, end_session, see_session
from survey.store.staff_queries import member_in_session


def keep_sessions(app: Flask) -> None:
    """Begin a session when somebody has shown who she is, and end it when she signs out."""
    user_authenticated.connect(_begin_for, app)
    user_logged_out.connect(_end_for, app)


def reach() -> Reach:
    """Where whoever asks has the right that this page asks for."""
    found: Reach = g.reach
    return found


def member() -> Member:
    """Whoever asks. Only on pages that ask for a right."""
    found: Member = g.staff
    return found


def _begin_for(_app: Flask, user: Account, **_more: object) -> None:
    begin(user.id)


def _end_for(_app: Flask, **_more: object) -> None:
    end()


def begin(user_id: int) -> None:
    """Begin a session of somebody who has just shown who she is, under a secret of its own.

    The anti-forgery token of before is dropped with the session of before.
    """
    end()
    for name in ("csrf_token", SECRET):
        session.pop(name, None)
        g.pop(name, None)
    session.permanent = True
    parts = services()
    browser = browser_words(request.user_agent.string)
    session[SECRET] = begin_session(parts.store, user_id, parts.clock.now(), browser)
    g.pop("staff", None)


def end() -> None:
    """End the session of whoever asks, here and on the server."""
    if SECRET in session:
        end_session(services().store, session.pop(SECRET))


def signed_in() -> Member | None:
    """Whoever is signed in; none without a session. Remembered in `g.staff`."""
    if SECRET not in session or "_user_id" not in session:
        return None
    if "staff" not in g:
        g.staff = _member_of(session[SECRET], session["_user_id"])
    return g.staff  # type: ignore[no-any-return]


def _member_of(secret: str, known_by: str) -> Member | None:
    parts = services()
    now = parts.clock.now()
    with parts.store.read() as connection:
        found = member_in_session(connection, secret, known_by, now)
    if found is None:
        return None
    if now - found[1] >= SEEN_EVERY:
        see_session(parts.store, secret, now)
    return found[0]
