"""The tablet's page, its pairing, and the rounds it may ask in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request
from sqlalchemy import Connection

from kiosk.corner_views import told_to_staff
from kiosk.release import release_of
from kiosk.shells import Shells
from kiosk.tries import Brake
from survey.actions import AnsweredBack
from survey.channels import new_device_token
from survey.clock import Clock
from survey.errors import BadRequest, TooManyTries, UnknownCode
from survey.pages.documents import as_response
from survey.pages.intake_views import bearer_token, channel_of_token, told_key
from survey.pages.locale import page_language
from survey.services import services
from survey.store.channel_queries import pair, place_names
from survey.store.device_queries import pin_of
from survey.store.idea_queries import suggested_at
from survey.store.round_queries import RoundHere, open_rounds_at
from survey.store.told_queries import answered_at

NOT_KEPT = "no-store"
"""The browser keeps no copy that one could go back to; the tablet's worker has its own."""
NEWEST = 3
"""How many actions a tablet is told of; it shows as many as fit."""


def make_blueprint(clock: Clock, shells: Shells) -> Blueprint:
    """The tablet's routes, with a brake on pairing that runs by `clock`."""
    blueprint = Blueprint("kiosk", __name__, template_folder="templates")
    brake = Brake(clock.now)
    previews = Shells(preview=True)

    @blueprint.get("/k/")
    def page() -> Response:
        """The tablet's one page."""
        return as_response(shells.get(page_language()), NOT_KEPT)

    @blueprint.get("/k/preview")
    def preview() -> Response:
        """The same page showing a draft in a frame of the editor: it pairs, stores and sends nothing."""
        return as_response(previews.get(page_language()), NOT_KEPT)

    @blueprint.get("/k/worker.js")
    def worker() -> Response:
        """What lets the tablet start without us: the newest release, written before its script."""
        script = release_of(current_app, shells).worker
        headers = {"Cache-Control": "no-cache"}
        return Response(script, mimetype="text/javascript", headers=headers)

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
        """The rounds this tablet may ask in today, and what was done for what was said before."""
        parts = services()
        channel = channel_of_token(bearer_token(), None)
        today = parts.clock.today()
        with parts.store.read() as connection:
            open_here = open_rounds_at(connection, channel.centre_id, today)
            centre, unit = place_names(connection, channel)
            actions = answered_at(connection, channel.centre_id, NEWEST)
            staff = told_to_staff(connection, channel)
            suggested = _suggested(connection, channel.centre_id, open_here)
        told = [_told(round_, suggested) for round_ in open_here]
        languages = dict.fromkeys(code for one in told for code in one["languages"])
        return jsonify(
            centre=centre,
            unit=unit,
            today=today.isoformat(),
            languages=list(languages) or [parts.settings.language],
            rounds=told,
            actions=[_answered(action) for action in actions],
            sealing=told_key(services().keys.newest()),
            release=release_of(current_app, shells).id,
            staff=staff,
        )

    return blueprint


def _pair(token: str) -> int | None:
    given = request.get_json(silent=True)
    code = given.get("code") if isinstance(given, dict) else None
    if not isinstance(code, str):
        raise BadRequest
    parts = services()
    return pair(parts.store, code.strip(), token, parts.clock.now(), parts.clock.today())


def _place(token: str) -> dict[str, str | int | None]:
    channel = channel_of_token(token, None)
    with services().store.read() as connection:
        centre, unit = place_names(connection, channel)
        has_pin = pin_of(connection, channel.id) is not None
    return {"device": channel.id, "centre": centre, "unit": unit, "has_pin": has_pin}


def _suggested(
    connection: Connection, centre_id: int, rounds: Sequence[RoundHere]
) -> list[dict[str, Any]]:
    """What was answered in the idea box, where one is open; at most one statement."""
    if not any(one.is_standing for one in rounds):
        return []
    return [
        {
            "said": {code: one.said[code] for code in one.languages},
            "answer": {code: one.answer[code] for code in one.languages},
        }
        for one in suggested_at(connection, centre_id, NEWEST)
    ]


def _told(round_: RoundHere, suggested: list[dict[str, Any]]) -> dict[str, Any]:
    questionnaire = services().versions.get(round_.version_hash).questionnaire
    return {
        "round": round_.id,
        "version": round_.version_hash,
        "title": questionnaire.title.root,
        "purpose": questionnaire.purpose.root,
        "languages": list(questionnaire.languages),
        "questions": sum(1 for _ in questionnaire.asked()),
        "asks_mode": round_.asks_mode,
        "is_standing": round_.is_standing,
        "suggested": suggested if round_.is_standing else [],
        "voices": [
            {"voice": voice, "perspectives": [p for p in ps if p in questionnaire.wordings]}
            for voice, ps in round_.voices.items()
        ],
    }


def _answered(action: AnsweredBack) -> dict[str, Any]:
    languages = action.languages
    return {
        "state": action.state,
        "said": {code: action.said[code] for code in languages},
        "answer": {code: action.answer[code] for code in languages},
        "chosen": dict(action.chosen),
        "more": dict(action.more),
        "signed": [action.signed.name, action.signed.role] if action.signed else [],
    }
