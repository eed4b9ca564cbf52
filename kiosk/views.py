"""The tablet's page, its pairing, and the rounds it may ask in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, render_template, request

from kiosk.tries import Brake
from survey.channels import new_device_token
from survey.errors import BadRequest, TooManyTries, UnknownCode
from survey.languages import LANGUAGES
from survey.pages.intake_views import bearer_token, channel_of_token
from survey.services import NAME, services
from survey.store.channel_queries import find_channel, pair, place_names
from survey.store.round_queries import RoundHere, open_rounds_at


def make_blueprint() -> Blueprint:
    """The tablet's routes, with a brake on pairing of their own."""
    blueprint = Blueprint("kiosk", __name__, template_folder="templates")
    brake = Brake(lambda: current_app.extensions[NAME].clock.now())

    @blueprint.get("/k/")
    def page() -> str:
        """The tablet's one page."""
        return render_template("kiosk.html", languages=LANGUAGES.values())

    @blueprint.post("/k/pair")
    def pair_tablet() -> tuple[Response, int]:
        """Bind this tablet to the device its code stands for."""
        if brake.holds():
            raise TooManyTries
        token = new_device_token()
        if not _pair(token):
            brake.wrong()
            raise UnknownCode
        return jsonify(token=token, **_place(token)), 201

    @blueprint.get("/k/rounds")
    def rounds() -> Response:
        """The rounds this tablet may ask in today."""
        parts = services()
        channel = channel_of_token(bearer_token(), None)
        today = parts.clock.today()
        with parts.store.read() as connection:
            open_here = open_rounds_at(connection, channel.centre_id, today)
            centre, unit = place_names(connection, channel)
        told = [_told(round_) for round_ in open_here]
        languages = dict.fromkeys(code for one in told for code in one["languages"])
        return jsonify(
            centre=centre,
            unit=unit,
            today=today.isoformat(),
            languages=list(languages) or [parts.settings.language],
            rounds=told,
        )

    return blueprint


def _pair(token: str) -> int | None:
    given = request.get_json(silent=True)
    code = given.get("code") if isinstance(given, dict) else None
    if not isinstance(code, str):
        raise BadRequest
    parts = services()
    return pair(parts.store, code.strip(), token, parts.clock.now(), parts.clock.today())


def _place(token: str) -> dict[str, str | None]:
    with services().store.read() as connection:
        channel = find_channel(connection, token, None)
        assert channel, "the tablet was paired a moment ago"
        centre, unit = place_names(connection, channel)
    return {"centre": centre, "unit": unit}


def _told(round_: RoundHere) -> dict[str, Any]:
    version = services().versions.find(round_.version_hash)
    assert version, "a round's version is always stored"
    questionnaire = version.questionnaire
    return {
        "round": round_.id,
        "version": round_.version_hash,
        "title": questionnaire.title.root,
        "purpose": questionnaire.purpose.root,
        "languages": list(questionnaire.languages),
        "questions": sum(1 for _ in questionnaire.asked()),
        "asks_mode": round_.asks_mode,
        "voices": [
            {"voice": voice, "perspectives": [p for p in ps if p in questionnaire.wordings]}
            for voice, ps in round_.voices.items()
        ],
    }
