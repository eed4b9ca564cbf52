"""`PUT /responses/<id>`: where tablets, phones and other programs deliver answers."""

from __future__ import annotations

import base64
import re
from typing import Any

from flask import Blueprint, Response, jsonify, request

from survey.channels import Channel
from survey.errors import BadRequest, RevokedToken, UnknownToken, WrongMediaType
from survey.intake.sealing import MEDIA_TYPE
from survey.intake.submission import Malformed, read_object, round_of
from survey.pages.delivering import take_in
from survey.sealing_keys import SealingKey
from survey.services import services
from survey.store.channel_queries import find_channel

blueprint = Blueprint("intake", __name__)

ID = re.compile(r"[0-9a-f]{32}")


@blueprint.get("/responses/key")
def sealing_key() -> Response:
    """What to seal answers to, for the page behind a link; the same for everyone, and public."""
    return jsonify(told_key(services().keys.newest()))


@blueprint.put("/responses/<submission_id>")
def put_response(submission_id: str) -> Response:
    """Accept one submission once; see docs/protocol.md."""
    body, given = request.get_data(), _given()
    channel = channel_of_token(bearer_token(), round_of(given or {}))
    if given is None or not ID.fullmatch(submission_id):
        raise BadRequest
    if request.mimetype not in ("application/json", MEDIA_TYPE):
        raise WrongMediaType
    receipt = take_in(submission_id, body, given, channel)
    response = jsonify(receipt.body())
    response.status_code = receipt.result.status
    return response


def told_key(key: SealingKey) -> dict[str, str]:
    """A key to seal to, as clients are told it: its id, and its public point in base64."""
    return {"key": key.id, "public": base64.b64encode(key.public).decode()}


def bearer_token() -> str:
    """The token of this request, or an empty string."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def channel_of_token(token: str, round_id: int | None) -> Channel:
    """The channel this token opens. Raises `UnknownToken` or `RevokedToken`."""
    if not token:
        raise UnknownToken
    with services().store.look() as connection:
        channel = find_channel(connection, token, round_id)
    if channel is None:
        raise UnknownToken
    if channel.revoked:
        raise RevokedToken
    return channel


def _given() -> dict[str, Any] | None:
    try:
        return read_object(request.get_data())
    except Malformed:
        return None
