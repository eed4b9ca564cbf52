"""Servers that are broken on purpose, for the tests of the tests; each is an app for `serving`."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import replace

from flask import Flask

from app import create_app
from survey.intake.accept import Delivery, Intake, Receipt, Result
from survey.services import NAME

LATE = 0.05
"""Seconds between an early answer and its commit."""


class Hasty(Intake):
    """Answers first, and stores a moment later."""

    def accept(self, delivery: Delivery) -> Receipt:
        """As `Intake.accept`, but for the promise."""

        def later() -> None:
            time.sleep(LATE)
            Intake.accept(self, delivery)

        threading.Thread(target=later).start()
        return Receipt(delivery.id, delivery.digest, Result.STORED)


class Forgetful(Intake):
    """Does not know again what it has stored before."""

    def accept(self, delivery: Delivery) -> Receipt:
        """As `Intake.accept`, but stored anew each time."""
        Intake.accept(self, replace(delivery, id=secrets.token_hex(16)))
        return Receipt(delivery.id, delivery.digest, Result.STORED)


def hasty() -> Flask:
    """A server that acknowledges before it has committed."""
    return _with(Hasty)


def forgetful() -> Flask:
    """A server that stores a repeated answer twice."""
    return _with(Forgetful)


def _with(weak: type[Intake]) -> Flask:
    app = create_app()
    services = app.extensions[NAME]
    sound = services.intake
    app.extensions[NAME] = replace(
        services, intake=weak(sound.store, sound.versions, sound.tombstones, sound.keys)
    )
    return app
