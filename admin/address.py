"""The one address of the staff side: the one in the settings, whatever a request calls it.

Links in letters, what a passkey is bound to, and where a provider sends people back to are all
made from the host of a request. A request can say any host, and so can a proxy that was misled.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask

from survey.pages.locale import STAFF_ROOM

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def stay_at(app: Flask, base_url: str) -> None:
    """Let the staff side of `app` know no other address than this."""
    inner, ours = app.wsgi_app, urlsplit(base_url)

    def at_our_address(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith(STAFF_ROOM):
            environ["HTTP_HOST"], environ["wsgi.url_scheme"] = ours.netloc, ours.scheme
        return inner(environ, start)

    app.wsgi_app = at_our_address  # type: ignore[method-assign, assignment] # how Flask is wrapped
