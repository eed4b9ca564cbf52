"""The staff corner's requests: is the PIN right, move to another unit, unpair."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify, request
from sqlalchemy import Connection

from kiosk.tablet import asking_tablet
from kiosk.tries import Brakes
from survey.channels import Channel, ChannelKind
from survey.clock import Clock
from survey.errors import BadRequest, TooManyTries, UnknownUnit
from survey.services import services
from survey.store.channel_queries import place_names
from survey.store.device_queries import move_device, pin_of, units_at, unpair
from survey.version import version

WRONG_PINS = 3
"""So many wrong PINs in a minute, and the tablet must wait."""


blueprint = Blueprint("corner", __name__)


def make_pin_blueprint(clock: Clock) -> Blueprint:
    """The PIN's route, with a brake for each tablet that runs by `clock`."""
    pin = Blueprint("pin", __name__)
    brakes = Brakes(clock.now, WRONG_PINS)

    @pin.post("/k/pin")
    def check_pin() -> Response:
        """Whether the PIN is this tablet's: `{"fits": true}` or false."""
        device = asking_tablet()
        brake, given = brakes.of(device.id), _given("pin")
        if not isinstance(given, str):
            raise BadRequest
        if brake.holds():
            raise TooManyTries
        brake.wrong()  # until it is known: the hash is slow, and tries may come at once
        fits = _fits(device, given)
        if fits:
            brake.right()
        return jsonify(fits=fits)

    return pin


@blueprint.post("/k/unit")
def move() -> Response:
    """Let this tablet stand in another unit of its own centre; null is the whole centre."""
    device, unit_id = asking_tablet(), _given("unit")
    if not (unit_id is None or (type(unit_id) is int and 0 < unit_id < 2**31)):
        raise BadRequest
    if not move_device(services().store, device.id, unit_id):
        raise UnknownUnit
    with services().store.read() as connection:
        centre, unit = place_names(connection, asking_tablet())
    return jsonify(centre=centre, unit=unit)


@blueprint.post("/k/unpair")
def leave() -> tuple[str, int]:
    """Forget this tablet's token."""
    unpair(services().store, asking_tablet().id)
    return "", 204


def told_to_staff(connection: Connection, channel: Channel) -> dict[str, Any] | None:
    """What the staff corner shows without asking again. None for what is no tablet."""
    if channel.kind is not ChannelKind.DEVICE:
        return None
    pin = pin_of(connection, channel.id)
    return {
        "pin": asdict(pin) if pin else None,
        "unit": channel.unit_id,
        "units": [asdict(unit) for unit in units_at(connection, channel.centre_id)],
        "version": version(),
    }


def _fits(device: Channel, pin: str) -> bool:
    with services().store.read() as connection:
        kept = pin_of(connection, device.id)
    return kept is not None and kept.fits(pin)


def _given(name: str) -> Any:
    """The value of that name in the request's JSON. Raises `BadRequest`."""
    given = request.get_json(silent=True)
    if not isinstance(given, dict) or name not in given:
        raise BadRequest
    return given[name]
