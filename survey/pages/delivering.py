"""Handing a submission that a request brought to the intake."""

from __future__ import annotations

from typing import Any

from flask import request

from survey.channels import Channel
from survey.intake.accept import Delivery, Receipt, Result
from survey.services import services


def take_in(submission_id: str, body: bytes, given: dict[str, Any], channel: Channel) -> Receipt:
    """Keep what was sent; what comes too thick through an open link is flagged."""
    parts = services()
    today = parts.clock.today()
    if not channel.is_open_link:
        return parts.intake.accept(Delivery(submission_id, body, given, channel, today))
    arrival = parts.crowding.enter(channel.id, client_address())
    is_new = False
    try:
        delivery = Delivery(submission_id, body, given, channel, today, arrival.flag)
        receipt = parts.intake.accept(delivery)
        is_new = receipt.result is Result.STORED
    finally:
        if not is_new:
            parts.crowding.leave(arrival)
    return receipt


def client_address() -> str:
    """Where the request came from. What a client claims itself is never believed.

    Each trusted proxy adds one address at the end of X-Forwarded-For.
    """
    proxies = services().settings.trusted_proxies
    told = request.headers.get("X-Forwarded-For", "").split(",")
    if proxies and len(told) >= proxies and told[-proxies].strip():
        return told[-proxies].strip()
    return request.remote_addr or ""
