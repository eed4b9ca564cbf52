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


def guard(app: Flask) -> None:
    """Put the headers on every answer; what says nothing about keeping is not kept.

    Done around the application, so that no page, error or shortcut inside can miss them.
    """
    inner = app.wsgi_app

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], fault: Any = None) -> Any:
            keeps = any(name == "Cache-Control" for name, _ in headers)
            extra = HEADERS if keeps else [*HEADERS, NOT_KEPT]
            return start_response(status, headers + extra, fault)

        return inner(environ, start)

    app.wsgi_app = guarded  # type: ignore[method-assign] # how Flask is wrapped
