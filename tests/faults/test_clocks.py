"""Clocks that are wrong: no answer is lost, refused or put into another round for it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from app import create_app
from config import Settings
from survey.clock import Clock
from survey.store.engine import open_store
from survey.store.tables import Quarantine, Response
from tests.browsing import KIOSKS, open_paired, visit
from tests.faults.proxy import passes, proxy, refuses
from tests.faults.scripts import BY_ITS_OWN_CLOCK, Change
from tests.faults.tablet import await_sent, give_answers, weaken
from tests.served import Site
from tests.visiting import Pages
from tests.world import NOW, World, make_world
