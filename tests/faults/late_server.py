"""The sound server, three weeks from now; an app for `serving`."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from app import create_app
from survey.clock import utc_now

LATE = timedelta(days=21)
"""Longer than the usual cast's round is open."""


def three_weeks_later() -> Flask:
    """As `app:create_app()`, then."""
    return create_app(now=lambda: utc_now() + LATE)
