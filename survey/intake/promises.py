"""What a link's page promises about who can see what, and which wording of it was shown.

An open link is *anonymous*: nobody knows who was given it. A personal one is *confidential*: whoever
hands out its codes can learn whether one was used, though not for which answer. One that names an
association is *confidential among few*: so few people visit for it that somebody may guess who it
was, and its page says so. It is settled when the link is made, and each answer keeps what was
promised for it.
"""

from __future__ import annotations

from enum import StrEnum

from survey.channels import Channel


class Promise(StrEnum):
    """What is promised; the texts stand in `survey/pages/templates/parts/promise.html`."""

    ANONYMOUS = "anonymous"
    CONFIDENTIAL = "confidential"
    AMONG_FEW = "among_few"


WORDING = {Promise.ANONYMOUS: 1, Promise.CONFIDENTIAL: 1, Promise.AMONG_FEW: 1}
"""Counted up whenever a text changes its meaning; a test holds the texts of each number."""


def promise_of(channel: Channel) -> Promise:
    """What the page behind this link promises."""
    if channel.single_use:
        return Promise.CONFIDENTIAL
    return Promise.ANONYMOUS if channel.partner_id is None else Promise.AMONG_FEW


def promise_made(channel: Channel) -> dict[str, str]:
    """The same as an entry of an answer's `display`; empty for tablets, which have one text."""
    if channel.voice is None:
        return {}
    promise = promise_of(channel)
    return {"promise": f"{promise}_{WORDING[promise]}"}
