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
