"""What a running instance is made of, handed to whoever answers a request."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app

from config import Settings
from survey.clock import Clock
from survey.intake.accept import Intake
from survey.intake.crowding import Crowding
from survey.sealing_keys import SealingKeys
from survey.store.engine import Store
from survey.store.versions import Versions

NAME = "lydhoer"


@dataclass(frozen=True)
class Services:
    """One instance's parts."""

    settings: Settings
    store: Store
    versions: Versions
    intake: Intake
    keys: SealingKeys
    clock: Clock
    crowding: Crowding = field(default_factory=Crowding)


def attach(app: Flask, services: Services) -> None:
    """Give `app` its parts."""
    app.extensions[NAME] = services


def services() -> Services:
    """The parts of the app that answers this request."""
    return cast(Services, current_app.extensions[NAME])
