"""Wires an instance together, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Flask

import admin
import kiosk
from config import PREFIX, Settings, read_settings
from survey import commands, pages
from survey.clock import Clock, utc_now
from survey.intake.accept import Intake
from survey.intake.tombstones import TombstoneKey
from survey.keys import make_keys, read_keys
from survey.logs import log_requests
from survey.pages.assets import serve_assets
from survey.pages.faults import show_errors
from survey.pages.locale import speak
from survey.pages.security import guard
from survey.sealing_keys import SealingKeys
from survey.services import Services, attach
from survey.store.engine import open_store
from survey.store.versions import Versions

LARGEST_BODY = 256 * 1024
"""Bytes; the longest questionnaire with every text filled is a fifth of it."""


def create_app(config: Settings | None = None, now: Callable[[], datetime] = utc_now) -> Flask:
    """The web application for `config`; without one, as the environment says.

    Raises `UnclearSetting` or `UnsafeDatabase` rather than start in doubt.
    """
    settings = config or settings_here(os.environ)
    app = Flask("lydhoer", root_path=str(Path(__file__).parent), static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https:"),
        DEBUG=settings.debug,
    )
    attach(app, build_services(settings, now))
    for part in (log_requests, guard, speak, serve_assets, show_errors):
        part(app)
    for room in (pages, kiosk, admin, commands):
        room.register(app)
    return app


def settings_here(environ: Mapping[str, str]) -> Settings:
    """The settings of the instance that `environ` names; its keys are made at its first start."""
    instance = Path(environ.get(PREFIX + "INSTANCE") or "instance")
    make_keys(instance)
    return read_settings(environ, read_keys(instance))


def build_services(settings: Settings, now: Callable[[], datetime]) -> Services:
    """The parts of one instance."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.database_url)
    versions = Versions(store)
    keys = SealingKeys(settings.instance / "keys" / "sealing")
    intake = Intake(store, versions, TombstoneKey(settings.tombstone_key.encode()), keys)
    clock = Clock(ZoneInfo(settings.time_zone), now)
    return Services(settings, store, versions, intake, keys, clock)
