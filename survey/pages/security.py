"""Headers that every answer carries, error pages included."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

NO_FRAMES = "frame-ancestors 'none'"

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
        NO_FRAMES,
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
POLICY_NAME = "Content-Security-Policy"
OTHERWISE: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    # The tablet's page for looking at drafts, and the pages of ours that show it in a frame.
    (re.compile(r"/k/preview"), {POLICY_NAME: POLICY.replace(NO_FRAMES, "frame-ancestors 'self'")}),
    (
        re.compile(r"/admin/questionnaires/drafts/[0-9]+/questions/[^/]+"),
        {POLICY_NAME: f"{POLICY}; frame-src 'self'"},
    ),
    # Where a text is recorded: the microphone, and what it has recorded before it is sent.
    (
        re.compile(r"/admin/questionnaires/versions/[0-9]+/prompts/[^/]+"),
        {
            POLICY_NAME: POLICY.replace("media-src 'self'", "media-src 'self' blob:"),
            "Permissions-Policy": "camera=(), microphone=(self), geolocation=()",
        },
    ),
)
"""The few addresses whose pages may do more, and what they have instead of the headers named."""
NOT_KEPT = ("Cache-Control", "no-store")
ENCRYPTED_ONLY = ("Strict-Transport-Security", "max-age=31536000")
"""Sent where the service is reached over https: for a year, browsers come no other way."""


def headers_for(path: str) -> list[tuple[str, str]]:
    """The headers of what is answered at `path`: the same everywhere, but for `OTHERWISE`."""
    for address, changed in OTHERWISE:
        if address.fullmatch(path):
            return [(name, changed.get(name, value)) for name, value in HEADERS]
    return HEADERS


def guard(app: Flask) -> None:
    """Put the headers on every answer; what says nothing about keeping is not kept.

    Done around the application, so that no page, error or shortcut inside can miss them.
    """
    inner = app.wsgi_app
    encrypted = [ENCRYPTED_ONLY] if app.config["SESSION_COOKIE_SECURE"] else []

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], fault: Any = None) -> Any:
            always = [*headers_for(environ.get("PATH_INFO", "")), *encrypted]
            keeps = any(name == "Cache-Control" for name, _ in headers)
            extra = always if keeps else [*always, NOT_KEPT]
            return start_response(status, headers + extra, fault)

        return inner(environ, start)

    app.wsgi_app = guarded  # type: ignore[method-assign] # how Flask is wrapped
