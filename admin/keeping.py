"""What was sent after a session had ended: kept for whoever sent it, and shown to her again."""

from __future__ import annotations

from flask import request, session, url_for
from werkzeug.datastructures import MultiDict

from survey.services import services
from survey.store.session_queries import keep_form, kept_form, user_known_by

KEPT = "kept"
"""The part of an address that says which form was kept."""
LARGEST = 100_000
"""Characters; more is not kept."""
SECRET_FIELDS = ("csrf_token", "password")


def way_back() -> str | None:
    """Where whoever must sign in first wants to go; with what she sent, if that was a form."""
    if request.method in ("GET", "HEAD"):
        path = request.full_path.rstrip("?")
        return None if path == url_for("admin_home.home") else path
    rule = request.url_rule
    if rule is None or "GET" not in (rule.methods or ()):
        return None
    secret = _keep()
    return f"{request.path}?{KEPT}={secret}" if secret else request.path


def _keep() -> str | None:
    parts = services()
    with parts.store.look() as connection:
        user_id = user_known_by(connection, str(session.get("_user_id", "")))
    fields = {
        name: values
        for name, values in request.form.lists()
        if not any(secret in name for secret in SECRET_FIELDS)
    }
    if user_id is None or sum(len(one) for of in fields.values() for one in of) > LARGEST:
        return None
    return keep_form(parts.store, user_id, request.path, fields, parts.clock.now())


def kept_fields(user_id: int) -> MultiDict[str, str] | None:
    """What she sent to this page when her session had ended; None when there is nothing."""
    secret = request.args.get(KEPT, "")
    if request.method != "GET" or not secret:
        return None
    parts = services()
    with parts.store.look() as connection:
        fields = kept_form(connection, secret, user_id, request.path, parts.clock.now())
    return MultiDict(fields) if fields else None
