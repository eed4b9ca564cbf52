"""Headers that every answer carries, error pages included."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "media-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
]
NOT_KEPT = ("Cache-Control", "no-store")
ENCRYPTED_ONLY = ("Strict-Transport-Security", "max-age=31536000")
"""Sent where the service is reached over https: for a year, browsers come no other way."""


def guard(app: Flask) -> None:
    """Put the headers on every answer; what says nothing about keeping is not kept.

    Done around the application, so that no page, error or shortcut inside can miss them.
    """
    inner = app.wsgi_app
    always = [*HEADERS, ENCRYPTED_ONLY] if app.config["SESSION_COOKIE_SECURE"] else HEADERS

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], fault: Any = None) -> Any:
            keeps = any(name == "Cache-Control" for name, _ in headers)
            extra = always if keeps else [*always, NOT_KEPT]
            return start_response(status, headers + extra, fault)

        return inner(environ, start)

    app.wsgi_app = guarded  # type: ignore[method-assign] # how Flask is wrapped
