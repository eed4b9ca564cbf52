"""Headers that every answer carries, error pages included."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, request

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
MICROPHONE = "lydhoer.microphone"
"""Marks a request whose page may record, and play what it has recorded before it is sent."""
RECORDING = {
    "Content-Security-Policy": POLICY.replace("media-src 'self'", "media-src 'self' blob:"),
    "Permissions-Policy": "camera=(), microphone=(self), geolocation=()",
}
"""What such a page has instead of the headers of those names."""
NOT_KEPT = ("Cache-Control", "no-store")
ENCRYPTED_ONLY = ("Strict-Transport-Security", "max-age=31536000")
"""Sent where the service is reached over https: for a year, browsers come no other way."""


def let_record() -> None:
    """Let the page that answers this request use the microphone; no other page may."""
    request.environ[MICROPHONE] = True


def guard(app: Flask) -> None:
    """Put the headers on every answer; what says nothing about keeping is not kept.

    Done around the application, so that no page, error or shortcut inside can miss them.
    """
    inner = app.wsgi_app
    always = [*HEADERS, ENCRYPTED_ONLY] if app.config["SESSION_COOKIE_SECURE"] else HEADERS

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], fault: Any = None) -> Any:
            keeps = any(name == "Cache-Control" for name, _ in headers)
            ours = always
            if environ.get(MICROPHONE):
                ours = [(name, RECORDING.get(name, value)) for name, value in always]
            extra = ours if keeps else [*ours, NOT_KEPT]
            return start_response(status, headers + extra, fault)

        return inner(environ, start)

    app.wsgi_app = guarded  # type: ignore[method-assign] # how Flask is wrapped
