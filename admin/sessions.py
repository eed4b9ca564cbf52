"""Sessions for the staff side alone: no respondent is ever given a cookie."""

from __future__ import annotations

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from survey.pages.locale import STAFF_ROOM


class StaffSessions(SecureCookieSessionInterface):
    """Opens a session under `/admin/` only; elsewhere there is none to read or write."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The staff session, or None, which Flask turns into one that cannot be written to."""
        if not request.path.startswith(STAFF_ROOM):
            return None
        return super().open_session(app, request)

    def get_cookie_path(self, app: Flask) -> str:
        """Browsers send the cookie to the staff side only."""
        return STAFF_ROOM


SECRET = "secret"  # noqa: S105 what it is called, not what it is
"""Where a session keeps the secret it is known by on the server."""

BROWSERS = ("Firefox", "Edg", "OPR", "Chrome", "Safari")
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
CALLED = {"Edg": "Edge", "OPR": "Opera", "Mac OS": "Mac"}


def browser_words(agent: str) -> str:
    """A browser as its owner would know it again, such as "Firefox, Windows"; no more is kept."""
    found = (next((one for one in names if one in agent), "") for names in (BROWSERS, SYSTEMS))
    return ", ".join(CALLED.get(one, one) for one in found if one)
